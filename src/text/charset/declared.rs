//! What the answer or the document says about its encoding: `Content-Type`, XML prolog, `<meta>`.

use encoding_rs::{Encoding, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How far into a document a declaration is looked for, in bytes.
const PRESCAN_BYTES: usize = 4096;

/// The first declared encoding that exists. A header's iso-8859-1 gives way to what the document says of itself.
pub(super) fn encoding(body: &[u8], content_type: Option<&str>) -> Option<&'static Encoding> {
    let header = content_type.and_then(|value| charset_in(value.as_bytes())).and_then(known);
    if header.is_some_and(|encoding| encoding != WINDOWS_1252) {
        return header;
    }
    let head = body.get(..PRESCAN_BYTES).unwrap_or(body);
    in_document(head).or(header)
}

/// What the document itself declares. It was read as ASCII so far, so it cannot be UTF-16.
fn in_document(head: &[u8]) -> Option<&'static Encoding> {
    let found = in_prolog(head).or_else(|| in_meta(head))?;
    Some(if found == UTF_16BE || found == UTF_16LE { UTF_8 } else { found })
}

/// `<?xml version="1.0" encoding="gbk"?>`
fn in_prolog(head: &[u8]) -> Option<&'static Encoding> {
    let head = head.trim_ascii_start();
    if !starts_with(head, b"<?xml") {
        return None;
    }
    let end = find(head, b"?>").unwrap_or(head.len());
    value_of(head.get(..end)?, b"encoding").and_then(known)
}

/// `<meta charset=gbk>` or `<meta http-equiv=Content-Type content="text/html; charset=gbk">`, outside comments.
fn in_meta(head: &[u8]) -> Option<&'static Encoding> {
    let mut rest = head;
    while let Some(at) = rest.iter().position(|byte| *byte == b'<') {
        rest = rest.get(at..)?;
        if starts_with(rest, b"<!--") {
            rest = rest.get(find(rest, b"-->")? + 3..)?;
            continue;
        }
        let end = rest.iter().position(|byte| *byte == b'>').unwrap_or(rest.len());
        let tag = rest.get(..end)?;
        if starts_with(tag, b"<meta")
            && let Some(found) = charset_in(tag).and_then(known)
        {
            return Some(found);
        }
        rest = rest.get(1..)?;
    }
    None
}

/// The label after `charset=`.
fn charset_in(text: &[u8]) -> Option<&[u8]> {
    value_of(text, b"charset")
}

/// The value after `name =`, with or without quotes.
fn value_of<'a>(text: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    let mut rest = text;
    while let Some(at) = find(rest, name) {
        rest = rest.get(at + name.len()..)?;
        let Some(value) = rest.trim_ascii_start().strip_prefix(b"=") else { continue };
        let value = value.trim_ascii_start();
        let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
        let end = value.iter().position(|byte| b"\"'; \t\r\n/>?".contains(byte)).unwrap_or(value.len());
        return value.get(..end);
    }
    None
}

/// The encoding of a label. "utf8mb4" and "gb18030-2022" are no WHATWG labels but are written.
fn known(label: &[u8]) -> Option<&'static Encoding> {
    let found = Encoding::for_label(label).or_else(|| {
        let label = label.to_ascii_lowercase();
        let family = ["utf8", "utf-8", "gb18030", "gbk", "gb2312", "big5"];
        family
            .iter()
            .find(|name| label.starts_with(name.as_bytes()))
            .and_then(|name| Encoding::for_label(name.as_bytes()))
    });
    found.filter(|encoding| *encoding != REPLACEMENT)
}

fn starts_with(text: &[u8], prefix: &[u8]) -> bool {
    text.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix))
}

fn find(text: &[u8], needle: &[u8]) -> Option<usize> {
    text.windows(needle.len()).position(|window| window.eq_ignore_ascii_case(needle))
}
