//! Thread pages of the PC template: every floor, by its pid.

use std::collections::HashMap;

use chrono::{DateTime, FixedOffset};
use scraper::ElementRef;
use url::Url;

use super::anatomy::Anatomy;
use super::floor::{self, Place, Words};
use super::follow::USUAL_FLOORS_A_PAGE;
use super::pager::Pager;
use super::{clock, urls};
use crate::model::{Engagement, Post, PostKind, TimeRole};
use crate::source::document::Document;
use crate::source::dom::{attr, count, elements, has_class, line, name, own_line};

/// What all floors of a page share.
pub struct Thread<'a> {
    /// The page.
    pub document: &'a Document,
    /// The thread's key, where its number could be read.
    pub key: Option<String>,
    /// Its title.
    pub title: String,
    /// Its board.
    pub board: Option<String>,
    /// Where a person reads this page.
    pub url: Url,
    /// Which page of the thread this is.
    pub page: u32,
    /// How many floors a page has, as far as this one shows.
    pub floors_a_page: u64,
    /// The clock of the page.
    pub now: DateTime<FixedOffset>,
}

impl<'a> Thread<'a> {
    /// Reads what stands around the floors. `shown` is how many there are.
    pub fn of(
        document: &'a Document,
        anatomy: &Anatomy<'_>,
        pager: &Pager,
        url: &Url,
        shown: usize,
        now: DateTime<FixedOffset>,
    ) -> Self {
        let url = urls::clean(url.clone());
        let page = pager.current.unwrap_or_else(|| urls::page_number(&url));
        let shown = shown as u64;
        let full = pager.last.is_some_and(|last| last > page);
        Self {
            document,
            key: urls::tid(url.as_str()).or_else(|| tid_in_script(&document.source)).map(|tid| format!("t:{tid}")),
            title: anatomy.subject.map(title_of).unwrap_or_default(),
            board: anatomy.board_name(),
            url: urls::with_page(&url, page),
            page,
            floors_a_page: if full { shown } else { shown.max(USUAL_FLOORS_A_PAGE) },
            now,
        }
    }

    /// A floor with all but its words.
    pub fn floor(&self, pid: u64) -> Post {
        let mut url = self.url.clone();
        url.set_fragment(Some(&format!("pid{pid}")));
        let mut post = Post::new(format!("p:{pid}"), PostKind::Floor, url, self.title.clone());
        post.thread = self.key.clone();
        post.board = self.board.clone();
        post
    }

    /// Places floors that print no number by their order on the page.
    pub fn place(&self, posts: &mut [(Post, Place)]) {
        let before = u64::from(self.page.saturating_sub(1)) * self.floors_a_page;
        let mut index = 0;
        for (post, place) in posts {
            match place {
                Place::Printed(floor) => post.floor = Some(*floor),
                Place::Copy(floor) => {
                    post.floor = *floor;
                    continue;
                }
                Place::Unknown => {
                    post.floor = u32::try_from(before + index + 1).ok();
                    post.flags.floor_estimated = true;
                }
            }
            index += 1;
        }
    }

    /// Puts a floor's words into its post.
    pub fn fill(&self, post: &mut Post, words: Words) {
        let readable = |text: String| match self.document.note.encoding.as_str() {
            "UTF-8" => text,
            _ => floor::unescape(&text),
        };
        post.flags.masked = words.notice && words.text.is_empty();
        post.text = readable(words.text);
        post.quote = words.quote.map(readable);
    }
}

/// Reads the floors of a page, each pid once: copies on top give way to the floor itself.
pub fn read(thread: &Thread<'_>, anatomy: &Anatomy<'_>) -> Vec<Post> {
    let mut posts: Vec<(Post, Place)> = Vec::new();
    let mut seen: HashMap<u64, usize> = HashMap::new();
    for (pid, block) in &anatomy.floors {
        let read = read_floor(thread, *pid, *block);
        match seen.get(pid).and_then(|index| posts.get_mut(*index)) {
            Some(earlier) if matches!(earlier.1, Place::Copy(_)) => *earlier = read,
            Some(_) => {}
            None => {
                seen.insert(*pid, posts.len());
                posts.push(read);
            }
        }
    }
    thread.place(&mut posts);
    let mut posts: Vec<Post> = posts.into_iter().map(|(post, _)| post).collect();
    if let Some(first) = posts.iter_mut().find(|post| post.floor == Some(1)) {
        first.engagement = counters(anatomy);
    }
    posts
}

/// The places of one floor.
#[derive(Default)]
struct Parts<'a> {
    label: String,
    time: Option<ElementRef<'a>>,
    author: Option<ElementRef<'a>>,
    byline: Option<ElementRef<'a>>,
    message: Option<ElementRef<'a>>,
    fields: Option<ElementRef<'a>>,
    locked: bool,
    attachments: bool,
}

impl<'a> Parts<'a> {
    fn of(block: ElementRef<'a>) -> Self {
        let mut parts = Self::default();
        for element in elements(block) {
            parts.look(element);
        }
        parts
    }

    fn look(&mut self, element: ElementRef<'a>) {
        let id = attr(element, "id").unwrap_or_default();
        match name(element) {
            "a" if id.starts_with("postnum") => self.label.push_str(&line(element)),
            "a" if self.author.is_none() && is_author(element) => self.author = Some(element),
            "em" if id.starts_with("authorposton") => self.time = self.time.or(Some(element)),
            "td" | "div" if id.starts_with("postmessage_") => self.message = self.message.or(Some(element)),
            "div" if has_class(element, "authi") => self.byline = self.byline.or(Some(element)),
            "div" if has_class(element, "locked") => self.locked = true,
            "div" if has_class(element, "typeoption") => self.fields = Some(element),
            "strong" | "span" if self.message.is_none() && own_line(element).starts_with("来自 ") => {
                self.label.push_str(&line(element));
            }
            "img" => {
                self.attachments |= attr(element, "aid").is_some();
                if attr(element, "title") == Some("置顶回复") {
                    self.label.push_str("置顶");
                }
            }
            "dl" | "ignore_js_op" => self.attachments |= name(element) != "dl" || has_class(element, "tattl"),
            _ => {}
        }
    }

    /// The handle; a guest or an anonymous author has no link.
    fn author(&self) -> Option<String> {
        let name = self.author.map(line).or_else(|| {
            let text = line(self.byline?);
            text.split_whitespace().next().map(str::to_string)
        });
        name.filter(|n| !n.is_empty())
    }
}

fn is_author(link: ElementRef<'_>) -> bool {
    (has_class(link, "xw1") || has_class(link, "xi2"))
        && link.parent().and_then(ElementRef::wrap).is_some_and(|parent| has_class(parent, "authi"))
        && attr(link, "href").is_some_and(|href| !href.contains("authorid="))
}

fn read_floor(thread: &Thread<'_>, pid: u64, block: ElementRef<'_>) -> (Post, Place) {
    let parts = Parts::of(block);
    let mut post = thread.floor(pid);
    post.author = parts.author();
    post.time = parts.time.and_then(|time| clock::read(time, thread.now, TimeRole::Created));
    post.flags.attachments = parts.attachments;
    post.flags.hidden = attr(block, "style").is_some_and(|style| style.replace(' ', "").contains("display:none"));
    let mut words = parts.message.map(floor::words).unwrap_or_default();
    if let Some(fields) = parts.fields {
        let fields = floor::words(fields).text;
        words.text = format!("{fields}\n{}", words.text).trim().to_string();
    }
    words.notice |= parts.locked || parts.message.is_none();
    thread.fill(&mut post, words);
    (post, floor::place(&parts.label))
}

fn counters(anatomy: &Anatomy<'_>) -> Engagement {
    let number = |index: usize| anatomy.counters.get(index).and_then(|e| count(&line(*e)));
    Engagement { views: number(0), replies: number(1), likes: None }
}

fn title_of(place: ElementRef<'_>) -> String {
    // The touch template's heading also holds a link.
    let own = own_line(place);
    if own.is_empty() { line(place) } else { own }
}

fn tid_in_script(source: &str) -> Option<u64> {
    let (_, rest) = source.split_once("tid = parseInt('")?;
    rest.split('\'').next()?.parse().ok()
}
