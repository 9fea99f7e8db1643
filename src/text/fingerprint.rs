//! What makes two texts the same.

use sha2::{Digest as _, Sha256};

use super::noise;
use super::view::View;

/// SHA-256 (hex) of title and text with white space and noise folded: equal for sightings, different for revisions.
pub fn content_hash(title: &str, text: &str) -> String {
    let mut hash = Sha256::new();
    for part in [title, noise::strip(text).as_str()] {
        let view = View::of(part);
        view.text().split_whitespace().for_each(|word| hash.update(word.as_bytes()));
        // A mark that no text contains keeps title and text apart.
        hash.update([0]);
    }
    hex(&hash.finalize())
}

/// Bytes in lower-case hex.
pub(super) fn hex(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from_digit(u32::from(value), 16).unwrap_or('0');
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}
