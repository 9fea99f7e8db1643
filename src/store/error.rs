//! Why the store refused or failed.

use std::path::PathBuf;

use crate::lang::{Lang, store as words};

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
    /// No database there.
    #[error("there is no database at {0}")]
    Missing(PathBuf),
    /// Written by an older version, and not migrated yet.
    #[error("{0} was written by an older yuqing; start the daemon once, it will bring it up to date")]
    Outdated(PathBuf),
    /// Another change in the same transaction failed, and took this one with it: nothing was changed, try again.
    #[error("the transaction was undone: {0}")]
    Undone(String),
    /// The writer has stopped.
    #[error("the database is closed")]
    Closed,
    /// Anything else SQLite says.
    #[error("database: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// A value that cannot be kept or read as JSON.
    #[error("a stored value cannot be read: {0}")]
    Json(#[from] serde_json::Error),
    /// Anything else the system says.
    #[error("{0}")]
    Io(#[from] std::io::Error),
}

impl StoreError {
    /// What happened, where, and what to do, in words for people.
    pub fn explain(&self, lang: Lang) -> String {
        match self {
            Self::Locked(file) => words::locked(lang, file.display()),
            Self::Damaged { file, finding } => words::damaged(lang, file.display(), finding),
            Self::DiskFull { file, free_mb } => words::disk_full(lang, file.display(), free_mb),
            Self::ReadOnly(file) => words::read_only(lang, file.display()),
            Self::TooNew(file) => words::too_new(lang, file.display()),
            Self::Outdated(file) => words::outdated(lang, file.display()),
            Self::Missing(file) => words::missing(lang, file.display()),
            Self::Undone(error) => words::undone(lang, error),
            Self::Closed => words::closed(lang),
            Self::Sqlite(_) | Self::Json(_) | Self::Io(_) => words::other(lang, self),
        }
    }
}
