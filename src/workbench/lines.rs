//! One line in, one answer out: time, url, robots, text.

use chrono::{DateTime, FixedOffset};
use serde::Serialize;
use url::Url;

use crate::fetch::robots::Robots;
use crate::model::Precision;
use crate::text::{datetime, url as address, view::View};

use super::Fault;

/// `try time`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TimeLine {
    input: String,
    time: Option<String>,
    precision: Option<Precision>,
}

/// `try url`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UrlLine {
    input: String,
    canonical: String,
}

/// `try robots`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RobotsLine {
    input: String,
    allowed: bool,
}

/// `try text`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TextLine {
    input: String,
    view: String,
}

/// What a time text means at `now`.
pub fn time(input: &str, now: DateTime<FixedOffset>) -> TimeLine {
    let read = datetime::read(input, now);
    TimeLine {
        input: input.into(),
        time: read.map(|read| read.at.to_rfc3339()),
        precision: read.map(|read| read.precision),
    }
}

/// The one spelling of an address.
///
/// # Errors
/// When it is no http(s) URL.
pub fn canonical(input: &str) -> Result<UrlLine, Fault> {
    let canonical = address::canonical(input.trim()).ok_or_else(|| Fault::new("not an http or https URL"))?;
    Ok(UrlLine { input: input.into(), canonical })
}

/// Whether robots.txt lets `agent` fetch a URL or a path.
pub fn allowed(input: &str, robots: &Robots, agent: &str) -> RobotsLine {
    let trimmed = input.trim();
    let path = match Url::parse(trimmed) {
        Ok(url) => url[url::Position::BeforePath..url::Position::AfterQuery].to_owned(),
        Err(_) => trimmed.to_owned(),
    };
    RobotsLine { input: input.into(), allowed: robots.allows(agent, &path) }
}

/// The normalised text that is matched.
pub fn view(input: &str) -> TextLine {
    TextLine { input: input.into(), view: View::of(input).text().to_owned() }
}
