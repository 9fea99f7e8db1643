//! What 昨天 08:12, 3 天前 and their kin mean.
//!
//! A text is tidied and freed of its label, then read by a small grammar: each form reads from a `scan::Scan` and
//! must use the text up.
//!
//! - [`ReadTime`]: what was read; [`read`]: the door; [`read_as_printed`]: with the epoch
//! - `labels`: 发表于 and other words around a time; `numerals`: 二〇二四, 十一, 两
//! - `dates`, `days`, `hours`: absolute dates, days by name (昨晚, 上周五), the time of day
//! - `spans`: 3 天前, 半个月前; `machine`: Unix, compact and English forms

mod dates;
mod days;
mod hours;
mod labels;
mod machine;
mod numerals;
mod scan;
mod spans;

use chrono::{DateTime, Days, FixedOffset, NaiveDate, TimeDelta, TimeZone};

use crate::model::Precision;
use hours::Hours;
use scan::Scan;

/// A time as read from a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadTime {
    /// The instant, in the offset of `now` unless the text names one.
    pub at: DateTime<FixedOffset>,
    /// How exact it is.
    pub precision: Precision,
}

/// The time the text is read against.
type Now = DateTime<FixedOffset>;

/// Every form, in the order they are tried.
const FORMS: &[fn(&mut Scan<'_>, &Now) -> Option<ReadTime>] =
    &[machine::digits, spans::read, dated, dates::day_month_year, machine::english, hour_alone];

/// How far ahead of `now` a time without a date may be before it is yesterday's.
const AHEAD: TimeDelta = TimeDelta::minutes(5);

/// Reads a time text relative to `now` (the page's own clock where it prints one). Future times are read too:
/// refusing them is the pipeline's business.
pub fn read(text: &str, now: DateTime<FixedOffset>) -> Option<ReadTime> {
    read_where(text, now, |found| !is_epoch(found.at))
}

/// As [`read`], but the epoch that a site prints where it knows no time is read as it stands, so that it can be refused
/// aloud.
pub fn read_as_printed(text: &str, now: DateTime<FixedOffset>) -> Option<ReadTime> {
    read(text, now).or_else(|| read_where(text, now, |_| true))
}

/// Whether a time is the beginning of 1970, in whatever zone: what a zero looks like.
pub fn is_epoch(at: DateTime<FixedOffset>) -> bool {
    at.timestamp().abs() <= 86_400
}

fn read_where(text: &str, now: Now, wanted: impl Fn(&ReadTime) -> bool) -> Option<ReadTime> {
    let text = labels::tidied(text)?;
    labels::candidates(&text).into_iter().find_map(|candidate| read_tidied(candidate, &now).filter(&wanted))
}

fn read_tidied(text: &str, now: &Now) -> Option<ReadTime> {
    FORMS.iter().find_map(|form| {
        let mut scan = Scan::new(text);
        form(&mut scan, now).filter(|_| scan.is_done())
    })
}

/// A day, then perhaps a time of day: 昨天 08:12, 2024-1-2 10:11, 周五下午3点.
fn dated(scan: &mut Scan<'_>, now: &Now) -> Option<ReadTime> {
    let day = scan.attempt(|scan| days::read(scan, now)).or_else(|| scan.attempt(|scan| dates::read(scan, now)))?;
    dates::skip_weekday(scan);
    scan.skip(|c| matches!(c, ' ' | ',' | '的'));
    let _ = scan.eat("t") || scan.eat("at ") || scan.eat("-");
    scan.spaces();
    let hours = scan.attempt(|scan| hours::read(scan, day.part));
    dates::skip_weekday(scan);
    match hours {
        Some(hours) if day.precision == Precision::Day => instant(day.date, hours, now),
        Some(_) => None,
        None => {
            // 昨天上午: the part of the day adds nothing that precision could say.
            let _ = hours::part(scan);
            instant(day.date, Hours::midnight(day.precision), now)
        }
    }
}

/// A time without a date: today's, or yesterday's if that would be ahead of now.
fn hour_alone(scan: &mut Scan<'_>, now: &Now) -> Option<ReadTime> {
    let hours = hours::read(scan, None)?;
    let today = now.date_naive();
    let found = instant(today, hours, now)?;
    if found.at > *now + AHEAD { instant(today.checked_sub_days(Days::new(1))?, hours, now) } else { Some(found) }
}

/// A date and a time of day on the wall of `now`, or of the zone the text names.
fn instant(date: NaiveDate, hours: Hours, now: &Now) -> Option<ReadTime> {
    let wall = date.and_hms_opt(0, 0, 0)?.checked_add_signed(TimeDelta::milliseconds(hours.millis))?;
    let zone = hours.zone.unwrap_or(*now.offset());
    Some(ReadTime { at: zone.from_local_datetime(&wall).single()?, precision: hours.precision })
}
