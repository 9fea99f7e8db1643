//! How surely a post means an entity: its names, what speaks for them and what takes them away.
//!
//! - [`Meant`]: the answer with its parts; [`read`]: works it out for one post

use super::hits::{Hit, Intervals, side};
use super::program::{Name, Names, PatternId};
use super::reading::{Held, Place, Reading};

/// Hits kept for one name of an entity: enough to show, bounded for hostile texts.
const KEPT_HITS: usize = 20;
/// What a place word in the post adds to a name that needs one: a chance of its own beside the prior.
const PLACE_WORD: f32 = 0.5;
/// What the source's locality adds in the same way.
const LOCALITY: f32 = 0.3;

/// How surely an entity is meant.
#[derive(Debug, Default)]
pub(super) struct Meant {
    /// 0–1; 0 when no hit counts.
    pub confidence: f32,
    /// The name that says so, as written in the configuration.
    pub name: String,
    /// The words that lifted it above the name's prior.
    pub lifted_by: Option<String>,
    /// Whether the source's locality did.
    pub by_locality: bool,
    /// Where it is named; the first is one of the surest name.
    pub places: Vec<Place>,
    /// What held the first other hit back.
    pub held: Option<Held>,
}

/// How surely a post means an entity.
pub(super) fn read(reading: &Reading<'_>, entity: u32) -> Meant {
    let mut meant = Meant::default();
    let mut all: Vec<Hit> = Vec::new();
    let names = reading.program.entities.get(entity as usize).map_or(&[][..], |names: &Names| &names.names);
    for name in names {
        let hits = free_hits(reading, name, &mut meant.held);
        if hits.is_empty() {
            continue;
        }
        let word = name.needs_any.iter().copied().find(|pattern| reading.hits.has(*pattern));
        let local = reading.subject.locality.is_some_and(|locality| is_local(name, locality));
        let confidence = confidence(name.prior, word.is_some(), local, reading.thresholds.ours_from);
        if confidence > meant.confidence {
            meant.confidence = confidence;
            meant.name.clone_from(&name.written);
            meant.lifted_by = word.map(|pattern| written(reading, pattern));
            meant.by_locality = local;
            all.splice(0..0, hits);
        } else {
            all.extend(hits);
        }
    }
    meant.places = all.into_iter().take(KEPT_HITS).map(|hit| reading.place(hit)).collect();
    meant
}

/// The hits of a name that nothing takes away.
fn free_hits(reading: &Reading<'_>, name: &Name, held: &mut Option<Held>) -> Vec<Hit> {
    let mut free = Vec::new();
    if !name.patterns.iter().any(|pattern| reading.hits.has(*pattern)) {
        return free;
    }
    let blockers = blockers(reading, name);
    for hit in name.patterns.iter().flat_map(|pattern| reading.hits.of(*pattern)) {
        let blocked = blockers.get(side(hit.field)).is_some_and(|all| {
            // A blocker inside the name says nothing against it.
            all.any(hit.start, hit.end, |start, end| start < hit.start || hit.end < end)
        });
        let holds = if blocked { Some(Held::Blocked) } else { reading.splits(hit).then_some(Held::Boundary) };
        match holds {
            Some(_) => *held = held.or(holds),
            None if free.len() < KEPT_HITS => free.push(hit),
            None => break,
        }
    }
    free
}

/// Where longer names of others stand, in title and text.
fn blockers(reading: &Reading<'_>, name: &Name) -> [Intervals; 2] {
    let mut found = [Vec::new(), Vec::new()];
    for hit in name.blockers.iter().flat_map(|pattern| reading.hits.of(*pattern)) {
        found[side(hit.field)].push((hit.start, hit.end));
    }
    found.map(Intervals::new)
}

/// The prior and what speaks for it, each an independent chance; a word that the name asks for is enough to be sure.
fn confidence(prior: f32, word: bool, local: bool, sure: f32) -> f32 {
    let mut doubt = 1.0 - prior;
    if word {
        doubt *= 1.0 - PLACE_WORD;
    }
    if local {
        doubt *= 1.0 - LOCALITY;
    }
    let sum = 1.0 - doubt;
    let floor = if word || local { sure } else { 0.0 };
    // Two decimals are all that the estimate is worth, and all that people are shown.
    (sum.max(floor) * 100.0).round() / 100.0
}

/// Whether a source's locality is one of the words that the name asks for.
fn is_local(name: &Name, locality: &str) -> bool {
    !locality.is_empty()
        && name.localities.iter().any(|word| locality.contains(word.as_str()) || word.contains(locality))
}

fn written(reading: &Reading<'_>, pattern: PatternId) -> String {
    reading.program.meanings.get(pattern as usize).map(|meaning| meaning.written.clone()).unwrap_or_default()
}
