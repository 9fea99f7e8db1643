//! Issues of the digest: numbered without holes.

use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension, Row, params};

use super::backend::Ms;
use super::{Store, StoreError, outbox};
use crate::model::MailContent;

/// One issue of the digest (第 N 期).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Issue {
    /// Its number, from 1.
    pub number: i64,
    /// The period's begin.
    pub from: DateTime<Utc>,
    /// The period's end.
    pub to: DateTime<Utc>,
    /// When it was opened.
    pub created_at: DateTime<Utc>,
}

impl Store {
    /// The issue opened last.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn last_issue(&self) -> Result<Option<Issue>, StoreError> {
        self.read(|db| {
            let mut statement =
                db.prepare_cached("select number, from_at, to_at, created_at from issue order by number desc limit 1")?;
            Ok(statement.query_row([], from_row).optional()?)
        })
        .await
    }

    /// The issue whose period ended last, as of a time. One that ends later was closed by a clock that was ahead: it
    /// says nothing about what is covered.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn last_issue_until(&self, now: DateTime<Utc>) -> Result<Option<Issue>, StoreError> {
        self.read(move |db| {
            let mut statement = db.prepare_cached(
                "select number, from_at, to_at, created_at from issue where to_at <= ?
                 order by to_at desc, number desc limit 1",
            )?;
            Ok(statement.query_row([Ms(now)], from_row).optional()?)
        })
        .await
    }

    /// One issue.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn issue(&self, number: i64) -> Result<Option<Issue>, StoreError> {
        self.read(move |db| {
            let mut statement =
                db.prepare_cached("select number, from_at, to_at, created_at from issue where number = ?")?;
            Ok(statement.query_row([number], from_row).optional()?)
        })
        .await
    }

    /// Opens the next issue and writes its outbox row in one transaction; answers the number. An issue of exactly this
    /// period is not opened twice.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn open_issue(
        &self,
        from: DateTime<Utc>,
        to: DateTime<Utc>,
        now: DateTime<Utc>,
        message_id_of: impl FnOnce(i64) -> String + Send + 'static,
    ) -> Result<i64, StoreError> {
        let number = self
            .write(move |db| {
                let stands: Option<i64> = db
                    .prepare_cached("select number from issue where from_at = ? and to_at = ?")?
                    .query_row([Ms(from), Ms(to)], |row| row.get(0))
                    .optional()?;
                if let Some(number) = stands {
                    return Ok(number);
                }
                // Numbers are never given back: the table only grows, and a failed transaction takes its number along.
                let number = db
                    .prepare_cached(
                        "insert into issue (number, from_at, to_at, created_at)
                         values ((select coalesce(max(number), 0) + 1 from issue), ?, ?, ?) returning number",
                    )?
                    .query_row(params![Ms(from), Ms(to), Ms(now)], |row| row.get(0))?;
                outbox::write(db, &MailContent::Digest(number), &message_id_of(number), now)?;
                Ok(number)
            })
            .await?;
        self.inner.mail.notify_one();
        Ok(number)
    }
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Issue> {
    Ok(Issue {
        number: row.get(0)?,
        from: row.get::<_, Ms>(1)?.0,
        to: row.get::<_, Ms>(2)?.0,
        created_at: row.get::<_, Ms>(3)?.0,
    })
}
