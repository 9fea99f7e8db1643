//! Where a redirect leads, and when to stop following.
//!
//! - `Journey`: the addresses of one request so far; `Journey::next` judges the next one

use std::fmt::Write as _;

use reqwest::header::LOCATION;
use url::Url;

use super::error::{FetchError, shown};
use super::wire::Answer;
use crate::model::Reason;

/// No honest `Location` is longer, in bytes.
const MAX_LOCATION_BYTES: usize = 8 << 10;

/// The addresses of one request so far.
pub(super) struct Journey {
    seen: Vec<String>,
    most: usize,
}

impl Journey {
    /// A journey that may follow `most` redirects.
    pub fn new(most: usize) -> Self {
        Self { seen: Vec::new(), most }
    }

    /// The next address, or `None` when the answer is not a redirect.
    ///
    /// # Errors
    /// [`Reason::BadRedirect`] when it leads nowhere that is fetched; [`Reason::RedirectLoop`] when it leads in a
    /// circle or too far. An address seen before is no circle when the answer set a cookie: it may ask for that.
    pub fn next(&mut self, answer: &Answer) -> Result<Option<Url>, FetchError> {
        if !matches!(answer.status, 301 | 302 | 303 | 307 | 308) {
            return Ok(None);
        }
        let to = target(answer)?;
        if answer.cookies_changed {
            self.seen.clear();
        } else {
            self.seen.push(without_fragment(&answer.url));
        }
        self.most = match self.most.checked_sub(1) {
            Some(left) => left,
            None => return Err(FetchError::at(Reason::RedirectLoop, &to, "too many redirects")),
        };
        if self.seen.contains(&without_fragment(&to)) {
            return Err(FetchError::at(Reason::RedirectLoop, &to, "redirects in a circle"));
        }
        if to.host_str() != answer.url.host_str() {
            tracing::debug!(from = %shown(&answer.url), to = %shown(&to), "redirected to another host");
        }
        Ok(Some(to))
    }
}

/// The address in `Location`, resolved against the one asked for, without credentials.
fn target(answer: &Answer) -> Result<Url, FetchError> {
    let bad = |words: &str| FetchError::at(Reason::BadRedirect, &answer.url, words);
    let value = answer.headers.get(LOCATION).ok_or_else(|| bad("a redirect without an address"))?;
    if value.len() > MAX_LOCATION_BYTES {
        return Err(bad("a redirect to an endless address"));
    }
    let mut to =
        answer.url.join(&readable(value.as_bytes())).map_err(|_| bad("a redirect to an unreadable address"))?;
    if !matches!(to.scheme(), "http" | "https") || !to.has_host() {
        return Err(bad(&format!("a redirect to {}:, which is not fetched", to.scheme())));
    }
    // Neither can fail: the address has a host.
    let _ = to.set_username("");
    let _ = to.set_password(None);
    Ok(to)
}

/// `Location` as text. Bytes that are not UTF-8 (GBK paths) are escaped as they are, which is what the site expects.
fn readable(bytes: &[u8]) -> String {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        if byte.is_ascii() {
            text.push(char::from(*byte));
        } else {
            // Writing to a String does not fail.
            let _ = write!(text, "%{byte:02X}");
        }
        text
    })
}

fn without_fragment(url: &Url) -> String {
    url.as_str().split('#').next().unwrap_or_default().to_owned()
}
