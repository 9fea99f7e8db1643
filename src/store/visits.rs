//! The commit of a visit: one transaction, or nothing.

use rusqlite::{Connection, Row, ToSql, params};

use super::alerts::Raised;
use super::backend::{Ms, bounded, count};
use super::posts::{self, Novelty};
use super::{Store, StoreError, alerts, cursor, mentions, outbox, sightings, timetable};
use crate::model::{PostKind, RatedPost, Reason, SystemNotice, Verdict, Visit, VisitCommit};

/// What a committed visit changed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Committed {
    /// The visit as stored, counts filled in.
    pub visit: Option<Visit>,
    /// Ids of alerts raised.
    pub alerts: Vec<i64>,
    /// Whether outbox rows were written.
    pub mail_waits: bool,
}

impl Store {
    /// Commits a visit: posts, sightings, revisions, mentions, alerts, outbox, cursor, due time, visit row; or nothing.
    ///
    /// Mentions and alerts count only where a post is new or its words changed: what was known before has been told.
    /// A visit of the same source and slot is written over.
    ///
    /// # Errors
    /// When the database fails; then nothing has changed.
    pub async fn commit_visit(&self, commit: VisitCommit) -> Result<Committed, StoreError> {
        let committed = self.write(move |db| commit_all(db, commit)).await?;
        if committed.mail_waits {
            self.inner.mail.notify_one();
        }
        Ok(committed)
    }

    /// The last visits of a source, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn visits_of(&self, source: &str, limit: usize) -> Result<Vec<Visit>, StoreError> {
        let source = source.to_owned();
        self.read(move |db| query(db, "source = ? order by due_at desc limit ?", params![source, count(limit)])).await
    }
}

/// What the posts of a visit came to.
#[derive(Default)]
struct Tally {
    new_posts: u32,
    sighted: u32,
    mentions: u32,
    alerts: Vec<i64>,
    mail_waits: bool,
}

fn commit_all(db: &Connection, commit: VisitCommit) -> Result<Committed, StoreError> {
    let at = commit.visit.finished_at;
    let mut tally = Tally::default();
    for rated in &commit.posts {
        record(db, &commit, rated, &mut tally)?;
    }
    for key in &commit.gone {
        posts::mark_gone(db, &commit.site, key, at)?;
    }
    let told_dark = tell(db, &commit, &mut tally)?;
    cursor::save(db, &commit)?;
    timetable::advance(db, &commit, told_dark, tally.sighted)?;
    let mut visit = commit.visit;
    visit.new_posts = tally.new_posts;
    visit.mentions = tally.mentions;
    visit.alerts = tally.alerts.len().try_into().unwrap_or(u32::MAX);
    write(db, &visit)?;
    Ok(Committed { visit: Some(visit), alerts: tally.alerts, mail_waits: tally.mail_waits })
}

fn record(db: &Connection, commit: &VisitCommit, rated: &RatedPost, tally: &mut Tally) -> Result<(), StoreError> {
    let (source, at) = (commit.visit.source.as_str(), commit.visit.finished_at);
    let post = posts::record(db, &commit.site, at, rated)?;
    let known = match rated.post.kind {
        PostKind::Thread => true,
        PostKind::Article => commit.cursor.known.contains(&rated.post.key),
        PostKind::Floor | PostKind::Comment => false,
    };
    tally.sighted += u32::from(sightings::record(db, post.id, known, source, at)?);
    sightings::record_engagement(db, post.id, &rated.post, at)?;
    if post.novelty == Novelty::Known {
        return Ok(());
    }
    tally.new_posts += u32::from(post.novelty == Novelty::New);
    tally.mentions += mentions::record(db, post.id, source, at, &rated.found.mentions)?;
    if let Some(draft) = &rated.alert {
        match alerts::raise(db, commit, rated, post.id, draft)? {
            Raised::New { id, mailed } => {
                tally.alerts.push(id);
                tally.mail_waits |= mailed;
            }
            Raised::Before { mailed } => tally.mail_waits |= mailed,
        }
    }
    Ok(())
}

/// Writes the mails to operators; whether one of them tells that the source is dark.
fn tell(db: &Connection, commit: &VisitCommit, tally: &mut Tally) -> Result<bool, StoreError> {
    let Some(domain) = &commit.message_domain else { return Ok(false) };
    let mut told_dark = false;
    for notice in &commit.notices {
        outbox::write_notice(db, notice, domain, commit.visit.finished_at)?;
        tally.mail_waits = true;
        told_dark |= matches!(notice, SystemNotice::SourceDark { source, .. } if *source == commit.visit.source);
    }
    Ok(told_dark)
}

/// Whether a visit of this source and slot is written.
pub(super) fn stands(db: &Connection, visit: &Visit) -> Result<bool, StoreError> {
    let mut statement = db.prepare_cached("select 1 from visit where source = ? and due_at = ?")?;
    Ok(statement.exists(params![visit.source, Ms(visit.due_at)])?)
}

/// Writes a visit's row, over one of the same source and slot.
pub(super) fn write(db: &Connection, visit: &Visit) -> Result<(), StoreError> {
    db.prepare_cached(
        "insert or replace into visit (source, due_at, slots, started_at, finished_at, verdict, reason, detail,
             pages, bytes, posts, new_posts, mentions, alerts, newest_post)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?
    .execute(params![
        visit.source,
        Ms(visit.due_at),
        visit.slots,
        Ms(visit.started_at),
        Ms(visit.finished_at),
        visit.verdict.as_str(),
        visit.reason.map(Reason::as_str),
        visit.detail.as_deref().map(bounded),
        visit.pages,
        count(visit.bytes),
        visit.posts,
        visit.new_posts,
        visit.mentions,
        visit.alerts,
        visit.newest_post.map(Ms),
    ])?;
    db.prepare_cached(
        "insert into verdict_total (verdict, visits) values (?, 1)
         on conflict (verdict) do update set visits = visits + 1",
    )?
    .execute([visit.verdict.as_str()])?;
    Ok(())
}

/// The visits for which `condition` (with its order) holds.
pub(super) fn query(db: &Connection, condition: &str, values: &[&dyn ToSql]) -> Result<Vec<Visit>, StoreError> {
    let sql = format!(
        "select source, due_at, slots, started_at, finished_at, verdict, reason, detail, pages, bytes, posts,
             new_posts, mentions, alerts, newest_post
         from visit where {condition}"
    );
    let mut statement = db.prepare_cached(&sql)?;
    let rows = statement.query_map(values, from_row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Visit> {
    let verdict: String = row.get(5)?;
    let reason: Option<String> = row.get(6)?;
    Ok(Visit {
        source: row.get(0)?,
        due_at: row.get::<_, Ms>(1)?.0,
        slots: row.get(2)?,
        started_at: row.get::<_, Ms>(3)?.0,
        finished_at: row.get::<_, Ms>(4)?.0,
        // A name that a later version may have used still was a visit: read as one that failed in this program.
        verdict: Verdict::from_name(&verdict).unwrap_or(Verdict::Failed),
        reason: reason.map(|name| Reason::from_name(&name).unwrap_or(Reason::Internal)),
        detail: row.get(7)?,
        pages: row.get(8)?,
        bytes: row.get::<_, i64>(9)?.cast_unsigned(),
        posts: row.get(10)?,
        new_posts: row.get(11)?,
        mentions: row.get(12)?,
        alerts: row.get(13)?,
        newest_post: Ms::time(row.get(14)?),
    })
}
