//! Bed numbers: 12床, 3病区12号床, 床号：12. 500张床位 and 一床难求 are none.

use std::ops::Range;

use super::labelled::skip_colon;
use super::letters::{Figures, follows_word, is_figure};

/// What a bed may begin with besides figures.
pub(super) const BEGINNINGS: &str = "床一二三四五六七八九十百零〇";

/// The number of a bed, and of the ward right before it.
pub(super) fn bed(letters: &[char], at: usize) -> Option<Range<usize>> {
    if letters.get(at) == Some(&'床') {
        return after_label(letters, at);
    }
    if follows_word(letters, at) {
        return None;
    }
    if is_figure(letters, at) {
        return before_bed(letters, at);
    }
    in_chinese(letters, at)
}

/// `12床`, `12号床`, `3病区12床`, `6楼12床`
fn before_bed(letters: &[char], at: usize) -> Option<Range<usize>> {
    let end = figures(letters, at)?;
    let rest = letters.get(end..)?;
    let bed = |rest: &[char]| {
        matches!(rest, ['床', next, ..] if !"单垫铺被".contains(*next)) || matches!(rest, ['床'] | ['号', '床', ..])
    };
    if bed(rest) {
        return Some(at..end);
    }
    let ward = [
        &['病', '区'][..],
        &['号', '病', '区'],
        &['病', '房'],
        &['号', '病', '房'],
        &['区'],
        &['室'],
        &['楼'],
        &['房'],
    ];
    let word = ward.into_iter().find(|word| rest.starts_with(word))?;
    let start = end + word.len();
    let start = start + usize::from(letters.get(start).is_some_and(|c| " -,".contains(*c)));
    let end = figures(letters, start)?;
    bed(letters.get(end..)?).then_some(at..end)
}

/// Up to three figures, perhaps with a plus or a letter: 加12, 12a.
fn figures(letters: &[char], at: usize) -> Option<usize> {
    let figures = Figures::at(letters, at, "", 4);
    matches!(figures.digits.len(), 1..=3).then_some(())?;
    let end = *figures.ends.last()?;
    Some(end + usize::from(letters.get(end).is_some_and(char::is_ascii_lowercase)))
}

/// `十二床`: two numerals or more, since 一床被子 is none.
fn in_chinese(letters: &[char], at: usize) -> Option<Range<usize>> {
    let is_numeral = |c: &char| "一二三四五六七八九十百零〇".contains(*c);
    let follows = at.checked_sub(1).and_then(|before| letters.get(before)).is_some_and(is_numeral);
    let count = letters.iter().skip(at).take(6).take_while(|c| is_numeral(c)).count();
    let rest = letters.get(at + count..)?;
    let bed = matches!(rest, ['床', ..] | ['号', '床', ..]);
    (!follows && (2..=5).contains(&count) && bed).then_some(at..at + count)
}

/// `床号：12`, `床位号 12`, `床位：12`
fn after_label(letters: &[char], at: usize) -> Option<Range<usize>> {
    let rest = letters.get(at..)?;
    let labels = [(&['床', '位', '号'][..], false), (&['床', '号'], false), (&['床', '位'], true), (&['床'], true)];
    let (label, needs_colon) = labels.into_iter().find(|(label, _)| rest.starts_with(label))?;
    let start = at + label.len();
    let value = skip_colon(letters, start);
    (!needs_colon || letters.get(start) == Some(&':')).then_some(())?;
    let end = figures(letters, value)?;
    Some(value..end)
}
