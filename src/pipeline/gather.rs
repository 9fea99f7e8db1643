//! The pages of one visit: asked for in order of worth, within the page limit and the time allowed.
//!
//! - [`pages`]: fetch, parse, follow
//! - [`Gathered`]: everything that was asked for and what came of it; [`Asked`], [`Answer`]: one request

use std::collections::{HashSet, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, FixedOffset, Offset, TimeDelta, TimeZone};
use chrono_tz::Tz;
use tokio::time::{Instant, timeout_at};

use crate::fetch::{Cost, FetchError};
use crate::model::{Cursor, Fetched, Page, PageRole, Parsed, Pending, Reason, Request, Source, Validator};
use crate::source::{Context, SourceAdapter};
use crate::text::url::canonical;

use super::Stages;

/// A server's clock that differs from ours by more than this is not believed.
const CREDIBLE_SKEW_HOURS: i64 = 24;
/// Requests that may wait in one visit; what an engine names beyond is not asked for, and counts as unread.
const MAX_WAITING: usize = 2_000;

/// Everything that a visit asked for and what came of it.
#[derive(Debug, Default)]
pub struct Gathered {
    /// In the order asked.
    pub asked: Vec<Asked>,
    /// What was left because a bound was met.
    pub unasked: Vec<Wanted>,
    /// The bound that was met.
    pub stop: Option<Reason>,
    /// Bytes received.
    pub bytes: u64,
    /// The longest pause any answer asked for, in seconds.
    pub pause_secs: Option<u64>,
}

/// A request with what led to it.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// What to ask for.
    pub request: Request,
    /// Whether the visit begins with it.
    pub begins: bool,
    /// The key of the thread or article it belongs to, where that is known.
    pub about: Option<String>,
    /// How often earlier visits asked for it in vain.
    pub tries: u8,
}

/// One request and its answer.
#[derive(Debug)]
pub struct Asked {
    /// What was asked.
    pub wanted: Wanted,
    /// What came.
    pub answer: Answer,
}

/// What came of a request.
#[derive(Debug)]
pub enum Answer {
    /// A page, as the engine read it.
    Page {
        /// The HTTP status.
        status: u16,
        /// What a conditional request may send next time.
        validator: Validator,
        /// What the engine read; boxed, for it is large.
        parsed: Box<Parsed>,
    },
    /// 304.
    NotModified,
    /// No page.
    Failed(FetchError),
}

impl Gathered {
    /// Pages that came, changed or not.
    pub fn pages_read(&self) -> usize {
        self.asked.iter().filter(|asked| !matches!(asked.answer, Answer::Failed(_))).count()
    }

    /// Every page the engine read, with what was asked.
    pub fn parsed(&self) -> impl Iterator<Item = (&Wanted, &Parsed)> {
        self.asked.iter().filter_map(|asked| match &asked.answer {
            Answer::Page { parsed, .. } => Some((&asked.wanted, parsed.as_ref())),
            _ => None,
        })
    }
}

/// Asks for the pages of a visit: those it begins with, then those the engine names, each address once.
pub async fn pages(
    stages: &Stages,
    adapter: &'static dyn SourceAdapter,
    source: &Arc<Source>,
    cursor: &Arc<Cursor>,
) -> Gathered {
    let options = &stages.config.options.fetch;
    let deadline = Instant::now() + Duration::from_secs(options.visit_timeout_secs);
    let limit = usize::try_from(source.max_pages).unwrap_or(usize::MAX);
    let mut gathered = Gathered::default();
    let mut queue = Queue::default();
    for request in adapter.begin(source, cursor) {
        queue.push(Wanted { request: conditional(request, cursor), begins: true, about: None, tries: 0 });
    }
    queue.left_over = cursor.pending.clone();
    while let Some(wanted) = queue.next() {
        if gathered.asked.len() >= limit {
            gathered.stop = Some(Reason::PageLimit);
            gathered.unasked.push(wanted);
            break;
        }
        let Ok(fetched) = timeout_at(deadline, stages.fetcher.fetch(source, &wanted.request)).await else {
            gathered.stop = Some(Reason::Timeout);
            gathered.unasked.push(wanted);
            break;
        };
        let (answer, cost) = answer(adapter, source, cursor, fetched).await;
        gathered.bytes += cost.bytes;
        gathered.pause_secs = gathered.pause_secs.max(cost.pause_secs);
        if let Answer::Page { parsed, .. } = &answer {
            queue.follow(&wanted, parsed);
        }
        gathered.asked.push(Asked { wanted, answer });
    }
    queue.take_left_over();
    if !queue.beyond.is_empty() {
        gathered.stop = gathered.stop.or(Some(Reason::PageLimit));
    }
    gathered.unasked.extend(queue.waiting);
    gathered.unasked.extend(queue.beyond);
    gathered
}

/// What waits, each address once.
#[derive(Default)]
struct Queue {
    waiting: VecDeque<Wanted>,
    /// No more than there are posts, which stay in memory too.
    beyond: Vec<Wanted>,
    seen: HashSet<String>,
    left_over: Vec<Pending>,
}

impl Queue {
    /// The pages a visit begins with and what they name go before what earlier visits left: news first.
    fn next(&mut self) -> Option<Wanted> {
        if !self.waiting.front().is_some_and(|wanted| wanted.begins) {
            self.take_left_over();
        }
        self.waiting.pop_front()
    }

    fn take_left_over(&mut self) {
        for Pending { request, about, tries } in std::mem::take(&mut self.left_over) {
            self.push(Wanted { request, begins: false, about, tries });
        }
    }

    fn push(&mut self, wanted: Wanted) {
        if !self.seen.insert(wanted.request.url.to_string()) {
            return;
        }
        if self.waiting.len() < MAX_WAITING {
            self.waiting.push_back(wanted);
        } else {
            self.beyond.push(wanted);
        }
    }

    fn follow(&mut self, from: &Wanted, parsed: &Parsed) {
        for request in &parsed.next {
            let about = about(from, parsed, request);
            self.push(Wanted { request: request.clone(), begins: false, about, tries: 0 });
        }
    }
}

/// The key of the thread or article behind a follow-up: that of the row which links there, or of the thread being read.
fn about(from: &Wanted, parsed: &Parsed, request: &Request) -> Option<String> {
    if request.role == PageRole::List {
        return None;
    }
    let linked = canonical(request.url.as_str());
    let row = parsed.posts.iter().find(|post| post.url == request.url || canonical(post.url.as_str()) == linked);
    if from.request.role == PageRole::List {
        return row.map(|post| post.thread.clone().unwrap_or_else(|| post.key.clone()));
    }
    parsed.posts.iter().find_map(|post| post.thread.clone()).or_else(|| from.about.clone())
}

fn conditional(mut request: Request, cursor: &Cursor) -> Request {
    if let Some(validator) = cursor.validators.get(request.url.as_str()) {
        request.etag = request.etag.or_else(|| validator.etag.clone());
        request.last_modified = request.last_modified.or_else(|| validator.last_modified.clone());
    }
    request
}

async fn answer(
    adapter: &'static dyn SourceAdapter,
    source: &Arc<Source>,
    cursor: &Arc<Cursor>,
    fetched: Result<(Fetched, Cost), FetchError>,
) -> (Answer, Cost) {
    match fetched {
        Err(error) => {
            let cost = Cost { pause_secs: error.retry_after_secs, ..Cost::default() };
            (Answer::Failed(error), cost)
        }
        Ok((Fetched::NotModified, cost)) => (Answer::NotModified, cost),
        Ok((Fetched::Page(page), cost)) => (parse(adapter, source, cursor, *page).await, cost),
    }
}

/// Parses away from the threads that wait for the network: a large page takes milliseconds, and a fault of an engine
/// must end one page, not the visit.
async fn parse(adapter: &'static dyn SourceAdapter, source: &Arc<Source>, cursor: &Arc<Cursor>, page: Page) -> Answer {
    let (source, cursor) = (Arc::clone(source), Arc::clone(cursor));
    let (status, url) = (page.status, page.url.clone());
    let header = |name| page.header(name).map(str::to_owned);
    let validator = Validator { etag: header("etag"), last_modified: header("last-modified") };
    let parsed = tokio::task::spawn_blocking(move || {
        let now = page_time(&page, source.zone);
        adapter.parse(&page, &Context { source: &source, cursor: &cursor, now })
    });
    match parsed.await {
        Ok(parsed) => Answer::Page { status, validator, parsed: Box::new(parsed) },
        Err(_) => Answer::Failed(FetchError {
            reason: Reason::Internal,
            detail: format!("the engine failed on {url}"),
            retry_after_secs: None,
        }),
    }
}

/// The time relative texts on a page are read against: the server's `Date` where it is credible, else ours.
pub fn page_time(page: &Page, zone: Tz) -> DateTime<FixedOffset> {
    let ours = page.fetched_at;
    let credible = |at: &DateTime<_>| (*at - ours).abs() < TimeDelta::hours(CREDIBLE_SKEW_HOURS);
    let now = page.server_date().filter(credible).unwrap_or(ours);
    now.with_timezone(&zone.offset_from_utc_datetime(&now.naive_utc()).fix())
}
