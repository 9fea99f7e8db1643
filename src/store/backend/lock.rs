//! One daemon a database: a lock of the system on `NAME.lock`, which goes away with the process.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use super::connect;
use super::fault::refine_io;
use crate::store::StoreError;

/// The lock of a database, held until it is dropped.
pub(in crate::store) struct LockFile {
    _file: File,
}

impl LockFile {
    /// Takes the lock, and writes down who holds it.
    pub(in crate::store) fn take(database: &Path) -> Result<Self, StoreError> {
        let path = lock_path(database);
        let mut options = OpenOptions::new();
        let options = options.create(true).read(true).write(true).truncate(false).mode(0o600);
        let mut file = options.open(&path).map_err(|e| refine_io(database, e))?;
        connect::give_to_folder_owner(&path);
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(StoreError::Locked(database.to_owned())),
            Err(TryLockError::Error(error)) => return Err(refine_io(database, error)),
        }
        // Only for those who want to know or to signal the holder: a full disk is no reason to stop here.
        let _ = file.set_len(0).and_then(|()| writeln!(file, "{}", std::process::id()));
        Ok(Self { _file: file })
    }
}

/// The number of the process that took the lock of a database last, for the time in which it is held.
pub(in crate::store) fn holder(database: &Path) -> Option<u32> {
    std::fs::read_to_string(lock_path(database)).ok()?.trim().parse().ok()
}

fn lock_path(database: &Path) -> PathBuf {
    let mut path = database.as_os_str().to_owned();
    path.push(".lock");
    path.into()
}
