//! The dialect: SQLite in WAL mode, one writing thread, a few readers.
//!
//! - [`Inner`]: the parts of an open database
//! - `connect`: opening, pragmas, whether a file is ours · `migrate`: versions of the schema
//! - `lock`: one daemon a database · `writer`: jobs in shared transactions · `readers`: connections that only read
//! - `fault`: what an error of SQLite means to a person · `value`: times as SQLite keeps them

mod connect;
mod fault;
mod lock;
mod migrate;
mod readers;
mod value;
mod writer;

use std::path::{Path, PathBuf};

use rusqlite::Connection;
use tokio::sync::Notify;

pub(super) use connect::{
    Access, check_ours, create_private, folder_of, give_to_folder_owner, integrity_findings, open, single_file,
};
pub(super) use fault::{free_mb, refine};
pub(super) use lock::{LockFile, holder};
pub(super) use value::{Ms, bounded, count};

use super::StoreError;
use readers::Readers;
use writer::Writer;

/// The parts of an open database. The order of fields is the order of closing: the lock goes last.
pub(super) struct Inner {
    pub(super) file: PathBuf,
    pub(super) mail: Notify,
    readers: Readers,
    writer: Option<Writer>,
    _lock: Option<LockFile>,
}

impl Inner {
    /// Opens for the daemon.
    pub(super) fn open(file: &Path, min_free_mb: u64) -> Result<Self, StoreError> {
        let folder = connect::folder_of(file);
        std::fs::create_dir_all(&folder).map_err(|e| fault::refine_io(&folder, e))?;
        let lock = LockFile::take(file)?;
        let free_mb = free_mb(file)?;
        if free_mb < min_free_mb {
            return Err(StoreError::DiskFull { file: file.to_owned(), free_mb });
        }
        let db = connect::open_for_daemon(file).map_err(|e| refine(file, e))?;
        Ok(Self {
            file: file.to_owned(),
            mail: Notify::new(),
            readers: Readers::new(file),
            writer: Some(Writer::start(file, db)?),
            _lock: Some(lock),
        })
    }

    /// Opens beside a daemon.
    pub(super) fn open_reader(file: &Path) -> Result<Self, StoreError> {
        if !file.exists() {
            return Err(StoreError::Missing(file.to_owned()));
        }
        let db = connect::open_for_reading(file).map_err(|e| refine(file, e))?;
        let readers = Readers::new(file);
        readers.put_back(db);
        Ok(Self { file: file.to_owned(), mail: Notify::new(), readers, writer: None, _lock: None })
    }

    /// Runs `work` in the writer's next transaction; all of its changes are kept, or none.
    pub(super) async fn write<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    {
        let writer = self.writer.as_ref().ok_or_else(|| StoreError::ReadOnly(self.file.clone()))?;
        writer.run(work).await.map_err(|e| refine(&self.file, e))
    }

    /// Runs `work` on a reader: it sees what was committed before it began.
    pub(super) async fn read<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    {
        self.readers.run(work).await.map_err(|e| refine(&self.file, e))
    }

    /// How many jobs the writer has finished.
    pub(super) fn jobs_done(&self) -> u64 {
        self.writer.as_ref().map_or(0, Writer::jobs_done)
    }
}
