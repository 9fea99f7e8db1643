//! An alert as a row of a list.
//!
//! - [`Kind`]: negative, notice, 疑似 or praise; [`kind`], [`item`], [`facts`], [`why`]

use super::Office;
use super::safe;
use super::sheet::{Item, Link, Run, plain};
use super::snippet;
use crate::lang::{Lang, mail as words};
use crate::model::{Alert, Severity};

/// Titles and headlines are cut to this many characters.
pub const TITLE_CHARS: usize = 60;
/// Names of sources and watches.
pub const NAME_CHARS: usize = 24;
/// Reasons in words.
const WHY_CHARS: usize = 140;
/// Whatever is configured, a snippet is no longer than this.
const SNIPPET_CHARS: usize = 400;

/// What an alert is to the office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// From 一般 on, and not from an outlet of our own.
    Negative,
    /// Worth knowing.
    Notice,
    /// Perhaps not ours.
    Doubtful,
    /// Praise.
    Praise,
}

/// What an alert is to the office.
pub fn kind(alert: &Alert, office: &Office) -> Kind {
    if is_doubtful(alert, office) {
        return Kind::Doubtful;
    }
    if alert.severity >= Severity::MINOR && !alert.official {
        return Kind::Negative;
    }
    let mut topics = alert.mentions.iter().filter_map(|m| office.topics.get(m.category.as_deref()?)).peekable();
    if topics.peek().is_some() && topics.all(|t| t.positive) { Kind::Praise } else { Kind::Notice }
}

/// Whether no mention is sure enough that we are meant.
pub fn is_doubtful(alert: &Alert, office: &Office) -> bool {
    !alert.mentions.is_empty() && alert.mentions.iter().all(|m| m.confidence < office.ours_from)
}

/// The level's character.
pub fn badge(lang: Lang, level: Severity) -> String {
    match level.0 {
        0 => words::badge_0(lang),
        1 => words::badge_1(lang),
        2 => words::badge_2(lang),
        3 => words::badge_3(lang),
        _ => words::badge_4(lang),
    }
}

/// The level's character and name.
pub fn level_name(lang: Lang, level: Severity) -> String {
    match level.0 {
        0 => words::level_0(lang),
        1 => words::level_1(lang),
        2 => words::level_2(lang),
        3 => words::level_3(lang),
        _ => words::level_4(lang),
    }
}

/// A source's name as a mail shows it.
pub fn source_name(alert: &Alert) -> String {
    safe::short(&alert.source_name, NAME_CHARS)
}

/// The title; where the content is withheld, the headline in its place.
pub fn title(alert: &Alert) -> String {
    let title = if alert.withhold || alert.title.trim().is_empty() { &alert.headline } else { &alert.title };
    safe::short(title, TITLE_CHARS)
}

/// A row of the ranked list.
pub fn item(number: usize, alert: &Alert, office: &Office) -> Item {
    let lang = office.lang;
    let tag = match kind(alert, office) {
        Kind::Doubtful => words::doubtful(lang),
        _ if alert.severity >= Severity::MINOR => words::proposed(lang),
        _ => String::new(),
    };
    Item {
        number,
        level: alert.severity.0.min(4),
        badge: badge(lang, alert.severity),
        tag,
        title: title(alert),
        facts: facts(alert, office),
        snippet: shown_snippet(alert, office),
        why: words::why(lang, why(alert, office)),
        links: original(alert, office).into_iter().collect(),
    }
}

/// The snippet, or the sentence that stands for it.
pub fn shown_snippet(alert: &Alert, office: &Office) -> Vec<Run> {
    if alert.withhold {
        return vec![plain(words::withheld(office.lang))];
    }
    snippet::snippet(alert, office.snippet_chars.min(SNIPPET_CHARS))
}

/// The link to the original, if it can be one.
pub fn original(alert: &Alert, office: &Office) -> Option<Link> {
    let to = safe::link(&alert.url)?;
    Some(Link { words: words::original(office.lang, &to.host), to })
}

/// Source, times, floor, counters.
pub fn facts(alert: &Alert, office: &Office) -> String {
    let (lang, seen) = (office.lang, alert.engagement);
    let mut facts = vec![source_name(alert)];
    if alert.official {
        facts.push(words::own_outlet(lang));
    }
    facts.push(published(alert, office));
    let beside = alert.published.unwrap_or(office.now);
    facts.push(words::first_seen(lang, office.moment_beside(alert.first_seen, beside)));
    facts.extend(alert.floor.map(|n| words::floor(lang, n)));
    facts.extend(seen.replies.map(|n| words::replies(lang, n)));
    facts.extend(seen.views.map(|n| words::views(lang, n)));
    facts.extend(seen.likes.map(|n| words::likes(lang, n)));
    facts.join(&words::comma(lang))
}

fn published(alert: &Alert, office: &Office) -> String {
    let lang = office.lang;
    match (alert.published, alert.precision.as_deref()) {
        (None, _) => words::published_unknown(lang),
        (Some(at), Some("day")) => words::published(lang, office.day(at)),
        (Some(at), Some("hour" | "month" | "year" | "vague")) => words::published_about(lang, office.moment(at)),
        (Some(at), _) => words::published(lang, office.moment(at)),
    }
}

/// Why it was found, in words, each reason once though several watches give it; only the watches' names where the content
/// is withheld, for reasons quote it.
pub fn why(alert: &Alert, office: &Office) -> String {
    let mut all: Vec<String> = Vec::new();
    for mention in &alert.mentions {
        let said = if alert.withhold || mention.why.trim().is_empty() {
            watch_name(&mention.watch, office)
        } else {
            safe::line(&mention.why)
        };
        for reason in said.split('；') {
            if !all.iter().any(|known| known == reason) {
                all.push(reason.to_owned());
            }
        }
    }
    safe::short(&all.join(&words::semicolon(office.lang)), WHY_CHARS)
}

/// A watch's name, or its id.
pub fn watch_name(watch: &str, office: &Office) -> String {
    safe::short(office.watches.get(watch).map_or(watch, String::as_str), NAME_CHARS)
}
