//! The time of day: 10:11:12, 下午3点05分, 10:11 PM, 24:00, with a zone or without.

use chrono::FixedOffset;

use super::scan::Scan;
use crate::model::Precision;

/// A time of day.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hours {
    /// Milliseconds from midnight; 24:00 is a whole day.
    pub millis: i64,
    /// How exact it is.
    pub precision: Precision,
    /// The zone that was named.
    pub zone: Option<FixedOffset>,
}

impl Hours {
    /// The beginning of a day, month or year.
    pub fn midnight(precision: Precision) -> Self {
        Self { millis: 0, precision, zone: None }
    }
}

/// A part of the day, which tells the half that a 12-hour figure is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Before dawn and English am: 12 is 0.
    Small,
    /// Morning: figures as they are.
    Morning,
    /// Noon: 1 and 2 are 13 and 14.
    Noon,
    /// Afternoon and English pm: 12 is noon.
    Afternoon,
    /// Night: 12 is midnight, small hours stay small.
    Night,
}

const PARTS: &[(&str, Part)] = &[
    ("凌晨", Part::Small),
    ("清晨", Part::Morning),
    ("早晨", Part::Morning),
    ("早上", Part::Morning),
    ("上午", Part::Morning),
    ("早", Part::Morning),
    ("晨", Part::Morning),
    ("中午", Part::Noon),
    ("正午", Part::Noon),
    ("午后", Part::Afternoon),
    ("下午", Part::Afternoon),
    ("傍晚", Part::Afternoon),
    ("晚间", Part::Night),
    ("晚上", Part::Night),
    ("夜里", Part::Night),
    ("夜间", Part::Night),
    ("深夜", Part::Night),
    ("半夜", Part::Night),
    ("午夜", Part::Night),
    ("晚", Part::Night),
    ("夜", Part::Night),
    ("a.m.", Part::Small),
    ("p.m.", Part::Afternoon),
    ("am", Part::Small),
    ("pm", Part::Afternoon),
];

/// Reads a part of the day.
pub(super) fn part(scan: &mut Scan<'_>) -> Option<Part> {
    scan.word(PARTS)
}

/// Reads a time of day; `part` is what the day's name said already (昨晚).
pub(super) fn read(scan: &mut Scan<'_>, part_of_day: Option<Part>) -> Option<Hours> {
    let before = part(scan).or(part_of_day);
    scan.spaces();
    let mut hours = figures(scan)?;
    scan.spaces();
    let stated = part(scan).or(before);
    if hours.precision == Precision::Hour && !hours.marked && stated.is_none() {
        return None;
    }
    let hour = stated.map_or(Some(hours.hour), |part| in_half(hours.hour, part))?;
    hours.hour = hour;
    let zone = scan.attempt(zone);
    Some(Hours { millis: hours.millis()?, precision: hours.precision, zone })
}

/// The figures as written.
struct Figures {
    hour: i64,
    minute: i64,
    second: i64,
    milli: i64,
    precision: Precision,
    /// Whether something after the hour says that it is one.
    marked: bool,
}

impl Figures {
    fn millis(&self) -> Option<i64> {
        let within = self.hour < 24 && self.minute < 60 && self.second < 60;
        let end_of_day = self.hour == 24 && self.minute == 0 && self.second == 0;
        (within || end_of_day).then(|| {
            ((self.hour * 60 + self.minute) * 60 + self.second) * 1000 + if end_of_day { 0 } else { self.milli }
        })
    }
}

fn figures(scan: &mut Scan<'_>) -> Option<Figures> {
    let hour = scan.number().filter(|number| number.figures <= 2)?.value;
    let mut figures = Figures { hour, minute: 0, second: 0, milli: 0, precision: Precision::Hour, marked: false };
    if scan.eat(":") {
        with_colons(scan, &mut figures)?;
    } else {
        let _ = scan.attempt(|scan| with_words(scan, &mut figures));
    }
    Some(figures)
}

/// `:11`, `:11:12`, `:11:12.345`
fn with_colons(scan: &mut Scan<'_>, figures: &mut Figures) -> Option<()> {
    figures.minute = two_figures(scan)?;
    figures.precision = Precision::Minute;
    figures.marked = true;
    if scan.eat(":") {
        figures.second = two_figures(scan)?;
        figures.precision = Precision::Second;
        if scan.one_of(".,").is_some() {
            let fraction = scan.digits()?;
            let scale = i32::try_from(fraction.figures).ok()? - 3;
            figures.milli = match u32::try_from(scale) {
                Ok(excess) => fraction.value / 10_i64.checked_pow(excess)?,
                Err(_) => fraction.value * 10_i64.pow(scale.unsigned_abs()),
            };
        }
    }
    Some(())
}

fn two_figures(scan: &mut Scan<'_>) -> Option<i64> {
    scan.digits().filter(|number| number.figures <= 2).map(|number| number.value)
}

/// `点`, `点半`, `时11分12秒`, `点一刻`
fn with_words(scan: &mut Scan<'_>, figures: &mut Figures) -> Option<()> {
    scan.spaces();
    scan.one_of("点时")?;
    figures.marked = true;
    let _ = scan.eat("钟") || scan.eat("整") || scan.eat("多");
    scan.spaces();
    if let Some(minute) = scan.word(&[("半", 30), ("一刻", 15), ("1刻", 15), ("三刻", 45), ("3刻", 45)]) {
        figures.minute = minute;
        figures.precision = Precision::Minute;
        return Some(());
    }
    let Some(minute) = scan.attempt(|scan| scan.number().filter(|number| number.figures <= 2)) else { return Some(()) };
    figures.minute = minute.value;
    figures.precision = Precision::Minute;
    scan.spaces();
    if scan.eat("分") {
        let _ = scan.eat("钟");
        scan.spaces();
        let second = scan.attempt(|scan| {
            let number = scan.number()?;
            scan.spaces();
            scan.eat("秒").then_some(number.value)
        });
        if let Some(second) = second {
            figures.second = second;
            figures.precision = Precision::Second;
        }
    }
    Some(())
}

/// A 12-hour figure in its half of the day; figures past 12 stay.
fn in_half(hour: i64, part: Part) -> Option<i64> {
    Some(match (part, hour) {
        (Part::Small, 12) => 0,
        (Part::Noon, 1..=2) | (Part::Afternoon, 1..=11) | (Part::Night, 5..=11) => hour + 12,
        (Part::Night, 12) => 24,
        (_, 0..=24) => hour,
        _ => return None,
    })
}

const ZONES: &[(&str, i32)] = &[
    ("z", 0),
    ("cst", 480),
    ("北京时间", 480),
    ("hkt", 480),
    ("jst", 540),
    ("est", -300),
    ("edt", -240),
    ("cdt", -300),
    ("mst", -420),
    ("mdt", -360),
    ("pst", -480),
    ("pdt", -420),
    ("bst", 60),
    ("cet", 60),
    ("cest", 120),
];

/// `Z`, `+08:00`, `+0800`, `+08`, `GMT`, `UTC+8`, `CST` (which is China's here), perhaps in parentheses.
pub(super) fn zone(scan: &mut Scan<'_>) -> Option<FixedOffset> {
    scan.skip(|c| matches!(c, ' ' | '('));
    let named = scan.word(ZONES);
    let universal = named.is_none() && (scan.eat("gmt") || scan.eat("utc"));
    let minutes = match (named, scan.attempt(offset_minutes)) {
        (Some(minutes), _) => minutes,
        (None, Some(minutes)) => minutes,
        (None, None) if universal => 0,
        (None, None) => return None,
    };
    scan.skip(|c| c == ')');
    FixedOffset::east_opt(minutes * 60)
}

fn offset_minutes(scan: &mut Scan<'_>) -> Option<i32> {
    let sign = if scan.one_of("+-")? == '+' { 1 } else { -1 };
    let first = scan.digits()?;
    let minutes = match first.figures {
        4 => first.value / 100 * 60 + first.value % 100,
        1 | 2 if scan.eat(":") => first.value * 60 + two_figures(scan)?,
        1 | 2 => first.value * 60,
        _ => return None,
    };
    i32::try_from(minutes).ok().filter(|minutes| *minutes <= 14 * 60).map(|minutes| sign * minutes)
}
