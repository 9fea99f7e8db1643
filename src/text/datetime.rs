//! What 昨天 08:12, 3 天前 and their kin mean.

use chrono::{DateTime, FixedOffset};

use crate::model::Precision;

/// A time as read from a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadTime {
    /// The instant, in the offset of `now` unless the text names one.
    pub at: DateTime<FixedOffset>,
    /// How exact it is.
    pub precision: Precision,
}

/// Reads a time text relative to `now` (the page's own clock where it prints one). Future times are read too:
/// refusing them is the pipeline's business.
pub fn read(text: &str, now: DateTime<FixedOffset>) -> Option<ReadTime> {
    let _ = (text, now);
    todo!()
}
