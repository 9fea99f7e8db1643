//! Any site, by the CSS selectors of `sources.toml`: a list of items, and the article behind each where it is wanted.
//!
//! - [`SelectedPage`]: the adapter
//! - `selection`: the selectors, parsed; `a@href` reads an attribute

mod selection;

use super::document::{Document, finish};
use super::{Context, OptionFault, SourceAdapter, article, blocks, conditional, dom, times};
use crate::model::{
    Cursor, Outcome, Page, PageRole, Parsed, Post, PostKind, PostTime, Reason, Request, Source, TimeRole,
};
use crate::text::url as addresses;
use scraper::ElementRef;
use selection::Selection;
use url::Url;

pub use selection::Pick;

/// The adapter.
pub struct SelectedPage;

impl SourceAdapter for SelectedPage {
    fn name(&self) -> &'static str {
        "page"
    }

    fn about(&self) -> (&'static str, &'static str) {
        ("任意网站：用 CSS 选择器读取列表与正文", "Any site: lists and articles by CSS selectors")
    }

    fn check(&self, source: &Source) -> Vec<OptionFault> {
        match &source.select {
            Some(selectors) => Selection::parse(selectors).err().unwrap_or_default(),
            None => vec![OptionFault {
                key: "select",
                message: (
                    "engine = \"page\" 需要 [source.select]，至少写 item".into(),
                    "engine = \"page\" needs [source.select] with at least item".into(),
                ),
            }],
        }
    }

    fn begin(&self, source: &Source, cursor: &Cursor) -> Vec<Request> {
        vec![conditional(source.url.clone(), PageRole::List, cursor)]
    }

    fn parse(&self, page: &Page, context: &Context<'_>) -> Parsed {
        let document = Document::read(page);
        if let Some(refused) = blocks::by_status(page, &document) {
            return refused;
        }
        if document.source.trim().is_empty() {
            return document.unread(Outcome::Unknown, Reason::EmptyBody, None);
        }
        let selectors = context.source.select.clone().unwrap_or_default();
        // A source with broken selectors does not load; on its own the engine then reads without them.
        let selection = Selection::parse(&selectors).unwrap_or_default();
        let reading = Reading { page, context, document: &document, selection: &selection };
        finish(if page.role == PageRole::Article { reading.article() } else { reading.list() })
    }
}

struct Reading<'a> {
    page: &'a Page,
    context: &'a Context<'a>,
    document: &'a Document,
    selection: &'a Selection,
}

impl Reading<'_> {
    fn list(&self) -> Parsed {
        let mut posts: Vec<Post> = Vec::new();
        let mut wanted: Vec<Request> = Vec::new();
        let mut seen = std::collections::HashSet::new();
        let mut new = 0;
        for item in self.selection.items(self.document) {
            let Some(post) = self.item(item).filter(|post| seen.insert(post.key.clone())) else { continue };
            let known = self.context.cursor.known.contains(&post.key);
            new += usize::from(!known);
            if post.text.is_empty() && !known && post.url != self.page.url {
                // The article itself follows; its list row would only be a poorer version of it.
                wanted.push(Request::new(post.url.clone(), PageRole::Article));
            }
            posts.push(post);
        }
        if posts.is_empty() {
            return self.nothing(Reason::SelectorsFoundNothing);
        }
        if self.goes_on(&posts, new) {
            wanted.extend(self.next_list());
        }
        let title = self.document.title();
        Parsed { posts, title, next: wanted, ..self.document.parsed(Outcome::List) }
    }

    /// Whether the next list page may hold what is new: none of these articles is known, or pages were left out last
    /// time and these are no older than the gap. A first visit reads one page.
    fn goes_on(&self, posts: &[Post], new: usize) -> bool {
        let cursor = self.context.cursor;
        match cursor.gap_since {
            Some(since) => posts.iter().any(|post| match &post.time {
                Some(time) => time.at >= since,
                None => !cursor.known.contains(&post.key),
            }),
            None => new == posts.len() && !cursor.known.is_empty(),
        }
    }

    fn item(&self, item: ElementRef<'_>) -> Option<Post> {
        let url = self.document.resolve(&self.selection.link.value(item)?)?;
        let title = self.selection.title.as_ref().map_or_else(|| self.selection.link.text(item), |t| t.value(item))?;
        let title = dom::squeeze(&title);
        if title.is_empty() {
            return None;
        }
        let mut post = Post::new(key(&url), PostKind::Article, url, title);
        post.time = self.selection.time.as_ref().and_then(|t| self.time(&t.value(item)?));
        let author = self.selection.author.as_ref().and_then(|a| a.value(item)).map(|a| dom::squeeze(&a));
        post.author = author.filter(|a| !a.is_empty());
        post.text = self.selection.body.as_ref().and_then(|b| b.block(item)).unwrap_or_default();
        Some(post)
    }

    fn time(&self, raw: &str) -> Option<PostTime> {
        times::read(&dom::squeeze(raw), self.context.now, TimeRole::Created)
    }

    fn next_list(&self) -> Option<Request> {
        let href = self.selection.next.as_ref()?.value(self.document.html.root_element())?;
        let url = self.document.resolve(&href).filter(|url| *url != self.page.url)?;
        Some(Request::new(url, PageRole::List))
    }

    fn article(&self) -> Parsed {
        let found = article::extract(self.document, &self.page.url, self.context.now, self.selection.body.as_ref());
        if !found.is_sure()
            && let Some(refused) = blocks::classify(self.page, self.document)
        {
            return refused;
        }
        if found.text.is_empty() {
            return self.nothing(Reason::NoStructure);
        }
        // Known by the address the list gave: redirects and canonical links may name another.
        let mut post =
            Post::new(key(&self.page.requested), PostKind::Article, self.page.url.clone(), found.title.clone());
        post.author = found.author;
        post.time = found.published;
        post.text = found.text;
        let title = Some(found.title).filter(|title| !title.is_empty());
        Parsed { posts: vec![post], title, ..self.document.parsed(Outcome::Article) }
    }

    fn nothing(&self, reason: Reason) -> Parsed {
        blocks::classify(self.page, self.document)
            .unwrap_or_else(|| self.document.unread(Outcome::Unknown, reason, self.document.title()))
    }
}

fn key(url: &Url) -> String {
    addresses::canonical(url.as_str()).unwrap_or_else(|| url.to_string())
}
