//! Mail addresses: the name goes, the domain stays.

use std::ops::Range;

use super::letters::follows_word;

/// The longest name before the @, in characters.
const MAX_NAME: usize = 64;

/// The name of an address.
pub(super) fn address(letters: &[char], at: usize) -> Option<Range<usize>> {
    let belongs = |c: &char| c.is_ascii_alphanumeric() || "._+-".contains(*c);
    if !letters.get(at)?.is_ascii_alphanumeric() || follows_word(letters, at) {
        return None;
    }
    if at.checked_sub(1).and_then(|before| letters.get(before)).is_some_and(|c| "._+-".contains(*c)) {
        return None;
    }
    let name = letters.iter().skip(at).take(MAX_NAME).take_while(|c| belongs(c)).count();
    (letters.get(at + name) == Some(&'@')).then_some(())?;
    let domain: String = letters.iter().skip(at + name + 1).take(MAX_NAME).take_while(|c| belongs(c)).collect();
    let (host, top) = domain.trim_end_matches('.').rsplit_once('.')?;
    (!host.is_empty() && top.len() >= 2 && top.chars().all(|c| c.is_ascii_lowercase())).then_some(at..at + name)
}
