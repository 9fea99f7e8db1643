//! Folding: when the hour's cap is reached, the alerts that wait become one mail.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, params};

use super::backend::Ms;
use super::{Store, StoreError, outbox};
use crate::model::{MailContent, Severity};

/// Alerts that one roll-up holds at most; the rest wait for the next.
const MAX_FOLDED: usize = 200;

impl Store {
    /// Folds the waiting alerts below severity 4 into one roll-up, and answers the roll-up's id; `None` when no alert
    /// can be folded. Alerts of which a try may have arrived are left alone: their Message-ID must stay what it was.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn fold_alerts(
        &self,
        roll_up_message_id: String,
        not_before: DateTime<Utc>,
    ) -> Result<Option<i64>, StoreError> {
        self.write(move |db| fold(db, &roll_up_message_id, not_before)).await
    }
}

fn fold(db: &Connection, message_id: &str, not_before: DateTime<Utc>) -> Result<Option<i64>, StoreError> {
    let open = open_roll_up(db)?;
    let (row, mut ids) = match open {
        Some((row, ids)) => (Some(row), ids),
        None => (None, Vec::new()),
    };
    let room = MAX_FOLDED.saturating_sub(ids.len());
    let waiting: Vec<_> = waiting_alerts(db)?.into_iter().take(room).collect();
    let Some(&(_, first)) = waiting.first() else { return Ok(None) };
    for (mail, alert) in &waiting {
        db.prepare_cached("update outbox set state = 'folded', settled_at = ? where id = ?")?
            .execute(params![Ms(not_before), mail])?;
        ids.push(*alert);
    }
    let content = MailContent::RollUp(ids);
    match row {
        Some(row) => {
            db.prepare_cached("update outbox set content = ? where id = ?")?
                .execute(params![serde_json::to_string(&content)?, row])?;
            Ok(Some(row))
        }
        None => Ok(Some(outbox::write(db, &content, &unused(db, message_id, first)?, not_before)?)),
    }
}

/// The newest roll-up that waits and was never rendered nor tried, with its alerts: those before it are full.
fn open_roll_up(db: &Connection) -> Result<Option<(i64, Vec<i64>)>, StoreError> {
    let mut statement = db.prepare_cached(
        "select id, content from outbox
         where state = 'pending' and kind = 'roll_up' and attempts = 0 and rendered is null order by id desc limit 1",
    )?;
    let found = statement.query_row([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?))).optional()?;
    let Some((row, content)) = found else { return Ok(None) };
    // One that cannot be read is found out when its time comes; the others do not wait for that.
    match serde_json::from_str(&content) {
        Ok(MailContent::RollUp(ids)) if ids.len() < MAX_FOLDED => Ok(Some((row, ids))),
        _ => Ok(None),
    }
}

/// Waiting mails about one alert that may be folded: the mail's id and the alert's.
fn waiting_alerts(db: &Connection) -> Result<Vec<(i64, i64)>, StoreError> {
    let mut statement = db.prepare_cached(
        "select outbox.id, alert.id from outbox
         join alert on alert.id = iif(json_valid(outbox.content), outbox.content ->> '$.alert', null)
         where outbox.state = 'pending' and outbox.kind = 'alert' and not outbox.doubtful and alert.severity < ?
         order by outbox.id",
    )?;
    let rows = statement.query_map([Severity::GRAVE.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The Message-ID, or one of its own if that stands already: alerts must not be lost in a mail that went before.
fn unused(db: &Connection, message_id: &str, first_alert: i64) -> Result<String, StoreError> {
    let mut statement = db.prepare_cached("select 1 from outbox where message_id = ?")?;
    if !statement.exists([message_id])? {
        return Ok(message_id.to_owned());
    }
    Ok(match message_id.split_once('@') {
        Some((local, host)) => format!("{local}-{first_alert}@{host}"),
        None => format!("{message_id}-{first_alert}"),
    })
}
