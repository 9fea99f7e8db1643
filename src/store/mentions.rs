//! Mentions: one post matching one watch, written once and brought up to date when the post is edited.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, params};

use super::StoreError;
use super::backend::Ms;
use crate::model::Mention;

/// Writes the mentions of a post that is new or was edited; how many were not known.
pub(super) fn record(
    db: &Connection,
    post_id: i64,
    source: &str,
    at: DateTime<Utc>,
    mentions: &[Mention],
) -> Result<u32, StoreError> {
    let mut new = 0;
    for mention in mentions {
        let data = serde_json::to_string(mention)?;
        let inserted = db
            .prepare_cached(
                "insert into mention (post_id, watch, source, found_at, severity, data) values (?, ?, ?, ?, ?, ?)
                 on conflict (post_id, watch) do nothing",
            )?
            .execute(params![post_id, mention.watch, source, Ms(at), mention.severity.0, data])?;
        if inserted == 1 {
            new += 1;
        } else {
            // The spans count characters of the text as it is now.
            db.prepare_cached("update mention set severity = ?, data = ? where post_id = ? and watch = ?")?
                .execute(params![mention.severity.0, data, post_id, mention.watch])?;
        }
    }
    if !mentions.is_empty() {
        db.prepare_cached("update post set mentioned = 1 where id = ? and mentioned = 0")?.execute([post_id])?;
    }
    Ok(new)
}

/// The mentions of a post, most pressing first.
pub(super) fn of_post(db: &Connection, post_id: i64) -> Result<Vec<Mention>, StoreError> {
    let mut statement =
        db.prepare_cached("select data from mention where post_id = ? order by severity desc, watch")?;
    let rows = statement.query_map([post_id], |row| row.get::<_, String>(0))?;
    rows.map(|data| Ok(serde_json::from_str(&data?)?)).collect()
}
