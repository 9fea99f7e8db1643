//! Alerts: raised once per matter, read with all that a mail needs.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Row, params};
use sha2::{Digest, Sha256};

use super::backend::Ms;
use super::{Store, StoreError, mentions, outbox, sightings};
use crate::model::{Alert, AlertDraft, MailContent, Notify, PostKind, RatedPost, Severity, VisitCommit};

/// The alerts of one period that are read at most: no page and no mail shows more.
const MAX_ALERTS: u32 = 10_000;

impl Store {
    /// One alert.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn alert(&self, id: i64) -> Result<Option<Alert>, StoreError> {
        self.read(move |db| load(db, id)).await
    }

    /// Alerts by their ids, in the order asked for; unknown ids are left out.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn alerts(&self, ids: &[i64]) -> Result<Vec<Alert>, StoreError> {
        let ids = ids.to_owned();
        self.read(move |db| ids.into_iter().filter_map(|id| load(db, id).transpose()).collect()).await
    }

    /// Alerts raised in `[from, to)`, most pressing first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn alerts_between(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> Result<Vec<Alert>, StoreError> {
        self.read(move |db| between(db, from, to)).await
    }
}

/// What raising an alert came to.
pub(super) enum Raised {
    /// It is new.
    New {
        /// Its id.
        id: i64,
        /// Whether an outbox row was written.
        mailed: bool,
    },
    /// The matter had one.
    Before {
        /// Whether an outbox row was written, because it became urgent.
        mailed: bool,
    },
}

/// Raises an alert about a post, once per matter: the first one stands, and a later sight only makes it better (the
/// first floor in place of the list row) or more urgent.
pub(super) fn raise(
    db: &Connection,
    commit: &VisitCommit,
    rated: &RatedPost,
    post_id: i64,
    draft: &AlertDraft,
) -> Result<Raised, StoreError> {
    let matter = Matter { commit, rated, post_id, draft };
    match matter.standing(db)? {
        None => {
            let id = matter.insert(db)?;
            let mailed = draft.notify == Notify::Instant && matter.mail(db, id, commit.visit.finished_at)?;
            Ok(Raised::New { id, mailed })
        }
        Some(before) => {
            matter.improve(db, &before)?;
            let urgent = draft.notify == Notify::Instant && before.notify != Notify::Instant;
            Ok(Raised::Before { mailed: urgent && matter.mail(db, before.id, before.raised_at)? })
        }
    }
}

/// One proposal of an alert.
struct Matter<'a> {
    commit: &'a VisitCommit,
    rated: &'a RatedPost,
    post_id: i64,
    draft: &'a AlertDraft,
}

/// The alert that a matter has already.
struct Standing {
    id: i64,
    post_id: i64,
    raised_at: DateTime<Utc>,
    notify: Notify,
    severity: Severity,
    withhold: bool,
    score: f64,
    headline: String,
}

impl Matter<'_> {
    fn standing(&self, db: &Connection) -> Result<Option<Standing>, StoreError> {
        let mut statement = db.prepare_cached(
            "select id, post_id, raised_at, notify, severity, withhold, score, headline
             from alert where site = ? and alert_key = ?",
        )?;
        let standing = statement.query_row([self.commit.site.as_str(), self.rated.post.alert_key()], |row| {
            Ok(Standing {
                id: row.get(0)?,
                post_id: row.get(1)?,
                raised_at: row.get::<_, Ms>(2)?.0,
                notify: notify_of(&row.get::<_, String>(3)?),
                severity: Severity(row.get(4)?),
                withhold: row.get(5)?,
                score: row.get(6)?,
                headline: row.get(7)?,
            })
        });
        Ok(standing.optional()?)
    }

    fn score(&self) -> f64 {
        let scores = self.rated.found.mentions.iter().map(|mention| f64::from(mention.score));
        scores.reduce(f64::max).unwrap_or_default()
    }

    fn insert(&self, db: &Connection) -> Result<i64, StoreError> {
        db.prepare_cached(
            "insert into alert (site, alert_key, post_id, source, raised_at, notify, severity, score, withhold, headline)
             values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            self.commit.site,
            self.rated.post.alert_key(),
            self.post_id,
            self.commit.visit.source,
            Ms(self.commit.visit.finished_at),
            self.draft.notify.as_str(),
            self.draft.severity.0,
            self.score(),
            self.draft.withhold,
            self.draft.headline,
        ])?;
        Ok(db.last_insert_rowid())
    }

    /// Lets an alert point at the better post, and takes over what is graver.
    fn improve(&self, db: &Connection, before: &Standing) -> Result<(), StoreError> {
        let is_row = self.rated.post.kind == PostKind::Thread;
        let post_id = if is_row { before.post_id } else { self.post_id };
        let graver = self.draft.severity > before.severity;
        let headline = if graver || post_id != before.post_id { &self.draft.headline } else { &before.headline };
        db.prepare_cached(
            "update alert set post_id = ?, notify = ?, severity = ?, score = ?, withhold = ?, headline = ? where id = ?",
        )?
        .execute(params![
            post_id,
            self.draft.notify.max(before.notify).as_str(),
            self.draft.severity.max(before.severity).0,
            self.score().max(before.score),
            self.draft.withhold || before.withhold,
            headline,
            before.id,
        ])?;
        Ok(())
    }

    /// Writes the alert's outbox row; `false` when no mail is to be written.
    fn mail(&self, db: &Connection, id: i64, raised_at: DateTime<Utc>) -> Result<bool, StoreError> {
        let Some(domain) = &self.commit.message_domain else { return Ok(false) };
        let hash = self.hash8(raised_at);
        let message_id = format!("alert.{id}-{hash}.{domain}");
        outbox::write(db, &MailContent::Alert(id), &message_id, self.commit.visit.finished_at)?;
        Ok(true)
    }

    /// Keeps Message-IDs apart when a database begins anew and counts from 1 again.
    fn hash8(&self, raised_at: DateTime<Utc>) -> String {
        let key = self.rated.post.alert_key();
        outbox::hex(&Sha256::digest(format!("{}|{key}|{}", self.commit.site, raised_at.timestamp_millis())), 8)
    }
}

fn notify_of(name: &str) -> Notify {
    let all = [Notify::Queue, Notify::Digest, Notify::Instant];
    all.into_iter().find(|notify| notify.as_str() == name).unwrap_or_default()
}

/// Alerts raised in `[from, to)`, most pressing first.
pub(super) fn between(db: &Connection, from: DateTime<Utc>, to: DateTime<Utc>) -> Result<Vec<Alert>, StoreError> {
    let mut statement = db.prepare_cached(
        "select id from alert where raised_at >= ? and raised_at < ?
         order by severity desc, score desc, raised_at desc, id desc limit ?",
    )?;
    let rows = statement.query_map(params![Ms(from), Ms(to), MAX_ALERTS], |row| row.get(0))?;
    let ids: Vec<i64> = rows.collect::<Result<_, _>>()?;
    ids.into_iter().filter_map(|id| load(db, id).transpose()).collect()
}

fn load(db: &Connection, id: i64) -> Result<Option<Alert>, StoreError> {
    let mut statement = db.prepare_cached(
        "select alert.id, alert.post_id, raised_at, notify, severity, withhold, headline, alert.source,
                coalesce(state.name, alert.source), coalesce(state.official, 0),
                key, url, title, text, published, precision, first_seen, floor
         from alert join post on post.id = alert.post_id
         left join source_state state on state.source = alert.source
         where alert.id = ?",
    )?;
    let Some((post_id, mut alert)) = statement.query_row([id], from_row).optional()? else { return Ok(None) };
    alert.engagement = sightings::engagement(db, post_id)?;
    alert.mentions = mentions::of_post(db, post_id)?;
    Ok(Some(alert))
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<(i64, Alert)> {
    let alert = Alert {
        id: row.get(0)?,
        raised_at: row.get::<_, Ms>(2)?.0,
        notify: notify_of(&row.get::<_, String>(3)?),
        severity: Severity(row.get(4)?),
        withhold: row.get(5)?,
        headline: row.get(6)?,
        source: row.get(7)?,
        source_name: row.get(8)?,
        official: row.get(9)?,
        key: row.get(10)?,
        url: row.get(11)?,
        title: row.get(12)?,
        text: row.get(13)?,
        published: Ms::time(row.get(14)?),
        precision: row.get(15)?,
        first_seen: row.get::<_, Ms>(16)?.0,
        floor: row.get(17)?,
        engagement: crate::model::Engagement::default(),
        mentions: Vec::new(),
    };
    Ok((row.get(1)?, alert))
}
