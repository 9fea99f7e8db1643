//! A decoded body into a text that feed-rs reads.
//!
//! The body is UTF-8 by now, so its prolog must say so; roots of unusual versions are given a usual one.

use std::sync::LazyLock;

use regex::Regex;

use crate::source::pattern;

/// What a decoded body turned out to be.
#[derive(Debug, PartialEq, Eq)]
pub enum Opened<'a> {
    /// XML or JSON that may be a feed.
    Feed(String),
    /// The forum's own words that there is no feed.
    Refusal(&'a str),
    /// Something else.
    Other,
}

/// Opens a decoded body.
pub fn open(text: &str) -> Opened<'_> {
    let text = text.trim_start_matches('\u{feff}').trim();
    if REFUSALS.iter().any(|words| text.eq_ignore_ascii_case(words)) {
        return Opened::Refusal(text);
    }
    if text.starts_with('{') {
        return Opened::Feed(text.to_string());
    }
    let Some(root) = root(text) else { return Opened::Other };
    let body = text.get(root.start..).unwrap_or_default();
    let mut out = String::with_capacity(text.len() + 64);
    out.push_str("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    out.push_str(&escape_strays(&usual_root(body)));
    out.retain(|c| !is_forbidden(c));
    Opened::Feed(out)
}

/// What Discuz! answers where a feed is turned off.
const REFUSALS: &[&str] = &["RSS Disabled", "Specified forum not found"];

struct Root {
    start: usize,
}

/// The first element, if it is a feed's: what stands before it (prolog, doctype, stray text, comments) is dropped.
fn root(text: &str) -> Option<Root> {
    static ROOT: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?i)<(?:[a-z0-9]+:)?(rss|feed|rdf|entry|html|body|head)[\s>/]"));
    let found = ROOT.captures(text)?;
    let name = found.get(1)?.as_str();
    let known = ["rss", "feed", "rdf", "entry"].iter().any(|root| name.eq_ignore_ascii_case(root));
    known.then(|| Root { start: found.get(0).map_or(0, |whole| whole.start()) })
}

/// `<rss>` without a version, or with another than feed-rs knows, reads as 2.0.
fn usual_root(body: &str) -> String {
    if !body.starts_with("<rss") {
        return body.to_string();
    }
    static VERSION: LazyLock<Regex> = LazyLock::new(|| pattern(r#"\sversion\s*=\s*["']([^"']*)["']"#));
    let end = body.find('>').unwrap_or(body.len());
    let (tag, rest) = body.split_at(end);
    let tag = match VERSION.captures(tag).and_then(|found| found.get(1)) {
        Some(version) if ["2.0", "0.91", "0.92"].contains(&version.as_str()) => tag.to_string(),
        Some(_) => VERSION.replace(tag, " version=\"2.0\"").into_owned(),
        None => tag.replacen("<rss", "<rss version=\"2.0\"", 1),
    };
    tag + rest
}

/// Ampersands and less-than signs that begin nothing XML knows, escaped; CDATA is left alone.
fn escape_strays(body: &str) -> String {
    static STRAY: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?s)<!\[CDATA\[.*?\]\]>|&(?:amp|lt|gt|quot|apos|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});|<[A-Za-z/!?_]|[&<]")
    });
    let escaped = STRAY.replace_all(body, |found: &regex::Captures<'_>| match found.get(0).map(|m| m.as_str()) {
        Some("&") => "&amp;".to_string(),
        Some("<") => "&lt;".to_string(),
        known => known.unwrap_or_default().to_string(),
    });
    escaped.into_owned()
}

/// A feed that breaks off, cut after its last whole entry and closed there.
pub fn mend(text: &str) -> Option<String> {
    let ends = [("</item>", "</channel></rss>"), ("</entry>", "</feed>")];
    ends.iter().find_map(|(entry, close)| {
        let end = text.rfind(entry)? + entry.len();
        Some(text.get(..end)?.to_string() + close)
    })
}

/// Characters XML does not allow; forums print what people paste.
fn is_forbidden(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}
