//! Sources by the time they start. In memory and pure; the slots themselves are kept in the database.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use chrono::{DateTime, Utc};

/// Which source starts next. A source stands in it at most once.
#[derive(Clone, Debug, Default)]
pub struct Timetable {
    heap: BinaryHeap<Reverse<(DateTime<Utc>, String)>>,
    /// What holds; heap entries that say otherwise are stale and are dropped when they come up.
    starts: HashMap<String, DateTime<Utc>>,
}

impl Timetable {
    /// Puts a source at a time, or moves it there.
    pub fn put(&mut self, source: &str, start: DateTime<Utc>) {
        if self.starts.insert(source.to_owned(), start) != Some(start) {
            self.heap.push(Reverse((start, source.to_owned())));
        }
    }

    /// Takes a source out.
    pub fn remove(&mut self, source: &str) {
        self.starts.remove(source);
    }

    /// Takes out the source that is due first, if its time has come.
    pub fn pop_due(&mut self, now: DateTime<Utc>) -> Option<String> {
        while self.heap.peek().is_some_and(|Reverse((start, _))| *start <= now) {
            let Reverse((start, source)) = self.heap.pop()?;
            if self.starts.get(&source) == Some(&start) {
                self.starts.remove(&source);
                return Some(source);
            }
        }
        None
    }

    /// When the next source starts.
    pub fn next_start(&mut self) -> Option<DateTime<Utc>> {
        while let Some(Reverse((start, source))) = self.heap.peek() {
            if self.starts.get(source) == Some(start) {
                return Some(*start);
            }
            self.heap.pop();
        }
        None
    }

    /// When a source starts, if it stands here.
    pub fn start_of(&self, source: &str) -> Option<DateTime<Utc>> {
        self.starts.get(source).copied()
    }

    /// The sources that stand here.
    pub fn sources(&self) -> impl Iterator<Item = &str> {
        self.starts.keys().map(String::as_str)
    }
}
