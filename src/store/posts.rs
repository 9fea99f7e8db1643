//! Posts: one row per site and key, brought up to date by every sight of it.
//!
//! - [`Recorded`], [`Novelty`]: what one sight of a post came to
//!
//! The same post may be read in more or less detail: a row of a list, an excerpt in a feed, the whole text. Only a
//! sight of at least the detail that is stored may change the text, and only one of the same detail is an edit.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, params};

use super::backend::Ms;
use super::sightings::SEEN_GRAIN;
use super::{Store, StoreError};
use crate::model::{Post, PostKind, PostTime, Precision, RatedPost, TimeRole};
use crate::text::grams;

/// Versions of a post that are kept; a text that changes more often than this is a machine's.
const MAX_REVISIONS: u32 = 100;
/// Characters of a post that can be found by search; a longer text would hold up the writer.
const MAX_INDEXED: usize = 20_000;

impl Store {
    /// Which of these keys of a site are stored, whatever kind of post they are.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn known_keys(&self, site: &str, keys: &[String]) -> Result<HashSet<String>, StoreError> {
        let (site, keys) = (site.to_owned(), keys.to_owned());
        self.read(move |db| {
            let mut statement = db.prepare_cached("select 1 from post where site = ? and key = ?")?;
            let mut known = HashSet::new();
            for key in keys {
                if statement.exists([&site, &key])? {
                    known.insert(key);
                }
            }
            Ok(known)
        })
        .await
    }

    /// The secret by which handles of a month (`2026-11`) become pseudonyms; made once, destroyed by retention.
    ///
    /// # Errors
    /// When the database or the system's source of randomness fails.
    pub async fn pseudonym_key(&self, month: &str) -> Result<[u8; 32], StoreError> {
        let mut fresh = [0_u8; 32];
        getrandom::fill(&mut fresh).map_err(|error| std::io::Error::other(error.to_string()))?;
        let month = month.to_owned();
        self.write(move |db| {
            db.prepare_cached("insert into pseudonym_key (month, secret) values (?, ?) on conflict do nothing")?
                .execute(params![month, fresh])?;
            let mut statement = db.prepare_cached("select secret from pseudonym_key where month = ?")?;
            Ok(statement.query_row([month], |row| row.get(0))?)
        })
        .await
    }
}

/// What one sight of a post came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Recorded {
    /// Its row.
    pub(super) id: i64,
    /// Whether there is something to be told.
    pub(super) novelty: Novelty,
}

/// What is new about a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Novelty {
    /// All of it.
    New,
    /// Its words: it was edited, or read in more detail.
    Changed,
    /// Nothing.
    Known,
}

/// Writes what a visit saw of a post.
pub(super) fn record(
    db: &Connection,
    site: &str,
    at: DateTime<Utc>,
    rated: &RatedPost,
) -> Result<Recorded, StoreError> {
    let Some(stored) = find(db, site, &rated.post.key)? else {
        let id = insert(db, site, at, rated)?;
        return Ok(Recorded { id, novelty: Novelty::New });
    };
    let novelty =
        if stored.content_hash == rated.content_hash { Novelty::Known } else { change(db, &stored, at, rated)? };
    refine_time(db, &stored, rated.post.time.as_ref())?;
    if stored.gone || at - stored.last_seen >= SEEN_GRAIN {
        db.prepare_cached("update post set last_seen = max(last_seen, ?), gone_at = null where id = ?")?
            .execute(params![Ms(at), stored.id])?;
    }
    Ok(Recorded { id: stored.id, novelty })
}

/// Marks a post that the site no longer shows, and with a thread all of its floors.
pub(super) fn mark_gone(db: &Connection, site: &str, key: &str, at: DateTime<Utc>) -> Result<(), StoreError> {
    for column in ["key", "thread"] {
        let sql = format!("update post set gone_at = ? where site = ? and {column} = ? and gone_at is null");
        db.prepare_cached(&sql)?.execute(params![Ms(at), site, key])?;
    }
    Ok(())
}

/// What is stored of a post, as far as a new sight of it must know.
struct Stored {
    id: i64,
    content_hash: String,
    detail: u8,
    has_time: bool,
    precision: Option<String>,
    time_role: Option<String>,
    last_seen: DateTime<Utc>,
    gone: bool,
    forgotten: bool,
}

fn find(db: &Connection, site: &str, key: &str) -> Result<Option<Stored>, StoreError> {
    let mut statement = db.prepare_cached(
        "select id, content_hash, detail, published is not null, precision, time_role, last_seen,
                gone_at is not null, forgotten
         from post where site = ? and key = ?",
    )?;
    let stored = statement.query_row([site, key], |row| {
        Ok(Stored {
            id: row.get(0)?,
            content_hash: row.get(1)?,
            detail: row.get(2)?,
            has_time: row.get(3)?,
            precision: row.get(4)?,
            time_role: row.get(5)?,
            last_seen: row.get::<_, Ms>(6)?.0,
            gone: row.get(7)?,
            forgotten: row.get(8)?,
        })
    });
    Ok(stored.optional()?)
}

fn insert(db: &Connection, site: &str, at: DateTime<Utc>, rated: &RatedPost) -> Result<i64, StoreError> {
    let post = &rated.post;
    let time = post.time.as_ref();
    db.prepare_cached(
        "insert into post (site, key, kind, thread, floor, url, title, text, quote, board, pseudonym, published,
             precision, time_role, time_raw, utc_offset, flags, detail, content_hash, first_seen, last_seen)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?20)",
    )?
    .execute(params![
        site,
        post.key,
        post.kind.as_str(),
        post.thread,
        post.floor,
        post.url.as_str(),
        post.title,
        post.text,
        post.quote,
        post.board,
        post.author,
        time.map(|t| Ms(t.utc())),
        time.map(|t| t.precision.as_str()),
        time.map(|t| t.role.as_str()),
        time.map(|t| t.raw.as_str()),
        time.map(|t| t.at.offset().local_minus_utc()),
        serde_json::to_string(&post.flags)?,
        detail_of(post),
        rated.content_hash,
        Ms(at),
    ])?;
    let id = db.last_insert_rowid();
    index_words(db, id, post)?;
    Ok(id)
}

/// How much of a post a page shows: 0 a title, 1 an excerpt, 2 the whole text.
fn detail_of(post: &Post) -> u8 {
    match post {
        Post { kind: PostKind::Thread, .. } => 0,
        Post { text, flags, .. } if text.is_empty() || flags.masked => 0,
        Post { flags, .. } if flags.truncated => 1,
        _ => 2,
    }
}

/// Takes over other words than those stored, if they are at least as detailed.
fn change(db: &Connection, stored: &Stored, at: DateTime<Utc>, rated: &RatedPost) -> Result<Novelty, StoreError> {
    let post = &rated.post;
    let detail = detail_of(post);
    if detail < stored.detail {
        return Ok(Novelty::Known);
    }
    if detail == stored.detail && !stored.forgotten {
        keep_old_words(db, stored.id, at)?;
    }
    db.prepare_cached(
        "update post set kind = ?, url = ?, title = ?, text = ?, quote = ?, flags = ?, detail = ?, content_hash = ?,
             thread = coalesce(?, thread), floor = coalesce(?, floor), board = coalesce(?, board), forgotten = 0
         where id = ?",
    )?
    .execute(params![
        post.kind.as_str(),
        post.url.as_str(),
        post.title,
        post.text,
        post.quote,
        serde_json::to_string(&post.flags)?,
        detail,
        rated.content_hash,
        post.thread,
        post.floor,
        post.board,
        stored.id,
    ])?;
    index_words(db, stored.id, post)?;
    Ok(Novelty::Changed)
}

fn keep_old_words(db: &Connection, post_id: i64, at: DateTime<Utc>) -> Result<(), StoreError> {
    db.prepare_cached(
        "insert or ignore into revision (post_id, seen_at, title, text, content_hash)
         select id, ?2, title, text, content_hash from post
         where id = ?1 and (select count(*) from revision where post_id = ?1) < ?3",
    )?
    .execute(params![post_id, Ms(at), MAX_REVISIONS])?;
    Ok(())
}

/// Takes over a time that says more than the stored one: one where there was none, the time of writing where there
/// was another, a finer one.
fn refine_time(db: &Connection, stored: &Stored, time: Option<&PostTime>) -> Result<(), StoreError> {
    let Some(time) = time else { return Ok(()) };
    let rank = |role: &str, precision: &str| (role != TimeRole::Created.as_str(), rank_of(precision));
    let better = !stored.has_time
        || rank(time.role.as_str(), time.precision.as_str())
            < rank(stored.time_role.as_deref().unwrap_or_default(), stored.precision.as_deref().unwrap_or_default());
    if better {
        db.prepare_cached(
            "update post set published = ?, precision = ?, time_role = ?, time_raw = ?, utc_offset = ? where id = ?",
        )?
        .execute(params![
            Ms(time.utc()),
            time.precision.as_str(),
            time.role.as_str(),
            time.raw,
            time.at.offset().local_minus_utc(),
            stored.id,
        ])?;
    }
    Ok(())
}

/// The place of a precision among all, finest first.
fn rank_of(name: &str) -> usize {
    use Precision::{Day, Hour, Minute, Month, Second, Vague, Year};
    let all = [Second, Minute, Hour, Day, Month, Year, Vague];
    all.iter().position(|precision| precision.as_str() == name).unwrap_or(all.len())
}

/// Puts a post's words in the index in place of those there. A floor answers only by its own words: its title is its
/// thread's, which the first floor answers by.
fn index_words(db: &Connection, id: i64, post: &Post) -> Result<(), StoreError> {
    let is_reply = post.kind == PostKind::Floor && post.floor != Some(1);
    let title = if is_reply { "" } else { post.title.as_str() };
    let words: String = title.chars().chain(['\n']).chain(post.text.chars()).take(MAX_INDEXED).collect();
    let words = grams::index_text(&words);
    forget_words(db, id)?;
    db.prepare_cached("insert into post_words (rowid, words) values (?, ?)")?.execute(params![id, words])?;
    Ok(())
}

/// Takes a post out of the index.
pub(super) fn forget_words(db: &Connection, id: i64) -> Result<(), StoreError> {
    db.prepare_cached("delete from post_words where rowid = ?")?.execute([id])?;
    Ok(())
}
