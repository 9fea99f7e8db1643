//! A copy of the database beside a running daemon, and the way back.

use std::ffi::OsString;
use std::fs::File;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use chrono::Utc;
use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use super::backend::{
    Access, LockFile, check_ours, create_private, folder_of, give_to_folder_owner, integrity_findings, open, refine,
    single_file,
};
use super::{Store, StoreError};

/// Pages copied at a time, 4 KiB each: progress is heard after each step.
const STEP_PAGES: i32 = 512;

impl Store {
    /// Copies the database to `to` while the daemon runs, checks the copy, and answers its bytes. `progress` hears pages
    /// done and pages in all. The copy is one state of the database, and stands under its name only when it is whole.
    ///
    /// # Errors
    /// When the database fails, or `to` cannot be written, or is the database itself, a file beside it that SQLite or
    /// the lock needs, or no regular file.
    pub async fn backup(
        &self,
        to: &Path,
        mut progress: impl FnMut(usize, usize) + Send + 'static,
    ) -> Result<u64, StoreError> {
        may_become_a_copy(self.file(), to)?;
        let to = to.to_owned();
        self.read(move |db| copy_checked(db, &to, &mut progress)).await
    }
}

/// Puts a backup in the place of a database; refuses while a daemon holds it. Answers where the old one was kept.
///
/// # Errors
/// When a daemon runs, or the backup is damaged, newer than this program, or no database at all.
pub fn restore(from: &Path, to: &Path) -> Result<Option<PathBuf>, StoreError> {
    if !from.exists() {
        return Err(StoreError::Missing(from.to_owned()));
    }
    let lock = LockFile::take(to)?;
    let backup = open(from, Access::Read).map_err(|e| refine(from, e))?;
    check_ours(&backup, from).map_err(|e| refine(from, e))?;
    let fresh = with_suffix(to, ".restoring");
    copy_into(&backup, &fresh, &mut |_, _| {}).map_err(|e| refine(from, e))?;
    give_to_folder_owner(&fresh);
    let kept = keep_aside(to)?;
    std::fs::rename(&fresh, to)?;
    sync_folder(to)?;
    drop(lock);
    Ok(kept)
}

fn copy_checked(db: &Connection, to: &Path, progress: &mut dyn FnMut(usize, usize)) -> Result<u64, StoreError> {
    let part = with_suffix(to, ".part");
    copy_into(db, &part, progress).map_err(|e| refine(to, e)).inspect_err(|_| {
        // What is left of a copy that failed is of no use.
        let _ = std::fs::remove_file(&part);
    })?;
    std::fs::rename(&part, to).map_err(|e| refine(to, e.into()))?;
    sync_folder(to)?;
    Ok(std::fs::metadata(to)?.len())
}

/// Copies a database to a new file, checks the copy, and brings it to the disk.
fn copy_into(db: &Connection, file: &Path, progress: &mut dyn FnMut(usize, usize)) -> Result<(), StoreError> {
    match std::fs::remove_file(file) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error.into()),
        _ => create_private(file)?,
    }
    let mut copy = open(file, Access::Write)?;
    copy_pages(db, &mut copy, progress)?;
    single_file(&copy)?;
    if let Some(finding) = integrity_findings(&copy)?.into_iter().next() {
        return Err(StoreError::Damaged { file: file.to_owned(), finding });
    }
    copy.close().map_err(|(_, error)| error)?;
    File::open(file)?.sync_all()?;
    Ok(())
}

fn copy_pages(
    db: &Connection,
    copy: &mut Connection,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<(), StoreError> {
    // A first read fixes the state that is copied: the writer's later commits do not make it begin again.
    let _: i64 = db.query_row("select count(*) from sqlite_schema", [], |row| row.get(0))?;
    let backup = Backup::new(db, copy)?;
    loop {
        let step = backup.step(STEP_PAGES)?;
        let pages = backup.progress();
        let total = usize::try_from(pages.pagecount).unwrap_or_default();
        progress(total.saturating_sub(usize::try_from(pages.remaining).unwrap_or_default()), total);
        match step {
            StepResult::Done => return Ok(()),
            StepResult::More => {}
            _ => std::thread::sleep(std::time::Duration::from_millis(50)),
        }
    }
}

/// Moves a database aside with its write-ahead log, which holds commits of its own after a crash. The database itself
/// stays in place until the new one takes it.
fn keep_aside(database: &Path) -> Result<Option<PathBuf>, StoreError> {
    if !database.exists() {
        return Ok(None);
    }
    let aside = unused_name(database);
    let log = with_suffix(database, "-wal");
    if log.exists() {
        std::fs::rename(&log, with_suffix(&aside, "-wal"))?;
    }
    match std::fs::remove_file(with_suffix(database, "-shm")) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    if std::fs::hard_link(database, &aside).is_err() {
        std::fs::copy(database, &aside)?;
    }
    Ok(Some(aside))
}

fn unused_name(database: &Path) -> PathBuf {
    let stamp = Utc::now().format("%Y%m%dT%H%M%SZ");
    let mut name = with_suffix(database, &format!(".before-restore-{stamp}"));
    while name.exists() {
        name = with_suffix(&name, "-again");
    }
    name
}

/// Whether a copy may stand under a name. A copy takes the place of what is there: that must not be the database or a
/// part of it, which would lose what is kept, nor a device such as `/dev/null`, which root could replace.
fn may_become_a_copy(database: &Path, to: &Path) -> Result<(), StoreError> {
    let refuse = |what: &str| {
        let message = format!("{} {what}", to.display());
        Err(StoreError::Io(std::io::Error::new(ErrorKind::InvalidInput, message)))
    };
    if same_file(database, to) {
        return refuse("is the database itself");
    }
    let same_folder = same_file(&folder_of(database), &folder_of(to));
    let parts = ["-wal", "-shm", "-journal", ".lock"].map(|suffix| with_suffix(database, suffix));
    if same_folder && parts.iter().any(|part| part.file_name() == to.file_name()) {
        return refuse("is a part of the database");
    }
    match std::fs::metadata(to) {
        Ok(there) if !there.is_file() => refuse("is not a regular file"),
        _ => Ok(()),
    }
}

fn same_file(one: &Path, other: &Path) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    name.into()
}

/// Brings a rename to the disk.
fn sync_folder(file: &Path) -> Result<(), StoreError> {
    Ok(File::open(folder_of(file))?.sync_all()?)
}
