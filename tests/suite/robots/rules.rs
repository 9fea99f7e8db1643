//! Which rule decides about an address.

use super::check_rules;

#[test]
fn the_longest_rule_wins() {
    let page = "http://foo.bar/x/page.html";
    let folder = "http://foo.bar/x/";
    check_rules("disallow: /x/page.html\nallow: /x/", &[(page, false), (folder, true)]);
    check_rules("allow: /x/page.html\ndisallow: /x/", &[(page, true), (folder, false), ("http://foo.bar/x", true)]);
    check_rules("disallow: /x\nallow: /x/", &[("http://foo.bar/x", false), (folder, true)]);
    check_rules("allow: /page\ndisallow: /*.html", &[("/page.html", false), ("/page", true)]);
    check_rules("allow: /x/page.\ndisallow: /*.html", &[(page, true), ("/x/y.html", false)]);
    check_rules("allow: /p\ndisallow: /", &[("/page", true)]);
    check_rules("allow: /page\ndisallow: /*.htm", &[("/page.htm", false)]);
    check_rules("allow: /$\ndisallow: /", &[("/", true), ("/page.html", false)]);
}

#[test]
fn allow_wins_among_equals_in_any_order() {
    let page = "http://foo.bar/x/page.html";
    check_rules("disallow: /\nallow: /", &[(page, true)]);
    check_rules("allow: /\ndisallow: /", &[(page, true)]);
    check_rules("disallow: /x/page.html\nallow: /x/page.html", &[(page, true)]);
    check_rules("allow: /folder\ndisallow: /folder", &[("/folder/page", true)]);
    check_rules("disallow: /folder\nallow: /folder", &[("/folder/page", true)]);
}

#[test]
fn an_empty_rule_says_nothing() {
    let page = "http://foo.bar/x/page.html";
    check_rules("disallow: \nallow: ", &[(page, true)]);
    check_rules("disallow:", &[(page, true)]);
    check_rules("allow:\ndisallow: /", &[(page, false)]);
    check_rules("", &[(page, true)]);
}

#[test]
fn paths_are_case_sensitive() {
    check_rules("disallow: /x/", &[("http://foo.bar/x/y", false)]);
    check_rules("disallow: /X/", &[("http://foo.bar/x/y", true)]);
}

#[test]
fn a_rule_is_a_prefix() {
    let expected = [
        ("/bar", false),
        ("/fish", true),
        ("/fish.html", true),
        ("/fish/salmon.html", true),
        ("/fishheads", true),
        ("/fishheads/yummy.html", true),
        ("/fish.html?id=anything", true),
        ("/Fish.asp", false),
        ("/catfish", false),
        ("/?id=fish", false),
    ];
    check_rules("Disallow: /\nAllow: /fish", &expected);
    check_rules("Disallow: /\nAllow: /fish*", &expected);
    check_rules(
        "Disallow: /\nAllow: /fish/",
        &[
            ("/bar", false),
            ("/fish/", true),
            ("/fish/salmon", true),
            ("/fish/?salmon", true),
            ("/fish/salmon.html", true),
            ("/fish/?id=anything", true),
            ("/fish", false),
            ("/fish.html", false),
            ("/Fish/Salmon.html", false),
        ],
    );
}

#[test]
fn a_star_is_anything() {
    check_rules(
        "Disallow: /\nAllow: /*.php",
        &[
            ("http://foo.bar/bar", false),
            ("http://foo.bar/filename.php", true),
            ("http://foo.bar/folder/filename.php", true),
            ("http://foo.bar/folder/filename.php?parameters", true),
            ("http://foo.bar//folder/any.php.file.html", true),
            ("http://foo.bar/filename.php/", true),
            ("http://foo.bar/index?f=filename.php/", true),
            ("http://foo.bar/php/", false),
            ("http://foo.bar/index?php", false),
            ("http://foo.bar/windows.PHP", false),
        ],
    );
    check_rules(
        "Disallow: /\nAllow: /fish*.php",
        &[("/bar", false), ("/fish.php", true), ("/fishheads/catfish.php?parameters", true), ("/Fish.PHP", false)],
    );
    check_rules("Disallow: /foo/bar/quz\nAllow: /foo/*/qux", &[("/foo/bar/quz", false), ("/foo/quz", true)]);
    check_rules("Disallow: /foo/*/quz", &[("/foo//quz", false), ("/foo/bar/quz", false), ("/foo/quz", true)]);
    check_rules("Disallow: *", &[("/", false), ("/x", false)]);
    check_rules("Disallow: */x", &[("/x", false), ("/a/x", false), ("/ax", true)]);
    check_rules("Disallow: /a**b", &[("/ab", false), ("/a-b", false), ("/a", true)]);
    check_rules("Disallow: /a*b*c", &[("/abc", false), ("/a1b2c3", false), ("/acb", true), ("/a/b/c", false)]);
    check_rules("Disallow: /*a*a$", &[("/aa", false), ("/a", true), ("/aab", true), ("/baab/a", false)]);
}

#[test]
fn a_dollar_is_the_end() {
    check_rules(
        "Disallow: /\nAllow: /*.php$",
        &[
            ("http://foo.bar/bar", false),
            ("http://foo.bar/filename.php", true),
            ("http://foo.bar/folder/filename.php", true),
            ("http://foo.bar/filename.php?parameters", false),
            ("http://foo.bar/filename.php/", false),
            ("http://foo.bar/filename.php5", false),
            ("http://foo.bar/php/", false),
            ("http://foo.bar/filename?php", false),
            ("http://foo.bar/aaaphpaaa", false),
            ("http://foo.bar//windows.PHP", false),
        ],
    );
    check_rules(
        "Disallow: /foo/bar$",
        &[("/foo/bar", false), ("/foo/bar/qux", true), ("/foo/bar/", true), ("/foo/bar/baz", true)],
    );
    check_rules("Disallow: /a$b", &[("/a$b", false), ("/a", true), ("/a$", true)]);
    check_rules("Disallow: /*$", &[("/", false), ("/x?y", false)]);
    check_rules("Disallow: $", &[("/", true)]);
}

#[test]
fn escapes_and_letters_beyond_ascii() {
    check_rules(
        "Disallow: /\nAllow: /foo/bar?qux=taz&baz=http://foo.bar?tar&par",
        &[("http://foo.bar/foo/bar?qux=taz&baz=http://foo.bar?tar&par", true)],
    );
    // The file is escaped; the address has to be, and from a `Url` always is.
    let expected = [("http://foo.bar/foo/bar/%E3%83%84", true), ("http://foo.bar/foo/bar/ツ", false)];
    check_rules("Disallow: /\nAllow: /foo/bar/ツ", &expected);
    check_rules("Disallow: /\nAllow: /foo/bar/%E3%83%84", &expected);
    // What need not be escaped is compared as it is written.
    let expected = [("http://foo.bar/foo/bar/baz", false), ("http://foo.bar/foo/bar/%62%61%7A", true)];
    check_rules("Disallow: /\nAllow: /foo/bar/%62%61%7A", &expected);
    check_rules("Disallow: /a%2fb", &[("/a%2Fb", false), ("/a%2fb", false), ("/a/b", true)]);
    check_rules("Disallow: /a%2Fb", &[("/a%2fb", false)]);
    check_rules("Disallow: /%e6%b3%b0", &[("/%E6%B3%B0", false), ("/%e6%b3%b0", false)]);
    check_rules("Disallow: /100%", &[("/100%", false), ("/100", true)]);
    check_rules("Disallow: /%zz", &[("/%zz", false), ("/%ZZ", true)]);
}

#[test]
fn an_index_page_stands_for_its_folder() {
    check_rules(
        "Disallow: /\nAllow: /allowed-slash/index.html",
        &[
            ("http://foo.com/allowed-slash/", true),
            ("http://foo.com/allowed-slash/index.htm", false),
            ("http://foo.com/allowed-slash/index.html", true),
            ("http://foo.com/anyother-url", false),
        ],
    );
    check_rules("Disallow: /\nAllow: /index.htm", &[("/", true), ("/x", false), ("/index.html", true)]);
    check_rules("Allow: /\nDisallow: /x/index.html", &[("/x/", true), ("/x/index.html", false)]);
}

#[test]
fn the_path_of_an_address() {
    // Only `/` is allowed exactly; what else reduces to it is found by that.
    let root = ["", "http://www.example.com", "http://www.example.com/", "http://www.example.com#a/b", "#", "//a"];
    for url in root {
        check_rules("Allow: /$\nDisallow: /", &[(url, true)]);
    }
    let cases = [
        ("http://www.example.com/a", "/a"),
        ("http://www.example.com/a/", "/a/"),
        ("http://www.example.com/a/b?c=http://d.e/", "/a/b?c=http://d.e/"),
        ("http://www.example.com/a/b?c=d&e=f#fragment", "/a/b?c=d&e=f"),
        ("example.com", "/"),
        ("example.com/", "/"),
        ("example.com/a", "/a"),
        ("example.com/a/b?c=d&e=f#fragment", "/a/b?c=d&e=f"),
        ("a", "/"),
        ("a/", "/"),
        ("/a", "/a"),
        ("a/b", "/b"),
        ("example.com?a", "/?a"),
        ("example.com/a;b#c", "/a;b"),
        ("//a/b/c", "/b/c"),
        ("http://foo.bar/#x/y", "/"),
    ];
    for (url, path) in cases {
        check_rules(&format!("Allow: {path}$\nDisallow: /"), &[(url, true)]);
    }
}

#[test]
fn what_a_stock_discuz_forbids() {
    let rules = "Disallow: /api/\nDisallow: /search.php\nDisallow: /member.php\nDisallow: /forum.php?mod=redirect*\n\
                 Disallow: /forum.php?mod=post*\nDisallow: /home.php?mod=spacecp*\nDisallow: /*?mod=misc*\n\
                 Disallow: /*?mod=attachment*\nDisallow: /*mobile=yes*";
    check_rules(
        rules,
        &[
            ("https://bbs.example.org/forum.php?mod=guide&view=newthread", true),
            ("https://bbs.example.org/forum.php?mod=viewthread&tid=93", true),
            ("https://bbs.example.org/thread-93-1-1.html", true),
            ("https://bbs.example.org/forum.php?mod=redirect&goto=findpost&pid=1", false),
            ("https://bbs.example.org/forum.php?mod=misc&action=x", false),
            ("https://bbs.example.org/member.php?mod=logging&action=login", false),
            ("https://bbs.example.org/forum.php?mod=viewthread&tid=1&mobile=yes", false),
            ("https://bbs.example.org/forum.php?mod=viewthread&tid=1&mobile=2", true),
            ("https://bbs.example.org/api/mobile/index.php", false),
        ],
    );
}

#[test]
fn a_pattern_made_to_be_slow_is_not() {
    let rule = format!("Disallow: /{}b", "*a".repeat(5_000));
    let rules = vec![rule; 40].join("\n");
    check_rules(&rules, &[(&format!("/{}", "a".repeat(8_000)), true)]);
}
