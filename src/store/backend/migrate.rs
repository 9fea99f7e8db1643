//! Versions of the schema; `user_version` counts them.

use std::path::Path;

use rusqlite::Connection;
use rusqlite_migration::{Error, M, Migrations};

use crate::store::StoreError;

const STEPS: &[M<'static>] = &[M::up(include_str!("../migrations/0001.sql"))];

/// The version this program writes.
pub(super) const LATEST: usize = STEPS.len();

/// The version of a database.
pub(super) fn version(db: &Connection) -> Result<usize, StoreError> {
    let version: i64 = db.pragma_query_value(None, "user_version", |row| row.get(0))?;
    Ok(usize::try_from(version).unwrap_or(usize::MAX))
}

/// Brings a database up to [`LATEST`], each step in a transaction of its own.
pub(super) fn to_latest(db: &mut Connection, file: &Path) -> Result<(), StoreError> {
    Migrations::from_slice(STEPS).to_latest(db).map_err(|error| match error {
        Error::RusqliteError { err, .. } => StoreError::Sqlite(err),
        Error::MigrationDefinition(_) | Error::SpecifiedSchemaVersion(_) => StoreError::TooNew(file.to_owned()),
        other => StoreError::Damaged { file: file.to_owned(), finding: other.to_string() },
    })
}
