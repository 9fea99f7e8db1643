//! The touch templates: X3.1–X3.4 with bare lists, X3.5 and later with cards.

use chrono::{DateTime, FixedOffset};
use scraper::ElementRef;

use super::anatomy::Anatomy;
use super::floor::{self, Place};
use super::list::{self, Row};
use super::thread::Thread;
use super::{clock, urls};
use crate::model::{Engagement, Post, TimeRole};
use crate::source::document::Document;
use crate::source::dom::{attr, closest, count, elements, find, has_class, line, name, own_line};
use crate::source::times;

/// Reads the rows of a list.
pub fn list(document: &Document, rows: &[ElementRef<'_>], board: Option<&str>, now: DateTime<FixedOffset>) -> Vec<Row> {
    list::unique(rows.iter().filter_map(|row| {
        let link = find(*row, |e| name(e) == "a" && attr(e, "href").is_some_and(|href| urls::tid(href).is_some()))?;
        let href = attr(link, "href")?;
        let title = by_class(*row, "threadlist_tit").map(|tit| line(child(tit, "em").unwrap_or(tit)));
        let mut read = Row::new(document, urls::tid(href)?, href, title.unwrap_or_else(|| own_line(link)))?;
        if read.post.title.is_empty() {
            return None;
        }
        fill_row(&mut read.post, *row, now);
        read.post.board = board.map(str::to_string);
        Some(read)
    }))
}

fn fill_row(post: &mut Post, row: ElementRef<'_>, now: DateTime<FixedOffset>) {
    let author = by_class(row, "by").or_else(|| by_class(row, "mmc"));
    post.author = author.map(line).filter(|a| !a.is_empty());
    post.time = by_class(row, "mtime").and_then(|time| clock::read(time, now, TimeRole::Created));
    post.text = by_class(row, "threadlist_mes").map(line).unwrap_or_default();
    post.flags.truncated = !post.text.is_empty();
    post.flags.sticky = has_class(row, "list_top") || by_class(row, "icon_top").is_some();
    let beside = |icon: &str| by_class(row, icon).and_then(|i| count(&line(closest(i, |e| name(e) == "li")?)));
    post.engagement = Engagement {
        replies: by_class(row, "num").and_then(|num| count(&line(num))).or_else(|| beside("dm-chat-s-fill")),
        views: beside("dm-eye-fill"),
        likes: None,
    };
}

/// Reads the floors of a page.
pub fn floors(thread: &Thread<'_>, anatomy: &Anatomy<'_>) -> Vec<Post> {
    let mut posts: Vec<(Post, Place)> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for (pid, block) in &anatomy.touch_floors {
        if seen.insert(*pid) {
            posts.push(read_floor(thread, *pid, *block));
        }
    }
    thread.place(&mut posts);
    posts.into_iter().map(|(post, _)| post).collect()
}

fn read_floor(thread: &Thread<'_>, pid: u64, block: ElementRef<'_>) -> (Post, Place) {
    let mut post = thread.floor(pid);
    let byline = by_class(block, "authi");
    post.author = byline
        .and_then(|b| find(b, |e| name(e) == "a" && attr(e, "href").is_some_and(|href| href.contains("mod=space"))))
        .map(line)
        .filter(|author| !author.is_empty());
    let time = by_class(block, "mtime").or_else(|| by_class(block, "rela"));
    post.time = time.and_then(|t| times::read(&own_line(t), thread.now, TimeRole::Created));
    post.engagement = time.map(counters).unwrap_or_default();
    let mut words = by_class(block, "message").map(floor::words).unwrap_or_default();
    let notice = find(block, |e| has_class(e, "locked") || (has_class(e, "grey") && has_class(e, "quote")));
    words.notice |= notice.is_some();
    thread.fill(&mut post, words);
    let label = byline.and_then(|b| find(b, |e| name(e) == "em" || (name(e) == "span" && has_class(e, "y"))));
    (post, floor::place(&label.map(line).unwrap_or_default()))
}

/// Views and replies that X3.5 prints beside the first floor's time.
fn counters(time: ElementRef<'_>) -> Engagement {
    let mut numbers = elements(time).filter(|e| name(*e) == "em").map(|em| count(&line(em)));
    Engagement { views: numbers.next().flatten(), replies: numbers.next().flatten(), likes: None }
}

fn by_class<'a>(element: ElementRef<'a>, class: &str) -> Option<ElementRef<'a>> {
    find(element, |e| has_class(e, class))
}

fn child<'a>(element: ElementRef<'a>, tag: &str) -> Option<ElementRef<'a>> {
    find(element, |e| name(e) == tag)
}
