//! What is due; when next. Pure: the loop that waits is in `app`.
//!
//! - [`Cadence`]: a crontab line or an interval, in the source's zone; [`CadenceFault`]: one that cannot work
//! - `crontab`: the five-field line; `calendar`: when a line comes due, by the clock on the wall
//! - [`jitter()`]: a thousand sources do not start together
//! - [`backoff()`]: how failures stretch the pause; [`next_slot`]: the slot after a visit
//! - [`Timetable`]: sources by the time they start

mod backoff;
mod cadence;
mod calendar;
mod crontab;
mod jitter;
mod timetable;

pub use backoff::{After, backoff, next_slot};
pub use cadence::{Cadence, CadenceFault, MAX_COUNTED, Slots};
pub use jitter::jitter;
pub use timetable::Timetable;
