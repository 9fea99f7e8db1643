//! The five-field crontab line, read into sets of numbers.
//!
//! Our own reader in front of the `cron` crate, because the crate counts weekdays from 1 = Sunday, wants a field for
//! seconds, combines day and weekday with *and*, and reports no position.

use std::collections::BTreeSet;

/// A line as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub minutes: Field,
    pub hours: Field,
    pub days: Field,
    pub months: Field,
    pub weekdays: Field,
}

/// One field: its numbers, and whether it began with a star (then it does not restrict).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Field {
    pub values: BTreeSet<u32>,
    pub star: bool,
}

/// What is wrong, and where: characters from, to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LineFault {
    pub at: (usize, usize),
    pub message: (String, String),
}

/// What a field may hold.
struct Kind {
    name: (&'static str, &'static str),
    low: u32,
    high: u32,
    names: &'static [&'static str],
}

const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const WEEKDAYS: &[&str] = &["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

const KINDS: [Kind; 5] = [
    Kind { name: ("分", "minute"), low: 0, high: 59, names: &[] },
    Kind { name: ("时", "hour"), low: 0, high: 23, names: &[] },
    Kind { name: ("日", "day of the month"), low: 1, high: 31, names: &[] },
    Kind { name: ("月", "month"), low: 1, high: 12, names: MONTHS },
    Kind { name: ("星期", "day of the week"), low: 0, high: 7, names: WEEKDAYS },
];

/// The `@` words and what they stand for.
const WORDS: &[(&str, &str)] = &[
    ("@yearly", "0 0 1 1 *"),
    ("@annually", "0 0 1 1 *"),
    ("@monthly", "0 0 1 * *"),
    ("@weekly", "0 0 * * 0"),
    ("@daily", "0 0 * * *"),
    ("@midnight", "0 0 * * *"),
    ("@hourly", "0 * * * *"),
];

/// Reads a line or an `@` word.
pub(super) fn read(text: &str) -> Result<Line, LineFault> {
    let trimmed = text.trim();
    if trimmed.starts_with('@') {
        let known = WORDS.iter().find(|(word, _)| word.eq_ignore_ascii_case(trimmed));
        return known.map_or_else(|| Err(unknown_word(text)), |(_, line)| read(line));
    }
    let fields = split(text);
    let [minutes, hours, days, months, weekdays] = fields.as_slice() else {
        return Err(wrong_count(text, fields.len()));
    };
    let mut weekdays = read_field(weekdays, &KINDS[4])?;
    if weekdays.values.remove(&7) {
        weekdays.values.insert(0);
    }
    Ok(Line {
        minutes: read_field(minutes, &KINDS[0])?,
        hours: read_field(hours, &KINDS[1])?,
        days: read_field(days, &KINDS[2])?,
        months: read_field(months, &KINDS[3])?,
        weekdays,
    })
}

/// A piece of the line with the character it begins at.
struct Piece<'a> {
    text: &'a str,
    start: usize,
}

impl<'a> Piece<'a> {
    fn range(&self) -> (usize, usize) {
        (self.start, self.start + self.text.chars().count())
    }

    /// The parts between `mark`s, each with its own place.
    fn parts(&self, mark: char) -> Vec<Piece<'a>> {
        let mut start = self.start;
        let mut parts = Vec::new();
        for text in self.text.split(mark) {
            parts.push(Piece { text, start });
            start += text.chars().count() + 1;
        }
        parts
    }

    fn fault(&self, zh: String, en: String) -> LineFault {
        LineFault { at: self.range(), message: (zh, en) }
    }
}

fn split(text: &str) -> Vec<Piece<'_>> {
    let whole = Piece { text, start: 0 };
    let spaced = if text.contains('\t') { whole.parts('\t') } else { vec![whole] };
    let pieces = spaced.iter().flat_map(|piece| piece.parts(' '));
    pieces.filter(|piece| !piece.text.is_empty()).collect()
}

fn read_field(piece: &Piece<'_>, kind: &Kind) -> Result<Field, LineFault> {
    let mut values = BTreeSet::new();
    for part in piece.parts(',') {
        values.extend(read_part(&part, kind)?);
    }
    Ok(Field { values, star: piece.text.starts_with('*') })
}

/// `*`, `5`, `1-5`, `mon-fri`, each with an optional `/step`.
fn read_part(part: &Piece<'_>, kind: &Kind) -> Result<Vec<u32>, LineFault> {
    let pieces = part.parts('/');
    let (range, step) = match pieces.as_slice() {
        [range] => (range, None),
        [range, step] => (range, Some(read_step(step, kind)?)),
        _ => return Err(not_a_value(part, kind)),
    };
    let (low, high) = read_range(range, kind, step.is_some())?;
    let step = usize::try_from(step.unwrap_or(1)).unwrap_or(1);
    Ok((low..=high).step_by(step).collect())
}

fn read_range(piece: &Piece<'_>, kind: &Kind, stepped: bool) -> Result<(u32, u32), LineFault> {
    if piece.text == "*" {
        // 7 is Sunday again: a star counts it once.
        return Ok((kind.low, kind.high.min(if kind.names.len() == 7 { 6 } else { u32::MAX })));
    }
    match piece.parts('-').as_slice() {
        [single] => {
            let value = read_value(single, kind)?;
            Ok((value, if stepped { kind.high } else { value }))
        }
        [from, to] => read_span(piece, kind, read_value(from, kind)?, read_value(to, kind)?),
        _ => Err(not_a_value(piece, kind)),
    }
}

fn read_span(piece: &Piece<'_>, kind: &Kind, from: u32, to: u32) -> Result<(u32, u32), LineFault> {
    // `sat-sun` and `fri-sun` are meant: Sunday closes the week.
    let to = if kind.names.len() == 7 && to == 0 && from > 0 { 7 } else { to };
    if from > to {
        let zh = format!("范围 {} 倒置：起点大于终点", piece.text);
        return Err(piece.fault(zh, format!("the range {} runs backwards", piece.text)));
    }
    Ok((from, to))
}

fn read_step(piece: &Piece<'_>, kind: &Kind) -> Result<u32, LineFault> {
    match piece.text.parse::<u32>() {
        Ok(step) if step > 0 && step <= kind.high.max(1) => Ok(step),
        _ => {
            let zh = format!("步长“{}”不对：应为 1–{} 的整数", piece.text, kind.high);
            Err(piece.fault(zh, format!("the step `{}` is no number from 1 to {}", piece.text, kind.high)))
        }
    }
}

fn read_value(piece: &Piece<'_>, kind: &Kind) -> Result<u32, LineFault> {
    let lower = piece.text.to_ascii_lowercase();
    if let Some(index) = kind.names.iter().position(|name| *name == lower) {
        let offset = if kind.names.len() == 12 { 1 } else { 0 };
        return Ok(u32::try_from(index).unwrap_or(0) + offset);
    }
    match piece.text.parse::<u32>() {
        Ok(value) if (kind.low..=kind.high).contains(&value) => Ok(value),
        _ => Err(not_a_value(piece, kind)),
    }
}

fn not_a_value(piece: &Piece<'_>, kind: &Kind) -> LineFault {
    let (zh, en) = kind.name;
    let (low, high) = (kind.low, kind.high);
    piece.fault(
        format!("“{}”不是有效的“{zh}”：应为 {low}–{high}、*、范围（1-5）、列表（1,3）或步长（*/10）", piece.text),
        format!("`{}` is no {en}: {low}–{high}, *, a range (1-5), a list (1,3) or a step (*/10)", piece.text),
    )
}

fn unknown_word(text: &str) -> LineFault {
    let known: Vec<_> = WORDS.iter().map(|(word, _)| *word).collect();
    let known = known.join(" ");
    Piece { text, start: 0 }
        .fault(format!("不认识“{}”；可用：{known}", text.trim()), format!("`{}` is not one of {known}", text.trim()))
}

fn wrong_count(text: &str, found: usize) -> LineFault {
    Piece { text, start: 0 }.fault(
        format!("应有五个字段（分 时 日 月 星期），这里有 {found} 个"),
        format!("five fields are needed (minute hour day month weekday); there are {found}"),
    )
}
