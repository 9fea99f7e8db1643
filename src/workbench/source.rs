//! A source for a page that was saved by hand: what `sources.toml` would say, with its defaults.

use bytes::Bytes;
use chrono::{DateTime, FixedOffset, Utc};
use url::Url;

use crate::model::{Cursor, Page, PageRole, Priority, Source};

/// A source of an engine with defaults for everything else.
pub fn bench_source(engine: &str, url: Url) -> Source {
    Source {
        id: "try".into(),
        name: "try".into(),
        engine: engine.into(),
        url,
        schedule: None,
        every_secs: None,
        priority: Priority::Normal,
        locality: None,
        weight: 3,
        official: false,
        enabled: true,
        tags: Vec::new(),
        site: None,
        zone: chrono_tz::Asia::Shanghai,
        max_pages: 10,
        track: true,
        allow_private: false,
        comments: false,
        select: None,
    }
}

/// What a saved page is read as.
#[derive(Clone, Debug)]
pub struct Bench {
    /// The source.
    pub source: Source,
    /// What the source knew: nothing, unless told.
    pub cursor: Cursor,
    /// What the page is asked for as.
    pub role: PageRole,
    /// The time relative texts are read against; the `Date` header, else the present, when it is not given.
    pub now: Option<DateTime<FixedOffset>>,
    /// The status and headers the page came with.
    pub head: Head,
}

/// A status line and headers, as `curl -D` writes them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The status.
    pub status: u16,
    /// Names in lower case, in order.
    pub headers: Vec<(String, String)>,
}

impl Default for Head {
    fn default() -> Self {
        Self { status: 200, headers: Vec::new() }
    }
}

impl Head {
    /// Reads a dump; of several answers (redirects) the last one counts.
    pub fn read(dump: &str) -> Self {
        let mut head = Self::default();
        for line in dump.lines().map(str::trim_end) {
            if line.starts_with("HTTP/") {
                let status = line.split_whitespace().nth(1).and_then(|code| code.parse().ok());
                head = Self { status: status.unwrap_or(200), headers: Vec::new() };
            } else if let Some((name, value)) = line.split_once(':') {
                head.headers.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
            }
        }
        head
    }
}

impl Bench {
    /// A bench for a source, asking for a list, with a clock of its own.
    pub fn new(source: Source) -> Self {
        Self { source, cursor: Cursor::default(), role: PageRole::List, now: None, head: Head::default() }
    }

    /// The page a body makes here.
    pub fn page(&self, body: Vec<u8>, clock: DateTime<Utc>) -> Page {
        Page {
            url: self.source.url.clone(),
            requested: self.source.url.clone(),
            role: self.role,
            status: self.head.status,
            headers: self.head.headers.clone(),
            body: Bytes::from(body),
            fetched_at: self.now.map_or(clock, |now| now.to_utc()),
        }
    }
}
