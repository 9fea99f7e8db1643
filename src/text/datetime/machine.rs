//! Forms that machines write: Unix seconds, compact dates, RFC 822 and its English relatives.

use chrono::{DateTime, NaiveDate};

use super::dates::{full_year, latest, skip_weekday};
use super::numerals::Number;
use super::scan::Scan;
use super::{Hours, Now, ReadTime, hours, instant};
use crate::model::Precision;

/// Digits alone: Unix seconds (10) or milliseconds (13), or a compact date (8, 12, 14).
pub(super) fn digits(scan: &mut Scan<'_>, now: &Now) -> Option<ReadTime> {
    let number = scan.digits()?;
    match number.figures {
        9 | 10 => {
            // A fraction may follow.
            let _ = scan.eat(".") && scan.digits().is_some();
            unix(number.value.checked_mul(1000)?, now)
        }
        13 => unix(number.value, now),
        8 | 12 | 14 => compact(number, now),
        _ => None,
    }
}

fn unix(millis: i64, now: &Now) -> Option<ReadTime> {
    let at = DateTime::from_timestamp_millis(millis)?.with_timezone(now.offset());
    Some(ReadTime { at, precision: Precision::Second })
}

/// `20240102`, `202401021011`, `20240102101112`
fn compact(number: Number, now: &Now) -> Option<ReadTime> {
    let (date, clock, precision) = match number.figures {
        8 => (number.value, 0, Precision::Day),
        12 => (number.value / 10_000, number.value % 10_000 * 100, Precision::Minute),
        _ => (number.value / 1_000_000, number.value % 1_000_000, Precision::Second),
    };
    let year = i32::try_from(date / 10_000).ok().filter(|year| (1900..=2200).contains(year))?;
    let date = NaiveDate::from_ymd_opt(year, u32::try_from(date / 100 % 100).ok()?, u32::try_from(date % 100).ok()?)?;
    let (hour, minute, second) = (clock / 10_000, clock / 100 % 100, clock % 100);
    (hour < 24 && minute < 60 && second < 60).then_some(())?;
    let millis = ((hour * 60 + minute) * 60 + second) * 1000;
    instant(date, Hours { millis, precision, zone: None }, now)
}

const MONTHS: &[(&str, u32)] = &[
    ("jan", 1),
    ("feb", 2),
    ("mar", 3),
    ("apr", 4),
    ("may", 5),
    ("jun", 6),
    ("jul", 7),
    ("aug", 8),
    ("sep", 9),
    ("oct", 10),
    ("nov", 11),
    ("dec", 12),
];

/// What an English date has said so far.
#[derive(Default)]
struct Said {
    month: Option<u32>,
    day: Option<u32>,
    year: Option<i32>,
    hours: Option<Hours>,
}

/// `Tue, 02 Jan 2024 10:11:12 +0800`, `Tue Jan 02 10:11:12 +0800 2024`, `Jan 2, 2024 10:11 AM`: parts in any order.
pub(super) fn english(scan: &mut Scan<'_>, now: &Now) -> Option<ReadTime> {
    let mut said = Said::default();
    // No such date has more parts than this.
    for _ in 0..8 {
        scan.skip(|c| matches!(c, ' ' | ',' | '-'));
        skip_weekday(scan);
        scan.skip(|c| matches!(c, ' ' | ',' | '-' | '.'));
        if scan.is_done() {
            break;
        }
        next_part(scan, &mut said, now)?;
    }
    let (month, day) = (said.month?, said.day?);
    let date = match said.year {
        Some(year) => NaiveDate::from_ymd_opt(year, month, day)?,
        None => latest(month, day, now)?,
    };
    instant(date, said.hours.unwrap_or(Hours::midnight(Precision::Day)), now)
}

fn next_part(scan: &mut Scan<'_>, said: &mut Said, now: &Now) -> Option<()> {
    if said.month.is_none()
        && let Some(month) = scan.word(MONTHS)
    {
        scan.skip(|c| c.is_ascii_lowercase());
        said.month = Some(month);
        return Some(());
    }
    if said.hours.is_none()
        && let Some(hours) = scan.attempt(|scan| hours::read(scan, None))
    {
        said.hours = Some(hours);
        return Some(());
    }
    let number = scan.digits()?;
    let _ = ["st", "nd", "rd", "th"].iter().any(|ending| scan.eat(ending));
    if number.figures <= 2 && said.day.is_none() {
        said.day = Some(u32::try_from(number.value).ok()?);
    } else if said.year.is_none() {
        said.year = Some(full_year(number, now)?);
    } else {
        return None;
    }
    Some(())
}
