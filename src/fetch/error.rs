//! Why a page was not fetched: a reason of the closed list, and particulars that are safe to show.
//!
//! - [`FetchError`]: what the caller gets
//! - `Phase`: how far an exchange had come when it broke
//! - `of_client`: what the HTTP client's error means

use std::error::Error;
use std::io;

use url::Url;

use super::resolver::Refused;
use crate::model::Reason;

/// Longest particulars, in characters: one line of a table or a mail.
const DETAIL_CHARS: usize = 200;

/// Why a page was not fetched.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{detail}")]
pub struct FetchError {
    /// From the closed list.
    pub reason: Reason,
    /// The particulars, safe to show: the address without its query, and the error's words.
    pub detail: String,
    /// What the server asked for, in seconds.
    pub retry_after_secs: Option<u64>,
}

impl FetchError {
    /// An error with particulars that are not about one address.
    pub fn new(reason: Reason, words: &str) -> Self {
        Self { reason, detail: plain(words), retry_after_secs: None }
    }

    /// An error at an address, of which neither credentials nor query are shown.
    pub fn at(reason: Reason, url: &Url, words: &str) -> Self {
        Self::new(reason, &format!("{}: {words}", shown(url)))
    }

    /// The same error with what the server asked for, in seconds.
    pub fn retry_after(self, secs: Option<u64>) -> Self {
        Self { retry_after_secs: secs, ..self }
    }
}

/// An address as it may be shown: without credentials and fragment, its query replaced by `…`.
pub fn shown(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    let path: String = url.path().chars().take(DETAIL_CHARS / 2).collect();
    let query = if url.query().is_some() { "?…" } else { "" };
    format!("{}://{host}{port}{path}{query}", url.scheme())
}

/// One short line without characters that could move a terminal's cursor or turn the reading direction.
fn plain(words: &str) -> String {
    let unsafe_to_show = |c: char| {
        c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    words.chars().map(|c| if unsafe_to_show(c) { ' ' } else { c }).take(DETAIL_CHARS).collect()
}

/// How far an exchange had come when it broke.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    /// Before the head of the answer was complete.
    Head,
    /// Within the body.
    Body,
}

/// What the HTTP client's error means, at an address.
pub(super) fn of_client(error: &reqwest::Error, url: &Url, phase: Phase) -> FetchError {
    if let Some(refused) = find::<Refused>(error) {
        return FetchError::at(Reason::ForbiddenAddress, url, &refused.to_string());
    }
    if error.is_dns() {
        return FetchError::at(Reason::Dns, url, &format!("the name does not resolve ({})", root(error)));
    }
    if let Some(tls) = find::<rustls::Error>(error) {
        return FetchError::at(Reason::Tls, url, &tls.to_string());
    }
    if error.is_connect() {
        let words = if error.is_timeout() { "no connection in the time allowed".into() } else { root(error) };
        return FetchError::at(Reason::Connect, url, &words);
    }
    let reason = if phase == Phase::Head && was_reset(error) { Reason::Connect } else { Reason::BrokenAnswer };
    FetchError::at(reason, url, &root(error))
}

/// Whether the other side dropped the connection.
fn was_reset(error: &reqwest::Error) -> bool {
    let kinds = [io::ErrorKind::ConnectionReset, io::ErrorKind::BrokenPipe, io::ErrorKind::ConnectionAborted];
    find::<io::Error>(error).is_some_and(|io| kinds.contains(&io.kind()))
}

/// The words of the innermost cause; the outer ones only say that something went wrong, and may hold the URL.
fn root(error: &reqwest::Error) -> String {
    causes(error).last().map_or_else(|| "the exchange failed".into(), ToString::to_string)
}

/// The first cause of a type.
fn find<E: Error + 'static>(error: &reqwest::Error) -> Option<&E> {
    causes(error).find_map(|cause| cause.downcast_ref::<E>())
}

/// The causes from outside in. An [`io::Error`] hides the error it wraps from `source`, so it is opened here.
fn causes(error: &reqwest::Error) -> impl Iterator<Item = &(dyn Error + 'static)> {
    std::iter::successors(error.source(), |&cause| {
        let wrapped = cause.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        wrapped.map(|inner| inner as &(dyn Error + 'static)).or_else(|| cause.source())
    })
}
