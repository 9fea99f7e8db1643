//! Which watches a post matches, where, and how sure.
//!
//! The door is small: [`Watches::compile`] and [`Watches::scan`]. Behind it
//! - `lexer`, `parser`, `expr`: a query into its tree
//! - `compile`, `names`, `numeral`, `program`: everything into one automaton and tables
//! - `hits`: where its patterns stand in one post
//! - `reading`, `meant`: what they mean there; `report`, `quotes`, `why`: what is said of it
//! - `examples`: each watch proves itself when it is loaded; `fault`: what can be wrong, in words
//!
//! The cost of a scan grows with the text and with the watches that it touches, not with all watches.

mod compile;
mod examples;
mod expr;
mod fault;
mod hits;
mod lexer;
mod lists;
mod meant;
mod names;
mod numeral;
mod parser;
mod program;
mod quotes;
mod reading;
mod report;
mod why;

pub use fault::{WatchFault, Words};

use crate::model::{Entity, Found, Watch};
use crate::text::view::View;
use hits::Pool;
use program::Program;
use quotes::Quotes;
use reading::Reading;
use report::Verdict;

/// All watches and entities, compiled into one automaton.
pub struct Watches {
    program: Program,
    thresholds: Thresholds,
    pool: Pool,
}

/// From which confidence on an entity is meant, 0–1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Thresholds {
    /// From here on it is ours.
    pub ours_from: f32,
    /// From here on it is 疑似; below, the mention is suppressed.
    pub maybe_from: f32,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self { ours_from: 0.6, maybe_from: 0.3 }
    }
}

/// A post as the matcher sees it.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The title's view.
    pub title: &'a View,
    /// The text's view.
    pub text: &'a View,
    /// The original title and text, from which spans quote.
    pub original: (&'a str, &'a str),
    /// The source's locality.
    pub locality: Option<&'a str>,
    /// The source's id, engine and tags, for scopes.
    pub source: &'a str,
    /// The source's tags.
    pub tags: &'a [String],
}

impl Watches {
    /// Compiles entities and watches with the usual thresholds.
    ///
    /// # Errors
    /// Every rule that cannot work: unknown entities, empty rules, bad expressions, failed examples.
    pub fn compile(entities: &[Entity], watches: &[Watch]) -> Result<Self, Vec<WatchFault>> {
        Self::compile_with(entities, watches, Thresholds::default())
    }

    /// Compiles entities and watches.
    ///
    /// # Errors
    /// As [`Watches::compile`].
    pub fn compile_with(
        entities: &[Entity],
        watches: &[Watch],
        thresholds: Thresholds,
    ) -> Result<Self, Vec<WatchFault>> {
        let compiled = compile::compile(entities, watches);
        let mut faults = compiled.faults;
        for (numbered, rule) in watches.iter().enumerate().zip(&compiled.rules) {
            if let Some(rule) = rule {
                faults.extend(examples::check(&compiled.program, thresholds, numbered, *rule));
            }
        }
        if faults.is_empty() {
            return Ok(Self { program: compiled.program, thresholds, pool: Pool::default() });
        }
        Err(faults)
    }

    /// Finds every mention in one post. Score and severity are left at zero for `assess`.
    pub fn scan(&self, subject: &Subject<'_>) -> Found {
        self.pool.with(|hits| {
            hits.collect(&self.program, subject.title, subject.text);
            let reading = Reading::new(&self.program, self.thresholds, subject, hits);
            let quotes = Quotes::new(subject.original);
            let mut found = Found::default();
            for rule in hits.called.iter().filter_map(|rule| self.program.rules.get(*rule as usize)) {
                match report::judge(&reading, &quotes, rule) {
                    Verdict::Mention(mention) => found.mentions.push(mention),
                    Verdict::Suppressed(suppressed) => found.suppressed.push(suppressed),
                    Verdict::Nothing => {}
                }
            }
            found
        })
    }
}
