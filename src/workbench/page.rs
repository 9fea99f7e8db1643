//! Saved pages: decode, feed, page, article.

use serde::Serialize;

use crate::clock::Clock;
use crate::model::{Outcome, Parsed, Post, Precision, Reason};
use crate::pipeline::gather::page_time;
use crate::source::document::Document;
use crate::source::{Context, article, table};
use crate::text::charset;

use super::{Bench, Fault};

/// `try decode`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DecodedFile {
    file: String,
    encoding: &'static str,
    replaced: usize,
    text: String,
}

/// `try feed`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FeedFile {
    file: String,
    title: Option<String>,
    entries: Vec<Entry>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Entry {
    id: String,
    url: String,
    title: String,
    author: Option<String>,
    published: Option<String>,
    text: String,
}

/// `try page`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PageFile {
    file: String,
    outcome: Outcome,
    reason: Option<Reason>,
    posts: Vec<PostRow>,
    next: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct PostRow {
    key: String,
    url: String,
    title: String,
    author: Option<String>,
    published: Option<String>,
    precision: Option<Precision>,
    floor: Option<u32>,
    replies: Option<u64>,
    views: Option<u64>,
    text: String,
}

/// `try article`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ArticleFile {
    file: String,
    title: Option<String>,
    author: Option<String>,
    published: Option<String>,
    text: String,
}

/// Which encoding a body is in, and its text.
pub fn decode(file: &str, body: &[u8], content_type: Option<&str>) -> DecodedFile {
    let decoded = charset::decode(body, content_type, None);
    DecodedFile { file: file.into(), encoding: decoded.encoding, replaced: decoded.replaced, text: decoded.text }
}

/// The entries of a feed.
///
/// # Errors
/// When it cannot be read as a feed.
pub fn feed(file: &str, body: Vec<u8>, bench: &Bench) -> Result<FeedFile, Fault> {
    let parsed = parse(body, bench)?;
    if let (false, Some(reason)) = (parsed.outcome.is_read(), parsed.reason) {
        let notice = parsed.notice.map(|notice| format!(": {notice}")).unwrap_or_default();
        return Err(Fault::new(format!("{}{notice}", reason.as_str())));
    }
    let entries = parsed.posts.into_iter().map(|post| Entry {
        published: published(&post),
        id: post.key,
        url: post.url.into(),
        title: post.title,
        author: post.author,
        text: post.text,
    });
    Ok(FeedFile { file: file.into(), title: parsed.title, entries: entries.collect() })
}

/// What an engine reads on a page.
///
/// # Errors
/// When there is no such engine.
pub fn page(file: &str, body: Vec<u8>, bench: &Bench) -> Result<PageFile, Fault> {
    let parsed = parse(body, bench)?;
    Ok(PageFile {
        file: file.into(),
        outcome: parsed.outcome,
        reason: parsed.reason,
        posts: parsed.posts.into_iter().map(row).collect(),
        next: parsed.next.into_iter().map(|request| request.url.into()).collect(),
    })
}

/// The article on a page, whatever the engine; the source's own `body` selector is not asked.
pub fn article(file: &str, body: Vec<u8>, bench: &Bench) -> ArticleFile {
    let page = bench.page(body, Clock::real().now());
    let now = bench.now.unwrap_or_else(|| page_time(&page, bench.source.zone));
    let read = article::extract(&Document::read(&page), &page.url, now, None);
    ArticleFile {
        file: file.into(),
        title: Some(read.title).filter(|title| !title.is_empty()),
        author: read.author,
        published: read.published.map(|time| time.at.to_rfc3339()),
        text: read.text,
    }
}

fn parse(body: Vec<u8>, bench: &Bench) -> Result<Parsed, Fault> {
    let engine = &bench.source.engine;
    let adapter = table::find(engine).ok_or_else(|| Fault::new(format!("no engine `{engine}`")))?;
    let page = bench.page(body, Clock::real().now());
    let now = bench.now.unwrap_or_else(|| page_time(&page, bench.source.zone));
    Ok(adapter.parse(&page, &Context { source: &bench.source, cursor: &bench.cursor, now }))
}

fn row(post: Post) -> PostRow {
    PostRow {
        published: published(&post),
        precision: post.time.as_ref().map(|time| time.precision),
        key: post.key,
        url: post.url.into(),
        title: post.title,
        author: post.author,
        floor: post.floor,
        replies: post.engagement.replies,
        views: post.engagement.views,
        text: post.text,
    }
}

fn published(post: &Post) -> Option<String> {
    post.time.as_ref().map(|time| time.at.to_rfc3339())
}
