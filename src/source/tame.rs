//! Hostile markup made harmless before it reaches the HTML parser.
//!
//! An HTML5 parser does work that grows with the square of nesting depth, of open formatting elements and of
//! attributes in one tag. [`tame`] leaves ordinary pages untouched and drops the tags that go beyond any real page:
//! the text inside them stays.

use std::borrow::Cow;

/// Elements open inside each other; browsers stop at 512.
const MAX_DEPTH: usize = 400;
/// Formatting elements open at once: each is opened again in every following block.
const MAX_FORMATTING: usize = 24;
/// Attributes in one tag.
const MAX_ATTRIBUTES: usize = 200;
/// Tags in one page; what follows is left out.
const MAX_TAGS: usize = 300_000;

/// The markup with tags beyond the bounds left out; borrowed when there are none.
pub fn tame(html: &str) -> Cow<'_, str> {
    let mut scan = Scan { html, at: 0, kept_until: 0, out: String::new(), depth: 0, formatting: 0, tags: 0 };
    while let Some(offset) = html.get(scan.at..).and_then(|rest| rest.find('<')) {
        scan.at += offset;
        if !scan.step() {
            break;
        }
    }
    scan.finish()
}

struct Scan<'a> {
    html: &'a str,
    at: usize,
    kept_until: usize,
    out: String,
    depth: usize,
    formatting: usize,
    tags: usize,
}

impl<'a> Scan<'a> {
    /// Looks at the `<` under the cursor and moves past what it begins. `false` ends the page here.
    fn step(&mut self) -> bool {
        let rest = self.html.get(self.at..).unwrap_or_default();
        if rest.starts_with("<!--") {
            self.at += rest.find("-->").map_or(rest.len(), |end| end + 3);
            return true;
        }
        let closing = rest.as_bytes().get(1) == Some(&b'/');
        let name = tag_name(rest.get(if closing { 2.. } else { 1.. }).unwrap_or_default());
        if name.is_empty() {
            self.at += 1;
            return true;
        }
        self.tags += 1;
        if self.tags > MAX_TAGS {
            self.leave_out(self.html.len());
            return false;
        }
        let (length, attributes) = tag_extent(rest);
        let end = self.at + length;
        if closing {
            self.close(name);
        } else if attributes > MAX_ATTRIBUTES || !self.open(name) {
            self.leave_out(end);
        }
        self.at = end;
        if !closing && RAW.iter().any(|raw| name.eq_ignore_ascii_case(raw)) {
            self.skip_raw(name);
        }
        true
    }

    /// Counts an opening tag; `false` when one more is too many.
    fn open(&mut self, name: &str) -> bool {
        if contains(FORMATTING, name) {
            if self.formatting >= MAX_FORMATTING {
                return false;
            }
            self.formatting += 1;
        }
        if contains(NEVER_NEST, name) {
            return true;
        }
        if self.depth >= MAX_DEPTH {
            return false;
        }
        self.depth += 1;
        true
    }

    fn close(&mut self, name: &str) {
        if contains(FORMATTING, name) {
            self.formatting = self.formatting.saturating_sub(1);
        }
        if !contains(NEVER_NEST, name) {
            self.depth = self.depth.saturating_sub(1);
        }
    }

    /// Scripts and their kin hold no tags.
    fn skip_raw(&mut self, name: &str) {
        let rest = self.html.as_bytes().get(self.at..).unwrap_or_default();
        let end = rest.windows(name.len() + 2).position(|window| {
            window.starts_with(b"</") && window.get(2..).is_some_and(|w| w.eq_ignore_ascii_case(name.as_bytes()))
        });
        self.at += end.unwrap_or(rest.len());
    }

    fn leave_out(&mut self, end: usize) {
        self.out.push_str(self.html.get(self.kept_until..self.at).unwrap_or_default());
        self.kept_until = end;
    }

    fn finish(mut self) -> Cow<'a, str> {
        if self.kept_until == 0 {
            return Cow::Borrowed(self.html);
        }
        self.out.push_str(self.html.get(self.kept_until..).unwrap_or_default());
        Cow::Owned(self.out)
    }
}

const FORMATTING: &[&str] =
    &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
/// Void elements, and elements whose end tag is often left out without their nesting.
const NEVER_NEST: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    "li", "p", "td", "th", "tr", "tbody", "thead", "tfoot", "dd", "dt", "option", "html", "head", "body",
];
const RAW: &[&str] = &["script", "style", "textarea", "title", "xmp", "noscript"];

fn contains(names: &[&str], name: &str) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

fn tag_name(rest: &str) -> &str {
    let end = rest.bytes().position(|b| !b.is_ascii_alphanumeric()).unwrap_or(rest.len());
    match rest.as_bytes().first() {
        Some(first) if first.is_ascii_alphabetic() => rest.get(..end).unwrap_or_default(),
        _ => "",
    }
}

/// How long a tag is, in bytes, and about how many attributes it has. Quoted values may hold `>`.
fn tag_extent(rest: &str) -> (usize, usize) {
    let bytes = rest.as_bytes();
    let (mut at, mut attributes, mut previous) = (1, 0, b' ');
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'>' => return (at + 1, attributes),
            b'"' | b'\'' if previous == b'=' => {
                let close = bytes.get(at + 1..).and_then(|tail| tail.iter().position(|b| *b == byte));
                at += close.map_or(bytes.len() - at, |offset| offset + 1);
                attributes += 1;
                previous = byte;
            }
            b' ' | b'\t' | b'\r' | b'\n' | b'/' => {
                attributes += usize::from(!previous.is_ascii_whitespace() && previous != b'"' && previous != b'\'');
                if previous != b'=' || byte == b'/' {
                    previous = b' ';
                }
            }
            _ => previous = byte,
        }
        at += 1;
    }
    (bytes.len(), attributes)
}
