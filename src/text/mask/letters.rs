//! A text as the rules read it: figures and letters in one width and case, nothing that is not seen.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;

/// A text and what the rules see of it.
pub(super) struct Letters {
    /// The characters of the text.
    pub original: Vec<char>,
    /// What the rules see: ASCII figures, lower-case ASCII letters, everything else as it is.
    pub plain: Vec<char>,
    /// For each of those, its place in the original.
    places: Vec<usize>,
    /// Ranges of web addresses, whose figures are no one's.
    addresses: Vec<Range<usize>>,
}

impl Letters {
    /// Reads a text.
    pub fn of(text: &str) -> Self {
        let original: Vec<char> = text.chars().collect();
        let seen = original.iter().enumerate().filter(|(_, c)| !is_unseen(**c));
        let (places, plain): (Vec<usize>, Vec<char>) = seen.map(|(place, c)| (place, plain(*c))).unzip();
        let addresses = addresses(&plain);
        Self { original, plain, places, addresses }
    }

    /// A range up to the next web address; `None` if it begins inside one.
    pub fn outside_address(&self, letters: Range<usize>) -> Option<Range<usize>> {
        let next = self.addresses.partition_point(|address| address.end <= letters.start);
        match self.addresses.get(next) {
            Some(address) if address.start <= letters.start => None,
            Some(address) => Some(letters.start..letters.end.min(address.start)),
            None => Some(letters),
        }
    }

    /// The places in the original that letters came from, and the unseen ones between them.
    pub fn originals(&self, letters: &Range<usize>) -> Range<usize> {
        let first = self.places.get(letters.start).copied().unwrap_or(0);
        let past = letters.end.checked_sub(1).and_then(|last| self.places.get(last)).map_or(first, |last| last + 1);
        first..past
    }
}

fn is_unseen(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{20E3}')
}

fn plain(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    match c {
        '–' | '—' | '−' | '‐' | '‑' => '-',
        '\u{3000}' => ' ',
        // Nearly all of a Chinese text has no other form.
        '\u{3001}'..='\u{9FFF}' => c,
        '！'..='～' => {
            u32::from(c).checked_sub(0xFEE0).and_then(char::from_u32).map_or(c, |c| c.to_ascii_lowercase())
        }
        c if c.is_whitespace() => ' ',
        c => single_ascii(c).unwrap_or(c),
    }
}

/// The ASCII figure or letter that a character is a form of: ① 𝟏 ⒈.
fn single_ascii(c: char) -> Option<char> {
    let mut folded = std::iter::once(c).nfkc();
    let one = folded.next().filter(char::is_ascii)?;
    folded.next().is_none().then(|| one.to_ascii_lowercase())
}

/// From `http://`, `https://` or `www.` to the next space, Han character or end.
fn addresses(plain: &[char]) -> Vec<Range<usize>> {
    let starts = |at: usize, prefix: &str| prefix.chars().zip(at..).all(|(c, at)| plain.get(at) == Some(&c));
    let mut found = Vec::new();
    let mut at = 0;
    while at < plain.len() {
        let begins = plain.get(at).is_some_and(|c| matches!(c, 'h' | 'w'))
            && ["http://", "https://", "www."].iter().any(|p| starts(at, p));
        if begins {
            let length = plain.iter().skip(at).take_while(|c| c.is_ascii_graphic()).count();
            found.push(at..at + length);
            at += length;
        } else {
            at += 1;
        }
    }
    found
}

/// Whether the letter before a place continues it: a figure, or a letter of a word.
pub(super) fn follows_figure(letters: &[char], at: usize) -> bool {
    at.checked_sub(1).and_then(|before| letters.get(before)).is_some_and(char::is_ascii_digit)
}

/// Whether a figure or letter of a word stands right before a place.
pub(super) fn follows_word(letters: &[char], at: usize) -> bool {
    at.checked_sub(1).and_then(|before| letters.get(before)).is_some_and(char::is_ascii_alphanumeric)
}

/// Whether a letter is a figure.
pub(super) fn is_figure(letters: &[char], at: usize) -> bool {
    letters.get(at).is_some_and(char::is_ascii_digit)
}

/// Figures in groups, with at most one separator between two of them.
pub(super) struct Figures {
    /// The figures.
    pub digits: Vec<u32>,
    /// Where the letter after each figure is.
    pub ends: Vec<usize>,
    /// Lengths of the groups.
    pub groups: Vec<usize>,
}

impl Figures {
    /// Reads figures from a place: one group if `separators` is empty.
    pub fn at(letters: &[char], start: usize, separators: &str, most: usize) -> Self {
        let mut figures = Self { digits: Vec::new(), ends: Vec::new(), groups: Vec::new() };
        let mut at = start;
        let mut group = 0;
        while figures.digits.len() <= most {
            if let Some(digit) = letters.get(at).and_then(|c| c.to_digit(10)) {
                figures.digits.push(digit);
                at += 1;
                figures.ends.push(at);
                group += 1;
            } else if group > 0
                && letters.get(at).is_some_and(|c| separators.contains(*c))
                && is_figure(letters, at + 1)
            {
                figures.groups.push(group);
                group = 0;
                at += 1;
            } else {
                break;
            }
        }
        figures.groups.push(group);
        figures
    }

    /// Where the first `count` figures end, if no further figure is joined to them.
    pub fn end_of(&self, letters: &[char], count: usize) -> Option<usize> {
        let end = *self.ends.get(count.checked_sub(1)?)?;
        (!is_figure(letters, end)).then_some(end)
    }
}
