//! How near a term stands to what a mention is about.
//!
//! - [`Layout`]: the paragraphs and sentences of a text; [`Layout::is_near`]: the judgement

use crate::model::{Field, Span};
use crate::text::context::ends_sentence;
use crate::text::view::View;

/// Scalars within which a paragraph holds together.
const REACH_CHARS: usize = 120;

/// Where paragraphs and sentences of a text begin, in scalars of the original.
pub(super) struct Layout {
    paragraphs: Vec<usize>,
    sentences: Vec<usize>,
}

impl Layout {
    /// The layout of a text.
    pub(super) fn of(text: &View) -> Self {
        let begins = |ends: fn(char) -> bool| {
            let ends = text.text().char_indices().filter(|(_, c)| ends(*c));
            ends.map(|(at, c)| text.original(at..at + c.len_utf8()).end).collect()
        };
        Self { paragraphs: begins(|c| c == '\n'), sentences: begins(ends_sentence) }
    }

    /// Whether a term at a scalar of a field is near one of the spans: in the title, under a title that has one, in
    /// the same sentence, or a few lines away in the same paragraph.
    pub(super) fn is_near(&self, field: Field, start: usize, spans: &[Span]) -> bool {
        field == Field::Title
            || spans.is_empty()
            || spans.iter().any(|span| {
                span.field == Field::Title
                    || same(&self.sentences, span.start, start)
                    || (span.start.abs_diff(start) <= REACH_CHARS && same(&self.paragraphs, span.start, start))
            })
    }
}

/// Whether two places lie between the same begins.
fn same(begins: &[usize], a: usize, b: usize) -> bool {
    let number = |place: usize| begins.partition_point(|begin| *begin <= place);
    number(a) == number(b)
}
