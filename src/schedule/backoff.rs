//! How failures stretch the pause between visits. It has a ceiling and never becomes "stopped".

use chrono::{DateTime, TimeDelta, Utc};

use super::Cadence;

/// A site's own wish for a pause is heard up to this long: a mistyped `Retry-After` must not end the watching.
const LONGEST_WISH_HOURS: i64 = 24;

/// The pause after so many failures in a row: the usual one after the first, then twice as long each time, up to the
/// ceiling. A cadence slower than the ceiling keeps its own pause.
pub fn backoff(failures: u32, normal: TimeDelta, ceiling: TimeDelta) -> TimeDelta {
    let doublings = failures.saturating_sub(1).min(20);
    let stretched_ms = normal.num_milliseconds().saturating_mul(1 << doublings);
    TimeDelta::milliseconds(stretched_ms).min(ceiling).max(normal)
}

/// What a visit leaves for the timetable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct After {
    /// The slot that was served.
    pub slot: DateTime<Utc>,
    /// When the visit ended.
    pub finished_at: DateTime<Utc>,
    /// Failures in a row, this visit included.
    pub failures: u32,
    /// The pause the site asked for, in seconds.
    pub retry_after_secs: Option<u64>,
}

/// The slot after a visit: counted from the slot it served, not from its end; later after failures, and not before the
/// site's own wish.
pub fn next_slot(cadence: &Cadence, after: &After, ceiling: TimeDelta) -> DateTime<Utc> {
    let usual = cadence.next_after(after.slot);
    let stretched = if after.failures > 1 {
        let pause = backoff(after.failures, cadence.interval_at(after.slot), ceiling);
        first_from(cadence, after.slot + pause)
    } else {
        usual
    };
    let wish = after.retry_after_secs.and_then(|secs| i64::try_from(secs).ok());
    match wish.filter(|secs| *secs > 0) {
        Some(secs) => {
            let pause = TimeDelta::seconds(secs.min(LONGEST_WISH_HOURS * 3_600));
            stretched.max(first_from(cadence, after.finished_at + pause))
        }
        None => stretched,
    }
}

/// The first slot at or after a time.
fn first_from(cadence: &Cadence, time: DateTime<Utc>) -> DateTime<Utc> {
    cadence.next_after(time - TimeDelta::seconds(1))
}
