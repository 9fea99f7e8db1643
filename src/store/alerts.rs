//! Alerts: raised once per matter, read with all that a mail needs.

use chrono::{DateTime, Utc};

use crate::model::Alert;

use super::{Store, StoreError};

impl Store {
    /// One alert.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn alert(&self, id: i64) -> Result<Option<Alert>, StoreError> {
        let _ = (id,);
        todo!()
    }

    /// Alerts by their ids, in the order asked for; unknown ids are left out.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn alerts(&self, ids: &[i64]) -> Result<Vec<Alert>, StoreError> {
        let _ = (ids,);
        todo!()
    }

    /// Alerts raised in `[from, to)`, most pressing first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn alerts_between(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> Result<Vec<Alert>, StoreError> {
        let _ = (from, to);
        todo!()
    }
}
