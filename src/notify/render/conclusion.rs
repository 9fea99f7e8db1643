//! The one sentence a digest opens with, and its subject line.

use super::Office;
use super::coverage::{Seen, name};
use super::item::{Kind, badge, kind};
use super::safe;
use super::sheet::{Mark, Run, marked, plain};
use super::subject::{HEADLINE_CHARS, SHORT_NAME_CHARS, joined};
use crate::lang::{mail as common, mail_digest as words};
use crate::model::{Alert, DigestData, Severity};

/// How many alerts of each kind an issue has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// From 一般 on.
    pub negative: usize,
    /// Worth knowing.
    pub notice: usize,
    /// Perhaps not ours.
    pub doubtful: usize,
    /// Praise.
    pub praise: usize,
}

impl Counts {
    /// Counts the alerts.
    pub fn of(alerts: &[Alert], office: &Office) -> Self {
        let mut counts = Self::default();
        for alert in alerts {
            match kind(alert, office) {
                Kind::Negative => counts.negative += 1,
                Kind::Notice => counts.notice += 1,
                Kind::Doubtful => counts.doubtful += 1,
                Kind::Praise => counts.praise += 1,
            }
        }
        counts
    }
}

/// `[舆情日报] 11-23 | 新增负面5 · 采集异常1/8 | 泰兴二院`.
pub fn subject(data: &DigestData, counts: Counts, seen: &Seen<'_>, office: &Office) -> String {
    let lang = office.lang;
    let (unseen, all) = (seen.unseen.len(), seen.all());
    let mut said = Vec::new();
    if counts.negative > 0 {
        said.push(words::subject_negative(lang, counts.negative));
    } else if unseen == 0 && all > 0 {
        // “Nothing” is only said of what was seen.
        said.push(words::subject_no_negative(lang));
    }
    if counts.notice > 0 {
        said.push(words::subject_notice(lang, counts.notice));
    }
    if counts.doubtful > 0 {
        said.push(words::subject_doubtful(lang, counts.doubtful));
    }
    said.push(match (all, unseen) {
        (0, _) => words::subject_no_source(lang),
        (_, 0) => words::subject_seen(lang, all, all),
        _ if counts.negative == 0 => words::subject_blind(lang, unseen, all),
        _ => words::subject_unseen(lang, unseen, all),
    });
    let begin = words::subject(lang, office.day(data.to));
    joined(&[begin, said.join(" · ")], &safe::short(&office.short_name, SHORT_NAME_CHARS))
}

/// What is so, in one sentence or two.
pub fn lede(data: &DigestData, counts: Counts, seen: &Seen<'_>, office: &Office) -> Vec<Run> {
    let mut runs = finds(data, counts, seen, office);
    runs.extend(sight(data, seen, office));
    runs
}

/// What was found.
fn finds(data: &DigestData, counts: Counts, seen: &Seen<'_>, office: &Office) -> Vec<Run> {
    let (lang, us) = (office.lang, safe::short(&office.short_name, SHORT_NAME_CHARS));
    let hours = (data.to - data.from).num_hours();
    let period = if (20..=28).contains(&hours) { words::since_yesterday(lang) } else { words::this_period(lang) };
    if data.alerts.is_empty() {
        return match () {
            // Nothing can be said of a period in which nothing was seen.
            () if seen.all() == 0 || seen.is_blind() => Vec::new(),
            () if seen.unseen.is_empty() => vec![plain(words::quiet(lang, period, us))],
            () => vec![plain(words::quiet_in_seen(lang, period, us))],
        };
    }
    let mut runs = vec![
        plain(words::new_items(lang, period, us)),
        marked(Mark::Strong, words::items(lang, data.alerts.len())),
        plain(words::negative_of(lang)),
        marked(Mark::Strong, words::matters(lang, counts.negative)),
    ];
    if let Some(mean) = data.mean_negative {
        let negative = u32::try_from(counts.negative).unwrap_or(u32::MAX);
        runs.push(plain(words::against_mean(lang, format!("{:+.1}", f64::from(negative) - mean))));
    }
    if let Some(top) = data.alerts.iter().filter(|a| kind(a, office) == Kind::Negative).max_by_key(|a| a.severity) {
        runs.extend(highest(top.severity, &top.headline, office));
    }
    runs.push(plain(common::stop(lang)));
    runs
}

fn highest(level: Severity, headline: &str, office: &Office) -> Vec<Run> {
    let lang = office.lang;
    let mut runs = vec![plain(words::highest(lang)), marked(Mark::Strong, words::colour(lang, badge(lang, level)))];
    if !headline.trim().is_empty() {
        runs.push(plain(words::which_is(lang, safe::short(headline, HEADLINE_CHARS))));
    }
    runs
}

/// What was seen, and what was not.
fn sight(data: &DigestData, seen: &Seen<'_>, office: &Office) -> Vec<Run> {
    let lang = office.lang;
    if seen.all() == 0 {
        return vec![marked(Mark::Warn, words::no_source(lang))];
    }
    if seen.is_blind() {
        return vec![marked(Mark::Bad, words::all_blind(lang, seen.all()))];
    }
    let what = match seen.unseen.as_slice() {
        [] => return vec![plain(words::all_seen(lang, seen.all(), data.new_posts))],
        [one] => match one.dark_since {
            Some(since) => words::dark_since(lang, name(one), office.moment(since)),
            None => words::seen_in_part(lang, name(one)),
        },
        [first, second, ..] => {
            let names = [name(first), name(second)].join(if lang == crate::lang::Lang::Zh { "、" } else { ", " });
            words::several_unseen(lang, names, seen.unseen.len())
        }
    };
    vec![plain(words::of_sources(lang, seen.all())), marked(Mark::Warn, what), plain(words::incomplete(lang))]
}
