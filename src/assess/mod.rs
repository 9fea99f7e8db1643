//! How grave a mention is: category, score, severity, each with its reason.

use crate::model::{Category, Mention, RatedPost};
use crate::text::view::View;

/// The lexicon, compiled.
pub struct Assessor {}

impl Assessor {
    /// Compiles the categories of the lexicon.
    pub fn compile(categories: &[Category]) -> Self {
        let _ = categories;
        todo!()
    }

    /// Fills in category, score, severity and the reason of each mention of a post.
    pub fn rate(&self, title: &View, text: &View, mentions: &mut [Mention]) {
        let _ = (title, text, mentions);
        todo!()
    }
}

/// Keeps the type in use until the stages meet.
pub type Rated = RatedPost;
