//! Subject lines: at most 40 Han wide, one line, nothing in them that came raw from the web.

use super::safe;
use super::wrap::width;

/// 40 Han, in columns.
const COLUMNS: usize = 80;
/// A headline in a subject is cut to this many characters.
pub const HEADLINE_CHARS: usize = 18;
/// The organisation's short name is cut to this many characters.
pub const SHORT_NAME_CHARS: usize = 12;

/// `a | b | name`, without the name where it does not fit.
pub fn joined(parts: &[String], name: &str) -> String {
    let short = parts.join(" | ");
    let long = format!("{short} | {name}");
    fitted(if width(&long) <= COLUMNS { &long } else { &short })
}

/// One line, cut where it is too wide.
pub fn fitted(text: &str) -> String {
    let line = safe::line(text);
    if width(&line) <= COLUMNS {
        return line;
    }
    let mut kept = String::new();
    for c in line.chars() {
        if width(&kept) + 2 + 2 > COLUMNS {
            break;
        }
        kept.push(c);
    }
    kept + "…"
}
