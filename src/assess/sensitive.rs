//! What mails must withhold: sensitive matters, and children.
//!
//! - [`sensitive`]: whether a text speaks of either

use crate::text::view::View;

/// An age below this is a child's: the law asks for strict care.
const CHILD_BELOW_YEARS: u32 = 14;
/// Months and days of an age are always a child's.
const INFANT_UNITS: [&str; 3] = ["个月大", "月龄", "天大"];

/// Whether a text speaks of one of the terms, or tells the age of a child below 14. Words such as 孩子 alone do not
/// count: 孩子发烧 is what a hospital hears every day.
pub fn sensitive(text: &View, terms: &[String]) -> bool {
    let view = text.text();
    terms.iter().any(|term| {
        let term = View::of(term);
        !term.text().is_empty() && view.contains(term.text())
    }) || view.match_indices('岁').any(|(at, _)| view.get(..at).and_then(age_before).is_some_and(is_child))
        || INFANT_UNITS
            .iter()
            .any(|unit| view.match_indices(unit).any(|(at, _)| view.get(..at).and_then(age_before).is_some()))
}

fn is_child(years: u32) -> bool {
    years < CHILD_BELOW_YEARS
}

/// The number at the end of a text: 8, 12, 八, 十二, 三十.
fn age_before(text: &str) -> Option<u32> {
    let text = text.trim_end();
    let digits = text.len() - text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    if digits > 0 {
        return text.get(text.len() - digits..)?.parse().ok();
    }
    let head = text.trim_end_matches(|c| han_digit(c).is_some() || c == '十');
    let numeral = text.get(head.len()..).filter(|numeral| !numeral.is_empty())?;
    let units = |part: &str| part.chars().next_back().and_then(han_digit).unwrap_or_default();
    Some(match numeral.split_once('十') {
        Some(("", ones)) => 10 + units(ones),
        Some((tens, ones)) => units(tens) * 10 + units(ones),
        // 二三岁, 七八岁: the last digit tells.
        None => units(numeral),
    })
}

fn han_digit(c: char) -> Option<u32> {
    "零一二三四五六七八九"
        .chars()
        .zip(0..)
        .find_map(|(digit, value)| (digit == c).then_some(value))
        .or((c == '两').then_some(2))
}
