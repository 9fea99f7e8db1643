//! Posts: which are known, how they are written, the keys of pseudonyms.

use std::collections::HashSet;

use super::{Store, StoreError};

impl Store {
    /// Which of these keys of a site are stored, whatever kind of post they are.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn known_keys(&self, site: &str, keys: &[String]) -> Result<HashSet<String>, StoreError> {
        let _ = (site, keys);
        todo!()
    }

    /// The secret by which handles of a month (`2026-11`) become pseudonyms; made once, destroyed by retention.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn pseudonym_key(&self, month: &str) -> Result<[u8; 32], StoreError> {
        let _ = (month,);
        todo!()
    }
}
