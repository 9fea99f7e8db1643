//! A time text of a page as a post's time, in the source's own offset.

use chrono::{DateTime, FixedOffset};

use crate::model::{PostTime, TimeRole};
use crate::text::datetime;

/// Reads a text against `now`; the instant is told in the offset of `now`.
pub fn read(raw: &str, now: DateTime<FixedOffset>, role: TimeRole) -> Option<PostTime> {
    let read = datetime::read(raw, now)?;
    Some(PostTime { at: read.at.with_timezone(now.offset()), precision: read.precision, role, raw: raw.to_string() })
}
