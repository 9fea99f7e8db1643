//! How things stand: per source, and in all.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, params};

use super::backend::{self, Ms};
use super::timetable::{self, SourceState};
use super::{Store, StoreError, visits};
use crate::model::{Source, Verdict, Visit};

/// How one source stands.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceStatus {
    /// The source's id.
    pub source: String,
    /// Its place on the timetable, once it has one.
    pub state: Option<SourceState>,
    /// Its last visit, `not_run` included.
    pub last_visit: Option<Visit>,
    /// When it was last looked at.
    pub last_looked: Option<DateTime<Utc>>,
    /// The newest post time seen there.
    pub newest_post: Option<DateTime<Utc>>,
    /// Posts sighted there.
    pub posts_total: u64,
}

/// How much there is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Counts {
    /// Posts.
    pub posts: u64,
    /// Mentions.
    pub mentions: u64,
    /// Alerts.
    pub alerts: u64,
    /// Visits ever written, by verdict, in the order of [`Verdict::ALL`]; they only grow.
    pub visits: Vec<(Verdict, u64)>,
    /// Bytes of the database file with its write-ahead log.
    pub db_bytes: u64,
}

impl Store {
    /// How each source stands, in the order given.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn source_status(&self, sources: &[Source]) -> Result<Vec<SourceStatus>, StoreError> {
        let ids: Vec<String> = sources.iter().map(|source| source.id.clone()).collect();
        self.read(move |db| ids.iter().map(|id| of_source(db, id)).collect()).await
    }

    /// How much there is.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn counts(&self) -> Result<Counts, StoreError> {
        let db_bytes = self.bytes_on_disk();
        self.read(move |db| {
            let count = |sql| Ok::<u64, StoreError>(db.query_row(sql, [], |row| row.get::<_, i64>(0))?.cast_unsigned());
            Ok(Counts {
                posts: count("select count(*) from post")?,
                mentions: count("select count(*) from mention")?,
                alerts: count("select count(*) from alert")?,
                visits: Verdict::ALL
                    .iter()
                    .map(|v| Ok((*v, visits_with(db, *v)?)))
                    .collect::<Result<_, StoreError>>()?,
                db_bytes,
            })
        })
        .await
    }

    /// Every finding of a full integrity check; none when the database is sound.
    ///
    /// # Errors
    /// When the database cannot be read at all.
    pub async fn integrity(&self) -> Result<Vec<String>, StoreError> {
        self.read(backend::integrity_findings).await
    }

    /// Megabytes free on the disk under the database.
    ///
    /// # Errors
    /// When the system does not say.
    pub async fn free_disk_mb(&self) -> Result<u64, StoreError> {
        backend::free_mb(self.file())
    }

    /// Bytes of the database file with its write-ahead log.
    fn bytes_on_disk(&self) -> u64 {
        let file = self.file().as_os_str();
        let sizes = ["", "-wal"].map(|suffix| {
            let mut path = file.to_owned();
            path.push(suffix);
            std::fs::metadata(path).map_or(0, |metadata| metadata.len())
        });
        sizes.iter().sum()
    }
}

fn of_source(db: &Connection, id: &str) -> Result<SourceStatus, StoreError> {
    // A visit after the next slot was written while the clock was ahead: it would hide what happened since.
    let due = "(select next_due from source_state where source = ?1 and next_due is not null)";
    let last = visits::query(
        db,
        &format!("source = ?1 order by due_at >= coalesce({due}, due_at + 1), due_at desc limit 1"),
        params![id],
    )?;
    let mut status = SourceStatus {
        source: id.to_owned(),
        state: None,
        last_visit: last.into_iter().next(),
        last_looked: None,
        newest_post: None,
        posts_total: 0,
    };
    let sql =
        format!("select {}, last_looked, newest, posts_total from source_state where source = ?", timetable::STATE);
    let mut statement = db.prepare_cached(&sql)?;
    let row = statement.query_row([id], |row| {
        let state = row.get::<_, Option<Ms>>(1)?.map(|_| timetable::state(row)).transpose()?;
        Ok((state, Ms::time(row.get(5)?), Ms::time(row.get(6)?), row.get::<_, i64>(7)?))
    });
    if let Some((state, last_looked, newest_post, posts_total)) = row.optional()? {
        status = SourceStatus { state, last_looked, newest_post, posts_total: posts_total.cast_unsigned(), ..status };
    }
    Ok(status)
}

fn visits_with(db: &Connection, verdict: Verdict) -> Result<u64, StoreError> {
    let mut statement = db.prepare_cached("select visits from verdict_total where verdict = ?")?;
    let visits: Option<i64> = statement.query_row([verdict.as_str()], |row| row.get(0)).optional()?;
    Ok(visits.unwrap_or_default().cast_unsigned())
}
