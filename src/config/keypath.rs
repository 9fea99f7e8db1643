//! From a key such as `source[3].schedule`, and characters inside its value, to bytes of the file.

use std::ops::Range;

use super::document::{Document, Node};

/// The span of a key's value; of the nearest table above it when the key is not written.
/// `within` narrows it to characters of a text value.
pub(super) fn span_of(document: &Document, key: &str, within: Option<Range<usize>>) -> Range<usize> {
    let mut node = &document.root;
    let mut complete = true;
    for step in key.split('.').flat_map(steps) {
        match descend(node, &step) {
            Some(next) => node = next,
            None => {
                complete = false;
                break;
            }
        }
    }
    match within {
        Some(characters) if complete => narrow(document, node, characters),
        _ => node.span.clone(),
    }
}

enum Step<'a> {
    Key(&'a str),
    Index(usize),
}

/// `aliases[1]` is a key and an index.
fn steps(part: &str) -> Vec<Step<'_>> {
    let mut pieces = part.split('[');
    let name = pieces.next().filter(|name| !name.is_empty()).map(Step::Key);
    let indices = pieces.filter_map(|piece| piece.trim_end_matches(']').parse().ok().map(Step::Index));
    name.into_iter().chain(indices).collect()
}

fn descend<'n>(node: &'n Node, step: &Step<'_>) -> Option<&'n Node> {
    match step {
        Step::Key(key) => node.get(key),
        Step::Index(index) => node.items().get(*index),
    }
}

fn narrow(document: &Document, node: &Node, characters: Range<usize>) -> Range<usize> {
    let Some(raw) = document.text.get(node.span.clone()).filter(|_| node.text().is_some()) else {
        return node.span.clone();
    };
    let starts = character_starts(raw);
    let last = starts.last().copied().unwrap_or(0);
    let at = |index: usize| node.span.start + starts.get(index).copied().unwrap_or(last);
    let start = at(characters.start);
    start..at(characters.end).max(start)
}

/// The byte in a TOML string literal at which each of its characters begins, and one more for its end.
fn character_starts(raw: &str) -> Vec<usize> {
    let quote = raw.chars().next().unwrap_or('"');
    let triple: String = std::iter::repeat_n(quote, 3).collect();
    let fence = if raw.len() >= 6 && raw.starts_with(&triple) { 3 } else { 1 };
    let end = raw.len().saturating_sub(fence);
    let mut at = fence.min(end);
    // A newline right after an opening """ is no part of the value.
    if fence == 3 {
        at += newline_len(raw, at);
    }
    let mut starts = Vec::new();
    while at < end {
        let rest = raw.get(at..end).unwrap_or_default();
        match rest.strip_prefix('\\').filter(|_| quote == '"') {
            Some(escape) if escape.trim_start_matches([' ', '\t']).starts_with(['\n', '\r']) => {
                at += 1 + escape.len() - escape.trim_start().len();
            }
            Some(escape) => {
                starts.push(at);
                at += 1 + escape_len(escape);
            }
            None => {
                starts.push(at);
                at += rest.chars().next().map_or(1, char::len_utf8);
            }
        }
    }
    starts.push(end);
    starts
}

fn newline_len(raw: &str, at: usize) -> usize {
    match raw.get(at..) {
        Some(rest) if rest.starts_with("\r\n") => 2,
        Some(rest) if rest.starts_with('\n') => 1,
        _ => 0,
    }
}

/// How many bytes of an escape follow its backslash.
fn escape_len(escape: &str) -> usize {
    match escape.chars().next() {
        Some('x') => 3,
        Some('u') => 5,
        Some('U') => 9,
        Some(other) => other.len_utf8(),
        None => 0,
    }
}
