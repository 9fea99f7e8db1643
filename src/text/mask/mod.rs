//! Personal numbers out of texts, length kept, before anything is stored.
//!
//! A text is read as [`letters::Letters`] (width folded, zero-width left out); each rule looks at one place and says
//! which letters to hide there. Labels stay, so that a reader sees what stood there.
//!
//! - [`mask`]: the only door
//! - [`phones`]: mobile and land lines; [`cards`]: ID and bank cards; [`labelled`]: record numbers and accounts after
//!   their label; [`hospital`]: beds; [`vehicles`]: plates; [`mail`]: addresses

mod cards;
mod hospital;
mod labelled;
mod letters;
mod mail;
mod phones;
mod vehicles;

use std::ops::Range;

use letters::Letters;

/// A rule: what to hide if its number begins at a place, as a range of letters.
type Rule = fn(&[char], usize) -> Option<Range<usize>>;

/// Every rule, in the order they are tried at a place.
const RULES: &[Rule] = &[
    cards::id_card,
    phones::mobile,
    phones::land_line,
    cards::bank_card,
    hospital::bed,
    labelled::number,
    labelled::account,
    vehicles::plate,
    mail::address,
];

/// Replaces phone, ID-card, bed, record and plate numbers by `*`, one for each character masked.
pub fn mask(text: &str) -> String {
    let letters = Letters::of(text);
    let mut hidden = vec![false; letters.original.len()];
    let mut any = false;
    let mut at = 0;
    while at < letters.plain.len() {
        if letters.is_address(at) {
            at += 1;
            continue;
        }
        let Some(found) = RULES.iter().find_map(|rule| rule(&letters.plain, at)) else {
            at += 1;
            continue;
        };
        at = found.end.max(at + 1);
        any = true;
        letters.originals(found).for_each(|place| {
            if let Some(hidden) = hidden.get_mut(place) {
                *hidden = true;
            }
        });
    }
    if !any {
        return text.to_owned();
    }
    letters.original.iter().zip(hidden).map(|(c, hidden)| if hidden { '*' } else { *c }).collect()
}
