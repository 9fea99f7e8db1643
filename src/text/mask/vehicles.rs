//! Number plates: 苏M·12345, 苏MD12345. The place stays, the number goes.

use std::ops::Range;

/// What plates begin with.
pub(super) const PLACES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使";

/// The number of a plate.
pub(super) fn plate(letters: &[char], at: usize) -> Option<Range<usize>> {
    if !letters.get(at + 1)?.is_ascii_lowercase() {
        return None;
    }
    let gap = letters.iter().skip(at + 2).take(1).take_while(|c| " ·.•・-".contains(**c)).count();
    let start = at + 2 + gap;
    let count = letters.iter().skip(start).take(7).take_while(|c| c.is_ascii_alphanumeric()).count();
    let serial = letters.get(start..start + count)?;
    let figures = serial.iter().filter(|c| c.is_ascii_digit()).count();
    let marked = letters.get(start + count).is_some_and(|c| "挂学警港澳使领".contains(*c));
    ((5..=6).contains(&count) && figures >= 3 || count == 4 && marked && figures >= 2).then_some(start..start + count)
}
