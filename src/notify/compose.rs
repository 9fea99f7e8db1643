//! A letter as RFC 5322 bytes.

use super::render::Letter;
use super::{Addressing, NotifyError};
use crate::lang::Lang;

/// The mail: multipart/alternative with the text first, base64 UTF-8, the same bytes for the same input.
/// `doubtful` marks it as one that may have arrived before; see [`mark_doubtful`].
///
/// # Errors
/// When an address is none, or nobody is addressed.
pub fn compose(letter: &Letter, addressing: &Addressing, doubtful: bool) -> Result<Vec<u8>, NotifyError> {
    let _ = (letter, addressing, doubtful);
    todo!()
}

/// Marks a mail that was composed before, whose fate is unknown: 「可能重复」 before its subject, `X-Yuqing-Doubtful: yes`,
/// all else, the Message-ID above all, unchanged. Marking twice is marking once.
pub fn mark_doubtful(mail: &[u8], lang: Lang) -> Vec<u8> {
    let _ = (mail, lang);
    todo!()
}
