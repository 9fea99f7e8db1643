//! One exchange with one host: its turn, the request, the answer, within bounds of time and size.
//!
//! - `Wire`: what all exchanges share; `Wire::exchange` is the only place where a request is sent
//! - `Hop`: what is asked; `Answer`: what came back; `Budget`: the time left
//! - [`Stats`]: how much was asked and received

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use bytes::Bytes;
use chrono::{DateTime, Utc};
use reqwest::header::{COOKIE, HeaderMap, HeaderName, HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH};
use reqwest::{Client, Response};
use tokio::sync::Semaphore;
use tokio::time::{Instant, timeout};
use url::Url;

use super::body::{self, Bounds, Fault};
use super::client::Clients;
use super::cookies::Jar;
use super::error::{FetchError, Phase, of_client, shown};
use super::guard::{self, Reach};
use super::politeness::{Politeness, Turn};
use super::resolver::Lookup;
use super::retry;
use crate::config::FetchOptions;
use crate::model::{Reason, Request};

/// What all exchanges share.
pub(super) struct Wire {
    clients: Clients,
    pub politeness: Politeness,
    jar: Jar,
    permits: Semaphore,
    requests: AtomicU64,
    bytes: AtomicU64,
}

/// How much was asked and received since the start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// Requests sent, with redirects and robots.txt.
    pub requests: u64,
    /// Bytes of bodies received, before decompression.
    pub bytes: u64,
    /// Hosts whose pace is remembered.
    pub hosts: usize,
}

/// What is asked of one host.
pub(super) struct Hop<'a> {
    pub url: Url,
    pub reach: Reach,
    pub bounds: Bounds,
    /// Carries the validators, where the page is known already.
    pub request: Option<&'a Request>,
    /// The pace that robots.txt asks for.
    pub crawl_delay: Option<Duration>,
}

/// What came back.
pub(super) struct Answer {
    pub url: Url,
    pub status: u16,
    pub headers: HeaderMap,
    /// Unpacked, or why it was not read: the status alone may be all that matters.
    pub body: Result<Bytes, FetchError>,
    pub received_bytes: u64,
    pub cookies_changed: bool,
    /// The pause that the host asked for.
    pub pause: Option<Duration>,
    pub at: DateTime<Utc>,
}

/// The time left for one request with all its redirects. Waiting for a turn does not count: the site is not slow.
pub(super) struct Budget {
    whole: Duration,
    left: Duration,
}

impl Budget {
    pub fn new(whole: Duration) -> Self {
        Self { whole, left: whole }
    }

    async fn spend<T>(&mut self, url: &Url, work: impl Future<Output = T>) -> Result<T, FetchError> {
        let started = Instant::now();
        let done = timeout(self.left, work).await;
        self.left = self.left.saturating_sub(started.elapsed());
        let words = || format!("not finished within {} s", self.whole.as_secs());
        done.map_err(|_| FetchError::at(Reason::Timeout, url, &words()))
    }
}

impl Wire {
    pub fn new(options: &FetchOptions, lookup: Arc<dyn Lookup>) -> Result<Self, FetchError> {
        Ok(Self {
            clients: Clients::new(options, lookup)?,
            politeness: Politeness::new(options),
            jar: Jar::default(),
            permits: Semaphore::new(options.concurrency.clamp(1, Semaphore::MAX_PERMITS)),
            requests: AtomicU64::new(0),
            bytes: AtomicU64::new(0),
        })
    }

    pub fn stats(&self) -> Stats {
        Stats {
            requests: self.requests.load(Ordering::Relaxed),
            bytes: self.bytes.load(Ordering::Relaxed),
            hosts: self.politeness.known_hosts(),
        }
    }

    /// Sends one request when it is the host's turn, and reads the answer.
    ///
    /// The permit is taken after the turn: a host that has to wait keeps no other host from being asked.
    pub async fn exchange(&self, hop: &Hop<'_>, budget: &mut Budget) -> Result<Answer, FetchError> {
        guard::check_url(&hop.url, hop.reach)?;
        let client = self.clients.within(hop.reach)?;
        let turn = self.politeness.turn(&host_and_port(&hop.url), hop.crawl_delay).await;
        let mut turn = turn.map_err(|paused| {
            let secs = paused.left.as_secs();
            let words = format!("the host asked to be left alone, {secs} s from now on");
            FetchError::at(Reason::RateLimited, &hop.url, &words).retry_after(Some(secs))
        })?;
        let _permit = self.permits.acquire().await.map_err(|_| FetchError::new(Reason::Internal, "shutting down"))?;
        let answer = budget.spend(&hop.url, self.send_and_read(client, hop, &turn)).await??;
        tracing::debug!(url = %shown(&hop.url), status = answer.status, bytes = answer.received_bytes, "answered");
        turn.answered();
        if let Some(pause) = answer.pause {
            turn.pause(pause);
        }
        Ok(answer)
    }

    async fn send_and_read(&self, client: &Client, hop: &Hop<'_>, turn: &Turn) -> Result<Answer, FetchError> {
        self.clients.check_proxied(&hop.url, hop.reach).await?;
        let mut response = match self.send(client, hop).await {
            // A connection kept from the last request may have been closed meanwhile: that says nothing of the site.
            Err(error) if turn.may_reuse_connection() && !error.is_connect() => self.send(client, hop).await,
            first => first,
        }
        .map_err(|error| of_client(&error, &hop.url, Phase::Head))?;
        let at = Utc::now();
        let packed = body::read(&mut response, hop.bounds).await;
        let received_bytes = packed.as_ref().map_or(0, |bytes| bytes.len() as u64);
        self.bytes.fetch_add(received_bytes, Ordering::Relaxed);
        let (status, headers) = head(response);
        let body = packed.and_then(|packed| {
            body::unpack(&headers, packed, hop.bounds)
                .map_err(|Fault(reason, words)| FetchError::at(reason, &hop.url, &words))
        });
        let cookies_changed = self.jar.keep(&hop.url, &headers, at);
        let pause = retry::pause(status, &headers, at);
        Ok(Answer { url: hop.url.clone(), status, headers, body, received_bytes, cookies_changed, pause, at })
    }

    async fn send(&self, client: &Client, hop: &Hop<'_>) -> reqwest::Result<Response> {
        self.requests.fetch_add(1, Ordering::Relaxed);
        let mut asking = client.get(hop.url.clone());
        if let Some(cookies) = self.jar.header(&hop.url) {
            asking = asking.header(COOKIE, cookies);
        }
        for (name, value) in hop.validators() {
            asking = asking.header(name, value);
        }
        asking.send().await
    }
}

impl Hop<'_> {
    /// The headers that ask for the page only if it changed. A validator that no header can hold is left out.
    fn validators(&self) -> impl Iterator<Item = (HeaderName, HeaderValue)> {
        let known = |value: Option<&String>| value.and_then(|value| HeaderValue::from_str(value).ok());
        let etag = known(self.request.and_then(|request| request.etag.as_ref()));
        let since = known(self.request.and_then(|request| request.last_modified.as_ref()));
        etag.map(|value| (IF_NONE_MATCH, value)).into_iter().chain(since.map(|value| (IF_MODIFIED_SINCE, value)))
    }
}

/// Status and headers, without copying the latter.
fn head(mut response: Response) -> (u16, HeaderMap) {
    (response.status().as_u16(), std::mem::take(response.headers_mut()))
}

/// The unit of politeness.
fn host_and_port(url: &Url) -> String {
    format!("{}:{}", url.host_str().unwrap_or_default(), url.port_or_known_default().unwrap_or_default())
}
