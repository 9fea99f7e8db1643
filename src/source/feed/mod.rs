//! Feeds: RSS, Atom, JSON Feed, and the JSON of we-mp-rss.
//!
//! - [`Feed`]: the adapter
//! - `envelope`: bytes into a text that feed-rs reads: UTF-8, one prolog, known root versions
//! - `entry`: one entry as a post; `keys`: what an entry is known by
//! - `mirror_json`: the shape of we-mp-rss

mod entry;
mod envelope;
mod keys;
mod mirror_json;

use std::sync::{Arc, Mutex};

use chrono::{DateTime, FixedOffset, Utc};
use feed_rs::parser::{Builder, ParseErrorKind, ParseFeedError};

use super::document::{self, Document, finish};
use super::{Context, SourceAdapter, blocks, conditional};
use crate::model::{Cursor, Outcome, Page, PageRole, Parsed, PostTime, Reason, Request, Source, TimeRole};
use crate::text::charset::Decoded;

/// The adapter.
pub struct Feed;

impl SourceAdapter for Feed {
    fn name(&self) -> &'static str {
        "feed"
    }

    fn about(&self) -> (&'static str, &'static str) {
        (
            "RSS、Atom、JSON Feed，包括公众号镜像（wewe-rss、we-mp-rss、RSSHub）",
            "RSS, Atom and JSON Feed, WeChat mirrors (wewe-rss, we-mp-rss, RSSHub) among them",
        )
    }

    fn begin(&self, source: &Source, cursor: &Cursor) -> Vec<Request> {
        vec![conditional(source.url.clone(), PageRole::List, cursor)]
    }

    fn parse(&self, page: &Page, context: &Context<'_>) -> Parsed {
        let decoded = document::decode_page(page);
        if !(200..300).contains(&page.status) {
            return refused(page, decoded);
        }
        if decoded.text.trim().is_empty() {
            return unread(&decoded, Outcome::Unknown, Reason::EmptyBody, None);
        }
        if let Some(parsed) = mirror_json::read(page, &decoded, context) {
            return finish(parsed);
        }
        match envelope::open(&decoded.text) {
            envelope::Opened::Feed(text) => read(page, &decoded, &text, context),
            envelope::Opened::Refusal(words) => {
                unread(&decoded, Outcome::Closed, Reason::SiteClosed, Some(words.to_string()))
            }
            envelope::Opened::Other => not_a_feed(page, decoded),
        }
    }
}

/// What times in a feed were read as: feed-rs keeps only the instant, a post also says how exact it is.
type Times = Arc<Mutex<Vec<PostTime>>>;

fn read(page: &Page, decoded: &Decoded, text: &str, context: &Context<'_>) -> Parsed {
    let times = Times::default();
    let parser = || {
        Builder::new()
            .base_uri(Some(page.url.as_str()))
            .sanitize_content(false)
            // An entry without an id has none: we choose what it is known by.
            .id_generator(|_, _, _| String::new())
            .timestamp_parser(clock(context.now, Arc::clone(&times)))
            .build()
    };
    let (feed, damage) = match parser().parse(text.as_bytes()) {
        Ok(feed) => (feed, None),
        Err(ParseFeedError::ParseError(ParseErrorKind::NoFeedRoot)) => return not_a_feed(page, decoded.clone()),
        Err(ParseFeedError::JsonSerde(error)) => {
            let damaged = || unread(decoded, Outcome::Unknown, Reason::BadFeed, Some(error.to_string()));
            return mirror_json::lenient(page, decoded, context).map_or_else(damaged, finish);
        }
        Err(error) => match envelope::mend(text).and_then(|whole| parser().parse(whole.as_bytes()).ok()) {
            Some(feed) => (feed, Some(error.to_string())),
            None => return unread(decoded, Outcome::Unknown, Reason::BadFeed, Some(error.to_string())),
        },
    };
    let times = times.lock().map(|read| read.clone()).unwrap_or_default();
    let is_discuz = feed.generator.as_ref().is_some_and(|g| g.content.contains("Discuz!"));
    let base = entry::Base { page, title: entry::feed_title(&feed), is_discuz, times: &times };
    let drafts: Vec<entry::Draft> = feed.entries.iter().take(document::MAX_POSTS + 1).map(|e| base.draft(e)).collect();
    let mut parsed = readable(decoded);
    parsed.reason = damage.as_ref().map(|_| Reason::BadFeed);
    parsed.notice = damage;
    parsed.title = base.title.clone();
    parsed.posts = keys::assign(drafts);
    if parsed.posts.is_empty() {
        parsed.outcome = Outcome::Empty;
    }
    finish(parsed)
}

/// Reads every time text of the feed in the source's zone, and remembers how.
fn clock(now: DateTime<FixedOffset>, times: Times) -> impl Fn(&str) -> Option<DateTime<Utc>> + Send + Sync + 'static {
    move |raw| {
        let time = super::times::read(raw.trim(), now, TimeRole::Created)?;
        let at = time.utc();
        if let Ok(mut read) = times.lock() {
            read.push(time);
        }
        Some(at)
    }
}

fn readable(decoded: &Decoded) -> Parsed {
    Parsed {
        outcome: Outcome::Feed,
        reason: None,
        notice: None,
        title: None,
        posts: Vec::new(),
        next: Vec::new(),
        decoded: document::note(decoded),
    }
}

fn unread(decoded: &Decoded, outcome: Outcome, reason: Reason, notice: Option<String>) -> Parsed {
    Parsed { decoded: document::note(decoded), ..Parsed::unread(outcome, reason, notice) }
}

fn refused(page: &Page, decoded: Decoded) -> Parsed {
    let document = Document::from_decoded(decoded, &page.url);
    blocks::by_status(page, &document)
        .unwrap_or_else(|| document.unread(Outcome::Unknown, Reason::NotAFeed, document.title()))
}

fn not_a_feed(page: &Page, decoded: Decoded) -> Parsed {
    let document = Document::from_decoded(decoded, &page.url);
    blocks::classify(page, &document)
        .unwrap_or_else(|| document.unread(Outcome::Unknown, Reason::NotAFeed, document.title()))
}
