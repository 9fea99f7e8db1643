//! Watches and entities compiled: one automaton, and tables from its patterns to what they mean.
//!
//! - [`Program`]: all of it; [`Patterns`]: every normalised string once
//! - [`Rule`]: a watch; [`Atom`]: a leaf of its tree; [`TermSet`]: terms of which one is enough
//! - [`Names`], [`Name`]: an entity and one name of it

use std::collections::HashMap;

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};
use regex::Regex;

use super::expr::Expr;

/// The number of a pattern of the automaton.
pub(super) type PatternId = u32;

/// Everything a scan needs, read-only.
#[derive(Default)]
pub(super) struct Program {
    /// `None` when there is nothing to look for.
    pub automaton: Option<CharwiseDoubleArrayAhoCorasick<PatternId>>,
    /// What each pattern stands for.
    pub meanings: Vec<Meaning>,
    /// The watches in force.
    pub rules: Vec<Rule>,
    /// The sets of terms that the rules ask for.
    pub sets: Vec<TermSet>,
    /// The entities.
    pub entities: Vec<Names>,
    /// The regular expressions.
    pub regexes: Vec<Regex>,
    /// Rules that no pattern can rule out: they stand on a regular expression alone.
    pub unguarded: Vec<u32>,
    /// Bytes of the longest pattern.
    pub longest: u32,
}

/// What one pattern stands for.
#[derive(Default)]
pub(super) struct Meaning {
    /// As a person wrote it.
    pub written: String,
    /// The term sets it belongs to.
    pub sets: Vec<u32>,
    /// The rules that its appearance as a name calls up.
    pub calls: Vec<u32>,
    /// As a longer word: what it takes away, counted in bytes from its begin.
    pub core: Option<(u32, u32)>,
    /// Whether it may take the plain meaning of a term near it.
    pub marks: bool,
}

/// One watch.
pub(super) struct Rule {
    /// The watch's id.
    pub watch: String,
    /// What must hold.
    pub tree: Expr<Atom>,
}

/// A leaf of a rule's tree.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Atom {
    /// One term of a set stands in the post.
    Any(u32),
    /// The entity is meant.
    Entity(u32),
    /// The regular expression matches.
    Regex(u32),
}

/// Terms of which one is enough.
pub(super) struct TermSet {
    /// The rule it belongs to, when a term of the set is what calls the rule up.
    pub calls: Option<u32>,
    /// The terms, as written.
    pub written: Vec<String>,
}

/// An entity and its names.
pub(super) struct Names {
    /// Its id.
    pub id: String,
    /// Its full name.
    pub name: String,
    /// All names.
    pub names: Vec<Name>,
}

/// One name of an entity.
pub(super) struct Name {
    /// As written.
    pub written: String,
    /// How sure it is by itself.
    pub prior: f32,
    /// Its spellings.
    pub patterns: Vec<PatternId>,
    /// Words that lift it.
    pub needs_any: Vec<PatternId>,
    /// The same words as written, to compare with a source's locality.
    pub localities: Vec<String>,
    /// Longer names that take it away.
    pub blockers: Vec<PatternId>,
}

/// Every normalised string once.
#[derive(Default)]
pub(super) struct Patterns {
    ids: HashMap<String, PatternId>,
    /// Meanings, by number.
    pub meanings: Vec<Meaning>,
}

impl Patterns {
    /// The number of a normalised string, a new one if it was not known.
    pub(super) fn intern(&mut self, normalised: &str, written: &str) -> PatternId {
        if let Some(id) = self.ids.get(normalised) {
            return *id;
        }
        let id = PatternId::try_from(self.meanings.len()).unwrap_or(PatternId::MAX);
        self.ids.insert(normalised.to_owned(), id);
        self.meanings.push(Meaning { written: written.to_owned(), ..Meaning::default() });
        id
    }

    /// What a pattern stands for, to be added to.
    pub(super) fn meaning(&mut self, id: PatternId) -> Option<&mut Meaning> {
        self.meanings.get_mut(id as usize)
    }

    /// The automaton over all strings, and the length of the longest in bytes.
    ///
    /// # Errors
    /// The automaton's own limits.
    pub(super) fn automaton(&self) -> Result<(Option<CharwiseDoubleArrayAhoCorasick<PatternId>>, u32), String> {
        if self.ids.is_empty() {
            return Ok((None, 0));
        }
        let longest = self.ids.keys().map(String::len).max().unwrap_or_default();
        let automaton = CharwiseDoubleArrayAhoCorasickBuilder::new()
            .match_kind(MatchKind::Standard)
            .build_with_values(self.ids.iter().map(|(text, id)| (text, *id)))
            .map_err(|error| error.to_string())?;
        Ok((Some(automaton), u32::try_from(longest).unwrap_or(u32::MAX)))
    }

    /// The strings, by number.
    pub(super) fn texts(&self) -> Vec<&str> {
        let mut texts = vec![""; self.meanings.len()];
        for (text, id) in &self.ids {
            if let Some(slot) = texts.get_mut(*id as usize) {
                *slot = text;
            }
        }
        texts
    }
}
