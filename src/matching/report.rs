//! What a scan says: mentions with spans and reasons, and watches that were held back.
//!
//! - [`judge`]: one rule over one post; [`Verdict`]: a mention, a suppression or nothing

use super::meant::Meant;
use super::program::{Atom, Rule};
use super::quotes::{Quotes, SPAN_LIMIT};
use super::reading::{Held, Leniency, Place, Reading};
use super::why::Why;
use crate::model::{Mention, Severity, Suppressed, Tier};

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
        let quoted = meant.places.first().map(|place| quotes.quote(place)).unwrap_or_default();
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
                if meant.places.is_empty() || meant.confidence < reading.thresholds.maybe_from {
                    return;
                }
                self.add(meant.places.iter().cloned());
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
