//! What is due; when next. Pure: the loop that waits is in `app`.
//!
//! - [`Cadence`]: a crontab line or an interval, in the source's zone
//! - `backoff`: how failures stretch it

use chrono::{DateTime, Utc};

use crate::config::ScheduleOptions;
use crate::model::Source;

/// When a source is due, over and over.
#[derive(Clone, Debug)]
pub struct Cadence {}

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
        let _ = (source, options);
        todo!()
    }

    /// The first slot after `slot` (a slot itself, without jitter).
    pub fn next_after(&self, slot: DateTime<Utc>) -> DateTime<Utc> {
        let _ = slot;
        todo!()
    }
}
