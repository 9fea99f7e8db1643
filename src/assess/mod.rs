//! How grave a mention is: category, score, severity, each with its reason; what must not be shown; what is one story.
//!
//! - [`Assessor`]: the lexicon compiled; fills in what the matcher left open
//! - [`sensitive()`]: whether a text speaks of what mails must withhold
//! - [`Stories`], [`Telling`], [`Placed`]: which texts tell one event, and which are copies
//!
//! Inside: `lexicon` finds the terms of a post, `score` weighs them for one mention, `scope` says how near they stand.

mod lexicon;
mod scope;
mod score;
mod sensitive;
mod stories;

pub use sensitive::sensitive;
pub use stories::{Placed, Stories, Telling};

use crate::model::{Category, Mention};
use crate::text::view::View;
use lexicon::Lexicon;
use scope::Layout;

/// The lexicon, compiled.
pub struct Assessor {
    lexicon: Lexicon,
}

impl Assessor {
    /// Compiles the categories of the lexicon.
    pub fn compile(categories: &[Category]) -> Self {
        Self { lexicon: Lexicon::new(categories) }
    }

    /// Fills in category, score, severity and the reason of each mention of a post.
    pub fn rate(&self, title: &View, text: &View, mentions: &mut [Mention]) {
        if mentions.is_empty() {
            return;
        }
        let found = self.lexicon.find(title, text);
        let layout = Layout::of(text);
        for mention in mentions {
            score::rate(&self.lexicon, &found, &layout, mention);
        }
    }
}
