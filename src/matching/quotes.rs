//! The original of one post, quoted by scalars.
//!
//! - [`Quotes`]: title and text with known places in them; [`Quotes::spans`]: what a mention shows

use std::cell::OnceCell;

use super::hits::side;
use super::reading::Place;
use crate::model::{Field, Span};

/// Spans shown for one mention.
pub(super) const SPAN_LIMIT: usize = 20;
/// Bytes between two known places.
const BLOCK_BYTES: usize = 64;

/// Quotes the original of one post by scalars.
pub(super) struct Quotes<'a> {
    originals: [&'a str; 2],
    /// How many scalars begin before each block of bytes, counted when it is first asked for.
    blocks: [OnceCell<Vec<usize>>; 2],
}

impl<'a> Quotes<'a> {
    /// Quotes title and text.
    pub(super) fn new((title, text): (&'a str, &'a str)) -> Self {
        Self { originals: [title, text], blocks: [OnceCell::new(), OnceCell::new()] }
    }

    /// The original at a place.
    pub(super) fn quote(&self, place: &Place) -> &'a str {
        let rest = self.from(place.field, place.range.start);
        let end = rest.char_indices().nth(place.range.len()).map_or(rest.len(), |(byte, _)| byte);
        rest.get(..end).unwrap_or("")
    }

    /// The original from a scalar on.
    fn from(&self, field: Field, scalar: usize) -> &'a str {
        let (Some(original), Some(blocks)) = (self.originals.get(side(field)), self.blocks.get(side(field))) else {
            return "";
        };
        let blocks = blocks.get_or_init(|| scalars_before_blocks(original));
        let block = blocks.partition_point(|before| *before <= scalar).saturating_sub(1);
        // The first scalars of a block may begin inside it: the block before ends in their middle.
        let start = original.ceil_char_boundary(block * BLOCK_BYTES);
        let before = blocks.get(block).copied().unwrap_or_default();
        let rest = original.get(start..).unwrap_or("");
        let skipped = rest.char_indices().nth(scalar.saturating_sub(before)).map_or(rest.len(), |(byte, _)| byte);
        rest.get(skipped..).unwrap_or("")
    }

    /// The spans to show: the first hits of everything before further ones, none inside another, in reading order.
    pub(super) fn spans(&self, mut ranked: Vec<(usize, Place)>) -> Vec<Span> {
        ranked.sort_by_key(|(rank, _)| *rank);
        let mut places: Vec<Place> = ranked.into_iter().map(|(_, place)| place).take(SPAN_LIMIT).collect();
        places.sort_by_key(|place| (place.field, place.range.start, usize::MAX - place.range.end));
        let mut spans: Vec<Span> = Vec::with_capacity(places.len());
        for place in places {
            let inside = spans.last().is_some_and(|last| last.field == place.field && place.range.end <= last.end);
            if !inside && !place.range.is_empty() {
                let text = self.quote(&place).to_owned();
                spans.push(Span { field: place.field, start: place.range.start, end: place.range.end, text });
            }
        }
        spans
    }
}

fn scalars_before_blocks(text: &str) -> Vec<usize> {
    let mut before = 0;
    let count = |block: &[u8]| {
        let known = before;
        before += block.iter().filter(|byte| **byte & 0xC0 != 0x80).count();
        known
    };
    text.as_bytes().chunks(BLOCK_BYTES).map(count).collect()
}
