//! How the daemon's tasks feel: written by them, read by `/healthz` and the watchdog.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};

/// Turns and moves, measured by a clock that is never set.
#[derive(Debug)]
pub struct Vitals {
    /// When the daemon began, by the clock on the wall.
    pub started_at: DateTime<Utc>,
    turns: AtomicU64,
    marks: Mutex<Marks>,
}

#[derive(Debug)]
struct Marks {
    scheduler: Instant,
    writer: Instant,
    store_fault: Option<String>,
}

impl Vitals {
    /// All well, just now.
    pub fn new(started_at: DateTime<Utc>) -> Self {
        let now = Instant::now();
        let marks = Marks { scheduler: now, writer: now, store_fault: None };
        Self { started_at, turns: AtomicU64::new(0), marks: Mutex::new(marks) }
    }

    /// The scheduler went round once.
    pub fn scheduler_turned(&self) {
        self.turns.fetch_add(1, Ordering::Relaxed);
        self.with(|marks| marks.scheduler = Instant::now());
    }

    /// How often it went round.
    pub fn scheduler_turns(&self) -> u64 {
        self.turns.load(Ordering::Relaxed)
    }

    /// The writer finished something.
    pub fn writer_moved(&self) {
        self.with(|marks| marks.writer = Instant::now());
    }

    /// A visit could not be committed.
    pub fn store_fails(&self, error: String) {
        self.with(|marks| marks.store_fault = Some(error));
    }

    /// One could, after that.
    pub fn store_works(&self) {
        self.with(|marks| marks.store_fault = None);
    }

    /// How long ago the scheduler went round.
    pub fn scheduler_idle(&self) -> Duration {
        self.with(|marks| marks.scheduler.elapsed())
    }

    /// How long ago the writer finished something.
    pub fn writer_idle(&self) -> Duration {
        self.with(|marks| marks.writer.elapsed())
    }

    /// Why visits cannot be committed, if they cannot.
    pub fn store_fault(&self) -> Option<String> {
        self.with(|marks| marks.store_fault.clone())
    }

    fn with<T>(&self, work: impl FnOnce(&mut Marks) -> T) -> T {
        work(&mut self.marks.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
