//! A mention's category, score and severity from the terms around it.
//!
//! - [`rate`]: fills them in, with the reason in words
//!
//! The score is the highest weight + 0.3 × the second + 0.15 × the third, 0–10: a sum would let long posts win.
//! Severity follows the defaults for a county hospital; heat and spread are not known yet. Praise lowers nothing.

use std::collections::BTreeMap;

use super::lexicon::{Lexicon, Stand};
use super::scope::Layout;
use crate::model::{Mention, Severity};

/// What the second and third term add.
const SHARES: [f32; 3] = [1.0, 0.3, 0.15];
/// What is left of a term far from the organisation's name.
const FAR: f32 = 0.3;
/// From this confidence on the organisation is meant.
const SURE: f32 = 0.6;
/// From this score on it is 较大.
const MODERATE_FROM: f32 = 6.0;
/// From this score on it is 一般.
const MINOR_FROM: f32 = 3.0;

/// A term as it counts for one mention.
struct Counted<'a> {
    term: &'a str,
    weight: f32,
    red: bool,
    far: bool,
    topic: (&'a str, &'a str),
    amplifies: bool,
}

/// Fills in category, score, severity and the reason of one mention.
pub(super) fn rate(lexicon: &Lexicon, found: &[Stand], layout: &Layout, mention: &mut Mention) {
    let counted = counted(lexicon, found, layout, mention);
    let (negative, praise): (Vec<_>, Vec<_>) = counted.iter().partition(|term| term.weight > 0.0);
    let leading = negative.iter().find(|term| !term.amplifies);
    // A word of anger alone says nothing about a matter.
    let weighed: Vec<_> =
        if leading.is_some() { negative.iter().take(SHARES.len()).copied().collect() } else { vec![] };
    let topic = leading.copied().or_else(|| praise.last().copied());
    mention.category = topic.map(|term| term.topic.0.to_owned());
    mention.score = score(&weighed);
    let red = counted.iter().find(|term| term.red && term.weight > 0.0);
    mention.severity = severity(mention.score, mention.confidence, red.is_some());
    let reason = reason(mention, topic, &weighed, red);
    if !reason.is_empty() {
        let gap = if mention.why.is_empty() { "" } else { "；" };
        mention.why = format!("{}{gap}{reason}", mention.why);
    }
}

/// Each term once, at its fullest; the weightiest first.
fn counted<'a>(lexicon: &'a Lexicon, found: &[Stand], layout: &Layout, mention: &Mention) -> Vec<Counted<'a>> {
    let mut best: BTreeMap<usize, (f32, bool, f32)> = BTreeMap::new();
    for stand in found {
        let far = !layout.is_near(stand.field, stand.start, &mention.spans);
        let factor = if far { stand.factor * FAR } else { stand.factor };
        let kept = best.entry(stand.entry).or_insert((factor, far, stand.factor));
        if factor > kept.0 {
            *kept = (factor, far, kept.2);
        }
        kept.2 = kept.2.max(stand.factor);
    }
    let count = |(at, (factor, far, in_context)): (usize, (f32, bool, f32))| {
        let (entry, topic) = lexicon.entry(at)?;
        Some(Counted {
            term: &entry.term,
            weight: entry.weight * factor,
            // Distance does not make a red term harmless; a drill or a denial does.
            red: entry.red && in_context >= 1.0,
            far,
            topic: (&topic.id, &topic.name),
            amplifies: topic.amplifies,
        })
    };
    let mut counted: Vec<_> = best.into_iter().filter_map(count).collect();
    counted.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    counted
}

fn score(weighed: &[&Counted<'_>]) -> f32 {
    let sum = weighed.iter().zip(SHARES).fold(0.0, |sum: f32, (term, share)| sum + term.weight * share);
    (sum.clamp(0.0, 10.0) * 10.0).round() / 10.0
}

fn severity(score: f32, confidence: f32, red: bool) -> Severity {
    if confidence < SURE {
        Severity::NOTICE
    } else if red {
        Severity::MAJOR
    } else if score >= MODERATE_FROM {
        Severity::MODERATE
    } else if score >= MINOR_FROM {
        Severity::MINOR
    } else {
        Severity::NOTICE
    }
}

/// The reason in words; empty when the lexicon knows nothing of the post.
fn reason(
    mention: &Mention,
    topic: Option<&Counted<'_>>,
    weighed: &[&Counted<'_>],
    red: Option<&Counted<'_>>,
) -> String {
    let Some(topic) = topic else { return String::new() };
    let mut parts = vec![format!("类别“{}”", topic.topic.1)];
    if !weighed.is_empty() {
        let terms: Vec<_> = weighed.iter().zip(SHARES).map(|(term, share)| words(term, share)).collect();
        parts.push(format!("{} 分：{}", mention.score, terms.join(" + ")));
    }
    if let Some(red) = red {
        parts.push(format!("红线词“{}”", red.term));
    }
    if mention.confidence < SURE && (mention.score >= MINOR_FROM || red.is_some()) {
        parts.push("是否本机构尚待确认，暂列关注".to_owned());
    }
    parts.join("，")
}

fn words(term: &Counted<'_>, share: f32) -> String {
    let weight = (term.weight * 10.0).round() / 10.0;
    let far = if term.far { "（离机构名较远）" } else { "" };
    if share < 1.0 {
        format!("{share}×“{}”{weight}{far}", term.term)
    } else {
        format!("“{}”{weight}{far}", term.term)
    }
}
