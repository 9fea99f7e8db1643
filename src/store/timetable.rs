//! What is due: each source's next slot, its failures, the slots that passed unseen.

use chrono::{DateTime, Utc};

use crate::model::Reason;

use super::{Store, StoreError};

/// Where a source stands on the timetable.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceState {
    /// The source.
    pub source: String,
    /// When it is due.
    pub next_due: DateTime<Utc>,
    /// Failures in a row.
    pub failures: u32,
    /// When the present run of failures began.
    pub dark_since: Option<DateTime<Utc>>,
    /// Whether people were told that it is dark.
    pub dark_told: bool,
}

impl Store {
    /// Where every known source stands.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn source_states(&self) -> Result<Vec<SourceState>, StoreError> {
        todo!()
    }

    /// Puts a source on the timetable, unless it stands there already.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn adopt_source(&self, source: &str, first_due: DateTime<Utc>) -> Result<(), StoreError> {
        let _ = (source, first_due);
        todo!()
    }

    /// Moves the next slot of a source.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_due(&self, source: &str, due: DateTime<Utc>) -> Result<(), StoreError> {
        let _ = (source, due);
        todo!()
    }

    /// Writes one `not_run` visit that stands for `slots` missed slots, from `first_slot` to `last_slot`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn record_not_run(
        &self,
        source: &str,
        first_slot: DateTime<Utc>,
        last_slot: DateTime<Utc>,
        slots: u32,
        reason: Reason,
    ) -> Result<(), StoreError> {
        let _ = (source, first_slot, last_slot, slots, reason);
        todo!()
    }
}
