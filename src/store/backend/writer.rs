//! The writing thread: it owns the one connection that writes, and runs jobs in the order they come.
//!
//! Jobs that wait together share one transaction, and so one flush to the disk; each runs in a savepoint of its own,
//! so that one that fails undoes only itself. A job hears of success only once the transaction is on the disk.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::JoinHandle;

use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot};

use super::fault;
use crate::store::StoreError;

/// Jobs that may wait; beyond it callers wait themselves.
const QUEUE: usize = 256;
/// Jobs that share a transaction at most: it must stay short.
const SHARED: usize = 32;

/// The handle of the thread. Dropping it lets the thread finish what waits, and closes the connection.
pub(super) struct Writer {
    queue: Option<mpsc::Sender<Box<dyn Job>>>,
    thread: Option<JoinHandle<()>>,
    done: Arc<AtomicU64>,
}

impl Writer {
    /// Starts the thread.
    pub(super) fn start(file: &Path, db: Connection) -> Result<Self, StoreError> {
        let (queue, jobs) = mpsc::channel(QUEUE);
        let done = Arc::new(AtomicU64::new(0));
        let (file, counter) = (file.to_owned(), Arc::clone(&done));
        let thread = std::thread::Builder::new()
            .name("store-writer".into())
            .spawn(move || serve(&Desk { file, db, done: counter }, jobs))?;
        Ok(Self { queue: Some(queue), thread: Some(thread), done })
    }

    /// Runs one job, and answers once it is on the disk.
    pub(super) async fn run<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let task = Task { work: Some(work), outcome: None, reply };
        let queue = self.queue.as_ref().ok_or(StoreError::Closed)?;
        queue.send(Box::new(task)).await.map_err(|_| StoreError::Closed)?;
        answer.await.map_err(|_| StoreError::Closed)?
    }

    /// How many jobs were finished, well or not.
    pub(super) fn jobs_done(&self) -> u64 {
        self.done.load(Ordering::Relaxed)
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.queue = None;
        if let Some(thread) = self.thread.take() {
            // The lock is let go after this, so the connection must be closed by then.
            let _ = thread.join();
        }
    }
}

/// One unit of work, whatever it answers.
trait Job: Send {
    /// Does the work; whether its changes are to be kept.
    fn run(&mut self, db: &Connection) -> bool;
    /// Answers the caller, with the error that undid the transaction if there was one.
    fn answer(self: Box<Self>, undone_by: Option<StoreError>);
}

struct Task<T, F> {
    work: Option<F>,
    outcome: Option<Result<T, StoreError>>,
    reply: oneshot::Sender<Result<T, StoreError>>,
}

impl<T, F> Job for Task<T, F>
where
    T: Send,
    F: FnOnce(&Connection) -> Result<T, StoreError> + Send,
{
    fn run(&mut self, db: &Connection) -> bool {
        let Some(work) = self.work.take() else { return false };
        self.outcome.insert(work(db)).is_ok()
    }

    fn answer(self: Box<Self>, undone_by: Option<StoreError>) {
        let outcome = match (self.outcome, undone_by) {
            (Some(Err(own)), _) => Err(own),
            (_, Some(error)) => Err(error),
            (Some(done), None) => done,
            (None, None) => Err(StoreError::Closed),
        };
        // A caller that no longer waits is no fault: its change stands all the same.
        let _ = self.reply.send(outcome);
    }
}

/// What the thread works with.
struct Desk {
    file: PathBuf,
    db: Connection,
    done: Arc<AtomicU64>,
}

fn serve(desk: &Desk, mut queue: mpsc::Receiver<Box<dyn Job>>) {
    while let Some(first) = queue.blocking_recv() {
        let mut jobs = vec![first];
        while jobs.len() < SHARED {
            let Ok(job) = queue.try_recv() else { break };
            jobs.push(job);
        }
        while !jobs.is_empty() {
            jobs = desk.transact(jobs);
        }
    }
}

impl Desk {
    /// Runs jobs in one transaction, answers those that were run, and gives back the others.
    fn transact(&self, mut jobs: Vec<Box<dyn Job>>) -> Vec<Box<dyn Job>> {
        let mut tried = 0;
        let mut outcome = self.db.execute_batch("begin immediate");
        if outcome.is_ok() {
            for job in &mut jobs {
                tried += 1;
                outcome = self.run_one(job.as_mut());
                if outcome.is_err() {
                    break;
                }
            }
            outcome = outcome.and_then(|()| self.db.execute_batch("commit"));
        } else {
            tried = jobs.len();
        }
        if !self.db.is_autocommit() {
            // Reached after a failed commit. Nothing more can be done about a rollback that fails too.
            let _ = self.db.execute_batch("rollback");
        }
        let rest = jobs.split_off(tried);
        self.done.fetch_add(tried as u64, Ordering::Relaxed);
        for job in jobs {
            job.answer(outcome.as_ref().err().map(|error| self.name(error)));
        }
        rest
    }

    /// Runs one job in a savepoint. An error means that the whole transaction is undone.
    fn run_one(&self, job: &mut dyn Job) -> rusqlite::Result<()> {
        self.db.prepare_cached("savepoint job")?.execute([])?;
        let keep = job.run(&self.db);
        // SQLite undoes everything by itself after some errors, a full disk among them.
        if self.db.is_autocommit() {
            return Err(undone());
        }
        if !keep {
            self.db.prepare_cached("rollback to job")?.execute([])?;
        }
        self.db.prepare_cached("release job")?.execute([])?;
        Ok(())
    }

    /// An error as each caller is told it: they cannot share one.
    fn name(&self, error: &rusqlite::Error) -> StoreError {
        fault::meaning(&self.file, error).unwrap_or_else(|| StoreError::Undone(error.to_string()))
    }
}

/// Stands for the error that the failed job itself carries.
fn undone() -> rusqlite::Error {
    rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_ABORT), None)
}
