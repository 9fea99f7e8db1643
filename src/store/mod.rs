//! What is kept: one SQLite file, one writer, many readers, operations named by intent.
//!
//! One aggregate a file: `visits`, `posts`, `alerts`, `outbox`, `issues`, `coverage`, `search`, `retention`;
//! `backend/` has the dialect. All operations are async; nothing above knows which database answers.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use crate::model::*;

/// The database.
#[derive(Clone)]
pub struct Store {}

/// Why the store refused or failed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another daemon holds this database.
    #[error("another yuqing already uses {0}")]
    Locked(PathBuf),
    /// The integrity check found damage.
    #[error("{file} is damaged: {finding}")]
    Damaged {
        /// The file.
        file: PathBuf,
        /// The first finding.
        finding: String,
    },
    /// Not enough room, at the start or while writing.
    #[error("the disk under {file} is full or nearly so: {free_mb} MB free")]
    DiskFull {
        /// The file.
        file: PathBuf,
        /// What is left.
        free_mb: u64,
    },
    /// The file or its folder cannot be written.
    #[error("{0} cannot be written")]
    ReadOnly(PathBuf),
    /// Written by a newer version.
    #[error("{0} was written by a newer yuqing")]
    TooNew(PathBuf),
    /// Anything else SQLite says.
    #[error("database: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// Anything else the system says.
    #[error("{0}")]
    Io(#[from] std::io::Error),
}

/// What a committed visit changed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Committed {
    /// The visit as stored, counts filled in.
    pub visit: Option<Visit>,
    /// Ids of alerts raised.
    pub alerts: Vec<i64>,
    /// Whether outbox rows were written.
    pub mail_waits: bool,
}

/// Where a source stands on the timetable.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceState {
    /// The source.
    pub source: String,
    /// When it is due.
    pub next_due: DateTime<Utc>,
    /// Failures in a row.
    pub failures: u32,
    /// When the present run of failures began.
    pub dark_since: Option<DateTime<Utc>>,
    /// Whether people were told that it is dark.
    pub dark_told: bool,
}

impl Store {
    /// Opens a database for the daemon: takes the lock, checks integrity, disk and version, migrates.
    ///
    /// # Errors
    /// With the cause, so that the caller can say what to do.
    pub fn open(file: &Path, min_free_mb: u64) -> Result<Self, StoreError> {
        let _ = (file, min_free_mb);
        todo!()
    }

    /// Opens a database beside a running daemon, to read and to back up.
    ///
    /// # Errors
    /// When it is not there or not ours.
    pub fn open_reader(file: &Path) -> Result<Self, StoreError> {
        let _ = file;
        todo!()
    }

    /// What the last visit knew of a source.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn cursor(&self, source: &str) -> Result<Cursor, StoreError> {
        let _ = source;
        todo!()
    }

    /// Commits a visit: posts, sightings, revisions, mentions, alerts, outbox, cursor, due time, visit row; or nothing.
    ///
    /// # Errors
    /// When the database fails; then nothing has changed.
    pub async fn commit_visit(&self, commit: VisitCommit) -> Result<Committed, StoreError> {
        let _ = commit;
        todo!()
    }
}
