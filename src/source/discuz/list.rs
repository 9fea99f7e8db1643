//! Lists of threads on PC pages: a board, the guide, and skins that keep nothing but the links.
//!
//! - [`Row`]: a thread's row as a post, and how many pages its thread shows
//! - [`read`]: the rows of the stock table; [`fallback`]: every link to a thread

use std::collections::HashMap;

use chrono::{DateTime, FixedOffset};
use scraper::ElementRef;

use super::{clock, urls};
use crate::model::{Engagement, Post, PostFlags, PostKind, TimeRole};
use crate::source::document::Document;
use crate::source::dom::{attr, closest, count, elements, find, has_class, line, name, own_line};

/// A thread's row.
pub struct Row {
    /// The thread.
    pub post: Post,
    /// The last page its row links to, where it links to any.
    pub pages: Option<u32>,
}

impl Row {
    /// A thread known by its number and a link to it.
    pub fn new(document: &Document, tid: u64, href: &str, title: String) -> Option<Self> {
        let url = urls::desktop(urls::clean(document.resolve(href)?));
        let mut post = Post::new(format!("t:{tid}"), PostKind::Thread, url, title);
        post.thread = Some(post.key.clone());
        Some(Self { post, pages: None })
    }
}

/// The rows of the stock table.
pub fn read(document: &Document, rows: &[ElementRef<'_>], board: Option<&str>, now: DateTime<FixedOffset>) -> Vec<Row> {
    unique(rows.iter().filter_map(|row| read_row(document, *row, board, now)))
}

/// The places of one row.
#[derive(Default)]
struct Parts<'a> {
    link: Option<ElementRef<'a>>,
    head: Option<ElementRef<'a>>,
    by: Vec<ElementRef<'a>>,
    numbers: Option<ElementRef<'a>>,
    pages: Option<u32>,
    locked: bool,
    attachments: bool,
}

impl<'a> Parts<'a> {
    fn of(row: ElementRef<'a>) -> Self {
        let mut parts = Self::default();
        for element in elements(row) {
            match name(element) {
                "a" if has_class(element, "xst") => parts.link = parts.link.or(Some(element)),
                "th" => {
                    parts.head = parts.head.or(Some(element));
                    parts.locked |= has_class(element, "lock");
                }
                "td" if has_class(element, "by") => parts.by.push(element),
                "td" if has_class(element, "num") => parts.numbers = Some(element),
                "span" if has_class(element, "tps") => parts.pages = last_page(element),
                "img" => parts.image(element),
                "i" if has_class(element, "fico-lock") => parts.locked = true,
                _ => {}
            }
        }
        parts
    }

    fn image(&mut self, image: ElementRef<'_>) {
        self.locked |= attr(image, "src").is_some_and(|src| src.contains("folder_lock"));
        self.attachments |= attr(image, "alt").is_some_and(|alt| alt.starts_with("attach"));
    }

    /// The cells that name a person: the first is the author's, the last the last replier's.
    fn people(&self) -> Vec<ElementRef<'a>> {
        self.by.iter().copied().filter(|cell| find(*cell, |e| name(e) == "cite").is_some()).collect()
    }
}

fn read_row(document: &Document, row: ElementRef<'_>, board: Option<&str>, now: DateTime<FixedOffset>) -> Option<Row> {
    let parts = Parts::of(row);
    let link = parts.link?;
    let href = attr(link, "href")?;
    // A moved thread's row keeps its old number; only the link leads to the thread.
    let mut read = Row::new(document, urls::tid(href)?, href, line(link))?;
    read.pages = parts.pages;
    let post = &mut read.post;
    let people = parts.people();
    if let Some(author) = people.first() {
        post.author = author_of(*author);
        post.time = time_of(*author, now, TimeRole::Created);
    }
    post.last_reply = people.get(1..).and_then(<[_]>::last).and_then(|cell| time_of(*cell, now, TimeRole::LastReply));
    post.engagement = parts.numbers.map(counters).unwrap_or_default();
    let own_board = parts.by.first().filter(|cell| !people.contains(cell)).map(|cell| line(*cell));
    post.board = own_board.or_else(|| board.map(str::to_string)).filter(|name| !name.is_empty());
    let moved = parts.head.is_some_and(|head| own_line(head).contains("移动"));
    post.flags = PostFlags {
        sticky: attr(row, "id").is_some_and(|id| id.starts_with("stickthread_")),
        hidden: attr(row, "style").is_some_and(|style| style.replace(' ', "").contains("display:none")),
        closed: parts.locked || moved,
        attachments: parts.attachments,
        ..PostFlags::default()
    };
    Some(read)
}

fn author_of(cell: ElementRef<'_>) -> Option<String> {
    let cite = find(cell, |e| name(e) == "cite")?;
    let link = find(cite, |e| name(e) == "a");
    Some(line(link.unwrap_or(cite))).filter(|author| !author.is_empty())
}

fn time_of(cell: ElementRef<'_>, now: DateTime<FixedOffset>, role: TimeRole) -> Option<crate::model::PostTime> {
    clock::read(find(cell, |e| name(e) == "em")?, now, role)
}

fn counters(cell: ElementRef<'_>) -> Engagement {
    let number = |tag: &str| find(cell, |e| name(e) == tag).and_then(|e| count(&line(e)));
    Engagement { replies: number("a"), views: number("em"), likes: None }
}

fn last_page(place: ElementRef<'_>) -> Option<u32> {
    elements(place)
        .filter(|e| name(*e) == "a")
        .filter_map(|a| line(a).trim_start_matches(['.', ' ']).parse().ok())
        .max()
}

/// The first row of each thread, in page order.
pub fn unique(rows: impl Iterator<Item = Row>) -> Vec<Row> {
    let mut seen = std::collections::HashSet::new();
    rows.filter(|row| seen.insert(row.post.key.clone())).collect()
}

/// Every link to a thread, for skins that keep none of the stock structure: the longest text of each thread wins.
pub fn fallback(document: &Document, board: Option<&str>) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut places: HashMap<u64, usize> = HashMap::new();
    for link in document.html.tree.nodes().filter_map(ElementRef::wrap).filter(|e| name(*e) == "a") {
        let Some(href) = attr(link, "href").filter(|href| !href.contains("mod=redirect")) else { continue };
        let Some(tid) = urls::tid(href) else { continue };
        let title = line(link);
        if !is_title(&title) || closest(link, |e| has_class(e, "tps")).is_some() {
            continue;
        }
        match places.get(&tid).and_then(|place| rows.get_mut(*place)) {
            Some(row) if title.chars().count() > row.post.title.chars().count() => row.post.title = title,
            Some(_) => {}
            None => {
                let Some(mut row) = Row::new(document, tid, href, title) else { continue };
                row.post.board = board.map(str::to_string);
                places.insert(tid, rows.len());
                rows.push(row);
            }
        }
    }
    rows
}

fn is_title(text: &str) -> bool {
    text.chars().count() >= 4
        && !text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace())
        && !["查看全文", "阅读全文", "查看详情", "点击查看", "下一页", "上一页"].contains(&text)
}
