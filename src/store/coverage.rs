//! What was looked at in a period, and what was not: the figures of a digest.

use chrono::{DateTime, Utc};

use crate::model::{Coverage, DigestData, Source};

use super::{Store, StoreError};

impl Store {
    /// One row per source, in the order given.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn coverage(
        &self,
        from: DateTime<Utc>,
        to: DateTime<Utc>,
        sources: &[Source],
    ) -> Result<Vec<Coverage>, StoreError> {
        let _ = (from, to, sources);
        todo!()
    }

    /// All that the digest of a period shows.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn digest_data(
        &self,
        issue: i64,
        from: DateTime<Utc>,
        to: DateTime<Utc>,
        sources: &[Source],
        next_issue: Option<DateTime<Utc>>,
    ) -> Result<DigestData, StoreError> {
        let _ = (issue, from, to, sources, next_issue);
        todo!()
    }
}
