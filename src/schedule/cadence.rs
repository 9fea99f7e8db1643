//! When a source is due, over and over.

use chrono::{DateTime, TimeDelta, Utc};

use crate::config::ScheduleOptions;
use crate::model::{Priority, Source};

use super::calendar::Calendar;
use super::crontab;
use super::jitter::hash;

/// The shortest interval that `every` may ask for.
const SHORTEST_SECS: u64 = 1;
/// The longest: a year.
const LONGEST_SECS: u64 = 366 * 86_400;

/// A month of minutes.
pub const MAX_COUNTED: u32 = 45_000;

/// When a source is due, over and over.
#[derive(Clone, Debug)]
pub struct Cadence(Kind);

#[derive(Clone, Debug)]
enum Kind {
    /// By a crontab line.
    Calendar(Box<Calendar>),
    /// Every so often, counted from a point of time that is fixed per source: the sources of one interval are spread
    /// evenly over it, and a restart does not move them.
    Every { secs: i64, phase_secs: i64 },
}

/// A schedule that cannot work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CadenceFault {
    /// `schedule` or `every`.
    pub key: &'static str,
    /// Where inside the value, in characters.
    pub at: Option<(usize, usize)>,
    /// What is wrong (Chinese, English).
    pub message: (String, String),
}

impl Cadence {
    /// The cadence of a source: its schedule, its interval, or the default of its priority.
    ///
    /// # Errors
    /// When the schedule is no crontab line, or never comes due.
    pub fn of(source: &Source, options: &ScheduleOptions) -> Result<Self, CadenceFault> {
        if let Some(line) = &source.schedule {
            return Self::by_crontab(line, source.zone);
        }
        let secs = source.every_secs.unwrap_or(match source.priority {
            Priority::Key => options.key_every_secs,
            Priority::Normal => options.normal_every_secs,
            Priority::Low => options.low_every_secs,
        });
        Self::every(secs, &source.id)
    }

    fn by_crontab(text: &str, zone: chrono_tz::Tz) -> Result<Self, CadenceFault> {
        let fault = |at, message| CadenceFault { key: "schedule", at, message };
        let line = crontab::read(text).map_err(|wrong| fault(Some(wrong.at), wrong.message))?;
        let calendar = Calendar::new(&line, zone);
        match calendar.filter(|calendar| calendar.next_after(DateTime::UNIX_EPOCH).is_some()) {
            Some(calendar) => Ok(Self(Kind::Calendar(Box::new(calendar)))),
            None => Err(fault(
                None,
                (
                    format!("“{text}”永远不会到期：没有这样的日期"),
                    format!("`{text}` never comes due: there is no such date"),
                ),
            )),
        }
    }

    fn every(secs: u64, id: &str) -> Result<Self, CadenceFault> {
        if !(SHORTEST_SECS..=LONGEST_SECS).contains(&secs) {
            let message = (
                format!("间隔 {secs} 秒不在 1 秒到 366 天之间"),
                format!("an interval of {secs} s is not between 1 s and 366 days"),
            );
            return Err(CadenceFault { key: "every", at: None, message });
        }
        let phase_secs = i64::try_from(hash(id) % secs).unwrap_or(0);
        Ok(Self(Kind::Every { secs: i64::try_from(secs).unwrap_or(i64::MAX), phase_secs }))
    }

    /// The first slot after `slot` (a slot itself, without jitter).
    pub fn next_after(&self, slot: DateTime<Utc>) -> DateTime<Utc> {
        match &self.0 {
            // A line that has come due once since 1970 comes due again; the year is a bound nobody meets.
            Kind::Calendar(calendar) => calendar.next_after(slot).unwrap_or(slot + TimeDelta::days(366)),
            Kind::Every { secs, phase_secs } => {
                let since = slot.timestamp() - phase_secs;
                let next = (since.div_euclid(*secs) + 1) * secs + phase_secs;
                DateTime::from_timestamp(next, 0).unwrap_or(slot + TimeDelta::seconds(*secs))
            }
        }
    }

    /// The pause between the slots around a time.
    pub fn interval_at(&self, slot: DateTime<Utc>) -> TimeDelta {
        match &self.0 {
            Kind::Every { secs, .. } => TimeDelta::seconds(*secs),
            Kind::Calendar(_) => {
                let next = self.next_after(slot);
                self.next_after(next) - next
            }
        }
    }

    /// The slots after `from` and before `until`. Of a crontab line at most [`MAX_COUNTED`] are counted; the rest of so
    /// long a run is counted by the next call.
    pub fn slots_between(&self, from: DateTime<Utc>, until: DateTime<Utc>) -> Option<Slots> {
        let first = self.next_after(from);
        if first >= until {
            return None;
        }
        if let Kind::Every { secs, .. } = self.0 {
            let more = (until - TimeDelta::milliseconds(1) - first).num_seconds() / secs;
            let count = u32::try_from(more).unwrap_or(u32::MAX - 1) + 1;
            return Some(Slots { first, last: first + TimeDelta::seconds(more * secs), count });
        }
        let mut slots = Slots { first, last: first, count: 1 };
        while slots.count < MAX_COUNTED {
            let next = self.next_after(slots.last);
            if next >= until {
                break;
            }
            slots = Slots { last: next, count: slots.count + 1, ..slots };
        }
        Some(slots)
    }
}

/// A run of slots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slots {
    /// The first of them.
    pub first: DateTime<Utc>,
    /// The last of them.
    pub last: DateTime<Utc>,
    /// How many.
    pub count: u32,
}
