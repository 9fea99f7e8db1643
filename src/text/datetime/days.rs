//! Days by name: 今天, 昨晚, 大前天, 周五, 上周五, 去年5月3日, 上个月.

use chrono::{Datelike as _, Days, Months, NaiveDate, TimeDelta, Weekday};

use super::Now;
use super::dates::{Day, day_figure};
use super::hours::{self, Part};
use super::scan::Scan;
use crate::model::Precision;

/// Names and how many days they are from today; longer names first.
const NAMES: &[(&str, i64)] = &[
    ("大大前天", -4),
    ("大前天", -3),
    ("大前日", -3),
    ("前天", -2),
    ("前日", -2),
    ("昨天", -1),
    ("昨日", -1),
    ("今天", 0),
    ("今日", 0),
    ("本日", 0),
    ("当天", 0),
    ("明天", 1),
    ("明日", 1),
    ("大后天", 3),
    ("后天", 2),
    ("yesterday", -1),
    ("today", 0),
    ("tomorrow", 1),
];

/// First characters of names that go on with a part of the day: 昨晚, 明早, 今晨, 前晚.
const SHORT: &[(&str, i64)] = &[("大前", -3), ("前", -2), ("昨", -1), ("今", 0), ("当", 0), ("明", 1), ("后", 2)];

/// Reads a day's name.
pub(super) fn read(scan: &mut Scan<'_>, now: &Now) -> Option<Day> {
    scan.attempt(|scan| named(scan, now))
        .or_else(|| scan.attempt(|scan| weekday(scan, now)))
        .or_else(|| scan.attempt(|scan| month(scan, now)))
        .or_else(|| scan.attempt(|scan| year(scan, now)))
}

fn named(scan: &mut Scan<'_>, now: &Now) -> Option<Day> {
    if let Some(days) = scan.word(NAMES) {
        return Some(Day::new(shifted(now, days)?, Precision::Day));
    }
    let days = scan.word(SHORT)?;
    let part = hours::part(scan).filter(|part| *part != Part::Afternoon)?;
    Some(Day { part: Some(part), ..Day::new(shifted(now, days)?, Precision::Day) })
}

fn shifted(now: &Now, days: i64) -> Option<NaiveDate> {
    now.date_naive().checked_add_signed(TimeDelta::try_days(days)?)
}

/// Which of the weeks, months or years around this one.
const TURNS: &[(&str, i64)] = &[
    ("上上个", -2),
    ("上上", -2),
    ("上个", -1),
    ("上", -1),
    ("本", 0),
    ("这个", 0),
    ("这", 0),
    ("下下", 2),
    ("下个", 1),
    ("下", 1),
];

const DAYS_OF_WEEK: &[(&str, Weekday)] = &[
    ("一", Weekday::Mon),
    ("二", Weekday::Tue),
    ("三", Weekday::Wed),
    ("四", Weekday::Thu),
    ("五", Weekday::Fri),
    ("六", Weekday::Sat),
    ("日", Weekday::Sun),
    ("天", Weekday::Sun),
    ("1", Weekday::Mon),
    ("2", Weekday::Tue),
    ("3", Weekday::Wed),
    ("4", Weekday::Thu),
    ("5", Weekday::Fri),
    ("6", Weekday::Sat),
    ("7", Weekday::Sun),
];

/// 周五 is the latest one, today's included; 上周五 is last week's; 上周 is seven days ago.
fn weekday(scan: &mut Scan<'_>, now: &Now) -> Option<Day> {
    let turn = scan.word(TURNS);
    (scan.eat("周") || scan.eat("星期") || scan.eat("礼拜")).then_some(())?;
    let today = now.date_naive();
    let date = match (turn, scan.word(DAYS_OF_WEEK)) {
        (None, Some(day)) => {
            let back = today.weekday().days_since(day);
            today.checked_sub_days(Days::new(if back == 0 && is_ahead(scan, now) { 7 } else { back.into() }))?
        }
        (Some(turn), Some(day)) => {
            let monday = today.checked_sub_days(Days::new(today.weekday().num_days_from_monday().into()))?;
            let days = turn * 7 + i64::from(day.num_days_from_monday());
            monday.checked_add_signed(TimeDelta::try_days(days)?)?
        }
        (Some(turn), None) => shifted(now, turn * 7)?,
        (None, None) => return None,
    };
    Some(Day::new(date, Precision::Day))
}

/// Whether the time of day that follows has not come yet today.
fn is_ahead(scan: &Scan<'_>, now: &Now) -> bool {
    let mut ahead = *scan;
    ahead.spaces();
    let hours = hours::read(&mut ahead, None);
    let today = now.time().signed_duration_since(chrono::NaiveTime::MIN);
    hours.is_some_and(|hours| hours.millis > today.num_milliseconds() + super::AHEAD.num_milliseconds())
}

/// 上个月, 本月5日, 下月3号
fn month(scan: &mut Scan<'_>, now: &Now) -> Option<Day> {
    let turn = scan.word(TURNS)?;
    scan.eat("月").then_some(())?;
    let first = in_month(now.date_naive().with_day(1)?, turn)?;
    match day_figure(scan) {
        Some(day) => Some(Day::new(first.with_day(u32::try_from(day.value).ok()?)?, Precision::Day)),
        None => Some(Day::new(in_month(now.date_naive(), turn)?, Precision::Month)),
    }
}

fn in_month(date: NaiveDate, turn: i64) -> Option<NaiveDate> {
    let months = Months::new(u32::try_from(turn.unsigned_abs()).ok()?);
    if turn < 0 { date.checked_sub_months(months) } else { date.checked_add_months(months) }
}

const YEARS: &[(&str, i32)] =
    &[("大前年", -3), ("前年", -2), ("去年", -1), ("上年", -1), ("今年", 0), ("本年", 0), ("明年", 1), ("后年", 2)];

/// 去年5月3日, 前年, 今年3月
fn year(scan: &mut Scan<'_>, now: &Now) -> Option<Day> {
    let year = now.year() + scan.word(YEARS)?;
    let month = scan.attempt(|scan| {
        scan.spaces();
        let month = scan.number()?;
        scan.spaces();
        scan.eat("月").then_some(u32::try_from(month.value).ok()?)
    });
    let Some(month) = month else { return Some(Day::new(NaiveDate::from_ymd_opt(year, 1, 1)?, Precision::Year)) };
    match day_figure(scan) {
        Some(day) => {
            Some(Day::new(NaiveDate::from_ymd_opt(year, month, u32::try_from(day.value).ok()?)?, Precision::Day))
        }
        None => Some(Day::new(NaiveDate::from_ymd_opt(year, month, 1)?, Precision::Month)),
    }
}
