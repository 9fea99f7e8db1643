//! What is asked of a site, and what comes back.

use bytes::Bytes;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use url::Url;

use super::Reason;

/// One page an engine wants.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// The address.
    pub url: Url,
    /// What the engine expects there.
    pub role: PageRole,
    /// Sent as `If-None-Match` when known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    /// Sent as `If-Modified-Since` when known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<String>,
}

impl Request {
    /// An unconditional request.
    pub fn new(url: Url, role: PageRole) -> Self {
        Self { url, role, etag: None, last_modified: None }
    }
}

/// What an engine expects behind a URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PageRole {
    /// A list of threads or articles, or a feed.
    List,
    /// A thread with its floors.
    Thread,
    /// One article.
    Article,
}

/// A page as fetched: the body is decompressed but not decoded.
#[derive(Clone, Debug)]
pub struct Page {
    /// The address after redirects.
    pub url: Url,
    /// The address asked for.
    pub requested: Url,
    /// What the engine expected.
    pub role: PageRole,
    /// The HTTP status.
    pub status: u16,
    /// Header names in lower case, in order of arrival.
    pub headers: Vec<(String, String)>,
    /// The bytes of the body.
    pub body: Bytes,
    /// When the answer was complete, by our clock.
    pub fetched_at: DateTime<Utc>,
}

impl Page {
    /// The first value of a header, by its lower-case name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    /// The server's own clock, from the `Date` header.
    pub fn server_date(&self) -> Option<DateTime<Utc>> {
        DateTime::parse_from_rfc2822(self.header("date")?).ok().map(|at| at.to_utc())
    }
}

/// The answer to one request.
#[derive(Clone, Debug)]
pub enum Fetched {
    /// A page with a body (any status that an engine may judge: 2xx, 404, 403 …).
    Page(Box<Page>),
    /// 304: the page is as it was.
    NotModified,
}

/// What a page turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// A list with at least one row.
    List,
    /// A thread with at least one floor.
    Thread,
    /// An article.
    Article,
    /// A feed.
    Feed,
    /// Rightly empty: the site says there is nothing.
    Empty,
    /// Deleted, pending or unknown.
    Gone,
    /// A list, a thread or a board that asks for a log-in.
    LoginWall,
    /// Not permitted for guests.
    Denied,
    /// A challenge or a block page.
    Blocked,
    /// The site is closed or under maintenance.
    Closed,
    /// A page past the end that repeats another one.
    Repeated,
    /// Nothing the engine knows.
    Unknown,
}

impl Outcome {
    /// Whether the page was read as what it is, posts or rightly none.
    pub fn is_read(self) -> bool {
        matches!(self, Self::List | Self::Thread | Self::Article | Self::Feed | Self::Empty | Self::Repeated)
    }
}

/// What an engine read on one page.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    /// What the page turned out to be.
    pub outcome: Outcome,
    /// Why, when it was not read.
    pub reason: Option<Reason>,
    /// The site's own words, when it gave any (a notice, a block page's title).
    pub notice: Option<String>,
    /// The title of the feed, board or thread.
    pub title: Option<String>,
    /// The posts, in page order.
    pub posts: Vec<super::Post>,
    /// Pages that belong to this visit, in order of worth.
    pub next: Vec<Request>,
    /// Which charset was used and how many characters were replaced.
    pub decoded: DecodeNote,
}

/// How a page was decoded.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecodeNote {
    /// The WHATWG name of the encoding.
    pub encoding: String,
    /// How many U+FFFD the decoder produced.
    pub replaced: usize,
    /// How many characters there are.
    pub chars: usize,
}

impl Parsed {
    /// A page that was not read.
    pub fn unread(outcome: Outcome, reason: Reason, notice: Option<String>) -> Self {
        Self {
            outcome,
            reason: Some(reason),
            notice,
            title: None,
            posts: Vec::new(),
            next: Vec::new(),
            decoded: DecodeNote::default(),
        }
    }
}
