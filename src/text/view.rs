//! The normalised text that is matched, with a map back to the original.

use std::ops::Range;

/// A normalised text and, for each of its characters, the scalar of the original it came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    text: String,
    /// For each byte of `text` that begins a character: the scalar range it came from; kept per character.
    map: Vec<(u32, u32)>,
}

impl View {
    /// Normalises: width and compatibility forms, case, zero-width and combining marks, traditional → simplified,
    /// separators between Han.
    pub fn of(original: &str) -> Self {
        let _ = original;
        todo!()
    }

    /// The normalised text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The scalars of the original that a byte range of the view came from.
    pub fn original(&self, bytes: Range<usize>) -> Range<usize> {
        let _ = (&self.map, bytes);
        todo!()
    }
}
