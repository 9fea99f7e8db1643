//! How a visit ended: one verdict, one reason of the closed list, the particulars. Table-driven.

use crate::model::{Outcome, Parsed, Reason, Verdict};
use crate::text::plain;

use super::gather::{Answer, Asked, Gathered, Wanted};

/// The end of a visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// How it ended.
    pub verdict: Verdict,
    /// Why, where it did not go as it should.
    pub reason: Option<Reason>,
    /// The particulars: an address, an error's words, the site's own notice.
    pub detail: Option<String>,
}

/// What a page that was not read means.
const UNREAD: &[(Outcome, Reason)] = &[
    (Outcome::LoginWall, Reason::LoginWall),
    (Outcome::Denied, Reason::Permission),
    (Outcome::Blocked, Reason::BlockPage),
    (Outcome::Closed, Reason::SiteClosed),
    (Outcome::Gone, Reason::ContentGone),
    (Outcome::Unknown, Reason::NoStructure),
];

/// What a status means when the engine could make nothing of the page.
const STATUS: &[(std::ops::RangeInclusive<u16>, Reason)] = &[
    (401..=401, Reason::HttpForbidden),
    (403..=403, Reason::HttpForbidden),
    (404..=404, Reason::HttpGone),
    (410..=410, Reason::HttpGone),
    (429..=429, Reason::RateLimited),
    (400..=499, Reason::HttpClient),
    (500..=599, Reason::HttpServer),
];

/// Reasons by which a site refuses; others mean that there was no answer.
const REFUSALS: &[Reason] = &[
    Reason::Robots,
    Reason::HttpForbidden,
    Reason::RateLimited,
    Reason::BlockPage,
    Reason::LoginWall,
    Reason::Permission,
];

/// Reasons by which a page came and nothing could be read in it.
const UNREADABLE: &[Reason] = &[
    Reason::EmptyBody,
    Reason::NotAFeed,
    Reason::BadFeed,
    Reason::NoStructure,
    Reason::SelectorsFoundNothing,
    Reason::WrongCharset,
];

/// Reasons with which a page was read, but not all of it.
const INCOMPLETE: &[Reason] = &[Reason::TooManyPosts, Reason::WrongCharset, Reason::BadFeed];

/// Longest particulars, in characters: they stand in a table and in mails.
const DETAIL_CHARS: usize = 300;
/// Above this share of undecodable characters a page is not believed: one in fifty.
const LOST_CHARACTERS: usize = 50;

/// The verdict on what a visit gathered, with the number of posts not known before and of times refused.
pub fn of(gathered: &Gathered, new_posts: usize, refused_times: usize) -> Judgement {
    let begun: Vec<_> = gathered.asked.iter().filter(|asked| asked.wanted.begins).collect();
    if begun.iter().all(|asked| fault(asked).is_some()) {
        return nothing_came(gathered, &begun);
    }
    if gathered.asked.iter().all(|asked| matches!(asked.answer, Answer::NotModified)) && gathered.stop.is_none() {
        return judgement(Verdict::Unchanged, None, None);
    }
    if let Some((reason, detail)) = shortfall(gathered) {
        return judgement(Verdict::Partial, Some(reason), detail);
    }
    let posts: usize = gathered.parsed().map(|(_, parsed)| parsed.posts.len()).sum();
    if posts == 0 {
        return judgement(Verdict::Empty, None, None);
    }
    let verdict = if new_posts > 0 { Verdict::New } else { Verdict::OldOnly };
    let refused = (refused_times > 0).then(|| (Reason::ImplausibleTime, format!("{refused_times}")));
    match refused {
        Some((reason, detail)) => judgement(verdict, Some(reason), Some(detail)),
        None => judgement(verdict, None, None),
    }
}

/// Whether a page that was not read is no fault of the visit: a thread that is deleted or not for guests is an answer.
pub fn is_benign(outcome: Outcome, wanted: &Wanted) -> bool {
    !wanted.begins && matches!(outcome, Outcome::Gone | Outcome::LoginWall | Outcome::Denied)
}

fn judgement(verdict: Verdict, reason: Option<Reason>, detail: Option<String>) -> Judgement {
    Judgement { verdict, reason, detail: detail.map(|words| plain::line(&words, DETAIL_CHARS)) }
}

/// The end of a visit on which this program itself was at fault.
pub fn of_fault(detail: &str) -> Judgement {
    judgement(Verdict::Failed, Some(Reason::Internal), Some(detail.to_owned()))
}

/// Not one of the pages a visit begins with was read.
fn nothing_came(gathered: &Gathered, begun: &[&Asked]) -> Judgement {
    let first = begun.iter().find_map(|asked| fault(asked));
    let (reason, detail) = first.unwrap_or_else(|| {
        let unasked = gathered.unasked.first().map(|wanted| wanted.request.url.to_string());
        (gathered.stop.unwrap_or(Reason::Internal), unasked)
    });
    let verdict = if REFUSALS.contains(&reason) {
        Verdict::Blocked
    } else if UNREADABLE.contains(&reason) {
        Verdict::ParsedNothing
    } else {
        Verdict::Failed
    };
    judgement(verdict, Some(reason), detail)
}

/// What keeps a visit that read something from being whole.
fn shortfall(gathered: &Gathered) -> Option<(Reason, Option<String>)> {
    let failed = gathered.asked.iter().find_map(|asked| Some((asked, fault(asked)?)));
    if let Some((asked, (reason, detail))) = failed {
        let what = detail.unwrap_or_else(|| asked.wanted.request.url.to_string());
        return Some((Reason::SomePagesFailed, Some(format!("{}: {what}", reason.as_str()))));
    }
    if let Some(stop) = gathered.stop {
        let left = gathered.unasked.first().map(|wanted| wanted.request.url.to_string());
        return Some((stop, left));
    }
    gathered.parsed().find_map(|(wanted, parsed)| {
        let reason = parsed.reason.filter(|reason| INCOMPLETE.contains(reason));
        let reason = is_garbled(parsed).then_some(Reason::WrongCharset).or(reason)?;
        Some((reason, Some(wanted.request.url.to_string())))
    })
}

/// Whether too many characters of a page were lost to believe it: its words are kept, and read again next time.
pub fn is_garbled(parsed: &Parsed) -> bool {
    let lost = parsed.decoded.replaced;
    parsed.reason == Some(Reason::WrongCharset)
        || (lost > 10 && lost.saturating_mul(LOST_CHARACTERS) > parsed.decoded.chars)
}

/// Why one answer counts as a fault, with its particulars.
fn fault(asked: &Asked) -> Option<(Reason, Option<String>)> {
    match &asked.answer {
        Answer::NotModified => None,
        Answer::Failed(error) => Some((error.reason, Some(error.detail.clone()))),
        Answer::Page { status, parsed, .. } => {
            if parsed.outcome.is_read() || is_benign(parsed.outcome, &asked.wanted) {
                return None;
            }
            Some((unread_reason(*status, parsed), Some(particulars(asked, *status, parsed))))
        }
    }
}

fn unread_reason(status: u16, parsed: &Parsed) -> Reason {
    let by_outcome = UNREAD.iter().find(|(outcome, _)| *outcome == parsed.outcome).map(|(_, reason)| *reason);
    let reason = parsed.reason.or(by_outcome).unwrap_or(Reason::NoStructure);
    let by_status = STATUS.iter().find(|(range, _)| range.contains(&status)).map(|(_, reason)| *reason);
    match by_status {
        Some(by_status) if UNREADABLE.contains(&reason) => by_status,
        _ => reason,
    }
}

fn particulars(asked: &Asked, status: u16, parsed: &Parsed) -> String {
    let url = &asked.wanted.request.url;
    let status = if status == 200 { String::new() } else { format!("HTTP {status} ") };
    match &parsed.notice {
        Some(notice) => format!("{status}{url}: {notice}"),
        None => format!("{status}{url}"),
    }
}
