//! Personal numbers out of texts, length kept, before anything is stored.
//!
//! A text is read as `letters::Letters` (width folded, zero-width left out); each rule looks at one place and says
//! which letters to hide there. Labels stay, so that a reader sees what stood there.
//!
//! - [`mask`]: the only door
//! - `phones`: mobile and land lines; `cards`: ID and bank cards; `labelled`: record numbers and accounts after
//!   their label; `hospital`: beds; `vehicles`: plates; `mail`: addresses

mod cards;
mod hospital;
mod labelled;
mod letters;
mod mail;
mod phones;
mod vehicles;

use std::ops::Range;
use std::sync::LazyLock;

use letters::Letters;

/// A rule: what to hide if its number begins at a place, as a range of letters.
type Rule = fn(&[char], usize) -> Option<Range<usize>>;

/// Rules for numbers that begin with a figure, in the order they are tried.
const FIGURES: &[Rule] =
    &[cards::id_card, phones::mobile, phones::land_line, cards::bank_card, hospital::bed, mail::address];

/// The rules for what begins with a letter.
fn rules_for(c: char) -> &'static [Rule] {
    match c {
        '0'..='9' => FIGURES,
        '(' => &[phones::land_line],
        'a'..='z' => &[labelled::account, mail::address],
        c if c.is_ascii() => &[],
        c => match usize::try_from(u32::from(c)).ok().and_then(|code| BEGINNINGS.get(code)) {
            Some(1) => &[labelled::number, labelled::account],
            Some(2) => &[hospital::bed],
            Some(3) => &[vehicles::plate],
            _ => &[],
        },
    }
}

/// Which Han characters begin a label (1), a bed (2), a plate (3): nearly none does, and a text is long.
static BEGINNINGS: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut beginnings = vec![0; 0x1_0000];
    let kinds: [(Vec<char>, u8); 3] = [
        (vehicles::PLACES.chars().collect(), 3),
        (hospital::BEGINNINGS.chars().collect(), 2),
        (labelled::beginnings(), 1),
    ];
    for (characters, kind) in kinds {
        for c in characters {
            if let Some(beginning) = usize::try_from(u32::from(c)).ok().and_then(|code| beginnings.get_mut(code)) {
                *beginning = kind;
            }
        }
    }
    beginnings
});

/// What a mask hides may have stood in the way of another rule: this often the text is read again, at most.
const MAX_PASSES: usize = 4;

/// Replaces phone, ID-card, bed, record and plate numbers by `*`, one for each character masked.
pub fn mask(text: &str) -> String {
    let mut letters = Letters::of(text);
    let mut hidden = vec![false; letters.original.len()];
    let mut passes = 0;
    while passes < MAX_PASSES && hide(&mut letters, &mut hidden) {
        passes += 1;
    }
    if passes == 0 {
        return text.to_owned();
    }
    letters.original.iter().zip(hidden).map(|(c, hidden)| if hidden { '*' } else { *c }).collect()
}

/// Marks what the rules find, and puts `*` in its place for the rules that follow; false if they find nothing.
fn hide(letters: &mut Letters, hidden: &mut [bool]) -> bool {
    let mut any = false;
    let mut at = 0;
    while let Some(c) = letters.plain.get(at).copied() {
        let found = rules_for(c).iter().find_map(|rule| rule(&letters.plain, at));
        let Some(found) = found.and_then(|found| letters.outside_address(found)) else {
            at += 1;
            continue;
        };
        any = true;
        at = found.end.max(at + 1);
        hidden.get_mut(letters.originals(&found)).unwrap_or_default().fill(true);
        letters.plain.get_mut(found).unwrap_or_default().fill('*');
    }
    any
}
