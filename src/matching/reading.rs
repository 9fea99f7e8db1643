//! One post under evaluation: which terms stand in their own meaning, and which rules hold.
//!
//! - [`Reading`]: the post with its hits; [`Held`]: what holds a hit back; [`Leniency`]: what a trial overlooks
//!
//! Nothing is worked out before a rule asks for it, and what was worked out is kept for the other rules.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use super::expr::Expr;
use super::hits::{Hit, Hits, side};
use super::meant::{self, Meant};
use super::program::{Atom, PatternId, Program};
use super::{Subject, Thresholds};
use crate::model::Field;
use crate::text::boundary;
use crate::text::context::{self, Negation, Slant};
use crate::text::view::View;

/// Matches kept for one regular expression: enough to show, bounded for hostile texts.
const KEPT_MATCHES: usize = 50;

/// What holds a hit back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Held {
    /// A longer name of someone else.
    Blocked,
    /// Part of a longer word or number.
    Boundary,
    /// Not meant plainly.
    Slanted(Slant),
}

impl Held {
    /// All of them; the place of one in this list is how it is noted.
    const ALL: [Self; 8] = [
        Self::Blocked,
        Self::Boundary,
        Self::Slanted(Slant::Negated),
        Self::Slanted(Slant::Training),
        Self::Slanted(Slant::Campaign),
        Self::Slanted(Slant::Recruiting),
        Self::Slanted(Slant::Tender),
        Self::Slanted(Slant::Asking),
    ];

    /// The rule's name in reports.
    pub(super) fn rule(self) -> &'static str {
        match self {
            Self::Blocked => "blocked",
            Self::Boundary => "boundary",
            Self::Slanted(slant) => slant.as_str(),
        }
    }
}

/// What a trial overlooks, to learn what held a rule back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Leniency {
    /// Every entity that is named is meant.
    pub confidence: bool,
    /// NOT excludes nothing.
    pub exclusions: bool,
    /// Held hits count.
    pub held: bool,
}

/// A stretch of the original, in scalars.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The part of the post.
    pub field: Field,
    /// The scalars.
    pub range: Range<usize>,
}

/// A post under evaluation.
pub(super) struct Reading<'a> {
    /// What is looked for.
    pub program: &'a Program,
    /// From which confidence on an entity is meant.
    pub thresholds: Thresholds,
    /// The post.
    pub subject: &'a Subject<'a>,
    /// Where patterns stand in it.
    pub hits: &'a Hits,
    meant: RefCell<HashMap<u32, Rc<Meant>>>,
    matched: RefCell<HashMap<u32, Rc<[Place]>>>,
}

impl<'a> Reading<'a> {
    /// A post whose hits have been collected.
    pub(super) fn new(program: &'a Program, thresholds: Thresholds, subject: &'a Subject<'a>, hits: &'a Hits) -> Self {
        Self { program, thresholds, subject, hits, meant: RefCell::default(), matched: RefCell::default() }
    }

    /// Whether a tree holds, with something overlooked. Under a NOT nothing is overlooked, a term counts when it is
    /// written at all, and an entity only when it is surely meant.
    pub(super) fn holds(&self, tree: &Expr<Atom>, lenient: Leniency, negated: bool) -> bool {
        match tree {
            Expr::Leaf(Atom::Any(set)) => self.hits.of_set(*set).any(|pattern| match self.held(pattern) {
                None => true,
                Some(held) => lenient.held || (negated && matches!(held, Held::Slanted(_))),
            }),
            Expr::Leaf(Atom::Entity(entity)) => self.is_meant(*entity, lenient, negated),
            Expr::Leaf(Atom::Regex(regex)) => !self.matches(*regex).is_empty(),
            Expr::Not(inner) => lenient.exclusions || !self.holds(inner, Leniency::default(), !negated),
            Expr::And(parts) => cheap_first(parts).all(|part| self.holds(part, lenient, negated)),
            Expr::Or(parts) => cheap_first(parts).any(|part| self.holds(part, lenient, negated)),
        }
    }

    fn is_meant(&self, entity: u32, lenient: Leniency, negated: bool) -> bool {
        let meant = self.meant(entity);
        let needed = if negated { self.thresholds.ours_from } else { self.thresholds.maybe_from };
        (!meant.places.is_empty() && (meant.confidence >= needed || lenient.confidence))
            || (lenient.held && meant.held.is_some())
    }

    /// How surely an entity is meant in this post.
    pub(super) fn meant(&self, entity: u32) -> Rc<Meant> {
        if let Some(known) = self.meant.borrow().get(&entity) {
            return Rc::clone(known);
        }
        let found = Rc::new(meant::read(self, entity));
        self.meant.borrow_mut().insert(entity, Rc::clone(&found));
        found
    }

    /// Where a regular expression matches: on the view, else in the original.
    pub(super) fn matches(&self, regex: u32) -> Rc<[Place]> {
        if let Some(known) = self.matched.borrow().get(&regex) {
            return Rc::clone(known);
        }
        let mut places = Vec::new();
        for field in [Field::Title, Field::Text] {
            places.extend(self.matches_in(regex, field));
        }
        let found: Rc<[Place]> = places.into();
        self.matched.borrow_mut().insert(regex, Rc::clone(&found));
        found
    }

    fn matches_in(&self, regex: u32, field: Field) -> Vec<Place> {
        let Some(regex) = self.program.regexes.get(regex as usize) else { return Vec::new() };
        let view = self.view(field);
        let found = regex.find_iter(view.text()).take(KEPT_MATCHES).filter(|found| !found.is_empty());
        let places: Vec<Place> = found.map(|found| Place { field, range: view.original(found.range()) }).collect();
        if !places.is_empty() {
            return places;
        }
        let original = self.original(field);
        let found = regex.find_iter(original).take(KEPT_MATCHES).filter(|found| !found.is_empty());
        found.map(|found| Place { field, range: scalars(original, found.range()) }).collect()
    }

    /// What holds a touched pattern back as a term; `None` when it stands in its own meaning somewhere.
    pub(super) fn held(&self, pattern: PatternId) -> Option<Held> {
        /// Noted for a pattern that nothing holds back.
        const FREE: u8 = 1;
        match self.hits.known(pattern) {
            0 => {}
            FREE => return None,
            noted => return Held::ALL.get(usize::from(noted) - 2).copied(),
        }
        let mut first = None;
        let free = self.hits.of(pattern).any(|hit| {
            let held = self.hold(hit);
            first = first.or(held);
            held.is_none()
        });
        let held = if free { None } else { first };
        let place = held.and_then(|held| Held::ALL.iter().position(|other| *other == held));
        self.hits.note(pattern, place.map_or(FREE, |place| place as u8 + 2));
        held
    }

    /// What holds one hit of a term back.
    pub(super) fn hold(&self, hit: Hit) -> Option<Held> {
        if self.splits(hit) {
            return Some(Held::Boundary);
        }
        let reach = context::MARKER_REACH_BYTES;
        let marked = self.hits.markers.get(side(hit.field)).is_some_and(|markers| {
            markers.any(hit.start.saturating_sub(reach), hit.end.saturating_add(reach), |_, _| true)
        });
        if !marked {
            return None;
        }
        context::slant(self.view(hit.field).text(), bytes(hit), Negation::Firm).map(Held::Slanted)
    }

    /// Whether a hit is only a part of a longer word or number.
    pub(super) fn splits(&self, hit: Hit) -> bool {
        let longer = self.hits.cores.get(side(hit.field)).is_some_and(|cores| cores.cover(hit.start, hit.end));
        longer || boundary::splits_a_word(self.view(hit.field).text(), bytes(hit))
    }

    /// Where a hit stands in the original.
    pub(super) fn place(&self, hit: Hit) -> Place {
        Place { field: hit.field, range: self.view(hit.field).original(bytes(hit)) }
    }

    /// The view of a field.
    pub(super) fn view(&self, field: Field) -> &'a View {
        match field {
            Field::Title => self.subject.title,
            Field::Text => self.subject.text,
        }
    }

    /// The original of a field.
    pub(super) fn original(&self, field: Field) -> &'a str {
        match field {
            Field::Title => self.subject.original.0,
            Field::Text => self.subject.original.1,
        }
    }
}

/// The parts of a node, regular expressions last: they are only run where everything else leaves it open.
fn cheap_first(parts: &[Expr<Atom>]) -> impl Iterator<Item = &Expr<Atom>> {
    let dear = |part: &&Expr<Atom>| matches!(part, Expr::Leaf(Atom::Regex(_)));
    parts.iter().filter(move |part| !dear(part)).chain(parts.iter().filter(dear))
}

fn bytes(hit: Hit) -> Range<usize> {
    hit.start as usize..hit.end as usize
}

/// A byte range of a text in scalars.
fn scalars(text: &str, bytes: Range<usize>) -> Range<usize> {
    let count = |range: Range<usize>| text.get(range).map_or(0, |part| part.chars().count());
    let start = count(0..bytes.start);
    start..start + count(bytes)
}
