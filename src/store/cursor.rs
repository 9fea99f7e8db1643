//! What a source knew when it was last visited.
//!
//! Kept in rows, so that a visit writes only what changed: validators as they are, threads as they were last read,
//! and what is already stored as the newest sightings.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{Connection, OptionalExtension, params};

use super::backend::{Ms, count};
use super::{Store, StoreError};
use crate::model::{Cursor, KnownThread, Pending, PostKind, Validator, VisitCommit};

/// Threads of a source that are remembered, newest first.
const MAX_THREADS: u32 = 5_000;
/// Validators of a source that are remembered.
const MAX_VALIDATORS: usize = 1_000;
/// Stored posts that a cursor names, newest first.
const MAX_KNOWN: u32 = 2_000;
/// Pages left over from earlier visits.
const MAX_PENDING: usize = 2_000;
/// A thread that still stands on the list is marked as seen at most this often.
const SEEN_GRAIN: TimeDelta = TimeDelta::hours(24);

impl Store {
    /// What the last visit knew of a source; empty for a source never visited.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn cursor(&self, source: &str) -> Result<Cursor, StoreError> {
        let source = source.to_owned();
        self.read(move |db| load(db, &source)).await
    }
}

fn load(db: &Connection, source: &str) -> Result<Cursor, StoreError> {
    let state = db
        .prepare_cached("select baseline_done, newest, gap_since from source_state where source = ?")?
        .query_row([source], |row| Ok((row.get(0)?, Ms::time(row.get(1)?), Ms::time(row.get(2)?))))
        .optional()?;
    let (baseline_done, newest, gap_since) = state.unwrap_or_default();
    Ok(Cursor {
        validators: validators(db, source)?,
        threads: threads(db, source)?.into_iter().map(|(key, (known, _))| (key, known)).collect(),
        known: known(db, source)?,
        baseline_done,
        newest,
        gap_since,
        pending: pending(db, source)?,
    })
}

fn pending(db: &Connection, source: &str) -> Result<Vec<Pending>, StoreError> {
    let mut statement = db.prepare_cached("select data from pending where source = ? order by position")?;
    let rows = statement.query_map([source], |row| row.get::<_, String>(0))?;
    let rows: Vec<String> = rows.collect::<Result<_, _>>()?;
    // A row of another version must not keep the source from being visited; its page is asked for by the list again.
    Ok(rows.iter().filter_map(|data| serde_json::from_str(data).ok()).collect())
}

fn validators(db: &Connection, source: &str) -> Result<BTreeMap<String, Validator>, StoreError> {
    let mut statement = db.prepare_cached("select url, etag, last_modified from validator where source = ?")?;
    let rows = statement
        .query_map([source], |row| Ok((row.get(0)?, Validator { etag: row.get(1)?, last_modified: row.get(2)? })))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

type SeenThread = (KnownThread, DateTime<Utc>);

fn threads(db: &Connection, source: &str) -> Result<HashMap<String, SeenThread>, StoreError> {
    let mut statement = db.prepare_cached("select key, replies, floors, seen_at from known_thread where source = ?")?;
    let rows = statement.query_map([source], |row| {
        let replies = row.get::<_, Option<i64>>(1)?.map(i64::cast_unsigned);
        let known = KnownThread { replies, floors: row.get(2)? };
        Ok((row.get(0)?, (known, row.get::<_, Ms>(3)?.0)))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn known(db: &Connection, source: &str) -> Result<BTreeSet<String>, StoreError> {
    let mut statement = db.prepare_cached(
        "select post.key from sighting join post on post.id = sighting.post_id
         where sighting.source = ? and sighting.listed = 1 order by sighting.post_id desc limit ?",
    )?;
    let rows = statement.query_map(params![source, MAX_KNOWN], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Writes what a visit changed in the rows of a cursor; its small part goes with the timetable.
pub(super) fn save(db: &Connection, commit: &VisitCommit) -> Result<(), StoreError> {
    let source = commit.visit.source.as_str();
    save_validators(db, source, &commit.cursor.validators)?;
    save_pending(db, source, &commit.cursor.pending)?;
    save_threads(db, commit)
}

fn save_pending(db: &Connection, source: &str, now: &[Pending]) -> Result<(), StoreError> {
    if pending(db, source)? == now {
        return Ok(());
    }
    db.prepare_cached("delete from pending where source = ?")?.execute([source])?;
    for (position, pending) in now.iter().take(MAX_PENDING).enumerate() {
        db.prepare_cached("insert into pending (source, position, data) values (?, ?, ?)")?.execute(params![
            source,
            count(position),
            serde_json::to_string(pending)?
        ])?;
    }
    Ok(())
}

fn save_validators(db: &Connection, source: &str, now: &BTreeMap<String, Validator>) -> Result<(), StoreError> {
    let before = validators(db, source)?;
    for url in before.keys().filter(|url| !now.contains_key(*url)) {
        db.prepare_cached("delete from validator where source = ? and url = ?")?.execute([source, url])?;
    }
    for (url, validator) in now.iter().take(MAX_VALIDATORS).filter(|(url, v)| before.get(*url) != Some(*v)) {
        db.prepare_cached("insert or replace into validator (source, url, etag, last_modified) values (?, ?, ?, ?)")?
            .execute(params![source, url, validator.etag, validator.last_modified])?;
    }
    Ok(())
}

fn save_threads(db: &Connection, commit: &VisitCommit) -> Result<(), StoreError> {
    let (now, at) = (&commit.cursor.threads, commit.visit.finished_at);
    if now.is_empty() {
        return Ok(());
    }
    let before = threads(db, &commit.visit.source)?;
    let rows = commit.posts.iter().filter(|rated| rated.post.kind == PostKind::Thread);
    let on_list: HashSet<&str> = rows.map(|rated| rated.post.key.as_str()).collect();
    let mut written = 0;
    for (key, thread) in now {
        let stands = before.get(key).is_some_and(|(known, seen_at)| {
            known == thread && !(on_list.contains(key.as_str()) && at - seen_at >= SEEN_GRAIN)
        });
        if !stands {
            db.prepare_cached(
                "insert or replace into known_thread (source, key, replies, floors, seen_at) values (?, ?, ?, ?, ?)",
            )?
            .execute(params![
                commit.visit.source,
                key,
                thread.replies.map(count),
                thread.floors,
                Ms(at)
            ])?;
            written += 1;
        }
    }
    if written > 0 { drop_oldest_threads(db, &commit.visit.source) } else { Ok(()) }
}

fn drop_oldest_threads(db: &Connection, source: &str) -> Result<(), StoreError> {
    db.prepare_cached(
        "delete from known_thread where source = ?1 and key in
         (select key from known_thread where source = ?1 order by seen_at desc, key desc limit -1 offset ?2)",
    )?
    .execute(params![source, MAX_THREADS])?;
    Ok(())
}
