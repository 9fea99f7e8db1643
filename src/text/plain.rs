//! Text from the web without the characters that move a terminal's cursor or turn the reading direction.
//!
//! - [`line()`]: one short line, for particulars and logs; [`block()`]: a whole text, as it may be kept

/// One line of at most `chars` characters.
pub fn line(text: &str, chars: usize) -> String {
    let tame = text.chars().filter(|c| !turns_direction(*c));
    tame.map(|c| if c.is_control() || is_line_break(c) { ' ' } else { c }).take(chars).collect()
}

/// The text with line feeds and tabs kept; as it is where nothing is to be taken out.
pub fn block(text: String) -> String {
    let is_odd = |c: char| turns_direction(c) || (c.is_control() && !matches!(c, '\n' | '\t'));
    if !text.contains(is_odd) {
        return text;
    }
    let tame = text.chars().filter(|c| !turns_direction(*c));
    tame.map(|c| if is_odd(c) { ' ' } else { c }).collect()
}

/// Marks, embeddings, overrides and isolates of the bidirectional algorithm.
fn turns_direction(c: char) -> bool {
    matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn is_line_break(c: char) -> bool {
    matches!(c, '\u{2028}' | '\u{2029}')
}
