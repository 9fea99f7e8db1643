//! What is due: each source's next slot, its failures, the slots that passed unseen.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, Row, params};

use super::backend::Ms;
use super::{Store, StoreError, visits};
use crate::model::{Reason, Source, Verdict, Visit, VisitCommit};

/// Where a source stands on the timetable.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceState {
    /// The source.
    pub source: String,
    /// When it is due.
    pub next_due: DateTime<Utc>,
    /// Failures in a row.
    pub failures: u32,
    /// When the present run of failures began.
    pub dark_since: Option<DateTime<Utc>>,
    /// Whether people were told that it is dark.
    pub dark_told: bool,
}

/// The columns that [`state`] reads.
pub(super) const STATE: &str = "source, next_due, failures, dark_since, dark_told";

pub(super) fn state(row: &Row<'_>) -> rusqlite::Result<SourceState> {
    Ok(SourceState {
        source: row.get(0)?,
        next_due: row.get::<_, Ms>(1)?.0,
        failures: row.get(2)?,
        dark_since: Ms::time(row.get(3)?),
        dark_told: row.get(4)?,
    })
}

impl Store {
    /// Where every source stands that was ever put on the timetable.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn source_states(&self) -> Result<Vec<SourceState>, StoreError> {
        self.read(|db| {
            let sql = format!("select {STATE} from source_state where next_due is not null order by source");
            let mut statement = db.prepare_cached(&sql)?;
            let rows = statement.query_map([], state)?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
        .await
    }

    /// Puts a source on the timetable, unless it stands there already.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn adopt_source(&self, source: &str, first_due: DateTime<Utc>) -> Result<(), StoreError> {
        let source = source.to_owned();
        self.write(move |db| {
            db.prepare_cached(
                "insert into source_state (source, next_due) values (?, ?)
                 on conflict (source) do update set next_due = coalesce(next_due, excluded.next_due)",
            )?
            .execute(params![source, Ms(first_due)])?;
            Ok(())
        })
        .await
    }

    /// Keeps the names of sources, so that alerts can show them. To be called when sources are loaded.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn name_sources(&self, sources: &[Source]) -> Result<(), StoreError> {
        let names: Vec<_> = sources.iter().map(|s| (s.id.clone(), s.name.clone(), s.official)).collect();
        self.write(move |db| {
            let mut statement = db.prepare_cached(
                "insert into source_state (source, name, official) values (?, ?, ?)
                 on conflict (source) do update set name = excluded.name, official = excluded.official
                 where name is not excluded.name or official is not excluded.official",
            )?;
            for name in names {
                statement.execute(name)?;
            }
            Ok(())
        })
        .await
    }

    /// Writes one `not_run` visit that stands for `slots` missed slots, from `first_slot` to `last_slot`. A visit
    /// that stands at `first_slot` already is left as it is.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn record_not_run(
        &self,
        source: &str,
        first_slot: DateTime<Utc>,
        last_slot: DateTime<Utc>,
        slots: u32,
        reason: Reason,
    ) -> Result<(), StoreError> {
        let visit = Visit {
            source: source.to_owned(),
            due_at: first_slot,
            slots,
            started_at: first_slot,
            finished_at: last_slot,
            verdict: Verdict::NotRun,
            reason: Some(reason),
            detail: None,
            pages: 0,
            bytes: 0,
            posts: 0,
            new_posts: 0,
            mentions: 0,
            alerts: 0,
            newest_post: None,
        };
        self.write(move |db| if visits::stands(db, &visit)? { Ok(()) } else { visits::write(db, &visit) }).await
    }
}

/// Moves a source on after a visit: its next slot, its failures, the small part of its cursor.
pub(super) fn advance(db: &Connection, commit: &VisitCommit, told_dark: bool, sighted: u32) -> Result<(), StoreError> {
    let visit = &commit.visit;
    let newest = commit.cursor.newest.max(visit.newest_post);
    let looked = visit.verdict.looked().then_some(visit.finished_at);
    db.prepare_cached(
        "insert into source_state
             (source, next_due, failures, dark_since, dark_told, baseline_done, newest, last_looked, posts_total,
              gap_since)
         values (?1, ?2, ?3, iif(?3 > 0, ?4, null), ?5, ?6, ?7, ?8, ?9, ?10)
         on conflict (source) do update set
             next_due = excluded.next_due,
             failures = excluded.failures,
             dark_since = iif(excluded.failures > 0, coalesce(dark_since, excluded.dark_since), null),
             dark_told = excluded.failures > 0 and (dark_told or excluded.dark_told),
             baseline_done = excluded.baseline_done,
             newest = coalesce(max(newest, excluded.newest), newest, excluded.newest),
             last_looked = coalesce(excluded.last_looked, last_looked),
             posts_total = posts_total + excluded.posts_total,
             gap_since = excluded.gap_since",
    )?
    .execute(params![
        visit.source,
        Ms(commit.next_due),
        commit.failures,
        Ms(visit.started_at),
        told_dark,
        commit.cursor.baseline_done,
        newest.map(Ms),
        looked.map(Ms),
        sighted,
        commit.cursor.gap_since.map(Ms),
    ])?;
    Ok(())
}
