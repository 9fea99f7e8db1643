//! Issues of the digest: numbered without holes.

use chrono::{DateTime, Utc};

use super::{Store, StoreError};

/// One issue of the digest (第 N 期).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Issue {
    /// Its number, from 1.
    pub number: i64,
    /// The period's begin.
    pub from: DateTime<Utc>,
    /// The period's end.
    pub to: DateTime<Utc>,
    /// When it was opened.
    pub created_at: DateTime<Utc>,
}

impl Store {
    /// The issue opened last.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn last_issue(&self) -> Result<Option<Issue>, StoreError> {
        todo!()
    }

    /// One issue.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn issue(&self, number: i64) -> Result<Option<Issue>, StoreError> {
        let _ = (number,);
        todo!()
    }

    /// Opens the next issue and writes its outbox row in one transaction; answers the number. An issue of exactly this
    /// period is not opened twice.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn open_issue(
        &self,
        from: DateTime<Utc>,
        to: DateTime<Utc>,
        now: DateTime<Utc>,
        message_id_of: impl FnOnce(i64) -> String + Send + 'static,
    ) -> Result<i64, StoreError> {
        let _ = (from, to, now, message_id_of);
        todo!()
    }
}
