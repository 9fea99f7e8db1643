//! Engines: what is read from saved pages, what is asked for next, what hostile pages do.
//!
//! - [`saved`]: a folder a case under `tests/fixtures/<engine>/`, and a reviewed snapshot of what was read
//! - [`discuz`], [`feed`], [`page`], [`blocks`]: small tables of single behaviours
//! - [`bounds`]: pages made to break a parser, and mutated fixtures

#[path = "source/blocks.rs"]
mod blocks;
#[path = "source/bounds.rs"]
mod bounds;
#[path = "source/discuz.rs"]
mod discuz;
#[path = "source/feed.rs"]
mod feed;
#[path = "source/page.rs"]
mod page;
#[path = "source/saved.rs"]
mod saved;

use chrono::{DateTime, FixedOffset};
use url::Url;
use yuqing::model::{Cursor, Page, PageRole, Parsed, Priority, Selectors, Source};
use yuqing::source::{Context, table};

/// The time of tests that name none.
const NOW: &str = "2026-03-05T10:00:00+08:00";

/// A page and all an engine is told besides.
#[derive(Clone, Debug)]
struct Case {
    engine: String,
    page: Page,
    now: DateTime<FixedOffset>,
    select: Option<Selectors>,
    cursor: Cursor,
}

impl Case {
    /// A page of `body` at `address`, asked for as a list.
    fn new(engine: &str, address: &str, body: impl Into<Vec<u8>>) -> Self {
        let url = Url::parse(address).expect("a test's own URL");
        let now = DateTime::parse_from_rfc3339(NOW).expect("a test's own time");
        let page = Page {
            requested: url.clone(),
            url,
            role: PageRole::List,
            status: 200,
            headers: vec![("content-type".into(), "text/html; charset=utf-8".into())],
            body: body.into().into(),
            fetched_at: now.to_utc(),
        };
        Self { engine: engine.into(), page, now, select: None, cursor: Cursor::default() }
    }

    fn role(mut self, role: PageRole) -> Self {
        self.page.role = role;
        self
    }

    fn status(mut self, status: u16) -> Self {
        self.page.status = status;
        self
    }

    fn source(&self) -> Source {
        Source {
            id: "case".into(),
            name: "样例".into(),
            engine: self.engine.clone(),
            url: self.page.requested.clone(),
            schedule: None,
            every_secs: None,
            priority: Priority::Normal,
            locality: None,
            weight: 3,
            official: false,
            enabled: true,
            tags: Vec::new(),
            site: None,
            zone: chrono_tz::Tz::Asia__Shanghai,
            max_pages: 10,
            track: true,
            allow_private: false,
            comments: false,
            select: self.select.clone(),
        }
    }

    fn parse(&self) -> Parsed {
        let adapter = table::find(&self.engine).expect("an engine of the table");
        adapter.parse(&self.page, &Context { source: &self.source(), cursor: &self.cursor, now: self.now })
    }
}

#[test]
fn every_engine_is_found_by_its_name_and_says_what_it_reads() {
    let names: Vec<&str> = table::all().iter().map(|adapter| adapter.name()).collect();
    assert_eq!(names, ["feed", "discuz", "page"]);
    for adapter in table::all() {
        let (zh, en) = adapter.about();
        assert!(zh.chars().count() > 8 && en.is_ascii(), "{}", adapter.name());
        assert!(table::find(adapter.name()).is_some());
    }
    assert!(table::find("tieba-by-magic").is_none());
}
