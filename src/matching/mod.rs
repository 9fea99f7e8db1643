//! Which watches a post matches, where, and how sure.
//!
//! The door is small: [`Watches::compile`] and [`Watches::scan`].

use crate::model::{Entity, Found, Watch};
use crate::text::view::View;

/// All watches and entities, compiled into one automaton.
pub struct Watches {}

/// A fault in a watch or an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WatchFault {
    /// Where: `watch[2].query`, `entity[0].aliases[1]` …
    pub key: String,
    /// Where inside the value, in characters, if it is an expression.
    pub at: Option<(usize, usize)>,
    /// What is wrong (Chinese, English).
    pub message: (String, String),
    /// What to do (Chinese, English).
    pub hint: Option<(String, String)>,
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
    /// Compiles entities and watches.
    ///
    /// # Errors
    /// Every rule that cannot work: unknown entities, empty rules, bad expressions, failed examples.
    pub fn compile(entities: &[Entity], watches: &[Watch]) -> Result<Self, Vec<WatchFault>> {
        let _ = (entities, watches);
        todo!()
    }

    /// Finds every mention in one post. Score and severity are left at zero for `assess`.
    pub fn scan(&self, subject: &Subject<'_>) -> Found {
        let _ = subject;
        todo!()
    }
}
