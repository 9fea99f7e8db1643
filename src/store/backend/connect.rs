//! Opening a database: pragmas, permissions, and whether a file is ours.

use std::fs::OpenOptions;
use std::io::ErrorKind;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};
use rustix::fs::StatVfsMountFlags;
use url::Url;

use super::migrate;
use crate::store::StoreError;

/// Marks a file as ours in its header: "YuQi".
const APPLICATION_ID: i32 = 0x5975_5169;
/// How long a statement waits for another process (a backup tool, a shell) to let go.
const BUSY: Duration = Duration::from_secs(10);
/// Findings of an integrity check that are kept.
const MAX_FINDINGS: usize = 100;
/// Prepared statements a connection keeps.
const STATEMENTS: usize = 128;

/// What a connection is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::store) enum Access {
    /// To change.
    Write,
    /// To read.
    Read,
}

/// The folder of a database.
pub(in crate::store) fn folder_of(file: &Path) -> PathBuf {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// Creates a file that only its owner can read, whatever the umask; leaves one that stands as it is.
pub(in crate::store) fn create_private(file: &Path) -> Result<(), StoreError> {
    match OpenOptions::new().write(true).create_new(true).mode(0o600).open(file) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(super::fault::refine_io(file, error)),
        _ => Ok(()),
    }
}

/// Gives a file to whom its folder belongs: root may run a command on the database of the daemon's own user, who must
/// be able to open it afterwards. Others can give nothing away, and need not.
pub(in crate::store) fn give_to_folder_owner(file: &Path) {
    let owner = |path: &Path| std::fs::metadata(path).map(|metadata| (metadata.uid(), metadata.gid()));
    if let (Ok(now), Ok((user, group))) = (owner(file), owner(&folder_of(file)))
        && now.0 != user
    {
        let _ = std::os::unix::fs::chown(file, Some(user), Some(group));
    }
}

/// A connection with the pragmas that every connection has.
pub(in crate::store) fn open(file: &Path, access: Access) -> Result<Connection, StoreError> {
    let mode = match access {
        Access::Write => OpenFlags::SQLITE_OPEN_READ_WRITE,
        Access::Read => OpenFlags::SQLITE_OPEN_READ_ONLY,
    };
    let mode = mode | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = match still(file) {
        Some(uri) if access == Access::Read => Connection::open_with_flags(uri, mode | OpenFlags::SQLITE_OPEN_URI)?,
        _ => Connection::open_with_flags(file, mode)?,
    };
    db.busy_timeout(BUSY)?;
    db.set_prepared_statement_cache_capacity(STATEMENTS);
    db.execute_batch(
        "pragma trusted_schema = off; pragma cell_size_check = on; pragma foreign_keys = on;
         pragma temp_store = memory; pragma cache_size = -2048;",
    )?;
    Ok(db)
}

/// The address of a database on a disk that is mounted read-only: nothing can change it, and SQLite must be told so,
/// or it tries to make the files that readers and a writer share.
fn still(file: &Path) -> Option<String> {
    let disk = rustix::fs::statvfs(file).ok()?;
    if !disk.f_flag.contains(StatVfsMountFlags::RDONLY) {
        return None;
    }
    let mut uri = Url::from_file_path(file.canonicalize().ok()?).ok()?;
    uri.set_query(Some("immutable=1"));
    Some(uri.into())
}

/// The writer's connection: created if missing, checked, migrated.
pub(super) fn open_for_daemon(file: &Path) -> Result<Connection, StoreError> {
    create_private(file)?;
    give_to_folder_owner(file);
    // Root may write to files marked as read-only; the mark is meant all the same.
    if std::fs::metadata(file)?.permissions().mode() & 0o200 == 0 {
        return Err(StoreError::ReadOnly(file.to_owned()));
    }
    let mut db = open(file, Access::Write)?;
    if db.is_readonly("main")? {
        return Err(StoreError::ReadOnly(file.to_owned()));
    }
    let is_new = is_empty(&db)?;
    if !is_new {
        check_ours(&db, file)?;
        check_quickly(&db, file)?;
    }
    db.execute_batch(
        "pragma journal_mode = wal; pragma synchronous = full; pragma cache_size = -8192;
         pragma journal_size_limit = 67108864; pragma secure_delete = fast;",
    )?;
    if is_new {
        db.pragma_update(None, "application_id", APPLICATION_ID)?;
    }
    migrate::to_latest(&mut db, file)?;
    Ok(db)
}

/// A reader's connection, for a process that is not the daemon.
pub(super) fn open_for_reading(file: &Path) -> Result<Connection, StoreError> {
    let db = open(file, Access::Read)?;
    check_ours(&db, file)?;
    if migrate::version(&db)? < migrate::LATEST {
        return Err(StoreError::Outdated(file.to_owned()));
    }
    Ok(db)
}

/// Refuses a database of another program or of a newer version of this one.
pub(in crate::store) fn check_ours(db: &Connection, file: &Path) -> Result<(), StoreError> {
    let id: i32 = db.pragma_query_value(None, "application_id", |row| row.get(0))?;
    if id != APPLICATION_ID {
        let finding = "it is not a database of yuqing".to_owned();
        return Err(StoreError::Damaged { file: file.to_owned(), finding });
    }
    if migrate::version(db)? > migrate::LATEST {
        return Err(StoreError::TooNew(file.to_owned()));
    }
    Ok(())
}

/// What a full check finds; nothing when the database is sound.
pub(in crate::store) fn integrity_findings(db: &Connection) -> Result<Vec<String>, StoreError> {
    findings(db, "pragma integrity_check(100)")
}

/// Makes a copy one file that needs no write-ahead log beside it.
pub(in crate::store) fn single_file(db: &Connection) -> Result<(), StoreError> {
    let _: String = db.query_row("pragma journal_mode = delete", [], |row| row.get(0))?;
    Ok(())
}

/// Looks through every table, but not through the word index as such: it costs more than all the rest, and nothing but
/// search depends on it. [`integrity_findings`] looks there too.
fn check_quickly(db: &Connection, file: &Path) -> Result<(), StoreError> {
    let mut tables =
        db.prepare("select name from sqlite_schema where type = 'table' and sql not like '% virtual %'")?;
    let tables: Vec<String> = tables.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    for table in tables {
        let pragma = format!("pragma quick_check('{}')", table.replace('\'', "''"));
        if let Some(finding) = findings(db, &pragma)?.into_iter().next() {
            return Err(StoreError::Damaged { file: file.to_owned(), finding });
        }
    }
    Ok(())
}

fn findings(db: &Connection, pragma: &str) -> Result<Vec<String>, StoreError> {
    let mut statement = db.prepare(pragma)?;
    let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
    let found: Vec<String> = rows.take(MAX_FINDINGS).collect::<Result<_, _>>()?;
    Ok(found.into_iter().filter(|finding| finding != "ok").collect())
}

fn is_empty(db: &Connection) -> Result<bool, StoreError> {
    Ok(db.query_row("select count(*) = 0 from sqlite_schema", [], |row| row.get(0))?)
}
