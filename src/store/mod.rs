//! What is kept: one SQLite file, one writer, many readers, operations named by intent.
//!
//! - [`Store`]: the database; every operation is a method of it
//! - [`StoreError`]: why it refused or failed
//!
//! One aggregate a file: `visits` (the commit of a visit), `timetable` (what is due), `cursor` (what a source knew),
//! `posts`, `sightings`, `mentions`, `alerts`, `outbox`, `rollup`, `issues`, `coverage` (what a digest shows), `status`, `search`, `retention`, `backup`;
//! `backend/` has the dialect. All operations are async; nothing above knows which database answers.

mod alerts;
mod backend;
mod backup;
mod coverage;
mod cursor;
mod error;
mod issues;
mod mentions;
mod outbox;
mod posts;
mod retention;
mod rollup;
mod search;
mod sightings;
mod status;
mod timetable;
mod visits;

use std::path::Path;
use std::sync::Arc;

use rusqlite::Connection;

pub use backup::restore;
pub use error::StoreError;
pub use issues::Issue;
pub use outbox::OutboxSummary;
pub use retention::RetentionReport;
pub use search::SearchHit;
pub use status::{Counts, SourceStatus};
pub use timetable::SourceState;
pub use visits::Committed;

/// The database. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    inner: Arc<backend::Inner>,
}

impl Store {
    /// Opens a database for the daemon: takes the lock, checks integrity, disk and version, migrates.
    ///
    /// # Errors
    /// With the cause, so that the caller can say what to do.
    pub fn open(file: &Path, min_free_mb: u64) -> Result<Self, StoreError> {
        Ok(Self { inner: Arc::new(backend::Inner::open(file, min_free_mb)?) })
    }

    /// The number of the process that holds a database, where [`Store::open`] has answered [`StoreError::Locked`].
    pub fn holder(file: &Path) -> Option<u32> {
        backend::holder(file)
    }

    /// Opens a database beside a running daemon, to read and to back up. Operations that write answer
    /// [`StoreError::ReadOnly`].
    ///
    /// # Errors
    /// When it is not there or not ours.
    pub fn open_reader(file: &Path) -> Result<Self, StoreError> {
        Ok(Self { inner: Arc::new(backend::Inner::open_reader(file)?) })
    }

    /// Sends an empty job through the writer: it answers once all jobs before it are done.
    ///
    /// # Errors
    /// When the writer has stopped or the database cannot be written.
    pub async fn ping(&self) -> Result<(), StoreError> {
        self.write(|_| Ok(())).await
    }

    /// How many jobs the writer has finished, [`Store::ping`] included: what a watchdog looks at.
    pub fn writer_progress(&self) -> u64 {
        self.inner.jobs_done()
    }

    /// The database file.
    pub fn file(&self) -> &Path {
        &self.inner.file
    }

    /// Lets the file grow to so many pages of 4 KiB and no further, as a full disk would; 0 lifts the bound.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn limit_pages(&self, pages: u32) -> Result<(), StoreError> {
        let pages = if pages == 0 { u32::MAX - 1 } else { pages };
        self.write(move |db| Ok(db.query_row(&format!("pragma max_page_count = {pages}"), [], |_| Ok(()))?)).await
    }

    async fn write<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    {
        self.inner.write(work).await
    }

    async fn read<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    {
        self.inner.read(work).await
    }
}
