//! What was looked at and what was not: the part of a digest that earns its zeroes.
//!
//! - [`Seen`]: the sources of a period, sorted into seen and not; [`blocks`]: the coverage part of the sheet

use super::Office;
use super::item::NAME_CHARS;
use super::safe;
use super::sheet::{Block, Column, Mark, Row, Run, Table, Tone, marked, plain};
use crate::lang::{mail as common, mail_digest as words, visit};
use crate::model::{Coverage, DigestData, Verdict};

/// Sources named in a sentence.
const NAMED: usize = 3;
/// Unseen stretches named of one source.
const STRETCHES: usize = 3;
/// Sources whose trouble is told in a sentence.
const TROUBLES: usize = 8;
/// The particulars of a trouble are cut to this many characters.
const DETAIL_CHARS: usize = 80;

/// The sources of a period, those not seen throughout first.
pub struct Seen<'a> {
    /// Not seen throughout.
    pub unseen: Vec<&'a Coverage>,
    /// Seen whenever they were due.
    pub fine: Vec<&'a Coverage>,
}

impl<'a> Seen<'a> {
    /// Sorts the sources.
    pub fn of(coverage: &'a [Coverage]) -> Self {
        let (unseen, fine) = coverage.iter().partition(|c| is_unseen(c));
        Self { unseen, fine }
    }

    /// How many there are.
    pub fn all(&self) -> usize {
        self.unseen.len() + self.fine.len()
    }

    /// Whether not one source was looked at in the period.
    pub fn is_blind(&self) -> bool {
        self.fine.is_empty() && !self.unseen.is_empty() && self.unseen.iter().all(|c| c.looked == 0)
    }
}

/// Whether some of the period may be missing.
fn is_unseen(c: &Coverage) -> bool {
    c.dark_since.is_some()
        || !c.unseen.is_empty()
        || (c.expected > 0 && c.looked == 0)
        || c.verdict.is_some_and(|verdict| !verdict.looked())
}

/// How loud a source's row is.
fn tone(c: &Coverage) -> Tone {
    match c.verdict {
        Some(Verdict::Blocked | Verdict::Failed | Verdict::ParsedNothing) => Tone::Bad,
        _ if c.dark_since.is_some() || (c.expected > 0 && c.looked == 0) => Tone::Bad,
        Some(Verdict::Partial | Verdict::NotRun) => Tone::Warn,
        _ if is_unseen(c) => Tone::Warn,
        _ => Tone::Plain,
    }
}

/// A source's name as a mail shows it.
pub fn name(c: &Coverage) -> String {
    safe::short(&c.name, NAME_CHARS)
}

/// Heading, sentence, table of at most `rows` sources, and what to do about those in trouble.
pub fn blocks(data: &DigestData, seen: &Seen<'_>, office: &Office, rows: usize) -> Vec<Block> {
    let lang = office.lang;
    let mut blocks = vec![
        Block::Rule,
        Block::Heading(words::coverage(lang), common::from_to(lang, office.moment(data.from), office.moment(data.to))),
        Block::Para(sentence(data, seen, office)),
    ];
    if seen.all() == 0 {
        return blocks;
    }
    blocks.push(Block::Table(table(seen, office, rows)));
    let mut note = words::bar_legend(lang);
    let left = seen.all().saturating_sub(rows);
    if left > 0 {
        note += &words::other_sources(lang, left, left.min(seen.fine.len()));
    }
    blocks.push(Block::Note(note));
    let troubles: Vec<_> =
        seen.unseen.iter().chain(&seen.fine).filter_map(|c| trouble(c, office)).take(TROUBLES).collect();
    if !troubles.is_empty() {
        blocks.push(Block::Lines(troubles));
    }
    blocks
}

/// How much was seen, and when what was not.
fn sentence(data: &DigestData, seen: &Seen<'_>, office: &Office) -> Vec<Run> {
    let lang = office.lang;
    if seen.all() == 0 {
        return vec![marked(Mark::Warn, words::no_source(lang))];
    }
    let mut runs = vec![plain(words::read(lang, seen.fine.len(), seen.all(), data.new_posts, data.mentions))];
    let holes: Vec<_> = seen.unseen.iter().filter(|c| !c.unseen.is_empty()).collect();
    if !holes.is_empty() {
        let named: Vec<_> =
            holes.iter().take(NAMED).map(|c| words::unseen(lang, name(c), stretches(c, office))).collect();
        let mut list = named.join(&common::semicolon(lang));
        if holes.len() > NAMED {
            list += &words::and_others(lang, holes.len());
        }
        runs.push(marked(Mark::Warn, list));
        runs.push(plain(words::after_unseen(lang)));
    }
    if !seen.unseen.is_empty() {
        runs.push(plain(words::not_nothing(lang)));
    }
    runs
}

fn stretches(c: &Coverage, office: &Office) -> String {
    let shown: Vec<_> = c.unseen.iter().take(STRETCHES).map(|(from, to)| office.stretch(*from, *to)).collect();
    let more = if c.unseen.len() > STRETCHES { "…" } else { "" };
    shown.join(", ") + more
}

fn table(seen: &Seen<'_>, office: &Office, rows: usize) -> Table {
    let lang = office.lang;
    let column = |head: String, percent: u8, right: bool| Column { head, percent, right };
    Table {
        columns: vec![
            column(words::col_source(lang), 26, false),
            column(words::col_verdict(lang), 27, false),
            column(words::col_seen(lang), 16, true),
            column(words::col_slots(lang), 13, true),
            column(words::col_posts(lang), 9, true),
            column(words::col_mentions(lang), 9, true),
        ],
        rows: seen.unseen.iter().chain(&seen.fine).take(rows).map(|c| row(c, office)).collect(),
    }
}

fn row(c: &Coverage, office: &Office) -> Row {
    let (lang, tone) = (office.lang, tone(c));
    let shown = if c.official { words::own(lang, name(c)) } else { name(c) };
    let last = c.last_looked.map_or_else(|| "—".into(), |at| office.moment_beside(at, office.now));
    let share = (u64::from(c.looked) * 100).checked_div(u64::from(c.expected)).unwrap_or(0).min(100);
    let figure = |n: u32| vec![plain(n.to_string())];
    Row {
        tone,
        bar: (c.expected > 0).then(|| u8::try_from(share).unwrap_or(100)),
        cells: vec![
            vec![plain(shown)],
            verdict(c, tone, office),
            vec![plain(last)],
            vec![plain(format!("{}/{}", c.looked, c.expected))],
            figure(c.new_posts),
            figure(c.mentions),
        ],
    }
}

/// The verdict, and where it is loud its reason.
fn verdict(c: &Coverage, tone: Tone, office: &Office) -> Vec<Run> {
    let Some(verdict) = c.verdict else { return vec![plain(words::not_yet(office.lang))] };
    let mark = match tone {
        Tone::Bad => Mark::Bad,
        Tone::Warn => Mark::Warn,
        _ => Mark::Plain,
    };
    let mut runs = vec![marked(mark, visit::verdict(office.lang, verdict))];
    runs.extend(c.reason.map(|reason| plain(format!(" {}", visit::reason(office.lang, reason)))));
    runs
}

/// A source in trouble: what happened, what the site said, what to do.
fn trouble(c: &Coverage, office: &Office) -> Option<Vec<Run>> {
    let (lang, reason) = (office.lang, c.reason?);
    let detail = c.detail.as_deref().map(|d| safe::short(d, DETAIL_CHARS)).filter(|d| !d.is_empty());
    let told = detail.map(|d| words::particulars(lang, d)).unwrap_or_default();
    let advice = visit::reason_advice(lang, reason) + &told;
    Some(vec![plain(words::trouble(lang, name(c), visit::reason_sentence(lang, reason), advice))])
}
