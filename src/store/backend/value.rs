//! Values as SQLite keeps them.

use chrono::{DateTime, Utc};
use rusqlite::types::{FromSql, FromSqlResult, ToSql, ToSqlOutput, ValueRef};

/// Characters of a sentence from outside that are kept.
const MAX_WORDS: usize = 1_000;

/// A time in milliseconds since 1970, UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::store) struct Ms(pub DateTime<Utc>);

impl Ms {
    /// The time in an optional column.
    pub(in crate::store) fn time(value: Option<Self>) -> Option<DateTime<Utc>> {
        value.map(|ms| ms.0)
    }
}

impl ToSql for Ms {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.timestamp_millis().into())
    }
}

impl FromSql for Ms {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let millis = value.as_i64()?;
        Ok(Self(DateTime::from_timestamp_millis(millis).unwrap_or_default()))
    }
}

/// A counter as SQLite takes it: beyond 2^63 it stays there.
pub(in crate::store) fn count(value: impl TryInto<i64>) -> i64 {
    value.try_into().unwrap_or(i64::MAX)
}

/// The words of a site, a server or an error, at a length that a table shows.
pub(in crate::store) fn bounded(words: &str) -> &str {
    let end = words.char_indices().nth(MAX_WORDS).map_or(words.len(), |(at, _)| at);
    words.get(..end).unwrap_or(words)
}
