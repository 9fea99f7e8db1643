//! Which group an agent belongs to.

use super::check;
use yuqing::fetch::robots::Robots;

#[test]
fn nobody_is_forbidden_by_an_empty_file_or_to_an_empty_agent() {
    let robots = "user-agent: FooBot\ndisallow: /\n";
    check("", "FooBot", &[("", true), ("/x", true)]);
    check(robots, "", &[("", true), ("/x", true)]);
    check(robots, "FooBot", &[("", false), ("/x", false)]);
    check("", "", &[("", true)]);
    check("User-agent: 123\nDisallow: /\n", "", &[("/", true)]);
}

#[test]
fn a_group_has_many_agents_and_an_agent_many_groups() {
    let robots = "allow: /foo/bar/\n\nuser-agent: FooBot\ndisallow: /\nallow: /x/\nuser-agent: BarBot\ndisallow: /\n\
                  allow: /y/\n\n\nallow: /w/\nuser-agent: BazBot\n\nuser-agent: FooBot\nallow: /z/\ndisallow: /\n";
    let foo_bar = ("http://foo.bar/foo/bar/", false);
    check(robots, "FooBot", &[("/x/b", true), ("/z/d", true), ("/y/c", false), ("/w/a", false), foo_bar]);
    check(robots, "BarBot", &[("/y/c", true), ("/w/a", true), ("/z/d", false), foo_bar]);
    check(robots, "BazBot", &[("/z/d", true), ("/w/a", false), foo_bar]);
    check(robots, "QuxBot", &[("/x/b", true), (foo_bar.0, true)]);
}

#[test]
fn other_lines_do_not_end_a_group() {
    for line in [
        "Sitemap: https://foo.bar/sitemap",
        "Invalid-Unknown-Line: unknown",
        "Host: foo.bar",
        "Crawl-delay: 5",
        "",
        "# x",
    ] {
        let robots = format!("User-agent: BarBot\n{line}\nUser-agent: *\nDisallow: /\n");
        check(&robots, "FooBot", &[("/", false)]);
        check(&robots, "BarBot", &[("/", false)]);
    }
    let robots =
        "User-Agent: FooBot\nDisallow: /some/path\nUser-Agent: *\n\nSitemap: http://foo.bar/sitemap.xml\n\nDisallow: /";
    check(robots, "FooBot", &[("/some/path", false), ("/", true)]);
    check(robots, "BarBot", &[("/", false)]);
}

#[test]
fn everyone_is_only_who_has_no_group() {
    let all = "user-agent: *\nallow: /\nuser-agent: FooBot\ndisallow: /\n";
    check(all, "FooBot", &[("/x/y", false)]);
    check(all, "BarBot", &[("/x/y", true)]);
    let specific = "user-agent: FooBot\nallow: /\nuser-agent: BarBot\ndisallow: /\nuser-agent: BazBot\ndisallow: /\n";
    check(specific, "QuxBot", &[("/x/y", true)]);
    check(specific, "BarBot", &[("/x/y", false)]);
    let own = "User-agent: *\nDisallow: /x/\nUser-agent: FooBot\nDisallow: /y/\n";
    check(own, "FooBot", &[("/x/page", true), ("/y/page", false)]);
    check(own, "BarBot", &[("/x/page", false), ("/y/page", true)]);
    let empty = "User-agent: *\nDisallow: /\nUser-agent: FooBot\nDisallow:\n";
    check(empty, "FooBot", &[("/", true)]);
    check("User-agent: *\nDisallow: /\nUser-agent: FooBot\n", "FooBot", &[("/", true)]);
    let both = "User-agent: *\nUser-agent: FooBot\nDisallow: /x\nUser-agent: *\nDisallow: /y\n";
    check(both, "FooBot", &[("/x", false), ("/y", true)]);
    check(both, "BarBot", &[("/x", false), ("/y", false)]);
}

#[test]
fn names_are_compared_without_case_and_version() {
    for line in ["FooBot", "foobot", "FOOBOT", "FooBot/1.0", "FooBot 1.0", "FooBot/2.1 (+http://x)", " FooBot\t"] {
        for agent in ["FooBot", "foobot", "FOOBOT", "FooBot/7.0 (automated)"] {
            check(format!("User-agent: {line}\nDisallow: /\n"), agent, &[("/", false)]);
        }
    }
    for line in ["FooBotNews", "Foo", "Foo-Bot", "Googlebot", "Bot", "X FooBot"] {
        check(format!("User-agent: {line}\nDisallow: /\n"), "FooBot", &[("/", true)]);
    }
    check("User-agent: Foo_Bot-x\nDisallow: /\n", "foo_bot-X/1", &[("/", false)]);
    check("User-agent: Yuqing2\nDisallow: /\n", "Yuqing2/1.0", &[("/", false)]);
}

#[test]
fn a_name_ends_at_the_first_space() {
    let robots = "User-Agent: *\nDisallow: /\nUser-Agent: Foo Bar\nAllow: /x/\nDisallow: /\n";
    check(robots, "Foo", &[("http://foo.bar/x/y", true)]);
    check(robots, "Foo Bar", &[("http://foo.bar/x/y", false)]);
}

#[test]
fn a_star_with_more_behind_it() {
    check("User-agent: * baz\nDisallow: /\n", "FooBot", &[("/", false)]);
    check("User-agent: *baz\nDisallow: /\n", "FooBot", &[("/", true)]);
    check("User-agent: *\nDisallow: /\n", "FooBot", &[("/", false)]);
}

#[test]
fn the_pace_asked_for() {
    let check = |robots: &str, agent: &str, expected: Option<f64>| {
        assert_eq!(Robots::parse(robots.as_bytes()).crawl_delay_secs(agent), expected, "{robots}");
    };
    check("User-agent: *\nCrawl-delay: 10\n", "Yuqing", Some(10.0));
    check("User-agent: *\ncrawl-delay:2.5\nDisallow: /x", "Yuqing", Some(2.5));
    check("User-agent: *\nDisallow: /x\nCrawl-delay: 3", "Yuqing", Some(3.0));
    check("User-agent: *\nCrawl-delay: 10\nUser-agent: Yuqing\nDisallow:", "Yuqing", None);
    check("User-agent: Baiduspider\nCrawl-delay: 60\nUser-agent: *\nDisallow: /x", "Yuqing", None);
    check("User-agent: Yuqing\nCrawl-delay: 1\nUser-agent: Yuqing\nCrawl-delay: 4", "Yuqing", Some(4.0));
    check("Crawl-delay: 10\n", "Yuqing", None);
    for nonsense in ["-1", "NaN", "inf", "x", "", "10s"] {
        check(&format!("User-agent: *\nCrawl-delay: {nonsense}\n"), "Yuqing", None);
    }
}
