//! The archiver: bare pages for search engines, without pids, views and create times.

use scraper::{ElementRef, Node};

use super::anatomy::Anatomy;
use super::floor;
use super::list::{self, Row};
use super::thread::Thread;
use super::urls;
use crate::model::{Post, PostKind, TimeRole};
use crate::source::document::Document;
use crate::source::dom::{attr, find, line, name, own_line, squeeze};
use crate::source::times;

/// Reads the rows of a list.
pub fn list(document: &Document, rows: &[ElementRef<'_>], board: Option<&str>) -> Vec<Row> {
    list::unique(rows.iter().filter_map(|row| {
        let link = find(*row, |e| name(e) == "a")?;
        let href = attr(link, "href")?;
        let mut read = Row::new(document, urls::tid(href)?, href, line(link))?;
        read.post.board = board.map(str::to_string);
        // The count is the text after the link: (12篇回复).
        let digits: String = own_line(*row).chars().filter(char::is_ascii_digit).collect();
        read.post.engagement.replies = digits.parse().ok();
        Some(read)
    }))
}

/// Reads the floors of a page. Without pids they are known by their place.
pub fn floors(thread: &Thread<'_>, anatomy: &Anatomy<'_>) -> Vec<Post> {
    let before = u64::from(thread.page.saturating_sub(1)) * thread.floors_a_page;
    let tid = thread.key.clone().unwrap_or_default();
    let title = trail_end(anatomy).unwrap_or_default();
    let mut posts = Vec::new();
    for (index, byline) in anatomy.archived_floors.iter().enumerate() {
        let floor = before + index as u64 + 1;
        let mut post = Post::new(format!("{tid}/f:{floor}"), PostKind::Floor, thread.url.clone(), title.clone());
        post.thread = thread.key.clone();
        post.board = thread.board.clone();
        post.floor = u32::try_from(floor).ok();
        post.flags.floor_estimated = true;
        post.author = find(*byline, |e| name(e) == "strong").map(line).filter(|author| !author.is_empty());
        let time = own_line(*byline);
        post.time = times::read(time.trim_start_matches("发表于").trim(), thread.now, TimeRole::Created);
        let (shown, hidden): (Vec<String>, Vec<String>) = lines_after(*byline).into_iter().partition(|l| !is_hidden(l));
        post.text = floor::unescape(&shown.join("\n"));
        post.flags.masked = shown.is_empty() && !hidden.is_empty();
        posts.push(post);
    }
    posts
}

/// What the trail above the content ends in: the board's name on lists, the title on threads.
pub fn trail_end(anatomy: &Anatomy<'_>) -> Option<String> {
    let trail = own_line(anatomy.trail?);
    let end = trail.rsplit('›').next().unwrap_or_default().trim();
    Some(end.to_string()).filter(|name| !name.is_empty())
}

/// What stands in place of text that guests may not read.
fn is_hidden(line: &str) -> bool {
    line.starts_with("****") && (line.contains("Hidden Message") || line.contains("内容被作者隐藏"))
}

/// The text between a name line and the next.
fn lines_after(byline: ElementRef<'_>) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for sibling in byline.next_siblings() {
        match sibling.value() {
            Node::Text(text) => lines.extend(text.lines().map(squeeze)),
            Node::Element(_) => {
                let Some(element) = ElementRef::wrap(sibling) else { continue };
                match name(element) {
                    "p" | "div" => break,
                    "br" | "h3" => {}
                    _ => lines.push(line(element)),
                }
            }
            _ => {}
        }
    }
    lines.retain(|text| !text.is_empty());
    lines
}
