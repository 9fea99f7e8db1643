//! The only network read: bounded, polite, guarded.
//!
//! - [`Fetcher`]: robots.txt, pace, redirects, bounds, conditional requests; [`FetchError`]: why it did not work
//! - [`guard`], [`resolver`]: which addresses may be reached; `politeness`, `retry`: when; [`robots`], `robots_cache`: what
//! - `client`, `wire`, `cookies`: one exchange with one host; `body`: reading and unpacking within bounds
//! - `redirect`: where to go on; `judge`: what the last answer means
//! - [`agent`]: how the program introduces itself

pub mod agent;
mod body;
mod client;
mod cookies;
mod error;
pub mod guard;
mod judge;
mod politeness;
mod redirect;
pub mod resolver;
mod retry;
pub mod robots;
mod robots_cache;
mod wire;

pub use agent::{phone_page_words, user_agent};
pub use client::install_crypto;
pub use error::FetchError;
pub use wire::Stats;

use std::sync::Arc;
use std::time::Duration;

use body::{Beyond, Bounds};
use guard::Reach;
use redirect::Journey;
use resolver::{Lookup, SystemLookup};
use robots_cache::RobotsCache;
use wire::{Budget, Hop, Wire};

use crate::config::FetchOptions;
use crate::model::{Fetched, Request, Source};

/// Fetches pages within the bounds of [`FetchOptions`]. One serves the whole process.
pub struct Fetcher {
    wire: Wire,
    robots: RobotsCache,
    bounds: Bounds,
    max_redirects: usize,
    total_timeout: Duration,
}

/// What a fetch cost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cost {
    /// Bytes received, before decompression.
    pub bytes: u64,
    /// The pause that the last answer asked for, in seconds.
    pub pause_secs: Option<u64>,
}

impl Fetcher {
    /// A fetcher with its own connection pool, robots cache and pace.
    ///
    /// # Errors
    /// When the options cannot work (a bad header in the user agent, a bad CA file).
    pub fn new(options: &FetchOptions) -> Result<Self, FetchError> {
        Self::with_lookup(options, Arc::new(SystemLookup))
    }

    /// A fetcher that resolves names in its own way.
    ///
    /// # Errors
    /// As [`Fetcher::new`].
    pub fn with_lookup(options: &FetchOptions, lookup: Arc<dyn Lookup>) -> Result<Self, FetchError> {
        Ok(Self {
            wire: Wire::new(options, lookup)?,
            robots: RobotsCache::new(options),
            bounds: Bounds {
                received: options.max_body_bytes,
                unpacked: options.max_decompressed_bytes,
                beyond: Beyond::Refuse,
            },
            max_redirects: options.max_redirects as usize,
            total_timeout: Duration::from_secs(options.total_timeout_secs.max(1)),
        })
    }

    /// Fetches one page for a source: asks robots.txt, waits for the host's turn, checks each hop.
    ///
    /// # Errors
    /// With the reason of the closed list that fits.
    pub async fn fetch(&self, source: &Source, request: &Request) -> Result<(Fetched, Cost), FetchError> {
        let reach = Reach::of(source);
        let mut hop =
            Hop { url: request.url.clone(), reach, bounds: self.bounds, request: Some(request), crawl_delay: None };
        let mut journey = Journey::new(self.max_redirects);
        let mut budget = Budget::new(self.total_timeout);
        let mut cost = Cost::default();
        loop {
            guard::check_url(&hop.url, reach)?;
            hop.crawl_delay = self.robots.permit(&self.wire, &hop.url, reach).await?;
            let answer = self.wire.exchange(&hop, &mut budget).await?;
            cost.bytes += answer.received_bytes;
            cost.pause_secs = answer.pause.map(|pause| pause.as_secs());
            match journey.next(&answer)? {
                Some(next) => hop.url = next,
                None => return judge::judge(request, answer).map(|fetched| (fetched, cost)),
            }
        }
    }

    /// How much was asked and received since the start.
    pub fn stats(&self) -> Stats {
        self.wire.stats()
    }
}
