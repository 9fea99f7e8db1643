//! Search in the stored texts, one- and two-character terms too.

use chrono::{DateTime, Utc};

use super::{Store, StoreError};

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
    /// Posts whose words match, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn search(&self, query: &str, limit: usize) -> Result<Vec<SearchHit>, StoreError> {
        let _ = (query, limit);
        todo!()
    }
}
