//! Entities and watches into a [`Program`], every fault collected.
//!
//! - [`compile`]: all of them; what cannot work is left out and reported

use std::collections::HashMap;

use regex::{Regex, RegexBuilder};

use super::expr::{Asked, Expr, Written};
use super::fault::{self, WatchFault, Wrong};
use super::lists::{self, as_term};
use super::parser;
use super::program::{Atom, Patterns, Program, Rule, TermSet};
use crate::model::{Entity, Watch, WatchRule};
use crate::text::{boundary, context};

/// Bytes a compiled regular expression may take, and its lazy automaton while it runs.
const REGEX_BYTES: usize = 1 << 20;

/// The program, the index of each watch's rule in it, and the faults.
pub(super) struct Compiled {
    /// What could be compiled.
    pub program: Program,
    /// For each watch, in order, its rule; `None` where it is switched off or faulty.
    pub rules: Vec<Option<u32>>,
    /// What is wrong.
    pub faults: Vec<WatchFault>,
}

/// Compiles everything.
pub(super) fn compile(entities: &[Entity], watches: &[Watch]) -> Compiled {
    let mut compiler = Compiler::default();
    for (index, entity) in entities.iter().enumerate() {
        compiler.entity(index, entity);
    }
    let rules = watches.iter().enumerate().map(|(index, watch)| compiler.watch(index, watch)).collect();
    compiler.words_of_the_language();
    compiler.finish(rules)
}

/// The parts while they are put together.
#[derive(Default)]
pub(super) struct Compiler {
    /// What is being built.
    pub program: Program,
    /// Every normalised string so far.
    pub patterns: Patterns,
    /// The entities by id.
    pub entity_ids: HashMap<String, u32>,
    /// What is wrong so far.
    pub faults: Vec<WatchFault>,
}

impl Compiler {
    /// Takes a watch in; gives its rule's number.
    fn watch(&mut self, index: usize, watch: &Watch) -> Option<u32> {
        let before = self.faults.len();
        let written = self.written(index, &watch.rule)?;
        if written.holds_for_nothing() {
            self.faults.push(fault::matches_everything().at(rule_key(index, &watch.rule), None));
            return None;
        }
        let tree = self.resolve(&written)?;
        if self.faults.len() > before || !watch.enabled {
            return None;
        }
        let rule = number(self.program.rules.len());
        self.call(&tree, rule);
        self.program.rules.push(Rule { watch: watch.id.clone(), tree });
        Some(rule)
    }

    /// A rule as a tree. `None` (and a fault) where it is none.
    fn written(&mut self, index: usize, rule: &WatchRule) -> Option<Expr<Written>> {
        match rule {
            WatchRule::Query(query) => {
                let key = format!("watch[{index}].query");
                parser::parse(query, &key).map_err(|(wrong, at)| self.faults.push(wrong.at(key, Some(at)))).ok()
            }
            WatchRule::Lists { entities, any, all, none } => {
                let tree = lists::tree(index, [entities, any, all, none]);
                if tree.is_none() {
                    self.faults.push(fault::empty_rule().at(format!("watch[{index}]"), None));
                }
                tree
            }
        }
    }

    /// A written tree with its leaves looked up. `None` (and faults) where one is not there.
    fn resolve(&mut self, tree: &Expr<Written>) -> Option<Expr<Atom>> {
        match tree {
            Expr::Leaf(leaf) => self.leaf(leaf).map(Expr::Leaf),
            Expr::Not(inner) => Some(Expr::Not(Box::new(self.resolve(inner)?))),
            Expr::And(parts) => {
                let parts: Vec<_> = parts.iter().map(|part| self.resolve(part)).collect();
                Expr::all(parts.into_iter().collect::<Option<Vec<_>>>()?)
            }
            Expr::Or(parts) => {
                let (terms, others): (Vec<_>, Vec<_>) = parts.iter().partition(|part| as_term(part).is_some());
                let set = self.set(terms.iter().filter_map(|part| as_term(part)));
                let others: Vec<_> = others.into_iter().map(|part| self.resolve(part)).collect();
                let mut parts: Vec<_> = set.map(|set| Expr::Leaf(Atom::Any(set))).into_iter().collect();
                parts.extend(others.into_iter().collect::<Option<Vec<_>>>()?);
                Expr::any(parts)
            }
        }
    }

    fn leaf(&mut self, leaf: &Written) -> Option<Atom> {
        let atom = match &leaf.asked {
            Asked::Term(_) => return self.set(std::iter::once(leaf)).map(Atom::Any),
            Asked::Entity(id) => self.entity_of(id).map(Atom::Entity),
            Asked::Regex(pattern) => regex_of(pattern).map(|regex| {
                self.program.regexes.push(regex);
                Atom::Regex(number(self.program.regexes.len() - 1))
            }),
        };
        atom.map_err(|wrong| self.faults.push(wrong.at(&leaf.key, leaf.at))).ok()
    }

    fn entity_of(&self, id: &str) -> Result<u32, Wrong> {
        self.entity_ids.get(id).copied().ok_or_else(|| {
            let nearest = self.entity_ids.keys().max_by(|a, b| {
                strsim::jaro_winkler(a, id).total_cmp(&strsim::jaro_winkler(b, id)).then_with(|| b.cmp(a))
            });
            fault::unknown_entity(id, nearest.map(String::as_str).filter(|near| strsim::jaro_winkler(near, id) > 0.7))
        })
    }

    /// A set of terms; `None` if none of them is one.
    fn set<'a>(&mut self, terms: impl Iterator<Item = &'a Written>) -> Option<u32> {
        let id = number(self.program.sets.len());
        let mut written = Vec::new();
        for leaf in terms {
            let Asked::Term(term) = &leaf.asked else { continue };
            let Some(normal) = self.normal(term, &leaf.key, leaf.at) else { continue };
            let pattern = self.patterns.intern(&normal, term);
            if let Some(meaning) = self.patterns.meaning(pattern).filter(|meaning| meaning.sets.last() != Some(&id)) {
                meaning.sets.push(id);
            }
            written.push(term.clone());
        }
        if written.is_empty() {
            return None;
        }
        self.program.sets.push(TermSet { calls: None, written });
        Some(id)
    }

    /// Notes which patterns call the rule up: without one of them it cannot hold.
    fn call(&mut self, tree: &Expr<Atom>, rule: u32) {
        let Some(callers) = callers(tree) else {
            self.program.unguarded.push(rule);
            return;
        };
        for caller in callers {
            match caller {
                Atom::Any(set) => {
                    if let Some(set) = self.program.sets.get_mut(*set as usize) {
                        set.calls = Some(rule);
                    }
                }
                Atom::Entity(entity) => {
                    let names = self.program.entities.get(*entity as usize).map_or(&[][..], |e| &e.names);
                    for pattern in names.iter().flat_map(|name| &name.patterns) {
                        if let Some(meaning) = self.patterns.meaning(*pattern) {
                            meaning.calls.push(rule);
                        }
                    }
                }
                Atom::Regex(_) => {}
            }
        }
    }

    /// Longer words and markers, found in the same pass as everything else.
    fn words_of_the_language(&mut self) {
        for marker in context::markers() {
            let id = self.patterns.intern(marker, marker);
            if let Some(meaning) = self.patterns.meaning(id) {
                meaning.marks = true;
            }
        }
        for word in boundary::longer_words() {
            let core = (number(word.core.start), number(word.core.end));
            let id = self.patterns.intern(&word.text, &word.text);
            if let Some(meaning) = self.patterns.meaning(id) {
                meaning.core = Some(core);
            }
        }
    }

    fn finish(mut self, rules: Vec<Option<u32>>) -> Compiled {
        match self.patterns.automaton() {
            Ok((automaton, longest)) => {
                self.program.automaton = automaton;
                self.program.longest = longest;
            }
            Err(error) => self.faults.push(fault::too_many_terms(&error).at("watch", None)),
        }
        self.block_by_longer_names();
        self.program.meanings = self.patterns.meanings;
        Compiled { program: self.program, rules, faults: self.faults }
    }
}

/// The leaves one of which must stand for the tree to hold; `None` if a regular expression alone can make it hold.
fn callers(tree: &Expr<Atom>) -> Option<Vec<&Atom>> {
    match tree {
        Expr::Leaf(Atom::Regex(_)) | Expr::Not(_) => None,
        Expr::Leaf(atom) => Some(vec![atom]),
        Expr::Or(parts) => parts.iter().map(callers).collect::<Option<Vec<_>>>().map(|lists| lists.concat()),
        // Terms are rarer than the organisation's own names, so they are asked first.
        Expr::And(parts) => parts
            .iter()
            .filter_map(callers)
            .min_by_key(|list| list.iter().filter(|atom| matches!(atom, Atom::Entity(_))).count()),
    }
}

fn rule_key(index: usize, rule: &WatchRule) -> String {
    match rule {
        WatchRule::Query(_) => format!("watch[{index}].query"),
        WatchRule::Lists { .. } => format!("watch[{index}].none"),
    }
}

fn regex_of(pattern: &str) -> Result<Regex, Wrong> {
    let built = RegexBuilder::new(pattern)
        .case_insensitive(true)
        .size_limit(REGEX_BYTES)
        .dfa_size_limit(REGEX_BYTES)
        .nest_limit(50)
        .build();
    match built {
        Ok(regex) if regex.is_match("") => Err(fault::regex_matches_empty()),
        Ok(regex) => Ok(regex),
        Err(error) => Err(fault::bad_regex(error.to_string().lines().last().unwrap_or_default())),
    }
}

/// A count as the 32-bit number that tables hold.
pub(super) fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
