//! What waits to be sent, and what became of it.
//!
//! - [`OutboxSummary`]: how it stands
//!
//! A row is written in the transaction of what it tells of. Its Message-ID is fixed then, and every try sends the
//! same bytes under it.

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{Connection, OptionalExtension, Row, params};
use sha2::{Digest, Sha256};

use super::backend::{Ms, bounded};
use super::{Store, StoreError};
use crate::model::{Delivery, MailContent, MailKind, OutboxItem, OutboxState, SystemNotice};

/// How the outbox stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OutboxSummary {
    /// Mails that wait or are being sent.
    pub pending: u32,
    /// When the oldest of them was written.
    pub oldest_pending: Option<DateTime<Utc>>,
    /// Mails the server refused for good.
    pub failed: u32,
    /// When a mail was last accepted.
    pub last_accepted: Option<DateTime<Utc>>,
    /// When a digest was last accepted.
    pub last_digest_accepted: Option<DateTime<Utc>>,
    /// What the server said last, of mails not accepted yet.
    pub last_error: Option<String>,
}

/// No mail is ever put off for longer than this: one that waits for a later time was put off by a clock that was ahead.
const LONGEST_WAIT: TimeDelta = TimeDelta::hours(25);

impl Store {
    /// Writes a row, and answers its id; a Message-ID that stands already is not written again.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn enqueue(
        &self,
        content: MailContent,
        message_id: String,
        not_before: DateTime<Utc>,
    ) -> Result<i64, StoreError> {
        let id = self.write(move |db| write(db, &content, &message_id, not_before)).await?;
        self.inner.mail.notify_one();
        Ok(id)
    }

    /// Writes a mail to operators; a Message-ID that stands already is not written again.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn store_notice(
        &self,
        notice: SystemNotice,
        message_id: String,
        now: DateTime<Utc>,
    ) -> Result<i64, StoreError> {
        self.enqueue(MailContent::System(notice), message_id, now).await
    }

    /// Waits until a mail was written since the last call. For one waiter.
    pub async fn wait_for_mail(&self) {
        self.inner.mail.notified().await;
    }

    /// The mail whose time came first. One that waits longer than any mail is made to wait goes too: the clock was set
    /// back since. One that cannot be read is set aside for a person, and the next is answered.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn next_mail(&self, now: DateTime<Utc>) -> Result<Option<OutboxItem>, StoreError> {
        while let Some((item, content)) = self.read(move |db| waiting(db, now)).await? {
            let error = match serde_json::from_str(&content) {
                Ok(content) => return Ok(Some(OutboxItem { content, ..item })),
                Err(error) => StoreError::Json(error).to_string(),
            };
            self.settle(item.id, &Delivery::Refused { error }, now, now).await?;
        }
        Ok(None)
    }

    /// When the next mail's time comes.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn next_mail_due(&self) -> Result<Option<DateTime<Utc>>, StoreError> {
        self.read(|db| {
            let mut statement = db.prepare_cached("select min(not_before) from outbox where state = 'pending'")?;
            Ok(statement.query_row([], |row| Ok(Ms::time(row.get(0)?)))?)
        })
        .await
    }

    /// Keeps a mail's bytes, so that every try sends the same.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn save_rendered(&self, id: i64, bytes: Vec<u8>) -> Result<(), StoreError> {
        self.write(move |db| {
            db.prepare_cached("update outbox set rendered = ? where id = ?")?.execute(params![bytes, id])?;
            Ok(())
        })
        .await
    }

    /// Marks a mail as handed to a connection, and counts the try.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn begin_send(&self, id: i64) -> Result<(), StoreError> {
        self.write(move |db| {
            db.prepare_cached(
                "update outbox set state = 'sending', attempts = attempts + 1 where id = ? and state = 'pending'",
            )?
            .execute([id])?;
            Ok(())
        })
        .await
    }

    /// Writes down how a try ended at `now`; deferred and doubtful mails wait until `retry_at`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn settle(
        &self,
        id: i64,
        delivery: &Delivery,
        now: DateTime<Utc>,
        retry_at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let (state, error, doubtful) = match delivery {
            Delivery::Accepted { .. } => (OutboxState::Accepted, None, false),
            Delivery::Deferred { error } => (OutboxState::Pending, Some(bounded(error).to_owned()), false),
            Delivery::Refused { error } => (OutboxState::Failed, Some(bounded(error).to_owned()), false),
            Delivery::Unknown { error } => (OutboxState::Pending, Some(bounded(error).to_owned()), true),
        };
        let waits = state == OutboxState::Pending;
        self.write(move |db| {
            db.prepare_cached(
                "update outbox set state = ?, last_error = ?, doubtful = doubtful or ?, settled_at = iif(?5, null, ?4),
                     not_before = iif(?5, ?6, not_before)
                 where id = ?7",
            )?
            .execute(params![state.as_str(), error, doubtful, Ms(now), waits, Ms(retry_at), id])?;
            Ok(())
        })
        .await
    }

    /// At the start: mails left in the middle of a try wait again, marked as doubtful. How many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn recover_sending(&self) -> Result<usize, StoreError> {
        self.write(|db| {
            let mut statement =
                db.prepare_cached("update outbox set state = 'pending', doubtful = 1 where state = 'sending'")?;
            Ok(statement.execute([])?)
        })
        .await
    }

    /// Immediate mails (alerts and roll-ups) accepted since a time.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn instant_sent_since(&self, since: DateTime<Utc>) -> Result<u32, StoreError> {
        self.read(move |db| {
            let mut statement = db.prepare_cached(
                "select count(*) from outbox
                 where settled_at >= ? and state = 'accepted' and kind in ('alert', 'roll_up')",
            )?;
            Ok(statement.query_row([Ms(since)], |row| row.get(0))?)
        })
        .await
    }

    /// How the outbox stands.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn outbox_summary(&self) -> Result<OutboxSummary, StoreError> {
        self.read(summary).await
    }
}

/// The first mail whose time has come, its content still to be parsed.
fn waiting(db: &Connection, now: DateTime<Utc>) -> Result<Option<(OutboxItem, String)>, StoreError> {
    let mut statement = db.prepare_cached(
        "select id, message_id, content, created_at, not_before, attempts, last_error, rendered, doubtful
         from outbox where state = 'pending' and (not_before <= ?1 or not_before > ?2)
         order by not_before, id limit 1",
    )?;
    Ok(statement.query_row([Ms(now), Ms(now + LONGEST_WAIT)], from_row).optional()?)
}

fn summary(db: &Connection) -> Result<OutboxSummary, StoreError> {
    let counts = db.prepare_cached(
        "select count(*) filter (where state in ('pending', 'sending')),
                min(created_at) filter (where state in ('pending', 'sending')),
                count(*) filter (where state = 'failed'),
                max(settled_at) filter (where state = 'accepted'),
                max(settled_at) filter (where state = 'accepted' and kind = 'digest')
         from outbox",
    )?;
    let mut counts = counts;
    let summary = counts.query_row([], |row| {
        Ok(OutboxSummary {
            pending: row.get(0)?,
            oldest_pending: Ms::time(row.get(1)?),
            failed: row.get(2)?,
            last_accepted: Ms::time(row.get(3)?),
            last_digest_accepted: Ms::time(row.get(4)?),
            last_error: None,
        })
    })?;
    let mut newest = db.prepare_cached(
        "select last_error from outbox where state in ('pending', 'sending', 'failed') and last_error is not null
         order by coalesce(settled_at, not_before) desc, id desc limit 1",
    )?;
    Ok(OutboxSummary { last_error: newest.query_row([], |row| row.get(0)).optional()?, ..summary })
}

/// Writes a row that may be sent from `not_before` on, and answers its id; one with this Message-ID stands as it is.
pub(super) fn write(
    db: &Connection,
    content: &MailContent,
    message_id: &str,
    not_before: DateTime<Utc>,
) -> Result<i64, StoreError> {
    db.prepare_cached(
        "insert into outbox (message_id, kind, content, created_at, not_before) values (?1, ?2, ?3, ?4, ?4)
         on conflict (message_id) do nothing",
    )?
    .execute(params![message_id, content.kind().as_str(), serde_json::to_string(content)?, Ms(not_before)])?;
    let mut statement = db.prepare_cached("select id from outbox where message_id = ?")?;
    Ok(statement.query_row([message_id], |row| row.get(0))?)
}

/// Writes a mail to operators, under a Message-ID that follows from what it says and when.
pub(super) fn write_notice(
    db: &Connection,
    notice: &SystemNotice,
    domain: &str,
    at: DateTime<Utc>,
) -> Result<i64, StoreError> {
    let content = MailContent::System(notice.clone());
    let digest = Sha256::digest(format!("{}|{}", serde_json::to_string(&content)?, at.timestamp_millis()));
    let message_id = format!("{}.{}-{}.{domain}", MailKind::System.as_str(), at.timestamp(), hex(&digest, 8));
    write(db, &content, &message_id, at)
}

/// The first `digits` hexadecimal digits of some bytes.
pub(super) fn hex(bytes: &[u8], digits: usize) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .take(digits)
        .filter_map(|d| char::from_digit(d.into(), 16))
        .collect()
}

/// A waiting row, its content still to be parsed.
fn from_row(row: &Row<'_>) -> rusqlite::Result<(OutboxItem, String)> {
    let item = OutboxItem {
        id: row.get(0)?,
        content: MailContent::Test,
        message_id: row.get(1)?,
        state: OutboxState::Pending,
        created_at: row.get::<_, Ms>(3)?.0,
        not_before: row.get::<_, Ms>(4)?.0,
        attempts: row.get(5)?,
        last_error: row.get(6)?,
        rendered: row.get(7)?,
        doubtful: row.get(8)?,
    };
    Ok((item, row.get(2)?))
}
