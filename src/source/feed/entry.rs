//! One entry of a feed as a post.

use chrono::{DateTime, Utc};
use feed_rs::model::{Entry, Feed};
use scraper::Html;
use url::Url;

use crate::model::{Page, Post, PostKind, PostTime};
use crate::source::{discuz, document, dom, tame};
use crate::text::{markup, url as addresses};

/// An entry that is not yet known by anything.
pub struct Draft {
    /// The post; its key is still empty.
    pub post: Post,
    /// The entry's own id, where it has one.
    pub id: Option<String>,
    /// The canonical address, where it has a link.
    pub link: Option<String>,
}

/// What all entries of a feed share.
pub struct Base<'a> {
    /// The page.
    pub page: &'a Page,
    /// The feed's title.
    pub title: Option<String>,
    /// Whether a Discuz! forum wrote it: its links then name threads that its boards also show.
    pub is_discuz: bool,
    /// How its times were read.
    pub times: &'a [PostTime],
}

/// A feed's title on one line.
pub fn feed_title(feed: &Feed) -> Option<String> {
    feed.title.as_ref().map(|title| visible_line(&title.content)).filter(|title| !title.is_empty())
}

impl Base<'_> {
    /// Reads an entry.
    pub fn draft(&self, entry: &Entry) -> Draft {
        let title = entry.title.as_ref().map(|title| visible_line(&title.content)).unwrap_or_default();
        let link = entry
            .links
            .iter()
            .find(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate"))
            .or(entry.links.first())
            .and_then(|link| self.page.url.join(link.href.trim()).ok())
            .filter(|url| matches!(url.scheme(), "http" | "https"));
        let mut post = Post::new("", PostKind::Article, link.clone().unwrap_or_else(|| self.page.url.clone()), title);
        post.author = entry.authors.iter().find_map(|person| author(person.name.as_deref(), person.email.as_deref()));
        post.time = entry.published.or(entry.updated).and_then(|at| self.time(at));
        post.board = entry.categories.first().map(|c| dom::squeeze(&c.term)).filter(|name| !name.is_empty());
        post.text = text_of(entry, &post.title);
        post.flags.truncated = entry.content.is_none() && post.text.ends_with("...");
        let mut id = own_id(entry);
        if let Some(tid) = link.as_ref().filter(|_| self.is_discuz).and_then(|url| discuz::urls::tid(url.as_str())) {
            let key = format!("t:{tid}");
            post.kind = PostKind::Thread;
            post.thread = Some(key.clone());
            id = Some(key);
        }
        Draft { post, id, link: canonical(link.as_ref()) }
    }

    fn time(&self, at: DateTime<Utc>) -> Option<PostTime> {
        self.times.iter().find(|time| time.utc() == at).cloned()
    }
}

/// The canonical spelling of a link.
pub fn canonical(link: Option<&Url>) -> Option<String> {
    link.map(|url| addresses::canonical(url.as_str()).unwrap_or_else(|| url.to_string()))
}

fn own_id(entry: &Entry) -> Option<String> {
    let id = entry.id.trim();
    (!id.is_empty() && id.len() <= 500).then(|| id.to_string())
}

/// A person of a feed. RSS wants an e-mail address there; forums print a name, and feed-rs may take it for either.
pub fn author(name: Option<&str>, email: Option<&str>) -> Option<String> {
    let usable = |text: &&str| !text.trim().is_empty() && *text != "unknown" && *text != "noreply@blogger.com";
    name.filter(usable).or(email.filter(usable)).map(dom::squeeze)
}

/// The entry's words: its content or else its summary. A description that only repeats the title is none.
fn text_of(entry: &Entry, title: &str) -> String {
    let content = entry.content.as_ref().and_then(|content| content.body.as_deref());
    let summary = entry.summary.as_ref().map(|summary| summary.content.as_str());
    [content, summary].into_iter().flatten().map(visible).find(|text| says_more(text, title)).unwrap_or_default()
}

/// Whether a text is more than the title again, or a mirror's word that it failed.
pub fn says_more(text: &str, title: &str) -> bool {
    !text.is_empty() && dom::squeeze(text) != title && !text.starts_with("获取全文失败")
}

/// The visible text of a fragment that may be HTML, escaped once too often, or plain.
pub fn visible(fragment: &str) -> String {
    let fragment = unwrap_cdata(fragment);
    if !fragment.contains(['<', '&']) {
        return fragment.trim().to_string();
    }
    let html = Html::parse_fragment(&tame::tame(&with_line_breaks(&fragment)));
    let text = markup::text_of(html.root_element(), &|_| false);
    text.trim().to_string()
}

/// Plain text keeps its lines: white space means nothing in HTML, much in a forum's description.
fn with_line_breaks(fragment: &str) -> String {
    if fragment.contains('<') { fragment.to_string() } else { fragment.replace('\n', "<br>") }
}

fn visible_line(fragment: &str) -> String {
    dom::squeeze(&visible(fragment))
}

/// we-mp-rss escapes its CDATA marks into the text.
fn unwrap_cdata(fragment: &str) -> String {
    let bare = fragment.trim();
    let bare = bare.strip_prefix("<![CDATA[").or_else(|| bare.strip_prefix("&lt;![CDATA[")).unwrap_or(bare);
    bare.strip_suffix("]]>").or_else(|| bare.strip_suffix("]]&gt;")).unwrap_or(bare).to_string()
}

/// The bound on posts, for other readers of this room.
pub const MAX_ENTRIES: usize = document::MAX_POSTS + 1;
