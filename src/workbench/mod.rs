//! The stages laid open for a person: what `yuqing try` shows, and later the console.
//!
//! Each file answers for one stage: an input in, a value to print out. The values are those of the pipeline, read by
//! the same functions; their JSON is fixed.
//!
//! - [`page`]: decode, feed, page, article; [`Bench`], [`Head`]: the source a saved page is read as
//! - [`lines`]: time, url, robots, text, one line at a time
//! - [`matching`]: watches over a text
//! - [`stories`]: texts about one event

pub mod lines;
pub mod matching;
pub mod page;
mod source;
pub mod stories;

pub use source::{Bench, Head, bench_source};

/// Why an input has no answer; printed in its place as `{"error": …}`.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, thiserror::Error)]
#[error("{error}")]
pub struct Fault {
    /// In words.
    pub error: String,
}

impl Fault {
    /// A fault in words.
    pub fn new(error: impl std::fmt::Display) -> Self {
        Self { error: error.to_string() }
    }
}
