//! Which pages a list leads to: threads that are new or have grown, then the list's next page.

use chrono::{DateTime, FixedOffset, TimeDelta};
use url::Url;

use super::list::Row;
use super::urls;
use crate::model::{Cursor, KnownThread, PageRole, Request};
use crate::source::FIRST_VISIT_DAYS;

/// Floors on one page of a thread, unless the list shows otherwise.
pub const USUAL_FLOORS_A_PAGE: u64 = 10;

/// The requests a list gives rise to, in order of worth.
pub fn from_list(rows: &[Row], next: Option<Url>, cursor: &Cursor, now: DateTime<FixedOffset>) -> Vec<Request> {
    let floors_a_page = floors_a_page(rows);
    // What a site keeps on top is seldom what is new.
    let (sticky, ordinary): (Vec<&Row>, Vec<&Row>) = rows.iter().partition(|row| row.post.flags.sticky);
    let wanted = ordinary.into_iter().chain(sticky).filter_map(|row| {
        let page = wanted_page(row, cursor.threads.get(&row.post.key), floors_a_page)?;
        Some(Request::new(urls::with_page(&row.post.url, page), PageRole::Thread))
    });
    let mut requests: Vec<Request> = wanted.collect();
    if let Some(next) = next.filter(|_| goes_on(rows, cursor, now)) {
        requests.push(Request::new(next, PageRole::List));
    }
    requests
}

/// The page of a thread with the first floor not yet read; `None` when nothing changed.
fn wanted_page(row: &Row, known: Option<&KnownThread>, floors_a_page: u64) -> Option<u32> {
    let replies = row.post.engagement.replies;
    let Some(known) = known.filter(|k| k.floors > 0) else { return Some(1) };
    if known.replies == replies || replies.is_none() {
        return None;
    }
    // A thread that shrank is read at its end.
    let read = u64::from(known.floors).min(replies.unwrap_or_default());
    u32::try_from(read / floors_a_page + 1).ok()
}

/// Whether the list may hold more that is new on its next page. Sticky rows prove nothing.
fn goes_on(rows: &[Row], cursor: &Cursor, now: DateTime<FixedOffset>) -> bool {
    let mut ordinary = rows.iter().filter(|row| !row.post.flags.sticky).peekable();
    if ordinary.peek().is_none() {
        return false;
    }
    if cursor.threads.is_empty() {
        let horizon = now - TimeDelta::days(FIRST_VISIT_DAYS);
        return ordinary.any(|row| moved_at(row).is_none_or(|at| at > horizon));
    }
    let unchanged = |row: &Row| {
        let known = cursor.threads.get(&row.post.key);
        known.is_some_and(|k| k.replies == row.post.engagement.replies)
    };
    match cursor.gap_since {
        // Pages were left out last time, so that known threads prove nothing; their times do.
        Some(since) => ordinary.any(|row| moved_at(row).map_or(!unchanged(row), |at| at >= since)),
        // One known thread that has not changed is where the last visit ended.
        None => !ordinary.any(unchanged),
    }
}

/// When a thread was last replied to, as far as its row tells.
fn moved_at(row: &Row) -> Option<DateTime<FixedOffset>> {
    [&row.post.last_reply, &row.post.time].into_iter().flatten().map(|time| time.at).max()
}

/// How many floors a page of this forum's threads has, as far as page links and reply counts of all rows allow.
fn floors_a_page(rows: &[Row]) -> u64 {
    let fits = |size: u64| {
        rows.iter().all(|row| match (row.pages, row.post.engagement.replies) {
            (Some(pages), Some(replies)) => (replies + 1).div_ceil(size) == u64::from(pages),
            _ => true,
        })
    };
    let usual = [USUAL_FLOORS_A_PAGE, 15, 20, 30, 25, 40, 50, 5, 8, 12];
    usual.into_iter().find(|size| fits(*size)).unwrap_or(USUAL_FLOORS_A_PAGE)
}
