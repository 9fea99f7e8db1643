//! robots.txt, rule by rule, after RFC 9309 and the documented behaviour of Google's reference parser.

mod groups;
mod lines;
mod rules;

use yuqing::fetch::robots::Robots;

/// Checks what a file says to an agent about some addresses.
fn check(robots: impl AsRef<[u8]>, agent: &str, expected: &[(&str, bool)]) {
    let parsed = Robots::parse(robots.as_ref());
    let shown: String = String::from_utf8_lossy(robots.as_ref()).chars().take(200).collect();
    for (url, allowed) in expected {
        assert_eq!(parsed.allows(agent, url), *allowed, "{agent} at {url} in\n{shown}");
    }
}

/// Checks rules that hold for `FooBot`.
fn check_rules(rules: &str, expected: &[(&str, bool)]) {
    check(format!("User-agent: FooBot\n{rules}\n"), "FooBot", expected);
}
