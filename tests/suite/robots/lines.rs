//! Bytes to lines, lines to keys and values.

use super::check;

#[test]
fn the_form_of_a_line() {
    let forbidden = [("http://foo.bar/x/y", false)];
    let allowed = [("http://foo.bar/x/y", true)];
    check("user-agent: FooBot\ndisallow: /\n", "FooBot", &forbidden);
    check("user-agent FooBot\ndisallow /\n", "FooBot", &forbidden);
    check("user-agent\tFooBot\ndisallow\t /\n", "FooBot", &forbidden);
    check("foo: FooBot\nbar: /\n", "FooBot", &allowed);
    check("user-agent: FooBot\ndisallow / x\n", "FooBot", &allowed);
    check("user-agent: FooBot\ndisallow\n", "FooBot", &allowed);
    check("user-agent: FooBot\n: /\n", "FooBot", &allowed);
    check("  user-agent :  FooBot  \n\t disallow\t:\t/ \n", "FooBot", &forbidden);
    check("user-agent:FooBot\ndisallow:/", "FooBot", &forbidden);
    check("disallow: /\nuser-agent: FooBot\n", "FooBot", &allowed);
}

#[test]
fn keys_in_any_case() {
    for keys in
        [["USER-AGENT", "ALLOW", "DISALLOW"], ["user-agent", "allow", "disallow"], ["uSeR-aGeNt", "AlLoW", "dIsAlLoW"]]
    {
        let [agent, allow, disallow] = keys;
        let robots = format!("{agent}: FooBot\n{allow}: /x/\n{disallow}: /\n");
        check(robots, "FooBot", &[("http://foo.bar/x/y", true), ("http://foo.bar/a/b", false)]);
    }
}

#[test]
fn common_misspellings() {
    for key in ["disallow", "dissallow", "dissalow", "disalow", "diasllow", "disallaw", "Disallows"] {
        check(format!("user-agent: FooBot\n{key}: /a/\n"), "FooBot", &[("/a/b", false)]);
    }
    for key in ["user-agent", "useragent", "user agent", "User-Agents"] {
        check(format!("{key}: FooBot\ndisallow: /\n"), "FooBot", &[("/", false)]);
    }
    for key in ["dis-allow", "no", "forbid", "disal low"] {
        check(format!("user-agent: FooBot\n{key}: /a/\n"), "FooBot", &[("/a/b", true)]);
    }
}

#[test]
fn comments() {
    let robots = "User-agent: FooBot\n# Disallow: /\nDisallow: /foo/quz#qux\nAllow: /\n";
    check(robots, "FooBot", &[("/foo/bar", true), ("/foo/quz", false)]);
    check("User-agent: FooBot # us\nDisallow: / # all\n#end", "FooBot", &[("/", false)]);
    check("#User-agent: FooBot\nDisallow: /\n", "FooBot", &[("/", true)]);
}

#[test]
fn line_ends_of_every_system() {
    for end in ["\n", "\r\n", "\r", "\n\n", "\r\r\n"] {
        let robots = ["User-Agent: foo", "Allow: /some/path", "User-Agent: bar", "", "", "Disallow: /"].join(end);
        check(&robots, "foo", &[("/x", true), ("/some/path", true)]);
        check(&robots, "bar", &[("/x", false), ("/some/path", false)]);
    }
}

#[test]
fn a_byte_order_mark_is_skipped_at_the_start() {
    let rest: &[u8] = b"User-Agent: foo\nDisallow: /\n";
    let expected = [("/", false)];
    check([b"\xef\xbb\xbf", rest].concat(), "foo", &expected);
    check([b"\xef\xbb", rest].concat(), "foo", &expected);
    check([b"\xef", rest].concat(), "foo", &expected);
    // A broken mark spoils the first line, one in the middle the line it stands in.
    check([b"\xef\x11\xbf", rest].concat(), "foo", &[("/", true)]);
    check(b"User-Agent: foo\n\xef\xbb\xbfDisallow: /\nDisallow: /x\n", "foo", &[("/", true), ("/x", false)]);
}

#[test]
fn any_bytes_at_all() {
    // 禁止 in GBK, as a comment and as a path.
    let robots = b"# \xbd\xfb\xd6\xb9\nUser-agent: *\nDisallow: /\xbd\xfb\xd6\xb9/\n";
    check(robots, "FooBot", &[("/%BD%FB%D6%B9/x", false), ("/%bd%fb%d6%b9/x", false), ("/x", true)]);
    check([0xff; 1000], "FooBot", &[("/", true)]);
    check(b"\0\0User-agent: *\0\nDisallow: /\0\n", "FooBot", &[("/", true)]);
}

#[test]
fn a_page_in_place_of_the_file_says_nothing() {
    for start in ["<!DOCTYPE html>", "<html>", "  \n<?xml version=\"1.0\"?>"] {
        check(format!("{start}\nUser-agent: *\nDisallow: /\n"), "FooBot", &[("/", true)]);
    }
    check("User-agent: *\nDisallow: /\n<html>", "FooBot", &[("/", false)]);
}

/// The length at which a line is cut: 2083 * 8, with one byte for the end.
const LINE_BYTES: usize = 2083 * 8;

#[test]
fn a_line_that_is_too_long_is_cut() {
    let fill = |key: &str, letter: &str| {
        let start = "/x/";
        format!("{start}{}", letter.repeat(LINE_BYTES - key.len() - start.len() - 1))
    };
    let a = fill("disallow: ", "a");
    check(
        format!("user-agent: FooBot\ndisallow: {a}/qux\n"),
        "FooBot",
        &[("http://foo.bar/fux", true), (&format!("http://foo.bar{a}/fux"), false)],
    );
    let (a, b) = (fill("allow: ", "a"), fill("allow: ", "b"));
    check(
        format!("user-agent: FooBot\ndisallow: /\nallow: {a}/qux\nallow: {b}/qux\n"),
        "FooBot",
        &[
            ("http://foo.bar/", false),
            (&format!("http://foo.bar{a}/qux"), true),
            (&format!("http://foo.bar{b}/fux"), true),
        ],
    );
}

#[test]
fn only_the_first_500_kb_count() {
    let filler = "# twenty bytes long\n".repeat(500 * 1024 / 20);
    check(format!("User-agent: *\n{filler}Disallow: /\n"), "FooBot", &[("/", true)]);
    let less = "# twenty bytes long\n".repeat(500 * 1024 / 20 - 10);
    check(format!("User-agent: *\n{less}Disallow: /\n"), "FooBot", &[("/", false)]);
}
