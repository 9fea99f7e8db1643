//! Resident identity cards (18 figures or 15) and bank cards.

use std::ops::Range;

use super::letters::{Figures, follows_figure, follows_word, is_figure};

/// `321283199001011234`, `32128319900101123X`, `321283900101123`
pub(super) fn id_card(letters: &[char], at: usize) -> Option<Range<usize>> {
    if !is_figure(letters, at) || follows_word(letters, at) {
        return None;
    }
    let figures = Figures::at(letters, at, " -", 18);
    is_province(&figures.digits).then_some(())?;
    // A check letter is right after the last figure.
    if let Some(end) = figures.end_of(letters, 17)
        && letters.get(end) == Some(&'x')
        && is_card_date(figures.digits.get(6..14)?)
    {
        return Some(at..end + 1);
    }
    if let Some(end) = figures.end_of(letters, 18)
        && (is_card_date(figures.digits.get(6..14)?) || has_check_figure(&figures.digits))
    {
        return Some(at..end);
    }
    let whole = Figures::at(letters, at, "", 15);
    let end = whole.end_of(letters, 15)?;
    let mut date = vec![1, 9];
    date.extend(whole.digits.get(6..12)?);
    is_card_date(&date).then_some(at..end)
}

/// The first two figures are a province's.
fn is_province(digits: &[u32]) -> bool {
    matches!(
        digits,
        [1, 1..=5, ..]
            | [2, 1..=3, ..]
            | [3, 1..=7, ..]
            | [4, 1..=6, ..]
            | [5, 0..=4, ..]
            | [6, 1..=5, ..]
            | [7, 1, ..]
            | [8, 1..=3, ..]
    )
}

/// Eight figures that are a date of birth.
fn is_card_date(digits: &[u32]) -> bool {
    let number =
        |range: Range<usize>| digits.get(range).map(|digits| digits.iter().fold(0, |value, digit| value * 10 + digit));
    let (Some(year), Some(month), Some(day)) = (number(0..4), number(4..6), number(6..8)) else { return false };
    (1880..=2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day)
}

/// The last of 18 figures agrees with the others (GB 11643, ISO 7064 MOD 11-2).
fn has_check_figure(digits: &[u32]) -> bool {
    const WEIGHTS: [u32; 18] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2, 1];
    digits.len() >= 18 && digits.iter().zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum::<u32>() % 11 == 1
}

/// 16 to 19 figures, alone or in groups of four, that satisfy Luhn's check.
pub(super) fn bank_card(letters: &[char], at: usize) -> Option<Range<usize>> {
    if !is_figure(letters, at) || follows_figure(letters, at) {
        return None;
    }
    let figures = Figures::at(letters, at, " -", 19);
    let count = figures.digits.len();
    let (_, before) = figures.groups.split_last()?;
    let grouped = before.iter().all(|group| *group == 4) || before == [6];
    ((16..=19).contains(&count) && grouped && is_luhn(&figures.digits)).then_some(())?;
    Some(at..figures.end_of(letters, count)?)
}

fn is_luhn(digits: &[u32]) -> bool {
    let weighed = digits.iter().rev().enumerate().map(|(place, digit)| match (place % 2, digit * 2) {
        (0, _) => *digit,
        (_, double) if double > 9 => double - 9,
        (_, double) => double,
    });
    weighed.sum::<u32>() % 10 == 0 && digits.iter().any(|digit| *digit != 0)
}
