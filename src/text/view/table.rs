//! What each character becomes and what kind it is, looked up in one step.

use std::sync::LazyLock;

use super::{fold, phrases};

/// What a character is to the view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Kind {
    /// A letter, a figure, a mark that separates for good (。！？，), a new line, a picture that stands for a word.
    Other,
    /// A Han character.
    Han,
    /// A Han character that may begin a phrase of the dictionary.
    Phrase,
    /// A symbol: dropped between Han.
    Symbol,
    /// A space, bracket or quotation mark: dropped between Han that stand one by one.
    Weak,
    /// Never seen: zero-width, combining and control characters.
    Drop,
    /// More than one character, such as ㎡.
    Expand,
}

impl Kind {
    fn from_bits(bits: u32) -> Self {
        match bits {
            1 => Self::Han,
            2 => Self::Phrase,
            3 => Self::Symbol,
            4 => Self::Weak,
            5 => Self::Drop,
            6 => Self::Expand,
            _ => Self::Other,
        }
    }
}

/// Characters of the Basic Multilingual Plane.
const PLANE: u32 = 0x1_0000;

/// A character takes the low 24 bits of a row, its kind the rest.
const KIND_SHIFT: u32 = 24;

/// One row for each character of the Basic Multilingual Plane.
static ROWS: LazyLock<Vec<u32>> =
    LazyLock::new(|| (0..PLANE).map(|code| char::from_u32(code).map_or(0, row)).collect());

/// The kind of a character and what it becomes; a phrase and an expansion are left to the caller.
pub(super) fn look_up(c: char) -> (Kind, char) {
    let row = match usize::try_from(u32::from(c)).ok().and_then(|code| ROWS.get(code)) {
        Some(row) => *row,
        None => row(c),
    };
    (Kind::from_bits(row >> KIND_SHIFT), char::from_u32(row & ((1 << KIND_SHIFT) - 1)).unwrap_or(c))
}

fn row(c: char) -> u32 {
    let folded = fold::folded(c);
    let (kind, to) = match folded.as_slice() {
        [] => (Kind::Drop, c),
        [one] => (kind_of(*one, c), *one),
        _ => (Kind::Expand, c),
    };
    let kind: u32 = match kind {
        Kind::Other => 0,
        Kind::Han => 1,
        Kind::Phrase => 2,
        Kind::Symbol => 3,
        Kind::Weak => 4,
        Kind::Drop => 5,
        Kind::Expand => 6,
    };
    u32::from(to) | kind << KIND_SHIFT
}

fn kind_of(folded: char, c: char) -> Kind {
    if is_symbol(folded) {
        Kind::Symbol
    } else if is_weak(folded) {
        Kind::Weak
    } else if !is_han(folded) {
        Kind::Other
    } else if phrases::may_begin(c) {
        Kind::Phrase
    } else {
        Kind::Han
    }
}

/// Whether a character is Han, 〇 and 々 among them.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' | '〇' | '々')
}

/// Strokes are used as separators too: 泰丨兴丨二院.
const STROKES: &str = "丨丶丿丄亅";

/// Marks that are put between characters to hide them from a search. 。！？，；： and … are not among them: they end
/// what stands before them.
fn is_symbol(c: char) -> bool {
    if c.is_ascii() {
        return "*.-_/\\|~+=#@^`%$&".contains(c);
    }
    let block = matches!(c,
        '\u{A1}'..='\u{BF}' | '×' | '÷' | '\u{2010}'..='\u{2013}' | '\u{2016}' | '\u{2017}' | '\u{2020}'..='\u{2023}' | '\u{2027}'
        | '\u{2030}'..='\u{2037}' | '\u{203B}'..='\u{205E}' | '\u{2190}'..='\u{23FF}' | '\u{2500}'..='\u{27BF}'
        | '\u{2900}'..='\u{2BFF}' | '〃' | '〒' | '〓' | '〜' | '〰' | '・' | '\u{1F000}'..='\u{1FAFF}');
    (block || STROKES.contains(c)) && !is_weak(c) && !SPEAKING.contains(c)
}

/// Spaces, brackets, quotation marks, dashes and the enumeration comma.
fn is_weak(c: char) -> bool {
    " ()[]{}<>\"'、—―".contains(c)
        || matches!(c, '«' | '»' | '\u{2018}'..='\u{201F}' | '‹' | '›' | '\u{2308}'..='\u{230B}' | '〈'..='】' | '〔'..='〛' | '〝'..='〟' | '\u{2768}'..='\u{2775}')
}

/// Pictures that people write instead of a word; matching reads them.
const SPEAKING: &str = "🏥💊💉🩺🩸🚑💀☠⚰⚱🕯💐👮🚓🚔🧧💰💵💴💸🪙🔪🗡👶🤰👨👩⚕🐂🐮🐷🐖🐴🦟🌿🍵";
