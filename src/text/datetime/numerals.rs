//! Numbers in digits and in Chinese: 2024, 二〇二四, 十一, 二十三, 廿三, 两.

/// A number and how many figures it was written with (which tells a year from a month).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// Its value.
    pub value: i64,
    /// Figures as written; 2 for a composed Chinese number (十一).
    pub figures: usize,
}

/// More figures than any time has.
const MAX_FIGURES: usize = 18;

/// Reads a number at the beginning of a text, and gives the rest.
pub(super) fn read(text: &str) -> Option<(Number, &str)> {
    let is_arabic = text.starts_with(|c: char| c.is_ascii_digit());
    let is_part = |c: char| if is_arabic { c.is_ascii_digit() } else { is_numeral(c) };
    let end = text.find(|c| !is_part(c)).unwrap_or(text.len());
    let (run, rest) = text.split_at_checked(end)?;
    Some((if is_arabic { arabic(run)? } else { chinese(run)? }, rest))
}

fn arabic(run: &str) -> Option<Number> {
    (run.len() <= MAX_FIGURES).then_some(())?;
    Some(Number { value: run.parse().ok()?, figures: run.len() })
}

fn is_numeral(c: char) -> bool {
    figure(c).is_some() || tens(c).is_some() || c == '百'
}

fn figure(c: char) -> Option<i64> {
    let at = "〇一二三四五六七八九".chars().position(|numeral| numeral == c);
    at.and_then(|at| i64::try_from(at).ok()).or(match c {
        '零' => Some(0),
        '两' => Some(2),
        _ => None,
    })
}

fn tens(c: char) -> Option<i64> {
    match c {
        '十' => Some(1),
        '廿' => Some(2),
        '卅' => Some(3),
        _ => None,
    }
}

/// Figure by figure (二〇二四), or composed with 百, 十, 廿, 卅 (一百二十, 十一, 廿三).
fn chinese(run: &str) -> Option<Number> {
    let count = run.chars().count();
    if count == 0 || count > 8 {
        return None;
    }
    let composed = run.chars().any(|c| tens(c).is_some() || c == '百');
    if composed {
        return Some(Number { value: composed_value(run)?, figures: 2 });
    }
    let value = run.chars().try_fold(0_i64, |value, c| Some(value * 10 + figure(c)?))?;
    Some(Number { value, figures: count })
}

fn composed_value(run: &str) -> Option<i64> {
    let (mut value, mut pending) = (0, None);
    for c in run.chars() {
        if c == '百' {
            value += pending.take()? * 100;
        } else if let Some(ten) = tens(c) {
            // 二十, but also 十 and 廿 alone.
            value += match pending.take() {
                Some(figure) if ten == 1 && figure > 0 => figure * 10,
                None => ten * 10,
                Some(0) => ten * 10,
                Some(_) => return None,
            };
        } else {
            let figure = figure(c)?;
            if pending.is_some_and(|before| before > 0) {
                return None;
            }
            pending = Some(figure);
        }
    }
    Some(value + pending.unwrap_or(0))
}
