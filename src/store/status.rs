//! How things stand: per source, and in all.

use chrono::{DateTime, Utc};

use crate::model::{Source, Verdict, Visit};

use super::SourceState;
use super::{Store, StoreError};

/// How one source stands.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceStatus {
    /// The source's id.
    pub source: String,
    /// Its place on the timetable, once it has one.
    pub state: Option<SourceState>,
    /// Its last visit, `not_run` included.
    pub last_visit: Option<Visit>,
    /// When it was last looked at.
    pub last_looked: Option<DateTime<Utc>>,
    /// The newest post time seen there.
    pub newest_post: Option<DateTime<Utc>>,
    /// Posts sighted there.
    pub posts_total: u64,
}

/// How much there is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Counts {
    /// Posts.
    pub posts: u64,
    /// Mentions.
    pub mentions: u64,
    /// Alerts.
    pub alerts: u64,
    /// Visits, by verdict, in the order of [`Verdict::ALL`].
    pub visits: Vec<(Verdict, u64)>,
    /// Bytes of the database file with its write-ahead log.
    pub db_bytes: u64,
}

impl Store {
    /// How each source stands, in the order given.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn source_status(&self, sources: &[Source]) -> Result<Vec<SourceStatus>, StoreError> {
        let _ = (sources,);
        todo!()
    }

    /// How much there is.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn counts(&self) -> Result<Counts, StoreError> {
        todo!()
    }

    /// Every finding of a full integrity check; none when the database is sound.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn integrity(&self) -> Result<Vec<String>, StoreError> {
        todo!()
    }

    /// Megabytes free on the disk under the database.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn free_disk_mb(&self) -> Result<u64, StoreError> {
        todo!()
    }
}
