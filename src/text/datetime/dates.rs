//! Absolute dates: 2024-1-2, 24/01/02, 1月2日, 2024年1月, 二〇二四年一月二日.

use chrono::{Datelike as _, Days, NaiveDate};

use super::hours::Part;
use super::numerals::Number;
use super::scan::Scan;
use super::{Hours, Now, ReadTime, hours, instant};
use crate::model::Precision;

/// A day, month or year.
#[derive(Clone, Copy, Debug)]
pub(super) struct Day {
    /// Its first day.
    pub date: NaiveDate,
    /// Day, month or year.
    pub precision: Precision,
    /// The part of the day its name says (昨晚).
    pub part: Option<Part>,
}

impl Day {
    /// A date without a part of the day.
    pub fn new(date: NaiveDate, precision: Precision) -> Self {
        Self { date, precision, part: None }
    }
}

/// Reads a date in figures.
pub(super) fn read(scan: &mut Scan<'_>, now: &Now) -> Option<Day> {
    let first = scan.number()?;
    let spaced = *scan;
    scan.spaces();
    if scan.eat("年") {
        return after_year(scan, full_year(first, now)?);
    }
    if scan.eat("月") {
        return after_month(scan, first, now);
    }
    if first.figures <= 2 && (scan.eat("日") || scan.eat("号")) {
        return day_of_month(first, now);
    }
    *scan = spaced;
    with_separators(scan, first, now)
}

/// Month and day after 年.
fn after_year(scan: &mut Scan<'_>, year: i32) -> Option<Day> {
    let month = scan.attempt(|scan| {
        scan.spaces();
        let month = scan.number()?;
        scan.spaces();
        (scan.eat("月") || scan.eat("-")).then_some(month)
    });
    let Some(month) = month else { return Some(Day::new(NaiveDate::from_ymd_opt(year, 1, 1)?, Precision::Year)) };
    match day_figure(scan) {
        Some(day) => Some(Day::new(ymd(year, month, day)?, Precision::Day)),
        None => Some(Day::new(NaiveDate::from_ymd_opt(year, part(month)?, 1)?, Precision::Month)),
    }
}

/// Day after 月, in the latest year that fits.
fn after_month(scan: &mut Scan<'_>, month: Number, now: &Now) -> Option<Day> {
    let (day, precision) = day_figure(scan).map_or((None, Precision::Month), |day| (Some(day), Precision::Day));
    let day = day.map_or(Some(1), part)?;
    Some(Day::new(latest(part(month)?, day, now)?, precision))
}

/// `2日`, `2号`, `2`
pub(super) fn day_figure(scan: &mut Scan<'_>) -> Option<Number> {
    scan.attempt(|scan| {
        scan.spaces();
        let day = scan.number().filter(|day| day.figures <= 2)?;
        // 1月2:30 is no date.
        (!scan.rest().starts_with(':')).then_some(())?;
        let _ = scan.attempt(|scan| {
            scan.spaces();
            (scan.eat("日") || scan.eat("号")).then_some(())
        });
        Some(day)
    })
}

/// `5日 10:11`: this month's, or the last one's if that is ahead.
fn day_of_month(day: Number, now: &Now) -> Option<Day> {
    let horizon = now.date_naive().checked_add_days(Days::new(1))?;
    let mut month = now.date_naive().with_day(1)?;
    for _ in 0..3 {
        if let Some(date) = month.with_day(part(day)?).filter(|date| *date <= horizon) {
            return Some(Day::new(date, Precision::Day));
        }
        month = month.checked_sub_months(chrono::Months::new(1))?;
    }
    None
}

/// `2024-1-2`, `24/01/02`, `2024-03`, `01-02`
fn with_separators(scan: &mut Scan<'_>, first: Number, now: &Now) -> Option<Day> {
    let separator = scan.one_of("-/.")?;
    let second = scan.digits()?;
    let third = scan.attempt(|scan| {
        (scan.one_of("-/.") == Some(separator)).then_some(())?;
        scan.digits()
    });
    match third {
        Some(third) if third.figures <= 2 => {
            Some(Day::new(ymd(full_year(first, now)?, second, third)?, Precision::Day))
        }
        Some(_) => None,
        None if first.figures == 4 && separator != '.' => {
            Some(Day::new(NaiveDate::from_ymd_opt(full_year(first, now)?, part(second)?, 1)?, Precision::Month))
        }
        // 5.6 alone is more likely a figure than a date.
        None if separator == '.' && !scan.rest().contains(':') => None,
        None => Some(Day::new(latest(part(first)?, part(second)?, now)?, Precision::Day)),
    }
}

/// `1-2-2024`: day before month unless the second part can be no month.
pub(super) fn day_month_year(scan: &mut Scan<'_>, now: &Now) -> Option<ReadTime> {
    let first = scan.digits()?;
    let separator = scan.one_of("-/.")?;
    let second = scan.digits()?;
    (scan.one_of("-/.") == Some(separator)).then_some(())?;
    let year = scan.digits().filter(|year| year.figures == 4)?;
    let (day, month) = if second.value > 12 { (second, first) } else { (first, second) };
    let date = ymd(full_year(year, now)?, month, day)?;
    scan.skip(|c| matches!(c, ' ' | ','));
    let hours = scan.attempt(|scan| hours::read(scan, None)).unwrap_or(Hours::midnight(Precision::Day));
    instant(date, hours, now)
}

/// The year of four figures, or of two: this century's unless that is more than a year ahead.
pub(super) fn full_year(year: Number, now: &Now) -> Option<i32> {
    let value = i32::try_from(year.value).ok()?;
    match year.figures {
        4 => Some(value).filter(|year| (1900..=2200).contains(year)),
        2 => {
            let recent = now.year() / 100 * 100 + value;
            Some(if recent <= now.year() + 1 { recent } else { recent - 100 })
        }
        _ => None,
    }
}

/// The latest such day that is not more than a day ahead. 29 February goes back to a leap year.
pub(super) fn latest(month: u32, day: u32, now: &Now) -> Option<NaiveDate> {
    let horizon = now.date_naive().checked_add_days(Days::new(1))?;
    (0..=8).find_map(|back| {
        let date = NaiveDate::from_ymd_opt(now.year() + 1 - back, month, day)?;
        (date <= horizon).then_some(date)
    })
}

fn ymd(year: i32, month: Number, day: Number) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, part(month)?, part(day)?)
}

fn part(number: Number) -> Option<u32> {
    u32::try_from(number.value).ok().filter(|_| number.figures <= 2)
}

const WEEKDAYS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
];

/// Passes a weekday that only repeats what the date says: 星期二, (周二), Tuesday.
pub(super) fn skip_weekday(scan: &mut Scan<'_>) {
    let _ = scan.attempt(|scan| {
        scan.skip(|c| matches!(c, ' ' | '(' | ',' | '['));
        if scan.eat("周") || scan.eat("星期") || scan.eat("礼拜") {
            scan.one_of("一二三四五六日天")?;
        } else {
            WEEKDAYS.iter().any(|name| scan.eat(name)).then_some(())?;
        }
        scan.skip(|c| matches!(c, ')' | ']'));
        Some(())
    });
}
