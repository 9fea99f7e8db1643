//! Search in the stored texts, one- and two-character terms too.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, Row, params};

use super::backend::{Ms, count};
use super::{Store, StoreError};
use crate::text::grams;

/// Hits that are answered at most.
const MAX_HITS: usize = 1_000;
/// Characters of a snippet before the first term, and in all.
const SNIPPET_BEFORE: usize = 20;
const SNIPPET: usize = 80;

/// One post found by its words.
#[derive(Clone, Debug, PartialEq)]
pub struct SearchHit {
    /// The row's number.
    pub post_id: i64,
    /// A source it was sighted through.
    pub source: Option<String>,
    /// Where keys are unique.
    pub site: String,
    /// The post's key.
    pub key: String,
    /// Where a person reads it.
    pub url: String,
    /// Its title, masked.
    pub title: String,
    /// A stretch of its text around the first term, masked.
    pub snippet: String,
    /// Its floor, for replies.
    pub floor: Option<u32>,
    /// When it was published, as far as the site says.
    pub published: Option<DateTime<Utc>>,
    /// When it was first seen.
    pub first_seen: DateTime<Utc>,
}

impl Store {
    /// Posts whose words match, newest first. The row of a thread is left out once its first floor is stored.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn search(&self, query: &str, limit: usize) -> Result<Vec<SearchHit>, StoreError> {
        let Some(expression) = grams::match_expression(query) else { return Ok(Vec::new()) };
        let terms: Vec<String> = query.split_whitespace().map(str::to_lowercase).collect();
        let limit = limit.min(MAX_HITS);
        self.read(move |db| find(db, &expression, &terms, limit)).await
    }
}

fn find(db: &Connection, expression: &str, terms: &[String], limit: usize) -> Result<Vec<SearchHit>, StoreError> {
    // The index gives rows in descending order by itself, so a common word costs no more than a rare one.
    let mut statement = db.prepare_cached(
        "select post.id, (select source from sighting where post_id = post.id limit 1),
                site, key, url, title, text, floor, published, first_seen
         from post_words join post on post.id = post_words.rowid
         where post_words match ?
           and not (kind = 'thread' and exists (
               select 1 from post floor where floor.site = post.site and floor.thread = post.key and floor.floor = 1))
         order by post_words.rowid desc limit ?",
    )?;
    let rows = statement.query_map(params![expression, count(limit)], |row| from_row(row, terms))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn from_row(row: &Row<'_>, terms: &[String]) -> rusqlite::Result<SearchHit> {
    let text: String = row.get(6)?;
    Ok(SearchHit {
        post_id: row.get(0)?,
        source: row.get(1)?,
        site: row.get(2)?,
        key: row.get(3)?,
        url: row.get(4)?,
        title: row.get(5)?,
        snippet: snippet(&text, terms),
        floor: row.get(7)?,
        published: Ms::time(row.get(8)?),
        first_seen: row.get::<_, Ms>(9)?.0,
    })
}

/// The text around the first term that stands in it as typed, else its beginning; on one line.
fn snippet(text: &str, terms: &[String]) -> String {
    let chars: Vec<char> = text.split_whitespace().collect::<Vec<_>>().join(" ").chars().collect();
    let lower: String = chars.iter().map(|c| c.to_lowercase().next().unwrap_or(*c)).collect();
    let found = terms.iter().filter_map(|term| lower.find(term.as_str())).min();
    let at = found.and_then(|byte| lower.get(..byte)).map_or(0, |before| before.chars().count());
    let start = at.saturating_sub(SNIPPET_BEFORE);
    let end = (start + SNIPPET).min(chars.len());
    let body: String = chars.get(start..end).unwrap_or_default().iter().collect();
    let (head, tail) = (if start > 0 { "…" } else { "" }, if end < chars.len() { "…" } else { "" });
    format!("{head}{body}{tail}")
}
