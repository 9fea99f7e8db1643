//! Lines for the text part: 38 Han wide, broken where Chinese and English may be broken.

use unicode_width::UnicodeWidthChar;

/// The width of a line in columns: 38 Han.
pub const COLUMNS: usize = 76;
/// What may not begin a line (避头).
const NOT_FIRST: &str = "，。、；：？！）》】」』”’…—·,.;:?!)]}%〕\u{F8F1}";
/// What may not end a line (避尾).
const NOT_LAST: &str = "（《【「『“‘([{〔\u{F8F0}";
/// Stands for the star before a hit until lines are made, so that it stays with its word.
pub const HIT_FROM: char = '\u{F8F0}';
/// Stands for the star after it.
pub const HIT_TO: char = '\u{F8F1}';

/// The width of a text in columns. What is ambiguous counts as wide, as Chinese mail programs show it.
pub fn width(text: &str) -> usize {
    text.chars().map(char_width).sum()
}

fn char_width(c: char) -> usize {
    if matches!(c, HIT_FROM | HIT_TO) { 1 } else { c.width_cjk().unwrap_or(0) }
}

/// Breaks `text` into lines of at most [`COLUMNS`], each but the first after `hang` spaces, the first after `indent`.
/// A word wider than a line (an address) stands alone and is not broken.
pub fn wrap(text: &str, indent: usize, hang: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut room = COLUMNS.saturating_sub(indent);
    for piece in pieces(text) {
        let spare = room.saturating_sub(width(&line));
        // Closing punctuation may hang over the edge by one character rather than begin a line.
        let closes = piece.chars().next().is_some_and(|c| NOT_FIRST.contains(c));
        if width(piece.trim_end()) > spare && !line.is_empty() && !closes {
            lines.push(std::mem::take(&mut line));
            room = COLUMNS.saturating_sub(hang);
        }
        line.push_str(if line.is_empty() { piece.trim_start() } else { piece });
    }
    lines.push(line);
    let shown = |at: usize, line: &String| {
        let pad = " ".repeat(if at == 0 { indent } else { hang });
        format!("{pad}{}", line.trim_end().replace([HIT_FROM, HIT_TO], "*"))
    };
    lines.iter().enumerate().map(|(at, line)| shown(at, line)).filter(|line| !line.trim().is_empty()).collect()
}

/// What must stay together: a run of Latin letters with its trailing spaces; a Han character with the opening
/// punctuation before it and the closing punctuation after it.
fn pieces(text: &str) -> Vec<&str> {
    let (mut pieces, mut start, mut before) = (Vec::new(), 0, None);
    for (at, c) in text.char_indices() {
        if before.is_some_and(|b| may_break(b, c)) {
            pieces.extend(text.get(start..at));
            start = at;
        }
        before = Some(c);
    }
    pieces.extend(text.get(start..));
    pieces
}

fn may_break(before: char, after: char) -> bool {
    if NOT_FIRST.contains(after) || NOT_LAST.contains(before) || after == ' ' {
        return false;
    }
    before == ' ' || char_width(before) > 1 || char_width(after) > 1
}

/// `text` filled up with spaces to `columns`, or cut to them.
pub fn cell(text: &str, columns: usize, right: bool) -> String {
    let mut kept = String::new();
    for c in text.chars() {
        if width(&kept) + char_width(c) > columns {
            break;
        }
        kept.push(c);
    }
    let pad = " ".repeat(columns.saturating_sub(width(&kept)));
    if right { pad + &kept } else { kept + &pad }
}
