//! The robots.txt of every site: read once, believed for a day, asked again when it could not be read.
//!
//! RFC 9309 §2.3.1: a 4xx allows everything; a 5xx, or no answer at all, forbids everything for now. An old copy is
//! better than either. What keeps a site's robots.txt from being read keeps its pages from being read too, so such
//! an error is handed on as it is.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::Mutex as Gate;
use tokio::time::Instant;
use url::Url;

use super::agent;
use super::body::{Beyond, Bounds};
use super::error::FetchError;
use super::guard::Reach;
use super::redirect::Journey;
use super::robots::{MAX_BYTES, Robots, Rules};
use super::wire::{Answer, Budget, Hop, Wire};
use crate::config::FetchOptions;
use crate::model::Reason;

/// Redirects that RFC 9309 asks to follow.
const MAX_REDIRECTS: usize = 5;
/// A site whose robots.txt fails is asked for it again after this.
const RETRY: Duration = Duration::from_secs(300);
/// An old copy is used for this long after it should have been renewed.
const OLD_COPY: Duration = Duration::from_secs(24 * 3600);
/// Sites that nobody asks for are forgotten when more than this many are known.
const SITES_KEPT: usize = 4_096;

/// What is known of every site's robots.txt, by origin.
pub(super) struct RobotsCache {
    sites: Mutex<HashMap<String, Arc<Gate<Site>>>>,
    believed: Duration,
    total_timeout: Duration,
    agent: String,
    /// Shared by all sites that have no robots.txt.
    silent: Arc<Rules>,
}

/// One site. The gate around it lets one task read the file while the others wait for what it says.
#[derive(Default)]
struct Site {
    copy: Option<Known>,
    failure: Option<(FetchError, Instant)>,
}

/// A file as it was read.
struct Known {
    rules: Arc<Rules>,
    fresh_until: Instant,
}

impl RobotsCache {
    pub fn new(options: &FetchOptions) -> Self {
        Self {
            sites: Mutex::new(HashMap::new()),
            believed: Duration::from_secs(options.robots_cache_hours.saturating_mul(3600).min(30 * 24 * 3600)),
            total_timeout: Duration::from_secs(options.total_timeout_secs.max(1)),
            agent: agent::product(&options.user_agent).to_owned(),
            silent: Arc::default(),
        }
    }

    /// Asks whether an address may be fetched. Returns the pace that the site asks for.
    ///
    /// # Errors
    /// [`Reason::Robots`] when it is forbidden; [`Reason::RobotsUnreachable`], or what keeps the site from being
    /// reached at all, when robots.txt cannot be read.
    pub async fn permit(&self, wire: &Wire, url: &Url, reach: Reach) -> Result<Option<Duration>, FetchError> {
        let rules = self.rules(wire, url, reach).await?;
        if rules.allows(url.as_str()) {
            return Ok(rules.crawl_delay());
        }
        Err(FetchError::at(Reason::Robots, url, "robots.txt forbids this address"))
    }

    async fn rules(&self, wire: &Wire, url: &Url, reach: Reach) -> Result<Arc<Rules>, FetchError> {
        let gate = self.site(url);
        let mut site = gate.lock().await;
        let now = Instant::now();
        if let Some(known) = site.known(now) {
            return known;
        }
        match self.read(wire, url, reach).await {
            Ok(rules) => {
                let copy = Known { rules: rules.clone(), fresh_until: Instant::now() + self.believed };
                *site = Site { copy: Some(copy), failure: None };
                Ok(rules)
            }
            Err(error) => site.fail(error),
        }
    }

    fn site(&self, url: &Url) -> Arc<Gate<Site>> {
        let mut sites = self.sites.lock().unwrap_or_else(PoisonError::into_inner);
        let origin = &url[..url::Position::BeforePath];
        if let Some(site) = sites.get(origin) {
            return site.clone();
        }
        if sites.len() >= SITES_KEPT {
            sites.retain(|_, site| Arc::strong_count(site) > 1);
        }
        sites.entry(origin.to_owned()).or_default().clone()
    }

    /// Reads `/robots.txt` of a site.
    async fn read(&self, wire: &Wire, url: &Url, reach: Reach) -> Result<Arc<Rules>, FetchError> {
        let bytes = MAX_BYTES as u64;
        let bounds = Bounds { received: bytes, unpacked: bytes, beyond: Beyond::Cut };
        let mut place = url.clone();
        place.set_path("/robots.txt");
        place.set_query(None);
        place.set_fragment(None);
        let mut hop = Hop { url: place, reach, bounds, request: None, crawl_delay: None };
        let mut journey = Journey::new(MAX_REDIRECTS);
        let mut budget = Budget::new(self.total_timeout);
        loop {
            let answer = wire.exchange(&hop, &mut budget).await?;
            match journey.next(&answer) {
                Ok(Some(next)) => hop.url = next,
                Ok(None) => return self.judge(answer),
                // A file behind too many redirects is as good as absent.
                Err(error) if error.reason == Reason::RedirectLoop => return Ok(self.silent.clone()),
                Err(error) => return Err(unreachable(error)),
            }
        }
    }

    fn judge(&self, answer: Answer) -> Result<Arc<Rules>, FetchError> {
        let secs = answer.pause.map(|pause| pause.as_secs());
        let refused = |reason: Reason| {
            let words = format!("robots.txt answers HTTP {}", answer.status);
            FetchError::at(reason, &answer.url, &words).retry_after(secs)
        };
        match answer.status {
            200..=299 => {
                let rules = Robots::parse(&answer.body.map_err(unreachable)?).rules(&self.agent);
                Ok(if rules == Rules::default() { self.silent.clone() } else { Arc::new(rules) })
            }
            429 => Err(refused(Reason::RateLimited)),
            300..=499 => Ok(self.silent.clone()),
            _ => Err(refused(Reason::RobotsUnreachable)),
        }
    }
}

impl Site {
    /// What is known without asking: a fresh copy, or a failure that is too young to try again.
    fn known(&self, now: Instant) -> Option<Result<Arc<Rules>, FetchError>> {
        if let Some(copy) = self.copy.as_ref().filter(|copy| now < copy.fresh_until) {
            return Some(Ok(copy.rules.clone()));
        }
        let (error, _) = self.failure.as_ref().filter(|(_, retry_at)| now < *retry_at)?;
        Some(self.old_copy(now).ok_or_else(|| error.clone()))
    }

    fn old_copy(&self, now: Instant) -> Option<Arc<Rules>> {
        self.copy.as_ref().filter(|copy| now < copy.fresh_until + OLD_COPY).map(|copy| copy.rules.clone())
    }

    /// Notes a failure. Only what the site itself answered is remembered; a line that is down may be up in a second.
    fn fail(&mut self, error: FetchError) -> Result<Arc<Rules>, FetchError> {
        let now = Instant::now();
        let remembered = error.reason == Reason::RobotsUnreachable;
        self.failure = remembered.then(|| (error.clone(), now + RETRY));
        self.old_copy(now).ok_or(error)
    }
}

/// What is wrong with robots.txt alone, in terms of the closed list.
fn unreachable(error: FetchError) -> FetchError {
    FetchError { reason: Reason::RobotsUnreachable, ..error }
}
