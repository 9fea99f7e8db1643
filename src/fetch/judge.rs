//! What an answer means for the visit: a page to read, nothing new, or an error.

use reqwest::header::{CONTENT_TYPE, HeaderMap};

use super::error::FetchError;
use super::wire::Answer;
use crate::model::{Fetched, Page, Reason, Request};

/// Turns the last answer of a request into what the visit gets.
///
/// A refusal with a text is a page too: only the engine can tell a deleted thread from a block page.
pub(super) fn judge(request: &Request, answer: Answer) -> Result<Fetched, FetchError> {
    match answer.status {
        304 if request.etag.is_some() || request.last_modified.is_some() => Ok(Fetched::NotModified),
        200..=299 => page(request, answer),
        429 => Err(refused(&answer, Reason::RateLimited)),
        400..=999 => {
            let readable = is_text(&answer.headers) && answer.body.as_ref().is_ok_and(|body| !body.is_empty());
            if readable { page(request, answer) } else { Err(refused(&answer, reason_of(answer.status))) }
        }
        _ => Err(refused(&answer, Reason::BrokenAnswer)),
    }
}

/// The reason that a status alone gives.
fn reason_of(status: u16) -> Reason {
    match status {
        401 | 403 => Reason::HttpForbidden,
        404 | 410 => Reason::HttpGone,
        400..=499 => Reason::HttpClient,
        _ => Reason::HttpServer,
    }
}

fn refused(answer: &Answer, reason: Reason) -> FetchError {
    let secs = answer.pause.map(|pause| pause.as_secs());
    FetchError::at(reason, &answer.url, &format!("HTTP {}", answer.status)).retry_after(secs)
}

fn page(request: &Request, answer: Answer) -> Result<Fetched, FetchError> {
    Ok(Fetched::Page(Box::new(Page {
        url: answer.url,
        requested: request.url.clone(),
        role: request.role,
        status: answer.status,
        headers: readable_headers(&answer.headers),
        body: answer.body?,
        fetched_at: answer.at,
    })))
}

/// Whether a body is meant to be read: pictures and programs sent with a refusal are not.
fn is_text(headers: &HeaderMap) -> bool {
    let Some(kind) = headers.get(CONTENT_TYPE) else { return true };
    let kind = String::from_utf8_lossy(kind.as_bytes()).to_ascii_lowercase();
    kind.starts_with("text/") || ["html", "xml", "json"].iter().any(|word| kind.contains(word))
}

/// Names are lower-case already; values that are not UTF-8 keep what can be read of them.
fn readable_headers(headers: &HeaderMap) -> Vec<(String, String)> {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    headers.iter().map(|(name, value)| (name.as_str().to_owned(), text(value.as_bytes()))).collect()
}
