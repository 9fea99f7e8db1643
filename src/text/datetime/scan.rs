//! A place in a text, and the few steps the grammar takes from it.

use super::numerals::{self, Number};

/// A place in a tidied text. Cheap to copy: a form that fails leaves no trace.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scan<'a> {
    rest: &'a str,
}

impl<'a> Scan<'a> {
    /// At the beginning of a text.
    pub fn new(text: &'a str) -> Self {
        Self { rest: text }
    }

    /// Whether the text is used up.
    pub fn is_done(&self) -> bool {
        self.rest.trim_start().is_empty()
    }

    /// What is left.
    pub fn rest(&self) -> &'a str {
        self.rest
    }

    /// Tries a form; on failure the place is as before.
    pub fn attempt<T>(&mut self, form: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let mut trial = *self;
        let found = form(&mut trial)?;
        *self = trial;
        Some(found)
    }

    /// Passes a word if it stands here.
    pub fn eat(&mut self, word: &str) -> bool {
        match self.rest.strip_prefix(word) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// Passes the first word of a table that stands here, and gives its meaning. Longer words come first in a table.
    pub fn word<T: Copy>(&mut self, table: &[(&str, T)]) -> Option<T> {
        table.iter().find(|(word, _)| self.eat(word)).map(|(_, meaning)| *meaning)
    }

    /// Passes one of some characters and gives it.
    pub fn one_of(&mut self, characters: &str) -> Option<char> {
        let found = self.rest.chars().next().filter(|c| characters.contains(*c))?;
        self.rest = self.rest.get(found.len_utf8()..).unwrap_or_default();
        Some(found)
    }

    /// Passes characters while they satisfy a rule.
    pub fn skip(&mut self, rule: impl Fn(char) -> bool) {
        self.rest = self.rest.trim_start_matches(rule);
    }

    /// Passes spaces.
    pub fn spaces(&mut self) {
        self.skip(|c| c == ' ');
    }

    /// Passes a number in digits or Chinese numerals.
    pub fn number(&mut self) -> Option<Number> {
        let (number, rest) = numerals::read(self.rest)?;
        self.rest = rest;
        Some(number)
    }

    /// Passes a number in digits.
    pub fn digits(&mut self) -> Option<Number> {
        self.rest.starts_with(|c: char| c.is_ascii_digit()).then_some(())?;
        self.number()
    }
}
