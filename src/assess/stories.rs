//! Which texts tell one event. A first cut: equal and nearly equal texts share a story; nothing else is joined.
//!
//! - [`Stories`]: the texts so far; [`Telling`]: one text; [`Placed`]: its story, and what it copies
//!
//! Nearly equal is a Jaccard share of character trigrams of 0.8 or more. Candidates come from MinHash: 16 bands of
//! 8 hashes, so that a copy is found among tens of thousands of texts without comparing it with each.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::text::view::View;

/// From this share of common trigrams on, a text is a copy.
const COPY_FROM: f64 = 0.8;
/// Shorter texts are copies only when they are equal.
const NEAR_FROM_CHARS: usize = 20;
/// Bands of a signature, and hashes in each.
const BANDS: usize = 16;
const ROWS: usize = 8;
/// Trigrams kept of one text.
const SHINGLE_LIMIT: usize = 20_000;
/// Texts compared with a new one.
const CANDIDATE_LIMIT: usize = 64;

/// One text, as it was read somewhere.
#[derive(Clone, Copy, Debug)]
pub struct Telling<'a> {
    /// Its id.
    pub id: &'a str,
    /// Where it was read: only other places make copies.
    pub source: &'a str,
    /// Its title.
    pub title: &'a str,
    /// Its text.
    pub text: &'a str,
}

/// What one text is among the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The story: the id of its first text.
    pub story: String,
    /// The text it copies.
    pub copy_of: Option<String>,
    /// Stories it may belong to; a person decides.
    pub suggested: Vec<String>,
}

/// The texts so far.
#[derive(Default)]
pub struct Stories {
    told: Vec<Told>,
    /// Texts by the hash of a whole text and by the hashes of their bands.
    buckets: HashMap<u64, Vec<usize>>,
}

struct Told {
    id: String,
    source: String,
    story: String,
    shingles: Vec<u64>,
}

impl Stories {
    /// Places one text among those before it.
    pub fn place(&mut self, telling: &Telling<'_>) -> Placed {
        let words = words(telling);
        let shingles = shingles(&words);
        let keys = keys(&words, &shingles);
        let original = self.original(&keys, &shingles);
        let placed = Placed {
            story: original.map_or_else(|| telling.id.to_owned(), |told| told.story.clone()),
            copy_of: original.filter(|told| told.source != telling.source).map(|told| told.id.clone()),
            suggested: Vec::new(),
        };
        let number = self.told.len();
        for key in keys {
            self.buckets.entry(key).or_default().push(number);
        }
        self.told.push(Told {
            id: telling.id.to_owned(),
            source: telling.source.to_owned(),
            story: placed.story.clone(),
            shingles,
        });
        placed
    }

    /// The first text that this one equals or nearly equals.
    fn original(&self, keys: &[u64], shingles: &[u64]) -> Option<&Told> {
        let in_buckets = keys.iter().filter_map(|key| self.buckets.get(key));
        let mut candidates: Vec<usize> =
            in_buckets.flat_map(|bucket| bucket.iter().take(CANDIDATE_LIMIT)).copied().collect();
        candidates.sort_unstable();
        candidates.dedup();
        let mut told = candidates.into_iter().take(CANDIDATE_LIMIT).filter_map(|at| self.told.get(at));
        told.find(|told| jaccard(&told.shingles, shingles) >= COPY_FROM)
    }
}

/// The words that are compared: the text, or the title where the text is next to nothing.
fn words(telling: &Telling<'_>) -> Vec<char> {
    let of = |text: &str| View::of(text).text().chars().filter(|c| c.is_alphanumeric()).collect::<Vec<_>>();
    let text = of(telling.text);
    if text.len() >= NEAR_FROM_CHARS { text } else { [of(telling.title), text].concat() }
}

/// The hashes of the trigrams, sorted, each once; of a short text one hash of all of it.
fn shingles(words: &[char]) -> Vec<u64> {
    if words.len() < NEAR_FROM_CHARS {
        return vec![hash(words)];
    }
    let mut shingles: Vec<u64> = words.windows(3).take(SHINGLE_LIMIT).map(hash).collect();
    shingles.sort_unstable();
    shingles.dedup();
    shingles
}

/// The buckets of a text: one for the whole of it, and one for each band of its signature.
fn keys(words: &[char], shingles: &[u64]) -> Vec<u64> {
    let mut keys = vec![hash(words)];
    if words.len() >= NEAR_FROM_CHARS {
        keys.extend((0..BANDS).map(|band| {
            let rows: Vec<u64> = (0..ROWS).map(|row| minimum(shingles, (band * ROWS + row) as u64)).collect();
            hash(&(band, rows))
        }));
    }
    keys
}

/// The smallest hash under the permutation of this number.
fn minimum(shingles: &[u64], number: u64) -> u64 {
    let factor = number.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let permuted = shingles.iter().map(|shingle| {
        let mixed = (shingle ^ factor).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed ^ (mixed >> 29)
    });
    permuted.min().unwrap_or_default()
}

fn hash<T: Hash + ?Sized>(value: &T) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// The share of common members of two sorted lists.
fn jaccard(a: &[u64], b: &[u64]) -> f64 {
    let common = a.iter().filter(|member| b.binary_search(member).is_ok()).count();
    let all = a.len() + b.len() - common;
    if all == 0 { 1.0 } else { common as f64 / all as f64 }
}
