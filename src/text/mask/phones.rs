//! Mobile and land-line numbers. Public short and service numbers (110, 12345, 400…) have other forms and stay.

use std::ops::Range;

use super::letters::{Figures, follows_figure, is_figure};

/// What may stand between the groups of a phone number.
const SEPARATORS: &str = " -.·";

/// Figures of a mobile number.
const MOBILE: usize = 11;

/// `138 1234 5678`, `+86-13812345678`, `8613812345678`
pub(super) fn mobile(letters: &[char], at: usize) -> Option<Range<usize>> {
    if !is_figure(letters, at) || follows_figure(letters, at) {
        return None;
    }
    let figures = Figures::at(letters, at, SEPARATORS, 24);
    let country = match figures.digits.as_slice() {
        [8, 6, 1, ..] => 2,
        [0, 0, 8, 6, 1, ..] => 4,
        _ => 0,
    };
    let number = figures.digits.get(country..country + MOBILE)?;
    if !matches!(number, [1, 3..=9, ..]) || !is_grouped(&figures.groups, country) {
        return None;
    }
    Some(at..figures.end_of(letters, country + MOBILE)?)
}

/// Whether the groups end where a mobile number ends, and are groups that people write.
fn is_grouped(groups: &[usize], country: usize) -> bool {
    let groups = match groups {
        [first, rest @ ..] if *first == country && country > 0 => rest,
        groups => groups,
    };
    let joined = if groups.len() == groups.iter().filter(|group| **group == 1).count() { 11 } else { 4 };
    let mut length = 0;
    for (count, group) in groups.iter().enumerate() {
        length += group;
        let whole = length == MOBILE || length == MOBILE + country;
        if whole {
            return count < joined;
        }
    }
    false
}

/// `0523-87654321`, `(0523) 8765 4321`, `010-12345678-801`
pub(super) fn land_line(letters: &[char], at: usize) -> Option<Range<usize>> {
    if follows_figure(letters, at) {
        return None;
    }
    let bracket = letters.get(at) == Some(&'(');
    let start = at + usize::from(bracket);
    if letters.get(start) != Some(&'0') || !letters.get(start + 1).is_some_and(|c| matches!(c, '1'..='9')) {
        return None;
    }
    let code = Figures::at(letters, start, "", 4);
    if bracket || code.digits.len() <= 4 {
        return after_code(letters, start, &code, bracket);
    }
    // Without a separator, the code is three or four figures and the number seven or eight.
    let whole = Figures::at(letters, start, "", 12);
    matches!(whole.digits.len(), 10..=12).then_some(())?;
    Some(start..with_extension(letters, whole.end_of(letters, whole.digits.len())?))
}

fn after_code(letters: &[char], start: usize, code: &Figures, bracket: bool) -> Option<Range<usize>> {
    matches!(code.digits.len(), 3 | 4).then_some(())?;
    let mut at = *code.ends.last()?;
    if bracket {
        (letters.get(at) == Some(&')')).then_some(())?;
        at += 1;
    }
    let gap = letters.iter().skip(at).take_while(|c| " -.".contains(**c)).count();
    (gap <= 3 && (gap > 0 || bracket)).then_some(())?;
    let number = Figures::at(letters, at + gap, " -", 8);
    let count = [8, 7].into_iter().find(|count| number.end_of(letters, *count).is_some())?;
    Some(start..with_extension(letters, number.end_of(letters, count)?))
}

/// `-801`, `转801`
fn with_extension(letters: &[char], end: usize) -> usize {
    if !letters.get(end).is_some_and(|c| matches!(c, '-' | '转')) {
        return end;
    }
    let extension = Figures::at(letters, end + 1, "", 5);
    match extension.digits.len() {
        1..=5 => extension.ends.last().copied().unwrap_or(end),
        _ => end,
    }
}
