//! What was looked at in a period, and what was not: the figures of a digest.

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::backend::Ms;
use super::{Store, StoreError, alerts, visits};
use crate::model::{Coverage, DigestData, Source, Verdict, Visit};

/// The days before a period over which negative alerts are averaged.
const MEAN_DAYS: i32 = 7;

impl Store {
    /// One row per source, in the order given.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn coverage(
        &self,
        from: DateTime<Utc>,
        to: DateTime<Utc>,
        sources: &[Source],
    ) -> Result<Vec<Coverage>, StoreError> {
        let sources = names(sources);
        self.read(move |db| coverage(db, Period { from, to }, &sources)).await
    }

    /// All that the digest of a period shows.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn digest_data(
        &self,
        issue: i64,
        from: DateTime<Utc>,
        to: DateTime<Utc>,
        sources: &[Source],
        next_issue: Option<DateTime<Utc>>,
    ) -> Result<DigestData, StoreError> {
        let sources = names(sources);
        self.read(move |db| {
            let coverage = coverage(db, Period { from, to }, &sources)?;
            let mut alerts = alerts::between(db, from, to)?;
            for alert in &mut alerts {
                if let Some(source) = sources.iter().find(|source| source.id == alert.source) {
                    alert.source_name.clone_from(&source.name);
                    alert.official = source.official;
                }
            }
            Ok(DigestData {
                issue,
                from,
                to,
                alerts,
                mentions: coverage.iter().map(|row| row.mentions).fold(0, u32::saturating_add),
                new_posts: coverage.iter().map(|row| row.new_posts).fold(0, u32::saturating_add),
                mean_negative: mean_negative(db, from, &sources)?,
                coverage,
                next_issue,
            })
        })
        .await
    }
}

#[derive(Clone, Copy)]
struct Period {
    from: DateTime<Utc>,
    to: DateTime<Utc>,
}

/// What a row needs of a source.
struct Named {
    id: String,
    name: String,
    official: bool,
}

fn names(sources: &[Source]) -> Vec<Named> {
    sources.iter().map(|s| Named { id: s.id.clone(), name: s.name.clone(), official: s.official }).collect()
}

fn coverage(db: &Connection, period: Period, sources: &[Named]) -> Result<Vec<Coverage>, StoreError> {
    sources.iter().map(|source| of_source(db, period, source)).collect()
}

fn of_source(db: &Connection, period: Period, source: &Named) -> Result<Coverage, StoreError> {
    let slots = slots_in(db, period, &source.id)?;
    let sum = |of: fn(&Slot) -> u32| slots.iter().map(of).fold(0, u32::saturating_add);
    let last = last_before(db, &source.id, period.to)?;
    let (verdict, reason) = last.as_ref().map_or((None, None), |visit| (Some(visit.verdict), visit.reason));
    Ok(Coverage {
        source: source.id.clone(),
        name: source.name.clone(),
        official: source.official,
        expected: sum(|slot| slot.slots),
        looked: sum(|slot| u32::from(slot.looked)),
        verdict,
        reason,
        detail: last.and_then(|visit| visit.detail),
        last_looked: last_looked(db, &source.id, period.to)?,
        dark_since: dark_since(db, &source.id, period.to)?,
        new_posts: sum(|slot| slot.new_posts),
        mentions: sum(|slot| slot.mentions),
        unseen: unseen(period, Before::of(db, &source.id, period.from)?, &slots),
    })
}

/// What coverage needs of a visit.
struct Slot {
    started_at: DateTime<Utc>,
    finished_at: DateTime<Utc>,
    slots: u32,
    looked: bool,
    new_posts: u32,
    mentions: u32,
}

fn slots_in(db: &Connection, period: Period, source: &str) -> Result<Vec<Slot>, StoreError> {
    let mut statement = db.prepare_cached(
        "select started_at, finished_at, slots, verdict, new_posts, mentions from visit
         where source = ? and due_at >= ? and due_at < ? order by due_at",
    )?;
    let rows = statement.query_map(params![source, Ms(period.from), Ms(period.to)], slot)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn slot(row: &Row<'_>) -> rusqlite::Result<Slot> {
    let verdict: String = row.get(3)?;
    Ok(Slot {
        started_at: row.get::<_, Ms>(0)?.0,
        finished_at: row.get::<_, Ms>(1)?.0,
        slots: row.get(2)?,
        looked: Verdict::from_name(&verdict).is_some_and(Verdict::looked),
        new_posts: row.get(4)?,
        mentions: row.get(5)?,
    })
}

/// When a source was last looked at, of the slots before a time.
fn last_looked(db: &Connection, source: &str, before: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, StoreError> {
    let names: Vec<String> = Verdict::ALL.iter().filter(|v| v.looked()).map(|v| format!("'{}'", v.as_str())).collect();
    let sql = format!(
        "select finished_at from visit where source = ? and due_at < ? and verdict in ({})
         order by due_at desc limit 1",
        names.join(", ")
    );
    let mut statement = db.prepare_cached(&sql)?;
    let found: Option<Ms> = statement.query_row(params![source, Ms(before)], |row| row.get(0)).optional()?;
    Ok(Ms::time(found))
}

fn dark_since(db: &Connection, source: &str, before: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, StoreError> {
    let mut statement = db.prepare_cached("select dark_since from source_state where source = ? and dark_since < ?")?;
    let found: Option<Ms> = statement.query_row(params![source, Ms(before)], |row| row.get(0)).optional()?;
    Ok(Ms::time(found))
}

/// The last visit of the slots before a time.
fn last_before(db: &Connection, source: &str, before: DateTime<Utc>) -> Result<Option<Visit>, StoreError> {
    let found =
        visits::query(db, "source = ? and due_at < ? order by due_at desc limit 1", params![source, Ms(before)])?;
    Ok(found.into_iter().next())
}

/// How things stood when a period began.
struct Before {
    /// Whether there had been a visit.
    visited: bool,
    /// When the source was last looked at.
    looked: Option<DateTime<Utc>>,
    /// Whether the last slot passed without a look.
    missed: bool,
}

impl Before {
    fn of(db: &Connection, source: &str, from: DateTime<Utc>) -> Result<Self, StoreError> {
        let last = last_before(db, source, from)?;
        let missed = last.as_ref().is_some_and(|visit| !visit.verdict.looked());
        Ok(Self { visited: last.is_some(), looked: last_looked(db, source, from)?, missed })
    }
}

/// The stretches of a period in which a source was not looked at: each from one look to the next, where a slot in
/// between passed without one; clipped to the period.
fn unseen(period: Period, before: Before, slots: &[Slot]) -> Vec<(DateTime<Utc>, DateTime<Utc>)> {
    let mut stretches = Vec::new();
    let mut close = |since: DateTime<Utc>, until: DateTime<Utc>| {
        let (since, until) = (since.max(period.from), until.min(period.to));
        if since < until {
            stretches.push((since, until));
        }
    };
    // Before the first slot of a source that is new, there was nothing to miss.
    let first = slots.first().filter(|_| !before.visited).map(|slot| slot.started_at);
    let mut since = before.looked.or(first).unwrap_or(period.from);
    let mut missed = before.missed;
    for slot in slots {
        if slot.looked && missed {
            close(since, slot.started_at);
        }
        missed = !slot.looked;
        if slot.looked {
            since = slot.finished_at;
        }
    }
    if missed {
        close(since, period.to);
    }
    stretches
}

/// Negative alerts a day over the days before a period, if that long has been watched. The organisation's own outlets
/// do not count.
fn mean_negative(db: &Connection, until: DateTime<Utc>, sources: &[Named]) -> Result<Option<f64>, StoreError> {
    let since = until - TimeDelta::days(MEAN_DAYS.into());
    let mut visited = db.prepare_cached("select 1 from visit where source = ? and due_at <= ? limit 1")?;
    let mut watched_long = false;
    for source in sources {
        watched_long = watched_long || visited.exists(params![source.id, Ms(since)])?;
    }
    if !watched_long {
        return Ok(None);
    }
    let mut statement =
        db.prepare_cached("select source from alert where raised_at >= ? and raised_at < ? and score > 0")?;
    let rows = statement.query_map([Ms(since), Ms(until)], |row| row.get::<_, String>(0))?;
    let mut negative = 0;
    for source in rows {
        let source = source?;
        negative += i32::from(!sources.iter().any(|named| named.official && named.id == source));
    }
    Ok(Some(f64::from(negative) / f64::from(MEAN_DAYS)))
}
