//! What a scan says: mentions with spans and reasons, and watches that were held back.
//!
//! - [`judge`]: one rule over one post; [`Verdict`]: a mention, a suppression or nothing

use std::cell::OnceCell;

use super::hits::side;
use super::meant::Meant;
use super::program::{Atom, Rule};
use super::reading::{Held, Leniency, Place, Reading};
use super::why::Why;
use crate::model::{Field, Mention, Severity, Span, Suppressed, Tier};

/// Spans shown for one mention.
const SPAN_LIMIT: usize = 50;
/// Hits looked at while those are chosen.
const CANDIDATE_LIMIT: usize = 1000;

/// What one rule says of one post.
pub(super) enum Verdict {
    /// It matches.
    Mention(Mention),
    /// It would, but for a rule.
    Suppressed(Suppressed),
    /// It does not.
    Nothing,
}

/// Judges one rule over one post.
pub(super) fn judge(reading: &Reading<'_>, quotes: &Quotes<'_>, rule: &Rule) -> Verdict {
    if reading.holds(&rule.tree, Leniency::default(), false) {
        return Verdict::Mention(mention(reading, quotes, rule));
    }
    match held_by(reading, rule) {
        Some(held) => Verdict::Suppressed(Suppressed { watch: rule.watch.clone(), rule: held }),
        None => Verdict::Nothing,
    }
}

/// The name of what holds a rule back: the first thing that would free it alone, else all that matter together.
pub(super) fn held_by(reading: &Reading<'_>, rule: &Rule) -> Option<String> {
    let everything = Leniency { confidence: true, exclusions: true, held: true };
    if !reading.holds(&rule.tree, everything, false) {
        return None;
    }
    let alone = |lenient| reading.holds(&rule.tree, lenient, false);
    if alone(Leniency { confidence: true, ..Leniency::default() }) {
        return Some("confidence".to_owned());
    }
    if alone(Leniency { exclusions: true, ..Leniency::default() }) {
        return Some("none".to_owned());
    }
    let mut names = holds_of(reading, rule);
    if !alone(Leniency { held: true, ..Leniency::default() }) {
        if !alone(Leniency { confidence: false, ..everything }) {
            names.push("confidence");
        }
        if !alone(Leniency { exclusions: false, ..everything }) {
            names.push("none");
        }
    }
    Some(names.join("+"))
}

/// What holds the hits of a rule back, each once.
fn holds_of(reading: &Reading<'_>, rule: &Rule) -> Vec<&'static str> {
    let mut names = Vec::new();
    let mut add = |held: Option<Held>| {
        if let Some(name) = held.map(Held::rule).filter(|name| !names.contains(name)) {
            names.push(name);
        }
    };
    rule.tree.affirmed(&mut |atom| match atom {
        Atom::Any(set) => reading.hits.of_set(*set).for_each(|pattern| add(reading.held(pattern))),
        Atom::Entity(entity) => add(reading.meant(*entity).held),
        Atom::Regex(_) => {}
    });
    names
}

fn mention(reading: &Reading<'_>, quotes: &Quotes<'_>, rule: &Rule) -> Mention {
    let mut gathered = Gathered::default();
    rule.tree.affirmed(&mut |atom| gathered.take(reading, atom));
    let mut why = gathered.why;
    let mut mention = Mention {
        watch: rule.watch.clone(),
        entity: None,
        confidence: 1.0,
        tier: Tier::T0,
        spans: quotes.spans(gathered.places),
        category: None,
        score: 0.0,
        severity: Severity::NOTICE,
        why: String::new(),
    };
    if let Some((id, meant)) = gathered.entity {
        mention.entity = Some(id);
        mention.confidence = meant.confidence;
        let quoted = meant.hits.first().map(|hit| quotes.quote(&reading.place(*hit))).unwrap_or_default();
        why.entity(&meant, quoted, meant.confidence >= reading.thresholds.ours_from);
    }
    mention.why = why.zh();
    mention
}

/// What speaks for a rule in one post.
#[derive(Default)]
struct Gathered {
    entity: Option<(String, std::rc::Rc<Meant>)>,
    /// Places, each with its rank: the first hit of each thing comes before further hits of others.
    places: Vec<(usize, Place)>,
    why: Why,
}

impl Gathered {
    fn take(&mut self, reading: &Reading<'_>, atom: &Atom) {
        match atom {
            Atom::Any(set) => {
                for pattern in reading.hits.of_set(*set).filter(|pattern| reading.held(*pattern).is_none()) {
                    let free = reading.hits.of(pattern).filter(|hit| reading.hold(*hit).is_none());
                    self.add(free.map(|hit| reading.place(hit)));
                    let written =
                        reading.program.meanings.get(pattern as usize).map(|meaning| meaning.written.as_str());
                    self.why.term(written.unwrap_or_default());
                }
            }
            Atom::Entity(entity) => {
                let meant = reading.meant(*entity);
                if meant.hits.is_empty() || meant.confidence < reading.thresholds.maybe_from {
                    return;
                }
                self.add(meant.hits.iter().map(|hit| reading.place(*hit)));
                let surer = self.entity.as_ref().is_none_or(|(_, other)| meant.confidence > other.confidence);
                if let Some(names) = reading.program.entities.get(*entity as usize).filter(|_| surer) {
                    self.entity = Some((names.id.clone(), meant));
                }
            }
            Atom::Regex(regex) => {
                let matches = reading.matches(*regex);
                if !matches.is_empty() {
                    self.add(matches.iter().cloned());
                    let regex = reading.program.regexes.get(*regex as usize);
                    self.why.regex(regex.map(regex::Regex::as_str).unwrap_or_default());
                }
            }
        }
    }

    fn add(&mut self, places: impl Iterator<Item = Place>) {
        let room = CANDIDATE_LIMIT.saturating_sub(self.places.len()).min(SPAN_LIMIT);
        self.places.extend(places.take(room).enumerate());
    }
}

/// Quotes the original of one post by scalars.
pub(super) struct Quotes<'a> {
    originals: [&'a str; 2],
    /// The byte of every 64th scalar, made when it is first asked for.
    strides: [OnceCell<Vec<usize>>; 2],
}

/// Scalars between two noted bytes.
const STRIDE: usize = 64;

impl<'a> Quotes<'a> {
    /// Quotes title and text.
    pub(super) fn new((title, text): (&'a str, &'a str)) -> Self {
        Self { originals: [title, text], strides: [OnceCell::new(), OnceCell::new()] }
    }

    /// The original at a place.
    pub(super) fn quote(&self, place: &Place) -> &'a str {
        let Some(original) = self.originals.get(side(place.field)) else { return "" };
        let (start, end) = (self.byte(place.field, place.range.start), self.byte(place.field, place.range.end));
        original.get(start..end).unwrap_or("")
    }

    fn byte(&self, field: Field, scalar: usize) -> usize {
        let original = self.originals.get(side(field)).copied().unwrap_or("");
        let strides = self
            .strides
            .get(side(field))
            .map(|cell| cell.get_or_init(|| original.char_indices().step_by(STRIDE).map(|(byte, _)| byte).collect()));
        let from = strides.and_then(|all| all.get(scalar / STRIDE)).copied().unwrap_or(original.len());
        let rest = original.get(from..).unwrap_or("");
        rest.char_indices().nth(scalar % STRIDE).map_or(original.len(), |(byte, _)| from + byte)
    }

    /// The spans to show: the first hits of everything before further ones, none inside another, in reading order.
    fn spans(&self, mut ranked: Vec<(usize, Place)>) -> Vec<Span> {
        ranked.sort_by_key(|(rank, _)| *rank);
        let mut places: Vec<Place> = ranked.into_iter().map(|(_, place)| place).take(SPAN_LIMIT).collect();
        places.sort_by_key(|place| (place.field, place.range.start, usize::MAX - place.range.end));
        let mut spans: Vec<Span> = Vec::with_capacity(places.len());
        for place in places {
            let inside = spans.last().is_some_and(|last| last.field == place.field && place.range.end <= last.end);
            if !inside && !place.range.is_empty() {
                let text = self.quote(&place).to_owned();
                spans.push(Span { field: place.field, start: place.range.start, end: place.range.end, text });
            }
        }
        spans
    }
}
