//! What is forgotten, and when.

use chrono::{DateTime, Utc};

use crate::config::RetentionOptions;

use super::{Store, StoreError};

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
    /// # Errors
    /// When the database fails.
    pub async fn retention(
        &self,
        now: DateTime<Utc>,
        options: &RetentionOptions,
    ) -> Result<RetentionReport, StoreError> {
        let _ = (now, options);
        todo!()
    }
}
