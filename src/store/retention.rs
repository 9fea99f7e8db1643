//! What is forgotten, and when: in small steps, so that a visit never waits long for the writer.
//!
//! - [`RetentionReport`]: what one run forgot

use chrono::{DateTime, Months, NaiveDate, TimeDelta, Utc};
use rusqlite::{Connection, params};

use super::backend::Ms;
use super::{Store, StoreError, posts};
use crate::config::RetentionOptions;

/// Rows of one step; so many posts with their texts and words take a few milliseconds.
const STEP: u32 = 50;
/// Pages of the word index that one step rewrites.
const MERGE_PAGES: u32 = 64;
/// Steps that one run spends on the word index at most.
const MAX_MERGES: u32 = 2_000;

/// What one run of retention forgot: rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RetentionReport {
    /// Texts of posts without a mention.
    pub texts: u64,
    /// Pseudonyms of authors.
    pub pseudonyms: u64,
    /// Keys of pseudonyms.
    pub pseudonym_keys: u64,
    /// Bodies of mails.
    pub mail_bodies: u64,
    /// Visits.
    pub visits: u64,
}

impl Store {
    /// Forgets what is past its term, in small steps that let visits in between.
    ///
    /// Of a post without a mention stay site, key, thread, hash and times; of a mail stay its Message-ID and its fate.
    ///
    /// # Errors
    /// When the database fails; what was forgotten until then stays forgotten.
    pub async fn retention(
        &self,
        now: DateTime<Utc>,
        options: &RetentionOptions,
    ) -> Result<RetentionReport, StoreError> {
        let before = |days: u32| now.checked_sub_signed(TimeDelta::days(days.into())).unwrap_or(DateTime::UNIX_EPOCH);
        let texts = self.in_steps(before(options.unmatched_text_days), forget_texts).await?;
        if texts > 0 {
            self.purge_words().await?;
        }
        Ok(RetentionReport {
            texts,
            pseudonyms: self.in_steps(before(options.pseudonym_days), forget_pseudonyms).await?,
            pseudonym_keys: self.in_steps(before(options.pseudonym_days), forget_pseudonym_keys).await?,
            mail_bodies: self.in_steps(before(options.mail_body_days), forget_mail_bodies).await?,
            visits: self.in_steps(before(options.visit_days), forget_visits).await?,
        })
    }

    /// Words of forgotten posts are only struck out in the index, and leave it when their part of it is rewritten:
    /// SQLite does so for parts of which a tenth is struck out.
    async fn purge_words(&self) -> Result<(), StoreError> {
        for _ in 0..MAX_MERGES {
            let rewritten = self.write(|db| overwritten(db, merge_words)).await?;
            if !rewritten {
                break;
            }
        }
        Ok(())
    }

    async fn in_steps(
        &self,
        before: DateTime<Utc>,
        step: fn(&Connection, DateTime<Utc>) -> Result<u64, StoreError>,
    ) -> Result<u64, StoreError> {
        let mut forgotten = 0;
        loop {
            let rows = self.write(move |db| overwritten(db, |db| step(db, before))).await?;
            if rows == 0 {
                return Ok(forgotten);
            }
            forgotten += rows;
        }
    }
}

/// Runs a step so that what it frees is overwritten in the file.
fn overwritten<T>(db: &Connection, step: impl FnOnce(&Connection) -> Result<T, StoreError>) -> Result<T, StoreError> {
    let set = |mode: &str| db.query_row(&format!("pragma secure_delete = {mode}"), [], |_| Ok(()));
    set("on")?;
    let outcome = step(db);
    set("fast")?;
    outcome
}

fn ids(db: &Connection, sql: &str, before: DateTime<Utc>) -> Result<Vec<i64>, StoreError> {
    let mut statement = db.prepare_cached(sql)?;
    let rows = statement.query_map(params![Ms(before), STEP], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn forget_texts(db: &Connection, before: DateTime<Utc>) -> Result<u64, StoreError> {
    let posts = ids(
        db,
        "select id from post where mentioned = 0 and forgotten = 0 and first_seen < ? order by first_seen limit ?",
        before,
    )?;
    for id in &posts {
        db.prepare_cached(
            "update post set url = '', title = '', text = '', quote = null, board = null, pseudonym = null,
                 time_raw = null, forgotten = 1
             where id = ?",
        )?
        .execute([id])?;
        db.prepare_cached("delete from revision where post_id = ?")?.execute([id])?;
        db.prepare_cached("delete from engagement where post_id = ?")?.execute([id])?;
        posts::forget_words(db, *id)?;
    }
    Ok(posts.len() as u64)
}

/// Whether there was anything to rewrite: the command itself counts as one change.
fn merge_words(db: &Connection) -> Result<bool, StoreError> {
    let before = db.total_changes();
    db.prepare_cached("insert into post_words (post_words, rank) values ('merge', ?)")?.execute([MERGE_PAGES])?;
    Ok(db.total_changes() - before > 1)
}

fn forget_pseudonyms(db: &Connection, before: DateTime<Utc>) -> Result<u64, StoreError> {
    let sql = "update post set pseudonym = null where id in (
                   select id from post where pseudonym is not null and first_seen < ? order by first_seen limit ?)";
    Ok(db.prepare_cached(sql)?.execute(params![Ms(before), STEP])? as u64)
}

/// A month's key goes when the last pseudonym made with it has gone.
fn forget_pseudonym_keys(db: &Connection, before: DateTime<Utc>) -> Result<u64, StoreError> {
    let mut statement = db.prepare_cached("select month from pseudonym_key order by month limit ?")?;
    let months: Vec<String> = statement.query_map([STEP], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut forgotten = 0;
    for month in months.iter().filter(|month| month_ended(month, before)) {
        forgotten += db.prepare_cached("delete from pseudonym_key where month = ?")?.execute([month])? as u64;
    }
    Ok(forgotten)
}

fn month_ended(month: &str, before: DateTime<Utc>) -> bool {
    let first = NaiveDate::parse_from_str(&format!("{month}-01"), "%Y-%m-%d").ok();
    let next = first.and_then(|day| day.checked_add_months(Months::new(1)));
    next.is_some_and(|day| day <= before.date_naive())
}

fn forget_mail_bodies(db: &Connection, before: DateTime<Utc>) -> Result<u64, StoreError> {
    let sql = "update outbox set rendered = null where id in (
                   select id from outbox where settled_at < ? and rendered is not null limit ?)";
    Ok(db.prepare_cached(sql)?.execute(params![Ms(before), STEP])? as u64)
}

fn forget_visits(db: &Connection, before: DateTime<Utc>) -> Result<u64, StoreError> {
    let mut next = db.prepare_cached("select min(source) from visit where source > ?")?;
    let mut delete = db.prepare_cached(
        "delete from visit where source = ?1 and due_at in (
             select due_at from visit where source = ?1 and due_at < ?2 order by due_at limit ?3)",
    )?;
    let mut source = String::new();
    // The sources one by one: the rows lie in their order. A step ends at the first that had something to forget.
    while let Some(found) = next.query_row([&source], |row| row.get::<_, Option<String>>(0))? {
        let rows = delete.execute(params![found, Ms(before), STEP])?;
        if rows > 0 {
            return Ok(rows as u64);
        }
        source = found;
    }
    Ok(0)
}
