//! Spans before or after now: 刚刚, 3 天前, 1小时30分前, 一个半小时前, 半个月前, 几分钟前, 一小时内, 10分钟后.

use chrono::{Days, Months, TimeDelta};

use super::scan::Scan;
use super::{Now, ReadTime, hours, instant};
use crate::model::Precision;

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

const UNITS: &[(&str, Unit)] = &[
    ("秒钟", Unit::Second),
    ("秒", Unit::Second),
    ("seconds", Unit::Second),
    ("second", Unit::Second),
    ("secs", Unit::Second),
    ("sec", Unit::Second),
    ("分钟", Unit::Minute),
    ("分", Unit::Minute),
    ("minutes", Unit::Minute),
    ("minute", Unit::Minute),
    ("mins", Unit::Minute),
    ("min", Unit::Minute),
    ("小时", Unit::Hour),
    ("钟头", Unit::Hour),
    ("时", Unit::Hour),
    ("hours", Unit::Hour),
    ("hour", Unit::Hour),
    ("hrs", Unit::Hour),
    ("hr", Unit::Hour),
    ("天", Unit::Day),
    ("日", Unit::Day),
    ("days", Unit::Day),
    ("day", Unit::Day),
    ("星期", Unit::Week),
    ("礼拜", Unit::Week),
    ("周", Unit::Week),
    ("weeks", Unit::Week),
    ("week", Unit::Week),
    ("months", Unit::Month),
    ("month", Unit::Month),
    ("月", Unit::Month),
    ("years", Unit::Year),
    ("year", Unit::Year),
    ("年", Unit::Year),
    ("h", Unit::Hour),
    ("d", Unit::Day),
    ("m", Unit::Minute),
    ("s", Unit::Second),
];

/// Where a span lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Before,
    Within,
    After,
}

const SIDES: &[(&str, Side)] = &[
    ("以前", Side::Before),
    ("之前", Side::Before),
    ("前", Side::Before),
    ("ago", Side::Before),
    ("以内", Side::Within),
    ("之内", Side::Within),
    ("内", Side::Within),
    ("以后", Side::After),
    ("之后", Side::After),
    ("后", Side::After),
    ("later", Side::After),
];

/// Words for this very moment.
const JUST_NOW: &[(&str, ())] =
    &[("刚刚", ()), ("刚才", ()), ("方才", ()), ("just now", ()), ("now", ()), ("现在", ()), ("此刻", ()), ("刚", ())];

/// What 几 and 数 stand for.
const SOME: i64 = 3;

/// How much of a unit, counted in halves: 一个半小时 is three.
#[derive(Clone, Copy, Debug)]
struct Span {
    halves: i64,
    unit: Unit,
    vague: bool,
}

/// Reads a span.
pub(super) fn read(scan: &mut Scan<'_>, now: &Now) -> Option<ReadTime> {
    if scan.attempt(|scan| scan.word(JUST_NOW).filter(|()| scan.is_done())).is_some() {
        return Some(ReadTime { at: *now, precision: Precision::Second });
    }
    let first = span(scan)?;
    scan.spaces();
    let second = scan.attempt(span).filter(|second| second.unit < first.unit);
    scan.spaces();
    let side = scan.word(SIDES)?;
    let found = moved(*now, first, side)?;
    let mut found = match second {
        Some(second) => moved(found.at, second, side)?,
        None => found,
    };
    if first.vague {
        found.precision = Precision::Vague;
    }
    with_hours(scan, found, now)
}

/// 3天前 10:11
fn with_hours(scan: &mut Scan<'_>, found: ReadTime, now: &Now) -> Option<ReadTime> {
    scan.spaces();
    if found.precision == Precision::Day
        && let Some(hours) = scan.attempt(|scan| hours::read(scan, None))
    {
        return instant(found.at.date_naive(), hours, now);
    }
    Some(found)
}

fn span(scan: &mut Scan<'_>) -> Option<Span> {
    let (mut halves, vague) = amount(scan)?;
    scan.spaces();
    // 3个多小时前, 10多分钟前
    let _ = scan.eat("个");
    let _ = scan.eat("多");
    if scan.eat("半") {
        halves += 1;
    }
    scan.spaces();
    let unit = scan.word(UNITS)?;
    if scan.eat("半") {
        halves += 1;
    }
    Some(Span { halves, unit, vague })
}

/// The amount in halves, and whether it is a vague one.
fn amount(scan: &mut Scan<'_>) -> Option<(i64, bool)> {
    if scan.eat("半") {
        return Some((1, false));
    }
    if ["十几", "好几", "若干", "几", "数", "a few ", "several "].iter().any(|word| scan.eat(word)) {
        return Some((SOME * 2, true));
    }
    if scan.eat("an ") || scan.eat("a ") {
        return Some((2, false));
    }
    let number = scan.number().filter(|number| number.figures <= 5)?;
    Some((number.value.checked_mul(2)?, false))
}

fn moved(from: Now, span: Span, side: Side) -> Option<ReadTime> {
    let at = match (side, span.unit) {
        (Side::Within, _) => from.checked_sub_signed(length(span)? / 2)?,
        (_, Unit::Day | Unit::Week) if span.halves % 2 == 0 => by_calendar(from, span, side)?,
        (_, Unit::Month | Unit::Year) if span.unit == Unit::Year || span.halves % 2 == 0 => {
            by_calendar(from, span, side)?
        }
        (Side::Before, _) => from.checked_sub_signed(length(span)?)?,
        (Side::After, _) => from.checked_add_signed(length(span)?)?,
    };
    Some(ReadTime { at, precision: precision(span) })
}

/// Whole days, weeks, months and half years go by the calendar: Discuz means the date when it says 3 天前.
fn by_calendar(from: Now, span: Span, side: Side) -> Option<Now> {
    let halves = u32::try_from(span.halves).ok()?;
    let days = match span.unit {
        Unit::Day => Some(u64::from(halves / 2)),
        Unit::Week => Some(u64::from(halves / 2) * 7),
        _ => None,
    };
    let months = Months::new(if span.unit == Unit::Year { halves * 6 } else { halves / 2 });
    match (days, side) {
        (Some(days), Side::After) => from.checked_add_days(Days::new(days)),
        (Some(days), _) => from.checked_sub_days(Days::new(days)),
        (None, Side::After) => from.checked_add_months(months),
        (None, _) => from.checked_sub_months(months),
    }
}

/// The length of a span, a month being 30 days and a year 365.
fn length(span: Span) -> Option<TimeDelta> {
    let seconds = match span.unit {
        Unit::Second => 1,
        Unit::Minute => 60,
        Unit::Hour => 3600,
        Unit::Day => 86_400,
        Unit::Week => 7 * 86_400,
        Unit::Month => 30 * 86_400,
        Unit::Year => 365 * 86_400,
    };
    TimeDelta::try_milliseconds(span.halves.checked_mul(seconds * 500)?)
}

/// The unit's own; half an hour is thirty minutes, and half a month a number of days.
fn precision(span: Span) -> Precision {
    let half = span.halves % 2 == 1;
    match span.unit {
        Unit::Second => Precision::Second,
        Unit::Minute if half => Precision::Second,
        Unit::Minute => Precision::Minute,
        Unit::Hour if half => Precision::Minute,
        Unit::Hour => Precision::Hour,
        Unit::Day | Unit::Week => Precision::Day,
        Unit::Month if half => Precision::Day,
        Unit::Month => Precision::Month,
        Unit::Year => Precision::Year,
    }
}
