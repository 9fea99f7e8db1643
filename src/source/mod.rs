//! Engines: a saved page in, posts out. No I/O.
//!
//! - [`SourceAdapter`]: what an engine can do; [`table`]: all of them
//! - [`document`]: a page decoded and parsed once; [`dom`]: readings of its tree; [`tame`]: hostile markup first;
//!   [`times`]: time texts
//! - [`discuz`], [`feed`], [`page`]: the engines; [`article`]: the body of an article page
//! - [`blocks`]: challenge, block and maintenance pages of any site

pub mod article;
pub mod blocks;
pub mod discuz;
pub mod document;
pub mod dom;
pub mod feed;
pub mod page;
pub mod table;
pub mod tame;
pub mod times;

use chrono::{DateTime, FixedOffset};
use regex::Regex;
use url::Url;

use crate::model::{Cursor, Page, PageRole, Parsed, Request, Source};

/// A first visit reads lists back this far.
pub const FIRST_VISIT_DAYS: i64 = 3;

/// Turns the pages of one kind of site software into posts. Pure: so every adapter runs on a saved page, in a test,
/// in `yuqing try` and in a fuzzer.
pub trait SourceAdapter: Send + Sync {
    /// The name used in `sources.toml`.
    fn name(&self) -> &'static str;

    /// What it reads, in one line: Chinese, English.
    fn about(&self) -> (&'static str, &'static str);

    /// What is wrong with a source's options for this engine: (key, message, hint).
    fn check(&self, source: &Source) -> Vec<OptionFault> {
        let _ = source;
        Vec::new()
    }

    /// The requests a visit begins with.
    fn begin(&self, source: &Source, cursor: &Cursor) -> Vec<Request>;

    /// Reads one page. Never panics, whatever the bytes.
    fn parse(&self, page: &Page, context: &Context<'_>) -> Parsed;
}

/// What an adapter may know besides the page.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The source.
    pub source: &'a Source,
    /// What the last visit knew.
    pub cursor: &'a Cursor,
    /// The time relative texts are read against: the server's `Date` or our clock, in the source's zone.
    /// An adapter prefers the clock a page prints.
    pub now: DateTime<FixedOffset>,
}

/// A fault in a source's options.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OptionFault {
    /// The key in the source's table.
    pub key: &'static str,
    /// What is wrong (Chinese, English).
    pub message: (String, String),
}

/// A request that asks for a page only if it changed since the last visit.
pub fn conditional(url: Url, role: PageRole, cursor: &Cursor) -> Request {
    let known = cursor.validators.get(url.as_str()).cloned().unwrap_or_default();
    Request { url, role, etag: known.etag, last_modified: known.last_modified }
}

/// A pattern written in this program; a test touches every one of them.
pub(crate) fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("constant pattern")
}
