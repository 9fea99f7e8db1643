//! A copy of the database beside a running daemon, and the way back.

use std::path::{Path, PathBuf};

use super::{Store, StoreError};

impl Store {
    /// Copies the database to `to` while the daemon runs, checks the copy, and answers its bytes. `progress` hears pages
    /// done and pages in all.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn backup(
        &self,
        to: &Path,
        progress: impl FnMut(usize, usize) + Send + 'static,
    ) -> Result<u64, StoreError> {
        let _ = (to, progress);
        todo!()
    }
}

/// Puts a backup in the place of a database; refuses while a daemon holds it. Answers where the old one was kept.
///
/// # Errors
/// When a daemon runs, or the backup is damaged, newer than this program, or no database at all.
pub fn restore(from: &Path, to: &Path) -> Result<Option<PathBuf>, StoreError> {
    let _ = (from, to);
    todo!()
}
