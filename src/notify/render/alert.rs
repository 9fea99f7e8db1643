//! One alert, and several in one mail.

use super::Office;
use super::digest::line;
use super::item::{self, NAME_CHARS, TITLE_CHARS, badge, is_doubtful, level_name};
use super::letter::{Limits, foot};
use super::safe;
use super::sheet::{Block, Column, Link, Mark, Masthead, Row, Run, Sheet, Table, Tone, marked, plain};
use super::snippet;
use super::subject::{HEADLINE_CHARS, SHORT_NAME_CHARS, fitted};
use crate::lang::{Lang, mail as words};
use crate::model::{Alert, Mention, Severity, Tier};

/// Mentions whose reasons are told.
const MENTIONS: usize = 3;
/// Words quoted of one mention.
const QUOTED: usize = 6;

/// `[舆情预警·橙] 医疗纠纷 · 泰兴论坛 (预警 12)`.
pub fn subject(alert: &Alert, office: &Office) -> String {
    let (lang, badge) = (office.lang, badge(office.lang, alert.severity));
    let headline = safe::short(&alert.headline, HEADLINE_CHARS);
    let source = safe::short(&alert.source_name, SHORT_NAME_CHARS);
    fitted(&if is_doubtful(alert, office) {
        words::subject_alert_doubtful(lang, badge, headline, source, alert.id)
    } else {
        words::subject_alert(lang, badge, headline, source, alert.id)
    })
}

/// The sheet of one alert.
pub fn sheet(alert: &Alert, office: &Office) -> Sheet {
    let lang = office.lang;
    let mut blocks = vec![Block::Lede(lede(alert, office))];
    blocks.push(match safe::link(&alert.url) {
        Some(to) => {
            let button = Link { words: words::see_original(lang, &to.host), to };
            Block::Button(button, console(office).into_iter().collect())
        }
        None => Block::Note(words::no_link(lang)),
    });
    blocks.push(Block::Rule);
    blocks.push(Block::Heading(words::excerpt(lang), words::excerpt_note(lang)));
    let title = if alert.withhold { vec![plain(item::title(alert))] } else { snippet::title(alert, 2 * TITLE_CHARS) };
    blocks.push(Block::Excerpt(title, item::shown_snippet(alert, office), item::facts(alert, office)));
    blocks.push(Block::Rule);
    blocks.push(Block::Heading(words::why_alert(lang), String::new()));
    blocks.push(Block::Table(reasons(alert, office)));
    let day = office.date(alert.raised_at);
    let time = office.moment_beside(alert.raised_at, alert.raised_at);
    Sheet {
        masthead: Masthead {
            title: words::title_alert(lang, level_name(lang, alert.severity)),
            note: String::new(),
            line: words::line_alert(lang, alert.id, day, time, safe::short(&office.name, TITLE_CHARS)),
            tone: Tone::Level(alert.severity.0.min(4)),
        },
        blocks,
        foot: foot(office, None),
    }
}

fn lede(alert: &Alert, office: &Office) -> Vec<Run> {
    let (lang, us) = (office.lang, safe::short(&office.short_name, SHORT_NAME_CHARS));
    let when = alert.published.map(|at| format!(" {}", office.moment(at))).unwrap_or_default();
    let place = item::source_name(alert) + &when;
    let begin = if is_doubtful(alert, office) {
        words::lede_alert_doubtful(lang, place, us)
    } else {
        words::lede_alert(lang, place, us)
    };
    let seen = office.moment_beside(alert.first_seen, alert.published.unwrap_or(office.now));
    vec![
        plain(begin),
        marked(Mark::Strong, safe::short(&alert.headline, TITLE_CHARS)),
        plain(words::lede_seen(lang, seen)),
    ]
}

fn console(office: &Office) -> Option<Link> {
    let to = safe::link(office.console_url.as_deref()?)?;
    Some(Link { words: words::console(office.lang, &to.host), to })
}

/// Step by step, why this is an alert.
fn reasons(alert: &Alert, office: &Office) -> Table {
    let lang = office.lang;
    let head = |head: String, percent: u8| Column { head, percent, right: false };
    let mut table =
        Table { columns: vec![head(words::step(lang), 14), head(words::result(lang), 86)], rows: Vec::new() };
    let mut row = |step: String, result: Vec<Run>| {
        table.rows.push(Row { cells: vec![vec![plain(step)], result], ..Row::default() });
    };
    for mention in alert.mentions.iter().take(MENTIONS) {
        if mention.entity.is_some() {
            row(words::belongs(lang), vec![plain(words::sure(lang, format!("{:.2}", mention.confidence)))]);
        }
        row(words::found(lang), found(mention, alert.withhold, office));
        let topic = mention.category.as_ref().and_then(|id| office.topics.get(id)).map(|t| t.name.as_str());
        let topic = topic.map(|name| words::comma(lang) + &safe::short(name, NAME_CHARS)).unwrap_or_default();
        row(words::score(lang), vec![plain(words::score_of(lang, format!("{:.1}", mention.score)) + &topic)]);
        if !alert.withhold && !mention.why.trim().is_empty() {
            row(words::grounds(lang), vec![plain(safe::short(&mention.why, 2 * TITLE_CHARS))]);
        }
    }
    row(words::level(lang), vec![plain(words::level_proposed(lang, level_name(lang, alert.severity)))]);
    table
}

/// The watch, the tolerance, the words found.
fn found(mention: &Mention, withhold: bool, office: &Office) -> Vec<Run> {
    let lang = office.lang;
    let watch = item::watch_name(&mention.watch, office);
    let mut runs = vec![plain(words::found_by(lang, watch, tier(lang, mention.tier)))];
    let mut quoted: Vec<String> = Vec::new();
    for span in mention.spans.iter().filter(|_| !withhold) {
        let said = words::quoted(lang, safe::short(&span.text, NAME_CHARS));
        if !quoted.contains(&said) && quoted.len() < QUOTED {
            quoted.push(said);
        }
    }
    if !quoted.is_empty() {
        runs.push(plain(words::colon(lang)));
        runs.push(marked(Mark::Strong, quoted.join(&words::comma(lang))));
    }
    runs
}

fn tier(lang: Lang, tier: Tier) -> String {
    match tier {
        Tier::T0 => words::tier_0(lang),
        Tier::T1 => words::tier_1(lang),
        Tier::T2 => words::tier_2(lang),
        Tier::T3 => words::tier_3(lang),
        Tier::T4 => words::tier_4(lang),
    }
}

/// The most pressing level of several alerts.
pub fn top(alerts: &[Alert]) -> Severity {
    alerts.iter().map(|a| a.severity).max().unwrap_or_default()
}

/// `[舆情预警·橙] 9 条预警合并 (预警 12–20) | 泰兴二院`.
pub fn roll_up_subject(alerts: &[Alert], office: &Office) -> String {
    let ids = || alerts.iter().map(|a| a.id);
    let (first, last) = (ids().min().unwrap_or_default(), ids().max().unwrap_or_default());
    let us = safe::short(&office.short_name, SHORT_NAME_CHARS);
    let badge = badge(office.lang, top(alerts));
    fitted(&words::subject_roll_up(office.lang, badge, alerts.len(), first, last, us))
}

/// The sheet of several alerts: the most pressing in full, the others in a line each.
pub fn roll_up_sheet(alerts: &[Alert], office: &Office, limits: Limits) -> Sheet {
    let lang = office.lang;
    let mut ranked: Vec<&Alert> = alerts.iter().collect();
    ranked.sort_by_key(|a| (std::cmp::Reverse(a.severity), a.id));
    let level = top(alerts);
    let mut blocks = vec![Block::Lede(vec![
        plain(words::lede_roll_up(lang, alerts.len())),
        marked(Mark::Strong, level_name(lang, level)),
        plain(words::stop(lang)),
    ])];
    blocks.push(Block::Rule);
    for (at, alert) in ranked.iter().take(limits.items).enumerate() {
        blocks.push(Block::Item(Box::new(item::item(at + 1, alert, office))));
    }
    let rest = ranked.get(limits.items..).unwrap_or_default();
    if !rest.is_empty() {
        blocks.push(Block::Rule);
        blocks.push(Block::Heading(words::others(lang, rest.len()), String::new()));
        blocks.push(Block::Lines(rest.iter().take(limits.lines).map(|a| line(a, office)).collect()));
    }
    if rest.len() > limits.lines {
        blocks.push(Block::Note(words::not_listed(lang, rest.len() - limits.lines)));
    }
    let time = office.moment_beside(office.now, office.now);
    Sheet {
        masthead: Masthead {
            title: words::title_roll_up(lang, alerts.len()),
            note: String::new(),
            line: words::line_mail(lang, office.date(office.now), time, safe::short(&office.name, TITLE_CHARS)),
            tone: Tone::Level(level.0.min(4)),
        },
        blocks,
        foot: foot(office, None),
    }
}
