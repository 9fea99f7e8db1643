//! When a crontab line comes due, by the clock on the wall of a zone.
//!
//! The `cron` crate is asked in wall-clock time without a zone, and the answer is placed in the zone here: a time that
//! a spring change skips runs right after the gap, a time that an autumn change repeats runs once, and a line for
//! every hour goes on through the repeated hour.

use std::collections::BTreeSet;
use std::str::FromStr;

use chrono::{DateTime, LocalResult, NaiveDateTime, Offset, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use cron::Schedule;

use super::crontab::{Field, Line};

/// The weekday names of the crate, from Sunday.
const NAMES: [&str; 7] = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

/// The longest gap a zone has ever made is a day; hours are enough for all in use.
const LONGEST_GAP_MINUTES: i64 = 24 * 60;

/// A line in a zone.
#[derive(Clone, Debug)]
pub(super) struct Calendar {
    /// One, or two when day and weekday are both restricted: crontab means *either*.
    lines: Vec<Schedule>,
    every_hour: bool,
    zone: Tz,
}

impl Calendar {
    /// `None` when the crate cannot take the line, which would be a fault of ours.
    pub(super) fn new(line: &Line, zone: Tz) -> Option<Self> {
        let either = !line.days.star && !line.weekdays.star;
        let lines = if either {
            vec![expression(line, true, false), expression(line, false, true)]
        } else {
            vec![expression(line, true, true)]
        };
        let lines = lines.iter().map(|text| Schedule::from_str(text)).collect::<Result<_, _>>().ok()?;
        Some(Self { lines, every_hour: line.hours.values.len() == 24, zone })
    }

    /// The first slot after a time, if there is one before the year 2100.
    pub(super) fn next_after(&self, after: DateTime<Utc>) -> Option<DateTime<Utc>> {
        if self.every_hour {
            // A change of an hour leaves the minutes alone, so the present offset holds on.
            let offset = self.zone.offset_from_utc_datetime(&after.naive_utc()).fix();
            let wall = self.next_on_wall(after.with_timezone(&offset).naive_local())?;
            return offset.from_local_datetime(&wall).single().map(|at| at.to_utc());
        }
        let mut wall = after.with_timezone(&self.zone).naive_local();
        // Around a change some candidates map to a time that is past; a handful of steps gets beyond it.
        for _ in 0..2 * LONGEST_GAP_MINUTES {
            wall = self.next_on_wall(wall)?;
            match self.placed(wall) {
                Some(at) if at > after => return Some(at),
                _ => {}
            }
        }
        None
    }

    fn next_on_wall(&self, after: NaiveDateTime) -> Option<NaiveDateTime> {
        let after = after.and_utc();
        self.lines.iter().filter_map(|line| line.after(&after).next()).min().map(|at| at.naive_utc())
    }

    fn placed(&self, wall: NaiveDateTime) -> Option<DateTime<Utc>> {
        for minutes in 0..LONGEST_GAP_MINUTES {
            match self.zone.from_local_datetime(&(wall + TimeDelta::minutes(minutes))) {
                LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => return Some(at.to_utc()),
                LocalResult::None => {}
            }
        }
        None
    }
}

/// The seven fields of the crate: seconds first, weekdays by name, years last.
fn expression(line: &Line, days: bool, weekdays: bool) -> String {
    let days = if days { numbers(&line.days) } else { "*".into() };
    let weekdays = if weekdays { names(&line.weekdays) } else { "*".into() };
    format!("0 {} {} {days} {} {weekdays} *", numbers(&line.minutes), numbers(&line.hours), numbers(&line.months))
}

fn numbers(field: &Field) -> String {
    join(field.values.iter().map(u32::to_string))
}

fn names(field: &Field) -> String {
    let all: BTreeSet<_> = (0..7).collect();
    if field.values == all {
        return "*".into();
    }
    let name = |day: &u32| NAMES.get(usize::try_from(*day).ok()?).map(|name| (*name).to_owned());
    join(field.values.iter().filter_map(name))
}

fn join(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join(",")
}
