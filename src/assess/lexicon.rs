//! Which terms of the lexicon stand in a post, the longest at each place.
//!
//! - [`Lexicon`]: the terms in one automaton; [`Entry`]: a term with what it weighs; [`Stand`]: where one stands

use std::collections::HashMap;

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};

use crate::model::{Category, Field};
use crate::text::boundary;
use crate::text::context::{self, Negation, Slant};
use crate::text::view::View;

/// Terms looked at in one post: far more than people write, bounded for hostile texts.
const STAND_LIMIT: usize = 4096;

/// The value of longer words that only keep a shorter one from counting.
const NOT_A_TERM: u32 = u32::MAX;

/// The terms of all categories.
pub(super) struct Lexicon {
    automaton: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
    entries: Vec<Entry>,
    categories: Vec<Topic>,
}

/// A category without its terms.
pub(super) struct Topic {
    /// Its id.
    pub id: String,
    /// The name people read.
    pub name: String,
    /// Whether its terms only count beside others.
    pub amplifies: bool,
    negation: Negation,
}

/// A term.
pub(super) struct Entry {
    /// As written.
    pub term: String,
    /// Its weight; negative is praise.
    pub weight: f32,
    /// Whether someone is told at once.
    pub red: bool,
    /// Its category.
    pub category: usize,
}

/// Where a term stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stand {
    /// The entry.
    pub entry: usize,
    /// The part of the post.
    pub field: Field,
    /// The first scalar of the original.
    pub start: usize,
    /// What is left of the weight in this context, 0–1.
    pub factor: f32,
}

impl Lexicon {
    /// Compiles the categories. A term that stands twice keeps its first place and its highest weight.
    pub(super) fn new(categories: &[Category]) -> Self {
        let mut entries: Vec<Entry> = Vec::new();
        let mut values: HashMap<String, u32> = HashMap::new();
        for (category, terms) in categories.iter().map(|category| &category.terms).enumerate() {
            for term in terms {
                let normal = View::of(&term.text).text().trim().to_owned();
                if let Some(known) = values.get(&normal).and_then(|at| entries.get_mut(*at as usize)) {
                    known.red |= term.red;
                    known.weight = if term.weight.abs() > known.weight.abs() { term.weight } else { known.weight };
                } else if !normal.is_empty() {
                    values.insert(normal, u32::try_from(entries.len()).unwrap_or(NOT_A_TERM));
                    let (term, weight, red) = (term.text.clone(), term.weight, term.red);
                    entries.push(Entry { term, weight, red, category });
                }
            }
        }
        for word in boundary::longer_words() {
            values.entry(word.text).or_insert(NOT_A_TERM);
        }
        // More terms than an automaton can hold would be refused when the lexicon is read.
        let automaton = CharwiseDoubleArrayAhoCorasickBuilder::new()
            .match_kind(MatchKind::LeftmostLongest)
            .build_with_values(values)
            .ok();
        Self { automaton, entries, categories: categories.iter().map(Topic::of).collect() }
    }

    /// The terms of a post that keep some of their weight.
    pub(super) fn find(&self, title: &View, text: &View) -> Vec<Stand> {
        let mut found = Vec::new();
        self.find_in(Field::Title, title, &mut found);
        self.find_in(Field::Text, text, &mut found);
        found
    }

    fn find_in(&self, field: Field, view: &View, found: &mut Vec<Stand>) {
        let Some(automaton) = &self.automaton else { return };
        for hit in automaton.leftmost_find_iter(view.text()) {
            let Some((_, topic)) = self.entry(hit.value() as usize) else { continue };
            let at = hit.start()..hit.end();
            if boundary::splits_a_word(view.text(), at.clone()) {
                continue;
            }
            let factor = context::slant(view.text(), at.clone(), topic.negation).map_or(1.0, left_by);
            if factor > 0.0 && found.len() < STAND_LIMIT {
                let start = view.original(at).start;
                found.push(Stand { entry: hit.value() as usize, field, start, factor });
            }
        }
    }

    /// An entry and its category.
    pub(super) fn entry(&self, at: usize) -> Option<(&Entry, &Topic)> {
        let entry = self.entries.get(at)?;
        Some((entry, self.categories.get(entry.category)?))
    }
}

impl Topic {
    fn of(category: &Category) -> Self {
        Self {
            id: category.id.clone(),
            name: category.name.clone(),
            amplifies: category.polarity == "amplifier",
            negation: if category.negatable { Negation::Plain } else { Negation::Never },
        }
    }
}

/// What a slant leaves of a weight: the factors of the lexicon's context rules.
fn left_by(slant: Slant) -> f32 {
    match slant {
        Slant::Negated => 0.0,
        Slant::Training | Slant::Recruiting | Slant::Tender => 0.1,
        Slant::Campaign => 0.15,
        Slant::Asking => 0.4,
    }
}
