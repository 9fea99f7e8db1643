//! A few words around what was found, the hits marked.

use super::safe;
use super::sheet::{Mark, Run, marked, plain};
use crate::model::{Alert, Field};

/// At most this many stretches make a snippet.
const MAX_STRETCHES: usize = 3;

/// A stretch of characters, end exclusive.
type Stretch = (usize, usize);

/// At most `chars` characters of the text, around as many hits as fit, in order.
pub fn snippet(alert: &Alert, chars: usize) -> Vec<Run> {
    let text: Vec<char> = alert.text.chars().collect();
    let hits = hits(alert, Field::Text, text.len());
    let mut stretches = Vec::new();
    for count in 1..=MAX_STRETCHES {
        stretches = cut(&hits, text.len(), chars / count, count);
        if hits.iter().all(|hit| stretches.iter().any(|s| s.0 <= hit.0 && hit.1 <= s.1)) {
            break;
        }
    }
    shown(&text, &hits, &stretches)
}

/// The title, hits marked.
pub fn title(alert: &Alert, chars: usize) -> Vec<Run> {
    let text: Vec<char> = alert.title.chars().collect();
    shown(&text, &hits(alert, Field::Title, text.len()), &[(0, text.len().min(chars))])
}

/// The hits in one field, merged, in order, within bounds.
fn hits(alert: &Alert, field: Field, len: usize) -> Vec<Stretch> {
    let spans = alert.mentions.iter().flat_map(|m| &m.spans).filter(|s| s.field == field);
    let mut all: Vec<Stretch> = spans.map(|s| (s.start.min(len), s.end.min(len))).filter(|s| s.0 < s.1).collect();
    all.sort_unstable();
    let mut merged: Vec<Stretch> = Vec::new();
    for hit in all {
        match merged.last_mut() {
            Some(last) if hit.0 <= last.1 => last.1 = last.1.max(hit.1),
            _ => merged.push(hit),
        }
    }
    merged
}

/// At most `count` stretches of `room` characters, each beginning a little before the first hit not yet in one.
fn cut(hits: &[Stretch], len: usize, room: usize, count: usize) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    for hit in hits {
        let covered = stretches.last().is_some_and(|s| hit.1 <= s.1);
        if covered || stretches.len() == count {
            continue;
        }
        let floor = stretches.last().map_or(0, |s| s.1);
        let start = hit.0.saturating_sub(room / 4).min(len.saturating_sub(room)).max(floor);
        stretches.push((start, (start + room).min(len)));
    }
    if stretches.is_empty() { vec![(0, room.min(len))] } else { stretches }
}

fn shown(text: &[char], hits: &[Stretch], stretches: &[Stretch]) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut end = 0;
    for &(from, to) in stretches.iter().filter(|s| s.0 < s.1) {
        if from > end {
            runs.push(plain("…"));
        }
        let mut at = from;
        for &(start, stop) in hits.iter().filter(|hit| hit.1 > from && hit.0 < to) {
            push(&mut runs, text, (at, start.max(from)), Mark::Plain);
            push(&mut runs, text, (start.max(from), stop.min(to)), Mark::Hit);
            at = stop.min(to);
        }
        push(&mut runs, text, (at, to), Mark::Plain);
        end = to;
    }
    if end < text.len() {
        runs.push(plain("…"));
    }
    runs
}

fn push(runs: &mut Vec<Run>, text: &[char], (from, to): Stretch, mark: Mark) {
    let words: String = text.get(from..to).unwrap_or_default().iter().collect();
    let words = safe::line(&words);
    if !words.is_empty() {
        runs.push(marked(mark, words));
    }
}
