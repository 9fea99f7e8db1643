//! What a visit read, put together, and what the source knows afterwards.
//!
//! - [`read_out`]: the pages of a visit into posts, each key once; [`Reading`]
//! - [`after`]: the next cursor, which must never claim more than was read; [`Seen`]: what it needs besides the pages

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::{DateTime, TimeDelta, Utc};

use crate::model::{Cursor, KnownThread, Outcome, PageRole, Pending, Post, PostKind, Verdict};
use crate::source::FIRST_VISIT_DAYS;

use super::gather::{Answer, Gathered, Wanted};
use super::verdict::{is_benign, is_garbled};

/// Keys a cursor remembers; the lists of a source show fewer.
const MAX_KNOWN: usize = 5_000;

/// A page that failed this often is given up; each of those visits said so.
const MAX_TRIES: u8 = 8;

/// Lists often print the day alone.
const LIST_GRAIN_HOURS: i64 = 24;

/// What the pages of a visit hold.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// Posts, each key once, in the order first seen.
    pub posts: Vec<Post>,
    /// Keys of threads whose first floor was read now or is stored.
    pub first_floors: HashSet<String>,
    /// Keys of posts that the site says are gone.
    pub gone: Vec<String>,
}

/// How a visit ended, as far as a cursor is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Its verdict.
    pub verdict: Verdict,
    /// The newest time among its posts that is believed.
    pub newest: Option<DateTime<Utc>>,
    /// When it began.
    pub started_at: DateTime<Utc>,
}

/// Puts the pages of a visit together.
pub fn read_out(gathered: &Gathered, before: &Cursor) -> Reading {
    let mut posts: Vec<Post> = Vec::new();
    let mut place: HashMap<String, usize> = HashMap::new();
    for (_, parsed) in gathered.parsed().filter(|(_, parsed)| parsed.outcome.is_read()) {
        for post in &parsed.posts {
            match place.get(&post.key).and_then(|at| posts.get_mut(*at)) {
                Some(known) => merge(known, post),
                None => {
                    place.insert(post.key.clone(), posts.len());
                    posts.push(post.clone());
                }
            }
        }
    }
    Reading { first_floors: first_floors(&posts, before), gone: gone(gathered), posts }
}

/// Two readings of one post: the longer text wins, and neither hides what only the other knows.
fn merge(known: &mut Post, other: &Post) {
    if other.text.chars().count() > known.text.chars().count() {
        let row = std::mem::replace(known, other.clone());
        fill(known, &row);
    } else {
        fill(known, other);
    }
}

fn fill(post: &mut Post, other: &Post) {
    post.time = post.time.take().or_else(|| other.time.clone());
    post.last_reply = post.last_reply.take().or_else(|| other.last_reply.clone());
    post.author = post.author.take().or_else(|| other.author.clone());
    post.board = post.board.take().or_else(|| other.board.clone());
    post.thread = post.thread.take().or_else(|| other.thread.clone());
    post.floor = post.floor.or(other.floor);
    post.engagement.replies = post.engagement.replies.or(other.engagement.replies);
    post.engagement.views = post.engagement.views.or(other.engagement.views);
    post.engagement.likes = post.engagement.likes.or(other.engagement.likes);
    if post.title.is_empty() {
        post.title.clone_from(&other.title);
    }
}

fn first_floors(posts: &[Post], before: &Cursor) -> HashSet<String> {
    let read = posts.iter().filter(|post| post.kind == PostKind::Floor && post.floor == Some(1));
    let stored = before.threads.iter().filter(|(_, known)| known.floors > 0).map(|(key, _)| key.clone());
    read.filter_map(|post| post.thread.clone()).chain(stored).collect()
}

fn gone(gathered: &Gathered) -> Vec<String> {
    let pages = gathered.parsed().filter(|(_, parsed)| parsed.outcome == Outcome::Gone);
    pages.filter_map(|(wanted, _)| wanted.about.clone()).collect()
}

/// The cursor after a visit. A visit that did not look leaves it as it was.
pub fn after(before: &Cursor, gathered: &Gathered, reading: &Reading, seen: Seen) -> Cursor {
    if !seen.verdict.looked() {
        return before.clone();
    }
    let unread = unread(gathered);
    Cursor {
        validators: if seen.verdict == Verdict::Partial { BTreeMap::new() } else { validators(before, gathered) },
        threads: threads(before, gathered, &reading.posts, &unread),
        known: known(before, &reading.posts, &unread),
        // A first visit that met a bound goes on next time: what it has not seen yet is history too.
        baseline_done: before.baseline_done || gathered.stop.is_none(),
        newest: seen.newest.max(before.newest),
        gap_since: gap(before, gathered, seen.started_at),
        pending: pending(gathered),
    }
}

/// What the next visit asks for besides news: what a bound left, and what failed, unless it has failed too often.
fn pending(gathered: &Gathered) -> Vec<Pending> {
    let failed = gathered.asked.iter().filter(|asked| !is_settled(&asked.answer, &asked.wanted));
    let failed = failed.map(|asked| (&asked.wanted, asked.wanted.tries + 1));
    let left = gathered.unasked.iter().map(|wanted| (wanted, wanted.tries));
    let wanted = left.chain(failed).filter(|(wanted, tries)| !wanted.begins && *tries < MAX_TRIES);
    let pending = |(wanted, tries): (&Wanted, u8)| {
        let (request, about) = (wanted.request.clone(), wanted.about.clone());
        Pending { request, about, tries }
    };
    wanted.map(pending).collect()
}

/// Whether a request was answered with a page that was read, or that will not become readable by asking again.
fn is_settled(answer: &Answer, wanted: &Wanted) -> bool {
    match answer {
        Answer::NotModified => true,
        Answer::Failed(_) => false,
        Answer::Page { parsed, .. } if parsed.outcome.is_read() => !is_garbled(parsed),
        Answer::Page { parsed, .. } => is_benign(parsed.outcome, wanted),
    }
}

/// Keys of threads and articles of which a page was not read.
fn unread(gathered: &Gathered) -> HashSet<String> {
    let failed = gathered.asked.iter().filter(|asked| !is_settled(&asked.answer, &asked.wanted));
    let failed = failed.map(|asked| &asked.wanted);
    failed.chain(&gathered.unasked).filter_map(|wanted| wanted.about.clone()).collect()
}

/// Since when lists hold what nobody has read, if a page of them was left: threads known on the pages before it do not
/// show, then, that the rest is known too.
fn gap(before: &Cursor, gathered: &Gathered, started_at: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let failed = gathered.asked.iter().filter(|asked| !is_settled(&asked.answer, &asked.wanted));
    let mut left = failed.map(|asked| &asked.wanted).chain(&gathered.unasked);
    left.any(|wanted| wanted.request.role == PageRole::List).then(|| {
        let first_visit = started_at - TimeDelta::days(FIRST_VISIT_DAYS);
        let newest = before.newest.map(|at| at - TimeDelta::hours(LIST_GRAIN_HOURS));
        before.gap_since.or(newest).unwrap_or(first_visit)
    })
}

/// The validators of a visit on which everything that was listed has been read; after any other a 304 would hide what
/// is still missing.
fn validators(before: &Cursor, gathered: &Gathered) -> BTreeMap<String, crate::model::Validator> {
    let mut validators = BTreeMap::new();
    for asked in gathered.asked.iter().filter(|asked| asked.wanted.request.role == PageRole::List) {
        let url = asked.wanted.request.url.to_string();
        match &asked.answer {
            Answer::Page { validator, .. } if validator.etag.is_some() || validator.last_modified.is_some() => {
                validators.insert(url, validator.clone());
            }
            Answer::NotModified => {
                validators.extend(before.validators.get(&url).map(|known| (url, known.clone())));
            }
            _ => {}
        }
    }
    validators
}

/// Threads become known only when all of their pages that were asked for have been read.
fn threads(
    before: &Cursor,
    gathered: &Gathered,
    posts: &[Post],
    unread: &HashSet<String>,
) -> BTreeMap<String, KnownThread> {
    let mut threads = before.threads.clone();
    let rows: HashMap<&str, Option<u64>> = posts
        .iter()
        .filter(|post| post.kind == PostKind::Thread)
        .map(|post| (post.key.as_str(), post.engagement.replies))
        .collect();
    for (key, was_read) in threads_asked(gathered).into_iter().filter(|(key, _)| !unread.contains(key)) {
        let floors = posts.iter().filter(|post| post.thread.as_ref() == Some(&key)).filter_map(|post| post.floor);
        let floors = floors.max().unwrap_or(0);
        let replies = rows.get(key.as_str()).copied().flatten();
        let known = threads.entry(key).or_default();
        known.floors = known.floors.max(floors);
        // A thread that grew behind a log-in keeps its old count: what is new in it has not been read.
        if was_read || known.floors == 0 {
            known.replies = replies.or(known.replies);
        }
    }
    threads
}

/// The threads that were asked for, and whether a page of each was read.
fn threads_asked(gathered: &Gathered) -> BTreeMap<String, bool> {
    let pages = gathered.parsed().filter(|(wanted, _)| wanted.request.role == PageRole::Thread);
    let mut threads = BTreeMap::new();
    for (wanted, parsed) in pages {
        let key = parsed.posts.iter().find_map(|post| post.thread.clone()).or_else(|| wanted.about.clone());
        if let Some(key) = key {
            *threads.entry(key).or_default() |= parsed.outcome.is_read();
        }
    }
    threads
}

/// Keys a list may show again: those of now, then those of before while there is room.
fn known(before: &Cursor, posts: &[Post], unread: &HashSet<String>) -> BTreeSet<String> {
    let read = posts.iter().filter(|post| post.kind == PostKind::Article).map(|post| &post.key);
    let mut known: BTreeSet<String> = read.filter(|key| !unread.contains(*key)).cloned().collect();
    for key in &before.known {
        if known.len() >= MAX_KNOWN {
            break;
        }
        known.insert(key.clone());
    }
    known
}
