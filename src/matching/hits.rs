//! Where the automaton's patterns stand in one post.
//!
//! - [`Hits`]: every hit, chained by pattern, in tables that are reused from post to post
//! - [`Pool`]: keeps those tables between scans; [`Intervals`]: stretches, asked what they cover
//!
//! The tables are as large as the program, but a new post only raises a generation count: no work is spent on
//! patterns and rules that the post does not touch.

use std::cell::Cell;
use std::sync::{Mutex, PoisonError};

use super::program::{PatternId, Program};
use crate::model::Field;
use crate::text::view::View;

/// The end of a chain.
const NONE: u32 = u32::MAX;
/// How many tables wait for reuse.
const POOL_LIMIT: usize = 16;

/// One hit, in bytes of the field's view.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    pub start: u32,
    pub end: u32,
    next: u32,
    pub field: Field,
}

/// Every hit of one post.
#[derive(Default)]
pub(super) struct Hits {
    generation: u32,
    slots: Vec<Slot>,
    all: Vec<Hit>,
    /// The patterns that stand in the post, in order of appearance.
    pub touched: Vec<PatternId>,
    /// Term sets that are touched, each with the pattern; sorted.
    pub sets: Vec<(u32, PatternId)>,
    /// Rules called up; sorted.
    pub called: Vec<u32>,
    /// What longer words take away, in title and text.
    pub cores: [Intervals; 2],
    /// Where markers of context stand, in title and text.
    pub markers: [Intervals; 2],
}

/// Where a pattern's chain begins and ends, valid for one generation; and what was found out about it.
#[derive(Clone, Default)]
struct Slot {
    generation: u32,
    head: u32,
    tail: u32,
    known: Cell<u8>,
}

impl Hits {
    /// Runs the automaton over a post.
    pub(super) fn collect(&mut self, program: &Program, title: &View, text: &View) {
        self.begin(program.meanings.len());
        self.run(program, Field::Title, title);
        self.run(program, Field::Text, text);
        for pattern in &self.touched {
            let Some(meaning) = program.meanings.get(*pattern as usize) else { continue };
            self.sets.extend(meaning.sets.iter().map(|set| (*set, *pattern)));
            self.called.extend(&meaning.calls);
        }
        self.sets.sort_unstable();
        let callers = self.sets.iter().filter_map(|(set, _)| program.sets.get(*set as usize)?.calls);
        self.called.extend(callers);
        self.called.extend(&program.unguarded);
        self.called.sort_unstable();
        self.called.dedup();
        self.collect_words(program);
    }

    fn begin(&mut self, patterns: usize) {
        self.generation = self.generation.wrapping_add(1);
        if self.slots.len() != patterns || self.generation == 0 {
            self.slots.clear();
            self.slots.resize(patterns, Slot::default());
            self.generation = 1;
        }
        self.all.clear();
        self.touched.clear();
        self.sets.clear();
        self.called.clear();
    }

    fn run(&mut self, program: &Program, field: Field, view: &View) {
        let Some(automaton) = &program.automaton else { return };
        for found in automaton.find_overlapping_iter(view.text()) {
            // Views are far below 4 GiB: bodies are bounded when they are fetched.
            let hit = Hit { start: found.start() as u32, end: found.end() as u32, next: NONE, field };
            self.push(found.value(), hit);
        }
    }

    fn push(&mut self, pattern: PatternId, hit: Hit) {
        let index = self.all.len() as u32;
        let Some(slot) = self.slots.get_mut(pattern as usize) else { return };
        if slot.generation == self.generation {
            if let Some(last) = self.all.get_mut(slot.tail as usize) {
                last.next = index;
            }
            slot.tail = index;
        } else {
            *slot = Slot { generation: self.generation, head: index, tail: index, known: Cell::new(0) };
            self.touched.push(pattern);
        }
        self.all.push(hit);
    }

    /// Where words of the language stand: longer ones with their cores, and markers of context.
    fn collect_words(&mut self, program: &Program) {
        let (mut cores, mut markers) = ([Vec::new(), Vec::new()], [Vec::new(), Vec::new()]);
        for pattern in &self.touched {
            let Some(meaning) = program.meanings.get(*pattern as usize) else { continue };
            if let Some((from, to)) = meaning.core {
                self.of(*pattern).for_each(|hit| cores[side(hit.field)].push((hit.start + from, hit.start + to)));
            }
            if meaning.marks {
                self.of(*pattern).for_each(|hit| markers[side(hit.field)].push((hit.start, hit.end)));
            }
        }
        self.cores = cores.map(Intervals::new);
        self.markers = markers.map(Intervals::new);
    }

    /// The hits of one pattern, in reading order.
    pub(super) fn of(&self, pattern: PatternId) -> impl Iterator<Item = Hit> + '_ {
        let mut next = self.slot(pattern).map_or(NONE, |slot| slot.head);
        std::iter::from_fn(move || {
            let hit = self.all.get(next as usize).copied()?;
            next = hit.next;
            Some(hit)
        })
    }

    /// Whether a pattern stands anywhere in the post.
    pub(super) fn has(&self, pattern: PatternId) -> bool {
        self.slot(pattern).is_some()
    }

    /// The touched patterns of a term set.
    pub(super) fn of_set(&self, set: u32) -> impl Iterator<Item = PatternId> + '_ {
        let from = self.sets.partition_point(|(other, _)| *other < set);
        let rest = self.sets.get(from..).unwrap_or_default();
        rest.iter().take_while(move |(other, _)| *other == set).map(|(_, pattern)| *pattern)
    }

    /// What was noted about a touched pattern in this post, or `0`.
    pub(super) fn known(&self, pattern: PatternId) -> u8 {
        self.slot(pattern).map_or(0, |slot| slot.known.get())
    }

    /// Notes something about a touched pattern for the rest of this post.
    pub(super) fn note(&self, pattern: PatternId, what: u8) {
        if let Some(slot) = self.slot(pattern) {
            slot.known.set(what);
        }
    }

    fn slot(&self, pattern: PatternId) -> Option<&Slot> {
        self.slots.get(pattern as usize).filter(|slot| slot.generation == self.generation)
    }
}

/// The index of a field in pairs of title and text.
pub(super) fn side(field: Field) -> usize {
    usize::from(field == Field::Text)
}

/// Tables that wait for the next post.
#[derive(Default)]
pub(super) struct Pool(Mutex<Vec<Hits>>);

impl Pool {
    /// Runs `work` with a table of the pool, or a new one.
    pub(super) fn with<R>(&self, work: impl FnOnce(&mut Hits) -> R) -> R {
        let mut hits = self.0.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default();
        let result = work(&mut hits);
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if waiting.len() < POOL_LIMIT {
            waiting.push(hits);
        }
        result
    }
}

/// Stretches of a view in bytes, end exclusive, sorted by begin.
#[derive(Default)]
pub(super) struct Intervals {
    sorted: Vec<(u32, u32)>,
    longest: u32,
}

impl Intervals {
    /// Takes stretches in any order.
    pub(super) fn new(mut stretches: Vec<(u32, u32)>) -> Self {
        stretches.sort_unstable();
        let longest = stretches.iter().map(|(start, end)| end.saturating_sub(*start)).max().unwrap_or_default();
        Self { sorted: stretches, longest }
    }

    /// Whether one of the stretches that overlap or touch `from..to` passes the test.
    pub(super) fn any(&self, from: u32, to: u32, test: impl Fn(u32, u32) -> bool) -> bool {
        let after = self.sorted.partition_point(|(start, _)| *start <= to);
        let near = self.sorted.get(..after).unwrap_or_default().iter().rev();
        near.take_while(|(start, _)| start.saturating_add(self.longest) >= from)
            .any(|(start, end)| *end >= from && test(*start, *end))
    }

    /// Whether one of them covers `from..to`.
    pub(super) fn cover(&self, from: u32, to: u32) -> bool {
        !self.sorted.is_empty() && self.any(from, to, |start, end| start <= from && to <= end)
    }
}
