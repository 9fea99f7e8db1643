//! Handles out of the database: a keyed hash tells replies apart and names nobody.

/// A key for pseudonyms, 32 bytes, kept in the database's folder and destroyed with it.
#[derive(Clone)]
pub struct PseudonymKey([u8; 32]);

impl PseudonymKey {
    /// A key from its bytes.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// `HMAC(site | handle)` in short hex: equal for one handle on one site, useless without the key.
    pub fn pseudonym(&self, site: &str, handle: &str) -> String {
        let _ = (self.0, site, handle);
        todo!()
    }
}
