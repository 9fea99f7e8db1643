//! What a source knew when it was last visited.

use crate::model::Cursor;

use super::{Store, StoreError};

impl Store {
    /// What the last visit knew of a source; empty for a source never visited.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn cursor(&self, source: &str) -> Result<Cursor, StoreError> {
        let _ = (source,);
        todo!()
    }
}
