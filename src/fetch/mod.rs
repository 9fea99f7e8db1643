//! The only network read: bounded, polite, guarded.
//!
//! - [`Fetcher`]: robots.txt, pace, redirects, bounds, conditional requests
//! - `guard`: which addresses may be reached; `politeness`: when; [`robots`]: what
//! - `body`: reading and decompressing within bounds

use crate::config::FetchOptions;
use crate::model::{Fetched, Reason, Request, Source};

pub mod robots;

/// Fetches pages within the bounds of [`FetchOptions`].
pub struct Fetcher {}

/// Why a page was not fetched.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{detail}")]
pub struct FetchError {
    /// From the closed list.
    pub reason: Reason,
    /// The particulars, safe to show: the URL or host and the error's words.
    pub detail: String,
    /// What the server asked for, in seconds.
    pub retry_after_secs: Option<u64>,
}

/// What a fetch cost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cost {
    /// Bytes received, before decompression.
    pub bytes: u64,
}

impl Fetcher {
    /// A fetcher with its own connection pool, robots cache and pace.
    ///
    /// # Errors
    /// When the options cannot work (a bad header in the user agent, a bad CA file).
    pub fn new(options: &FetchOptions) -> Result<Self, FetchError> {
        let _ = options;
        todo!()
    }

    /// Fetches one page for a source: asks robots.txt, waits for the host's turn, checks each hop.
    ///
    /// # Errors
    /// With the reason of the closed list that fits.
    pub async fn fetch(&self, source: &Source, request: &Request) -> Result<(Fetched, Cost), FetchError> {
        let _ = (source, request);
        todo!()
    }
}
