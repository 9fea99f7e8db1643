//! A few connections that only read, each lent to one task at a time.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use rusqlite::Connection;
use tokio::sync::Semaphore;

use super::{Access, connect};
use crate::store::StoreError;

/// How many read at once; more would only fill memory.
const READERS: usize = 4;

/// The pool. Connections are opened when they are first needed.
pub(super) struct Readers {
    file: PathBuf,
    idle: Arc<Mutex<Vec<Connection>>>,
    permits: Arc<Semaphore>,
}

impl Readers {
    pub(super) fn new(file: &Path) -> Self {
        Self { file: file.to_owned(), idle: Arc::default(), permits: Arc::new(Semaphore::new(READERS)) }
    }

    /// Adds a connection that stands idle.
    pub(super) fn put_back(&self, db: Connection) {
        lent_back(&self.idle, db);
    }

    /// Runs `work` in one read transaction, so that all its statements see the same state.
    pub(super) async fn run<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    {
        let permit = Arc::clone(&self.permits).acquire_owned().await.map_err(|_| StoreError::Closed)?;
        let (file, idle) = (self.file.clone(), Arc::clone(&self.idle));
        let task = tokio::task::spawn_blocking(move || {
            // Lives as long as the work: a caller that goes away does not free its place early.
            let _permit = permit;
            let waiting = idle.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).pop();
            let db = match waiting {
                Some(db) => db,
                None => connect::open(&file, Access::Read)?,
            };
            let transaction = db.unchecked_transaction()?;
            let outcome = work(&transaction);
            transaction.finish()?;
            lent_back(&idle, db);
            outcome
        });
        task.await.map_err(|_| StoreError::Closed)?
    }
}

fn lent_back(idle: &Mutex<Vec<Connection>>, db: Connection) {
    idle.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).push(db);
}
