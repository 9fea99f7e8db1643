//! How a post was seen: through which source, and with which counters.

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::StoreError;
use super::backend::{Ms, count};
use crate::model::{Engagement, Post};

/// Times of last sight are exact to this, so that a look at old posts need not write.
pub(super) const SEEN_GRAIN: TimeDelta = TimeDelta::hours(1);
/// Views change with every look, our own included: they alone make a new row at most this often.
const VIEWS_GRAIN: TimeDelta = TimeDelta::hours(1);

/// Notes that a post was seen through a source; whether it was the first time. `known` says that a list which shows it
/// again shows nothing new: an article whose page could not be read yet is not known.
pub(super) fn record(
    db: &Connection,
    post_id: i64,
    known: bool,
    source: &str,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let last: Option<(Ms, bool)> = db
        .prepare_cached(
            "select last_seen, listed from sighting
             where source = ? and listed in (0, 1) and post_id = ? order by listed desc limit 1",
        )?
        .query_row(params![source, post_id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    match last {
        Some((Ms(last), listed)) if at - last < SEEN_GRAIN && (listed || !known) => {}
        Some((_, listed)) => {
            db.prepare_cached(
                "update sighting set last_seen = ?1, listed = ?2 where source = ?3 and listed = ?4 and post_id = ?5",
            )?
            .execute(params![Ms(at), listed || known, source, listed, post_id])?;
        }
        None => {
            db.prepare_cached(
                "insert into sighting (source, listed, post_id, first_seen, last_seen) values (?1, ?2, ?3, ?4, ?4)",
            )?
            .execute(params![source, known, post_id, Ms(at)])?;
        }
    }
    Ok(last.is_none())
}

/// Appends the counters of a post, if they changed. A counter that a page does not give keeps its last value.
pub(super) fn record_engagement(
    db: &Connection,
    post_id: i64,
    post: &Post,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let seen = post.engagement;
    let last_reply = post.last_reply.as_ref().map(|time| time.utc());
    if seen == Engagement::default() && last_reply.is_none() {
        return Ok(());
    }
    let last = last(db, post_id)?;
    let (before, before_reply) = last.map_or((Engagement::default(), None), |l| (l.counters, l.last_reply));
    let now = Engagement {
        replies: seen.replies.or(before.replies),
        views: seen.views.or(before.views),
        likes: seen.likes.or(before.likes),
    };
    let last_reply = last_reply.max(before_reply);
    if let Some(last) = last {
        let only_views = now.replies == before.replies && now.likes == before.likes && last_reply == before_reply;
        if only_views && (now.views == before.views || at - last.seen_at < VIEWS_GRAIN) {
            return Ok(());
        }
    }
    db.prepare_cached(
        "insert or replace into engagement (post_id, seen_at, replies, views, likes, last_reply)
         values (?, ?, ?, ?, ?, ?)",
    )?
    .execute(params![
        post_id,
        Ms(at),
        now.replies.map(count),
        now.views.map(count),
        now.likes.map(count),
        last_reply.map(Ms),
    ])?;
    Ok(())
}

/// The counters of a post as last seen.
pub(super) fn engagement(db: &Connection, post_id: i64) -> Result<Engagement, StoreError> {
    Ok(last(db, post_id)?.map(|last| last.counters).unwrap_or_default())
}

#[derive(Clone, Copy)]
struct LastCounters {
    seen_at: DateTime<Utc>,
    counters: Engagement,
    last_reply: Option<DateTime<Utc>>,
}

fn last(db: &Connection, post_id: i64) -> Result<Option<LastCounters>, StoreError> {
    let mut statement = db.prepare_cached(
        "select seen_at, replies, views, likes, last_reply from engagement
         where post_id = ? order by seen_at desc limit 1",
    )?;
    let counter =
        |row: &Row<'_>, index| Ok::<_, rusqlite::Error>(row.get::<_, Option<i64>>(index)?.map(i64::cast_unsigned));
    let last = statement.query_row([post_id], |row| {
        Ok(LastCounters {
            seen_at: row.get::<_, Ms>(0)?.0,
            counters: Engagement { replies: counter(row, 1)?, views: counter(row, 2)?, likes: counter(row, 3)? },
            last_reply: Ms::time(row.get(4)?),
        })
    });
    Ok(last.optional()?)
}
