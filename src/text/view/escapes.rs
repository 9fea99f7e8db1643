//! Tags and entities that stand in a text as letters: 医&#38498;, 泰<b>兴</b>.

use super::table::{Kind, Table};

/// An escape at the end of a text.
#[derive(Debug)]
pub(super) struct Escape {
    /// Its length in bytes.
    pub bytes: usize,
    /// Its length in characters.
    pub chars: usize,
    /// What it stands for, if it is anything that is seen.
    pub meaning: Option<char>,
}

/// The longest tag that is taken for one, in bytes.
const MAX_TAG: usize = 256;

/// The longest entity, in bytes: `&amp;amp;#x1f3e5;` and some.
const MAX_ENTITY: usize = 24;

/// Names of tags that people paste along with a text.
const TAGS: &[&str] = &[
    "a",
    "b",
    "big",
    "blockquote",
    "center",
    "code",
    "del",
    "div",
    "em",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "i",
    "img",
    "ins",
    "li",
    "mark",
    "ol",
    "p",
    "s",
    "section",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "table",
    "td",
    "tr",
    "u",
    "ul",
    "br",
];

/// Tags that end a line.
const LINES: &[&str] = &["blockquote", "br", "div", "h1", "h2", "h3", "h4", "li", "p", "section", "tr"];

/// The tag that a text ends with, its `>` included.
pub(super) fn tag(text: &str) -> Option<Escape> {
    let inside = text.strip_suffix('>')?;
    let window = inside.as_bytes().get(inside.len().saturating_sub(MAX_TAG)..)?;
    let back = window.iter().rev().position(|byte| matches!(byte, b'<' | b'>' | b'\n'))?;
    let start = inside.len() - back - 1;
    let body = inside.get(start..)?.strip_prefix('<')?;
    let body = body.strip_prefix('/').unwrap_or(body);
    let end = body.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(body.len());
    let (name, rest) = body.split_at_checked(end)?;
    if !TAGS.contains(&name) || !(rest.is_empty() || rest.starts_with([' ', '/'])) {
        return None;
    }
    let tag = text.get(start..)?;
    let meaning = LINES.contains(&name).then_some('\n');
    Some(Escape { bytes: tag.len(), chars: tag.chars().count(), meaning })
}

/// Entities that are not seen or seen as a space.
const NAMED: &[(&str, char)] = &[
    ("nbsp", ' '),
    ("ensp", ' '),
    ("emsp", ' '),
    ("thinsp", ' '),
    ("zwnj", '\u{200C}'),
    ("zwj", '\u{200D}'),
    ("shy", '\u{AD}'),
    ("middot", '·'),
    ("bull", '•'),
    ("times", '×'),
];

/// The entity that a text ends with, its `;` included.
pub(super) fn entity(text: &str, table: Table) -> Option<Escape> {
    let inside = text.strip_suffix(';')?;
    let window = inside.as_bytes().get(inside.len().saturating_sub(MAX_ENTITY)..)?;
    let back = window.iter().rev().position(|byte| *byte == b'&')?;
    let start = inside.len() - back - 1;
    let mut body = inside.get(start + 1..)?;
    while let Some(rest) = body.strip_prefix("amp;") {
        body = rest;
    }
    let meaning = match body.strip_prefix('#') {
        Some(number) => numbered(number, table)?,
        None => NAMED.iter().find(|(name, _)| *name == body).map(|(_, c)| *c)?,
    };
    let bytes = text.len() - start;
    Some(Escape { bytes, chars: bytes, meaning: Some(meaning) })
}

/// The character of a number. What looks like ASCII is left as it is: it could make up another entity.
fn numbered(number: &str, table: Table) -> Option<char> {
    let code = match number.strip_prefix('x') {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    let c = char::from_u32(code)?;
    let row = table.row(c);
    let (kind, folded) = (row.kind(), row.folded());
    let plain = kind == Kind::Drop && !c.is_ascii() || kind != Kind::Expand && (!folded.is_ascii() || folded == ' ');
    plain.then_some(c)
}
