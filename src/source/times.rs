//! A time text of a page as a post's time, in the source's own offset.

use chrono::{DateTime, FixedOffset};

use crate::model::{PostTime, Precision, TimeRole};
use crate::text::datetime;

/// Reads a text against `now`; the instant is told in the offset of `now`. A zero is read as 1970: that it is none is
/// for the visit to say.
pub fn read(raw: &str, now: DateTime<FixedOffset>, role: TimeRole) -> Option<PostTime> {
    let read = datetime::read_as_printed(raw, now)?;
    Some(PostTime { at: read.at.with_timezone(now.offset()), precision: read.precision, role, raw: raw.to_string() })
}

/// Which of two readings of one time is worth more, least first: a real one before a zero, a fine one before a coarse.
pub fn rank(time: &PostTime) -> (bool, Precision) {
    (is_zero(time), time.precision)
}

/// Whether a site printed a zero for want of a time.
pub fn is_zero(time: &PostTime) -> bool {
    datetime::is_epoch(time.at)
}
