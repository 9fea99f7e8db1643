//! What is kept: one SQLite file, one writer, many readers, operations named by intent.
//!
//! - [`Store`]: the database; every operation is a method of it
//! - [`StoreError`]: why it refused or failed
//!
//! One aggregate a file: `visits` (the commit of a visit), `timetable` (what is due), `cursor` (what a source knew),
//! `posts`, `alerts`, `outbox`, `issues`, `coverage` (what a digest shows), `status`, `search`, `retention`, `backup`;
//! `backend/` has the dialect. All operations are async; nothing above knows which database answers.

mod alerts;
mod backup;
mod coverage;
mod cursor;
mod error;
mod issues;
mod outbox;
mod posts;
mod retention;
mod search;
mod status;
mod timetable;
mod visits;

use std::path::Path;

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
pub struct Store {}

impl Store {
    /// Opens a database for the daemon: takes the lock, checks integrity, disk and version, migrates.
    ///
    /// # Errors
    /// With the cause, so that the caller can say what to do.
    pub fn open(file: &Path, min_free_mb: u64) -> Result<Self, StoreError> {
        let _ = (file, min_free_mb);
        todo!()
    }

    /// Opens a database beside a running daemon, to read and to back up. Operations that write answer
    /// [`StoreError::ReadOnly`].
    ///
    /// # Errors
    /// When it is not there or not ours.
    pub fn open_reader(file: &Path) -> Result<Self, StoreError> {
        let _ = file;
        todo!()
    }

    /// How many jobs the writer has finished, idle checks included: grows as long as the writer lives.
    pub fn writer_progress(&self) -> u64 {
        todo!()
    }
}
