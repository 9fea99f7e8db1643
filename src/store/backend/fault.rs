//! What an error of SQLite or of the system means to a person.

use std::io::ErrorKind;
use std::path::Path;

use rusqlite::ErrorCode;

use crate::store::StoreError;

/// Less than this and a failed write is taken for a full disk.
const FULL_BELOW_MB: u64 = 1;

/// Megabytes free on the disk under a file, or under its folder while it does not exist.
pub(in crate::store) fn free_mb(file: &Path) -> Result<u64, StoreError> {
    let at = if file.exists() { file.to_owned() } else { super::connect::folder_of(file) };
    let disk = rustix::fs::statvfs(&at).map_err(std::io::Error::from)?;
    Ok(disk.f_bavail.saturating_mul(disk.f_frsize) >> 20)
}

/// The error with its meaning, where it has one.
pub(in crate::store) fn refine(file: &Path, error: StoreError) -> StoreError {
    match error {
        StoreError::Sqlite(error) => meaning(file, &error).unwrap_or(StoreError::Sqlite(error)),
        StoreError::Io(error) => refine_io(file, error),
        other => other,
    }
}

/// The meaning of an error of the system.
pub(super) fn refine_io(file: &Path, error: std::io::Error) -> StoreError {
    match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => StoreError::ReadOnly(file.to_owned()),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => full(file),
        _ => StoreError::Io(error),
    }
}

/// The meaning of an error of SQLite, if it is more than a fault of ours.
pub(super) fn meaning(file: &Path, error: &rusqlite::Error) -> Option<StoreError> {
    let rusqlite::Error::SqliteFailure(failure, words) = error else { return None };
    match failure.code {
        ErrorCode::DiskFull => Some(full(file)),
        ErrorCode::ReadOnly | ErrorCode::PermissionDenied => Some(StoreError::ReadOnly(file.to_owned())),
        ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => {
            let finding = words.clone().unwrap_or_else(|| failure.to_string());
            Some(StoreError::Damaged { file: file.to_owned(), finding })
        }
        // A disk that is full to the last block also fails where SQLite asks for other things than a write.
        ErrorCode::SystemIoFailure | ErrorCode::CannotOpen => match free_mb(file) {
            Ok(free) if free < FULL_BELOW_MB => Some(full(file)),
            _ => None,
        },
        _ => None,
    }
}

fn full(file: &Path) -> StoreError {
    StoreError::DiskFull { file: file.to_owned(), free_mb: free_mb(file).unwrap_or(0) }
}
