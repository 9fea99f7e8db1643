//! Times as Discuz! prints them: a relative text, an absolute `title`, or both, of different grain.

use std::sync::LazyLock;

use chrono::{DateTime, FixedOffset, TimeZone};
use regex::Regex;
use scraper::ElementRef;

use crate::model::{PostTime, TimeRole};
use crate::source::document::Document;
use crate::source::{dom, pattern, times};

/// The clock a list page prints (`var lasttime = …`), else `now`.
pub fn page_clock(document: &Document, now: DateTime<FixedOffset>) -> DateTime<FixedOffset> {
    static LASTTIME: LazyLock<Regex> = LazyLock::new(|| pattern(r"\blasttime\s*=\s*(\d{10})\b"));
    LASTTIME
        .captures(&document.source)
        .and_then(|found| found.get(1)?.as_str().parse().ok())
        .and_then(|seconds: i64| now.timezone().timestamp_opt(seconds, 0).single())
        .unwrap_or(now)
}

/// The time in an element: of its `title` attributes and its text, the one of the finest grain.
pub fn read(element: ElementRef<'_>, now: DateTime<FixedOffset>, role: TimeRole) -> Option<PostTime> {
    let titles = dom::elements(element).filter_map(|e| dom::attr(e, "title")).map(str::to_string);
    let text = dom::line(element);
    let text = text.trim_start_matches("发表于").trim_start_matches("發表於").trim();
    // A tie goes to the title: it is absolute.
    titles.chain([text.to_string()]).filter_map(|raw| times::read(&raw, now, role)).min_by_key(times::rank)
}
