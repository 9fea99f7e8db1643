//! Something an operator must know, and the test mail.

use super::Office;
use super::item::{NAME_CHARS, TITLE_CHARS};
use super::letter::foot;
use super::safe;
use super::sheet::{Block, Mark, Masthead, Run, Sheet, Tone, marked, plain};
use super::subject::{SHORT_NAME_CHARS, fitted};
use crate::lang::{mail as common, mail_system as words, visit};
use crate::model::{Diagnostic, Reason, SystemNotice};

/// Faults listed.
const FAULTS: usize = 20;
/// A fault's or a site's words are cut to this many characters.
const DETAIL_CHARS: usize = 200;

/// `source-dark taixing-bbs`: what a notice is about, for machines.
pub fn reference(notice: &SystemNotice) -> String {
    match notice {
        SystemNotice::SourceDark { source, .. } => format!("source-dark {source}"),
        SystemNotice::SourceBack { source, .. } => format!("source-back {source}"),
        SystemNotice::ConfigBroken { .. } => "config-broken".into(),
        SystemNotice::ConfigMended => "config-mended".into(),
        SystemNotice::DiskLow { .. } => "disk-low".into(),
    }
}

/// Whether a notice says that something is over.
fn is_over(notice: &SystemNotice) -> bool {
    matches!(notice, SystemNotice::SourceBack { .. } | SystemNotice::ConfigMended)
}

/// What a notice says, in a few words.
fn matter(notice: &SystemNotice, office: &Office) -> String {
    let lang = office.lang;
    match notice {
        SystemNotice::SourceDark { name, .. } => words::dark(lang, safe::short(name, NAME_CHARS)),
        SystemNotice::SourceBack { name, .. } => words::back(lang, safe::short(name, NAME_CHARS)),
        SystemNotice::ConfigBroken { faults } => words::broken(lang, faults.len()),
        SystemNotice::ConfigMended => words::mended(lang),
        SystemNotice::DiskLow { free_mb } => words::disk(lang, free_mb),
    }
}

/// `[系统告警] 看不到泰州论坛了 | 泰兴二院`.
pub fn subject(notice: &SystemNotice, office: &Office) -> String {
    let (lang, us) = (office.lang, safe::short(&office.short_name, SHORT_NAME_CHARS));
    let moment = office.moment(office.now);
    let what = format!("{} · {moment}", matter(notice, office));
    let subject = if is_over(notice) {
        common::subject_system_over(lang, what, us)
    } else {
        common::subject_system(lang, what, us)
    };
    fitted(&subject)
}

/// The sheet of a notice.
pub fn sheet(notice: &SystemNotice, office: &Office) -> Sheet {
    let lang = office.lang;
    let (title, tone) =
        if is_over(notice) { (words::title_over(lang), Tone::Plain) } else { (words::title(lang), Tone::Warn) };
    Sheet { masthead: masthead(title, tone, office), blocks: blocks(notice, office), foot: foot(office, None) }
}

fn masthead(title: String, tone: Tone, office: &Office) -> Masthead {
    let (date, time) = (office.date(office.now), office.moment_beside(office.now, office.now));
    let line = common::line_mail(office.lang, date, time, safe::short(&office.name, TITLE_CHARS));
    Masthead { title, note: String::new(), line, tone }
}

fn blocks(notice: &SystemNotice, office: &Office) -> Vec<Block> {
    let lang = office.lang;
    let tell = |lede: Vec<Run>, meaning: String| vec![Block::Lede(lede), Block::Para(vec![plain(meaning)])];
    match notice {
        SystemNotice::SourceDark { source, name, reason, detail, since } => {
            let when = office.moment(*since);
            dark(
                &words::dark_since(lang, safe::short(name, NAME_CHARS), source, when),
                *reason,
                detail.as_deref(),
                office,
            )
        }
        SystemNotice::SourceBack { source, name, since, back_at } => {
            let back = office.moment_beside(*back_at, *since);
            let name = safe::short(name, NAME_CHARS);
            tell(
                vec![plain(words::back_at(lang, name, source, office.moment(*since), back))],
                words::back_meaning(lang),
            )
        }
        SystemNotice::ConfigBroken { faults } => {
            let mut blocks = tell(vec![marked(Mark::Warn, matter(notice, office))], words::broken_meaning(lang));
            blocks.extend(listed(faults, office));
            blocks
        }
        SystemNotice::ConfigMended => tell(vec![plain(matter(notice, office))], words::mended_meaning(lang)),
        SystemNotice::DiskLow { free_mb } => {
            let mut blocks = tell(vec![marked(Mark::Warn, matter(notice, office))], words::disk_meaning(lang, free_mb));
            blocks.extend(advice(words::disk_advice(lang), office));
            blocks
        }
    }
}

fn dark(begin: &str, reason: Option<Reason>, detail: Option<&str>, office: &Office) -> Vec<Block> {
    let lang = office.lang;
    let why = reason.map_or_else(|| words::dark_unknown(lang), |r| visit::reason_sentence(lang, r));
    let mut blocks = vec![
        Block::Lede(vec![plain(begin), marked(Mark::Warn, why)]),
        Block::Para(vec![plain(words::dark_meaning(lang))]),
    ];
    if let Some(detail) = detail.filter(|d| !d.trim().is_empty()) {
        blocks.push(Block::Note(words::particulars(lang, safe::short(detail, DETAIL_CHARS))));
    }
    blocks.extend(reason.map(|r| advice(visit::reason_advice(lang, r), office)).unwrap_or_default());
    blocks
}

fn advice(what: String, office: &Office) -> Vec<Block> {
    let heading = Block::Heading(words::what_to_do(office.lang), String::new());
    vec![Block::Rule, heading, Block::Para(vec![plain(what)])]
}

/// Each fault with its place and hint.
fn listed(faults: &[Diagnostic], office: &Office) -> Vec<Block> {
    let one = |fault: &Diagnostic| {
        let place = format!("{}:{}:{}", fault.file.display(), fault.line, fault.column);
        let hint = fault.hint.as_ref().map(|hint| common::bracketed(office.lang, hint)).unwrap_or_default();
        let said = safe::short(&format!("{}{hint}", fault.message), DETAIL_CHARS);
        vec![marked(Mark::Strong, safe::short(&place, DETAIL_CHARS)), plain(format!("　{said}"))]
    };
    let heading = Block::Heading(words::faults(office.lang), String::new());
    let mut blocks = vec![Block::Rule, heading, Block::Lines(faults.iter().take(FAULTS).map(one).collect())];
    if faults.len() > FAULTS {
        blocks.push(Block::Note(words::more_faults(office.lang, faults.len() - FAULTS)));
    }
    blocks
}

/// The subject of a test mail; the second keeps two of them apart, for servers that take repeats for spam.
pub fn test_subject(office: &Office) -> String {
    let moment = office.now.with_timezone(&office.zone).format("%m-%d %H:%M:%S").to_string();
    let us = safe::short(&office.short_name, SHORT_NAME_CHARS);
    fitted(&common::subject_test(office.lang, moment, us))
}

/// The sheet of a test mail.
pub fn test_sheet(office: &Office) -> Sheet {
    let lang = office.lang;
    Sheet {
        masthead: masthead(common::test_title(lang), Tone::Plain, office),
        blocks: vec![
            Block::Lede(vec![plain(common::test_lede(lang))]),
            Block::Para(vec![plain(common::test_look(lang))]),
            Block::Para(vec![plain(common::test_next(lang))]),
        ],
        foot: foot(office, None),
    }
}
