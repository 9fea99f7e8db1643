//! Entities into the program: names in every spelling, the words they need, the longer names that take them away.

use std::collections::HashMap;

use super::compile::{Compiler, number};
use super::fault;
use super::numeral;
use super::program::{Name, Names, PatternId};
use crate::model::Entity;
use crate::text::view::View;

impl Compiler {
    /// Takes an entity in; a name that cannot be a name is a fault, the entity stays known.
    pub(super) fn entity(&mut self, index: usize, entity: &Entity) {
        let mut names = Vec::with_capacity(entity.aliases.len() + 1);
        let full = (format!("entity[{index}].name"), entity.name.as_str(), 1.0);
        names.extend(self.name(full, &[], &[]));
        for (at, alias) in entity.aliases.iter().enumerate() {
            let key = format!("entity[{index}].aliases[{at}]");
            if !(0.0..=1.0).contains(&alias.prior) {
                self.faults.push(fault::bad_prior(alias.prior).at(key, None));
                continue;
            }
            names.extend(self.name((key, &alias.text, alias.prior), &alias.needs_any, &alias.blocked_by));
        }
        let id = number(self.program.entities.len());
        self.entity_ids.entry(entity.id.clone()).or_insert(id);
        self.program.entities.push(Names { id: entity.id.clone(), name: entity.name.clone(), names });
    }

    fn name(&mut self, (key, text, prior): (String, &str, f32), needs: &[String], blocked: &[String]) -> Option<Name> {
        let normal = self.normal(text, &key, None)?;
        let patterns = numeral::spellings(&normal).iter().map(|form| self.patterns.intern(form, text)).collect();
        let needs_any = self.patterns_of(needs, &key);
        let blockers = self.patterns_of(blocked, &key);
        Some(Name { written: text.to_owned(), prior, patterns, needs_any, localities: needs.to_vec(), blockers })
    }

    fn patterns_of(&mut self, words: &[String], key: &str) -> Vec<PatternId> {
        let mut patterns = Vec::with_capacity(words.len());
        for word in words {
            if let Some(normal) = self.normal(word, key, None) {
                patterns.push(self.patterns.intern(&normal, word));
            }
        }
        patterns
    }

    /// The normalised term; a fault when nothing is left of it.
    pub(super) fn normal(&mut self, term: &str, key: &str, at: Option<(usize, usize)>) -> Option<String> {
        let normal = View::of(term).text().trim().to_owned();
        if !normal.chars().any(says_something) {
            self.faults.push(fault::nothing_left(term).at(key, at));
            return None;
        }
        Some(normal)
    }

    /// A longer name of another entity takes the shorter one inside it away.
    pub(super) fn block_by_longer_names(&mut self) {
        let Some(automaton) = &self.program.automaton else { return };
        let mut owners: HashMap<PatternId, Vec<(u32, usize)>> = HashMap::new();
        for (entity, names) in (0..).zip(&self.program.entities) {
            for (at, name) in names.names.iter().enumerate() {
                for pattern in &name.patterns {
                    owners.entry(*pattern).or_default().push((entity, at));
                }
            }
        }
        let mut blocks: Vec<(u32, usize, PatternId)> = Vec::new();
        for (long, text) in (0..).zip(self.patterns.texts()) {
            let Some(own) = owners.get(&long) else { continue };
            for inside in automaton.find_overlapping_iter(text).filter(|inside| inside.value() != long) {
                let shorter = owners.get(&inside.value()).map_or(&[][..], Vec::as_slice);
                let others = shorter.iter().filter(|(entity, _)| own.iter().all(|(owner, _)| owner != entity));
                blocks.extend(others.map(|(entity, at)| (*entity, *at, long)));
            }
        }
        for (entity, at, long) in blocks {
            if let Some(name) = self.program.entities.get_mut(entity as usize).and_then(|e| e.names.get_mut(at)) {
                name.blockers.push(long);
            }
        }
    }
}

/// A letter, a digit, a Han character, a pictogram: anything but blanks and punctuation.
fn says_something(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}
