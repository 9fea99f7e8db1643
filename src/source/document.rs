//! A page decoded once and parsed once, for every engine that reads HTML.
//!
//! - [`Document`]: the tree, its decoded source, the address links are resolved against
//! - [`decode_page`]: the text alone, for pages that are no HTML

use std::sync::LazyLock;

use scraper::{Html, Selector};
use url::Url;

use super::{dom, tame};
use crate::model::{DecodeNote, Outcome, Page, Parsed, Reason};
use crate::text::charset::{self, Decoded};

/// One page gives at most this many posts.
pub const MAX_POSTS: usize = 1_000;

/// A parsed page.
pub struct Document {
    /// The tree.
    pub html: Html,
    /// The decoded source, for what stands in scripts.
    pub source: String,
    /// How it was decoded.
    pub note: DecodeNote,
    /// What links are relative to.
    pub base: Url,
}

/// The text of a page's body.
pub fn decode_page(page: &Page) -> Decoded {
    charset::decode(&page.body, page.header("content-type"), page.url.host_str())
}

/// What is kept of how a page was decoded.
pub fn note(decoded: &Decoded) -> DecodeNote {
    DecodeNote {
        encoding: decoded.encoding.to_string(),
        replaced: decoded.replaced,
        chars: decoded.text.chars().count(),
    }
}

impl Document {
    /// Decodes and parses a page.
    pub fn read(page: &Page) -> Self {
        Self::from_decoded(decode_page(page), &page.url)
    }

    /// Parses a decoded page.
    pub fn from_decoded(decoded: Decoded, url: &Url) -> Self {
        let note = note(&decoded);
        let html = Html::parse_document(&tame::tame(&decoded.text));
        let base = base_of(&html, url);
        Self { html, source: decoded.text, note, base }
    }

    /// The text of `<title>`.
    pub fn title(&self) -> Option<String> {
        static TITLE: LazyLock<Option<Selector>> = LazyLock::new(|| Selector::parse("title").ok());
        let title = self.html.select(TITLE.as_ref()?).next()?;
        Some(dom::line(title)).filter(|t| !t.is_empty())
    }

    /// The address a link leads to; only http and https lead anywhere.
    pub fn resolve(&self, href: &str) -> Option<Url> {
        let url = self.base.join(href.trim()).ok()?;
        (matches!(url.scheme(), "http" | "https") && url.has_host()).then_some(url)
    }

    /// A page read as `outcome`, without posts yet.
    pub fn parsed(&self, outcome: Outcome) -> Parsed {
        Parsed {
            outcome,
            reason: None,
            notice: None,
            title: None,
            posts: Vec::new(),
            next: Vec::new(),
            decoded: self.note.clone(),
        }
    }

    /// A page that was not read.
    pub fn unread(&self, outcome: Outcome, reason: Reason, notice: Option<String>) -> Parsed {
        Parsed { decoded: self.note.clone(), ..Parsed::unread(outcome, reason, notice) }
    }
}

/// Holds the bound on posts and notes what was doubtful about a page that was read.
pub fn finish(mut parsed: Parsed) -> Parsed {
    if parsed.posts.len() > MAX_POSTS {
        parsed.posts.truncate(MAX_POSTS);
        parsed.reason = Some(Reason::TooManyPosts);
    }
    // One character in two hundred that could not be decoded is another charset, not a slip.
    if parsed.reason.is_none() && parsed.decoded.replaced * 200 > parsed.decoded.chars {
        parsed.reason = Some(Reason::WrongCharset);
    }
    parsed
}

fn base_of(html: &Html, url: &Url) -> Url {
    static BASE: LazyLock<Option<Selector>> = LazyLock::new(|| Selector::parse("head base[href]").ok());
    let href = BASE.as_ref().and_then(|s| html.select(s).next()).and_then(|e| dom::attr(e, "href"));
    href.and_then(|href| url.join(href.trim()).ok())
        .filter(|base| !base.cannot_be_a_base())
        .unwrap_or_else(|| url.clone())
}
