//! Handles out of the database: a keyed hash tells replies apart and names nobody.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

/// A key for pseudonyms, 32 bytes, kept in the database's folder and destroyed with it.
#[derive(Clone)]
pub struct PseudonymKey([u8; 32]);

/// Characters of a pseudonym: 64 bits, enough to tell the handles of one site apart.
const HEX_CHARS: usize = 16;

impl PseudonymKey {
    /// A key from its bytes.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// `HMAC(site | handle)` in short hex: equal for one handle on one site, useless without the key.
    pub fn pseudonym(&self, site: &str, handle: &str) -> String {
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.0) else {
            // HMAC takes keys of any length; there is no name to give if it did not.
            return String::new();
        };
        for part in [site, "|", handle] {
            mac.update(part.as_bytes());
        }
        let mut name = super::fingerprint::hex(&mac.finalize().into_bytes());
        name.truncate(HEX_CHARS);
        name
    }
}

impl std::fmt::Debug for PseudonymKey {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("PseudonymKey(…)")
    }
}
