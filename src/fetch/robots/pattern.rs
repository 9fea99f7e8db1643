//! The pattern of one rule: a prefix of the path, with `*` for anything and `$` for the end.

use std::fmt::Write as _;

/// A pattern in the form in which paths are compared: ASCII, escapes in upper case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pattern(String);

impl Pattern {
    /// Escapes what is not ASCII, byte by byte, so that UTF-8 and GBK rules fit the URLs of their site.
    pub fn parse(value: &[u8]) -> Self {
        let mut text = String::with_capacity(value.len());
        for byte in value {
            if byte.is_ascii() {
                text.push(char::from(*byte));
            } else {
                // Writing to a String does not fail.
                let _ = write!(text, "%{byte:02X}");
            }
        }
        Self(upper_case_escapes(text))
    }

    /// How specific the pattern is, in bytes.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// An empty value, which means "no rule".
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a path (with its query) begins as the pattern says.
    ///
    /// The leftmost place for each part between two `*` leaves the most room for the next, so no place is tried
    /// twice and no pattern can make this slow.
    pub fn fits(&self, path: &str) -> bool {
        let (body, to_end) = match self.0.strip_suffix('$') {
            Some(body) => (body, true),
            None => (self.0.as_str(), false),
        };
        let mut parts = body.split('*');
        let Some(mut rest) = parts.next().and_then(|first| path.strip_prefix(first)) else { return false };
        let Some(last) = parts.next_back() else { return !to_end || rest.is_empty() };
        for part in parts {
            match rest.split_once(part) {
                Some((_, after)) => rest = after,
                None => return false,
            }
        }
        if to_end { rest.ends_with(last) } else { rest.contains(last) }
    }

    /// The length of the pattern, where it fits.
    pub fn fit_len(&self, path: &str) -> Option<usize> {
        self.fits(path).then(|| self.len())
    }

    /// `/dir/index.html` as `/dir/$`.
    pub fn as_index_page(&self) -> Option<Self> {
        let (folder, file) = self.0.rsplit_once('/')?;
        file.starts_with("index.htm").then(|| Self(format!("{folder}/$")))
    }
}

/// `%2f` as `%2F`; everything else as it is.
pub(super) fn upper_case_escapes(text: String) -> String {
    if !text.contains('%') {
        return text;
    }
    let mut bytes = text.into_bytes();
    let mut at = 0;
    while let Some([percent, high, low]) = bytes.get_mut(at..at + 3) {
        let escape = *percent == b'%' && high.is_ascii_hexdigit() && low.is_ascii_hexdigit();
        if escape {
            high.make_ascii_uppercase();
            low.make_ascii_uppercase();
        }
        at += if escape { 3 } else { 1 };
    }
    // Only ASCII letters were changed, so this is still UTF-8.
    String::from_utf8(bytes).unwrap_or_default()
}
