//! The normalised text that is matched, with a map back to the original.
//!
//! One pass over the characters: `table` says what each becomes and what kind it is, `phrases` keeps 乾隆 from
//! becoming 干隆, `writer` drops separators between Han, literal tags and entities, and records where each
//! character came from.
//!
//! - [`View`]: the text and its map

mod escapes;
mod fold;
mod phrases;
mod table;
mod writer;

use std::ops::Range;

pub use table::is_han;
use table::{Kind, Table};
use writer::Writer;

/// A normalised text and, for each of its characters, the scalars of the original it came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    text: String,
    /// For each character of `text`, the scalar range it came from.
    map: Vec<(u32, u32)>,
    /// For each block of [`BLOCK_BYTES`] of `text`, how many characters begin before it.
    blocks: Vec<u32>,
}

/// How far apart the known places of the text are, in bytes: what finding a character costs at most.
const BLOCK_BYTES: usize = 64;

impl View {
    /// Normalises: width and compatibility forms, case, zero-width and combining marks, traditional → simplified,
    /// separators between Han, literal tags and entities.
    ///
    /// The view of a view's text is that text.
    pub fn of(original: &str) -> Self {
        let table = Table::get();
        let mut writer = Writer::with_capacity(table, original.len());
        let (mut rest, mut at) = (original, 0);
        while let Some(c) = rest.chars().next() {
            let row = table.row(c);
            let kind = row.kind();
            let (bytes, characters) = match kind {
                Kind::Han | Kind::Other if row.is_plain(c, kind) && c != ';' => {
                    let (bytes, characters) = table.plain_run(rest, kind);
                    writer.push_run(rest.get(..bytes).unwrap_or_default(), kind, at);
                    (bytes, characters)
                }
                _ => match row.phrases().and_then(|group| phrases::at(group, rest)) {
                    Some((phrase, simplified)) => (phrase.len(), writer.push_phrase(simplified, at)),
                    None => {
                        writer.push_row(c, row, at, at + 1);
                        (c.len_utf8(), 1)
                    }
                },
            };
            rest = rest.get(bytes..).unwrap_or_default();
            at += characters;
        }
        let (text, map) = writer.finish();
        let blocks = blocks_of(&text);
        Self { text, map, blocks }
    }

    /// The normalised text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The scalars of the original that a byte range of the view came from: the smallest range that covers them.
    /// A range that cuts a character counts it; one beyond the end is cut off there.
    pub fn original(&self, bytes: Range<usize>) -> Range<usize> {
        let first = self.characters_before(self.text.floor_char_boundary(bytes.start));
        let past = self.characters_before(self.text.ceil_char_boundary(bytes.end.max(bytes.start))).max(first);
        let covered = self.map.get(first..past).unwrap_or_default();
        let as_usize = |scalar: u32| usize::try_from(scalar).unwrap_or(usize::MAX);
        match (covered.first(), covered.last()) {
            (Some((start, _)), Some((_, end))) => as_usize(*start)..as_usize(*end),
            _ => {
                let start = self.map.get(first).map(|(start, _)| *start).or(self.map.last().map(|(_, end)| *end));
                let start = as_usize(start.unwrap_or(0));
                start..start
            }
        }
    }

    /// How many characters begin before a byte of the text.
    fn characters_before(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        let block = byte / BLOCK_BYTES;
        let known = self.blocks.get(block).map_or(0, |count| usize::try_from(*count).unwrap_or(usize::MAX));
        let rest = self.text.as_bytes().get(block * BLOCK_BYTES..byte).unwrap_or_default();
        known + rest.iter().filter(|byte| begins_character(**byte)).count()
    }
}

fn blocks_of(text: &str) -> Vec<u32> {
    let mut before = 0_u32;
    let mut blocks = Vec::with_capacity(text.len() / BLOCK_BYTES + 1);
    for block in text.as_bytes().chunks(BLOCK_BYTES) {
        blocks.push(before);
        before += block.iter().map(|byte| u32::from(begins_character(*byte))).sum::<u32>();
    }
    blocks.push(before);
    blocks
}

/// Whether a byte of UTF-8 is the first of a character.
fn begins_character(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}
