//! What each character becomes and what kind it is, looked up in one step.
//!
//! - [`Kind`]: what a character is to the view; [`Row`]: all about one character
//! - [`Table`]: the rows of the Basic Multilingual Plane, built once

use std::sync::LazyLock;

use super::{fold, phrases};

/// What a character is to the view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A letter, a figure, a mark that separates for good (。！？，), a new line, a picture that stands for a word.
    Other,
    /// A Han character.
    Han,
    /// A symbol: dropped between Han.
    Symbol,
    /// A space, bracket or quotation mark: dropped between Han that stand one by one.
    Weak,
    /// Never seen: zero-width, combining and control characters.
    Drop,
    /// More than one character, such as ㎡.
    Expand,
}

/// Everything about one character: what it becomes in the low 21 bits, its kind in three, its group of phrases above.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Row(u32);

const KIND_SHIFT: u32 = 21;
const GROUP_SHIFT: u32 = 24;

impl Row {
    fn new(to: char, kind: Kind, group: Option<usize>) -> Self {
        let group = group.and_then(|group| u32::try_from(group + 1).ok()).unwrap_or(0);
        Self(u32::from(to) | (kind as u32) << KIND_SHIFT | group << GROUP_SHIFT)
    }

    /// What the character is.
    pub fn kind(self) -> Kind {
        match self.0 >> KIND_SHIFT & 7 {
            1 => Kind::Han,
            2 => Kind::Symbol,
            3 => Kind::Weak,
            4 => Kind::Drop,
            5 => Kind::Expand,
            _ => Kind::Other,
        }
    }

    /// What the character becomes; itself if it expands.
    pub fn folded(self) -> char {
        char::from_u32(self.0 & ((1 << KIND_SHIFT) - 1)).unwrap_or(char::REPLACEMENT_CHARACTER)
    }

    /// The group of phrases that may begin here.
    pub fn phrases(self) -> Option<usize> {
        usize::try_from(self.0 >> GROUP_SHIFT).ok()?.checked_sub(1)
    }

    /// Whether a character is of a kind and becomes itself, whatever follows.
    pub fn is_plain(self, c: char, kind: Kind) -> bool {
        self.0 == u32::from(c) | (kind as u32) << KIND_SHIFT
    }
}

/// Characters of the Basic Multilingual Plane.
const PLANE: u32 = 0x1_0000;

static ROWS: LazyLock<Vec<Row>> =
    LazyLock::new(|| (0..PLANE).map(|code| row(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER))).collect());

/// The rows of the Basic Multilingual Plane, at hand for a whole text.
#[derive(Clone, Copy)]
pub(super) struct Table(&'static [Row]);

impl Table {
    /// The table, built at its first use.
    pub fn get() -> Self {
        Self(&ROWS)
    }

    /// The row of a character.
    pub fn row(self, c: char) -> Row {
        match usize::try_from(u32::from(c)).ok().and_then(|code| self.0.get(code)) {
            Some(row) => *row,
            None => row(c),
        }
    }

    /// How many bytes and characters a text begins with that are of a kind and become themselves. A `;` ends a run: it
    /// may end an entity.
    pub fn plain_run(self, text: &str, kind: Kind) -> (usize, u32) {
        let mut characters = 0;
        for (byte, c) in text.char_indices() {
            if !self.row(c).is_plain(c, kind) || c == ';' {
                return (byte, characters);
            }
            characters += 1;
        }
        (text.len(), characters)
    }
}

fn row(c: char) -> Row {
    match *fold::folded(c).as_slice() {
        [] => Row::new(c, Kind::Drop, None),
        [one] => {
            let kind = kind_of(one);
            Row::new(one, kind, (kind == Kind::Han).then(|| phrases::group_of(c)).flatten())
        }
        _ => Row::new(c, Kind::Expand, None),
    }
}

fn kind_of(folded: char) -> Kind {
    if is_symbol(folded) {
        Kind::Symbol
    } else if is_weak(folded) {
        Kind::Weak
    } else if is_han(folded) {
        Kind::Han
    } else {
        Kind::Other
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
