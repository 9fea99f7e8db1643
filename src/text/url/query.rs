//! The parameters of an address.

use std::fmt::Write as _;

use encoding_rs::GB18030;

/// Parameters in their order, each in one spelling of percent-encoding.
#[derive(Clone, Debug, Default)]
pub(super) struct Query(Vec<(String, Option<String>)>);

impl Query {
    /// Reads `a=1&b=2`. Parameters without a value are dropped, except a bare one that may name content (`?123.html`).
    pub fn of(query: &str) -> Self {
        let query = query.replace('+', "%20");
        let pairs = query.split('&').filter_map(|pair| match pair.split_once('=') {
            Some((name, value)) if !name.is_empty() && !value.is_empty() => {
                Some((tidy_escapes(name, b""), Some(tidy_escapes(value, b"=/:,"))))
            }
            Some(_) => None,
            None => pair.bytes().any(|byte| byte.is_ascii_digit()).then(|| (tidy_escapes(pair, b""), None)),
        });
        Self(pairs.collect())
    }

    /// The first value of a name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).and_then(|(_, value)| value.as_deref())
    }

    /// The first value of a name, if it is a number.
    pub fn number(&self, name: &str) -> Option<&str> {
        self.get(name).filter(|value| value.len() <= 20 && value.bytes().all(|byte| byte.is_ascii_digit()))
    }

    /// The first parameter without a value.
    pub fn bare(&self) -> Option<&str> {
        self.0.iter().find(|(_, value)| value.is_none()).map(|(name, _)| name.as_str())
    }

    /// The parameters that a rule does not call noise.
    pub fn without(&self, is_noise: impl Fn(&str, &str) -> bool) -> Self {
        let kept = self.0.iter().filter(|(name, value)| !is_noise(name, value.as_deref().unwrap_or_default()));
        Self(kept.cloned().collect())
    }

    /// `?a=1&b=2` sorted by name and value, or nothing.
    pub fn sorted(&self) -> String {
        let mut pairs: Vec<_> = self.0.iter().collect();
        pairs.sort();
        pairs.dedup();
        let mut text = String::new();
        for (name, value) in pairs {
            text.push(if text.is_empty() { '?' } else { '&' });
            text.push_str(name);
            if let Some(value) = value {
                text.push('=');
                text.push_str(value);
            }
        }
        text
    }
}

/// One spelling of percent-encoding: unreserved characters and those of `plain` bare, all else in upper-case hex.
/// What stands bare keeps its meaning as a separator.
pub(super) fn tidy_escapes(text: &str, plain: &[u8]) -> String {
    let mut tidy = String::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        match (byte == b'%').then(|| hex_pair(bytes.clone())).flatten() {
            Some(value) => {
                bytes.nth(1);
                push_byte(&mut tidy, value, plain);
            }
            None if byte == b'%' || !byte.is_ascii() => push_byte(&mut tidy, byte, plain),
            None => tidy.push(char::from(byte)),
        }
    }
    tidy
}

fn push_byte(text: &mut String, byte: u8, plain: &[u8]) {
    if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) || plain.contains(&byte) {
        text.push(char::from(byte));
    } else {
        // Writing to a string cannot fail.
        let _ = write!(text, "%{byte:02X}");
    }
}

fn hex_pair(mut bytes: std::str::Bytes<'_>) -> Option<u8> {
    let high = char::from(bytes.next()?).to_digit(16)?;
    let low = char::from(bytes.next()?).to_digit(16)?;
    u8::try_from(high * 16 + low).ok()
}

/// A percent-encoded name in UTF-8, whichever charset the site wrote it in: strict UTF-8, else GB18030.
pub(super) fn in_utf8(escaped: &str) -> String {
    let mut bytes = Vec::with_capacity(escaped.len());
    let mut rest = escaped.bytes();
    while let Some(byte) = rest.next() {
        match (byte == b'%').then(|| hex_pair(rest.clone())).flatten() {
            Some(value) => {
                rest.nth(1);
                bytes.push(value);
            }
            None => bytes.push(byte),
        }
    }
    let text = String::from_utf8(bytes).unwrap_or_else(|error| GB18030.decode(error.as_bytes()).0.into_owned());
    let mut encoded = String::new();
    text.bytes().for_each(|byte| push_byte(&mut encoded, byte, b""));
    encoded
}
