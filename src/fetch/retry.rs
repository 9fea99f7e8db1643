//! How long a server asks to be left alone: 429, and `Retry-After` on any refusal.

use std::time::Duration;

use chrono::{DateTime, Utc};
use reqwest::header::{HeaderMap, RETRY_AFTER};

/// A pause asked for is kept up to this; longer ones would let one header silence a source for good.
const MAX_PAUSE: Duration = Duration::from_secs(6 * 3600);
/// The pause after a 429 that does not say how long.
const UNSPECIFIED_PAUSE: Duration = Duration::from_secs(60);

/// The pause that an answer asks for, if it asks for one.
pub(super) fn pause(status: u16, headers: &HeaderMap, now: DateTime<Utc>) -> Option<Duration> {
    let asked = headers.get(RETRY_AFTER).filter(|_| status >= 400).and_then(|value| read(value.to_str().ok()?, now));
    asked.or((status == 429).then_some(UNSPECIFIED_PAUSE)).map(|pause| pause.min(MAX_PAUSE))
}

/// `Retry-After`: seconds, or an HTTP date.
fn read(value: &str, now: DateTime<Utc>) -> Option<Duration> {
    let value = value.trim();
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(value.parse().map_or(MAX_PAUSE, Duration::from_secs));
    }
    let at = DateTime::parse_from_rfc2822(value).ok()?;
    Some((at.to_utc() - now).to_std().unwrap_or_default())
}
