//! An issue of the digest, in the order in which it is read: conclusion, list, praise, coverage.

use super::Office;
use super::conclusion::{self, Counts};
use super::coverage::{self, Seen};
use super::item::{self, Kind, kind};
use super::letter::{Limits, foot};
use super::safe;
use super::sheet::{Block, Masthead, Run, Sheet, Tone, linked, plain};
use crate::lang::{mail as common, mail_digest as words};
use crate::model::{Alert, DigestData};

/// Lines of praise.
const PRAISE: usize = 5;

/// The subject of an issue.
pub fn subject(data: &DigestData, office: &Office) -> String {
    conclusion::subject(data, Counts::of(&data.alerts, office), &Seen::of(&data.coverage), office)
}

/// The sheet of an issue.
pub fn sheet(data: &DigestData, office: &Office, limits: Limits) -> Sheet {
    let lang = office.lang;
    let (counts, seen) = (Counts::of(&data.alerts, office), Seen::of(&data.coverage));
    let mut blocks = vec![Block::Lede(conclusion::lede(data, counts, &seen, office))];
    blocks.extend(list(data, counts, office, limits.items));
    blocks.extend(praise(data, counts, office));
    blocks.extend(coverage::blocks(data, &seen, office, limits.rows));
    let next = data.next_issue.map(|at| words::next_issue(lang, data.issue + 1, office.moment(at)));
    Sheet {
        masthead: Masthead {
            title: words::title(lang),
            note: words::issue(lang, data.issue),
            line: words::line(lang, office.date(data.to), safe::short(&office.name, item::TITLE_CHARS)),
            tone: Tone::Plain,
        },
        blocks,
        foot: foot(office, next),
    }
}

/// The ranked list: what is ours first, what is perhaps ours after it.
fn list(data: &DigestData, counts: Counts, office: &Office, items: usize) -> Vec<Block> {
    let lang = office.lang;
    let ours = data.alerts.iter().filter(|a| matches!(kind(a, office), Kind::Negative | Kind::Notice));
    let perhaps = data.alerts.iter().filter(|a| kind(a, office) == Kind::Doubtful);
    let ranked: Vec<&Alert> = ours.chain(perhaps).collect();
    if ranked.is_empty() {
        return Vec::new();
    }
    let note = words::list_note(lang, counts.negative, counts.notice, counts.doubtful);
    let mut blocks = vec![Block::Rule, Block::Heading(words::list(lang), note)];
    for (at, alert) in ranked.iter().take(items).enumerate() {
        blocks.push(Block::Item(Box::new(item::item(at + 1, alert, office))));
    }
    if ranked.len() > items {
        blocks.push(Block::Note(common::not_listed(lang, ranked.len() - items)));
    }
    blocks
}

fn praise(data: &DigestData, counts: Counts, office: &Office) -> Vec<Block> {
    if counts.praise == 0 {
        return Vec::new();
    }
    let praised = data.alerts.iter().filter(|a| kind(a, office) == Kind::Praise);
    let lines = praised.take(PRAISE).map(|alert| line(alert, office)).collect();
    let heading = Block::Heading(words::praise(office.lang), words::praise_note(office.lang, counts.praise));
    vec![Block::Rule, heading, Block::Lines(lines)]
}

/// An alert in one line: source, title, link.
pub fn line(alert: &Alert, office: &Office) -> Vec<Run> {
    let head = item::source_name(alert) + &common::colon(office.lang) + &item::title(alert);
    let mut runs = vec![plain(head)];
    if let Some(link) = item::original(alert, office) {
        runs.push(plain(" "));
        runs.push(linked(link.words, link.to));
    }
    runs
}
