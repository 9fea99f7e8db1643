//! The commit of a visit: one transaction, or nothing.

use crate::model::{Visit, VisitCommit};

use super::{Store, StoreError};

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
    /// # Errors
    /// When the database fails.
    pub async fn commit_visit(&self, commit: VisitCommit) -> Result<Committed, StoreError> {
        let _ = (commit,);
        todo!()
    }

    /// The last visits of a source, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn visits_of(&self, source: &str, limit: usize) -> Result<Vec<Visit>, StoreError> {
        let _ = (source, limit);
        todo!()
    }
}
