//! Reading one TOML table: each key that is asked for is known, every other one is a fault.

use std::ops::{Range, RangeInclusive};

use super::document::{Entry, Node, Value};
use super::fault::{Fault, Faults};
use super::suggest::similar_or_all;
use super::typed::{decimal_of, number_of, text_of, wrong_type};
use crate::lang::{self, Lang};

/// A table being read.
pub(super) struct Table<'a> {
    /// Where faults go.
    pub faults: &'a Faults<'a>,
    /// Where the table stands: its header, or its braces.
    pub span: Range<usize>,
    title: String,
    entries: &'a [Entry],
    asked: Vec<&'static str>,
}

/// A text value and where it stands.
#[derive(Clone, Copy)]
pub(super) struct Text<'a> {
    /// The text.
    pub value: &'a str,
    /// The node.
    pub node: &'a Node,
}

/// What was read without an error.
pub(super) struct Sound<T> {
    /// The things themselves.
    pub items: Vec<T>,
    /// Where each stands in the file, from 0.
    pub numbers: Vec<usize>,
}

impl<'a> Table<'a> {
    /// The top-level table of a document.
    pub fn root(faults: &'a Faults<'a>) -> Self {
        Self::of(faults, &faults.document.root, String::new())
    }

    fn of(faults: &'a Faults<'a>, node: &'a Node, title: String) -> Self {
        Self { faults, span: node.span.clone(), title, entries: node.entries(), asked: Vec::new() }
    }

    /// The language of the sentences.
    pub fn lang(&self) -> Lang {
        self.faults.lang
    }

    /// The value of a key, whatever its type.
    pub fn node(&mut self, key: &'static str) -> Option<&'a Node> {
        if !self.asked.contains(&key) {
            self.asked.push(key);
        }
        self.entries.iter().find(|entry| entry.key == key).map(|entry| &entry.node)
    }

    /// Where a key's value stands, or the table when it is not written.
    pub fn span_of(&self, key: &str) -> &Range<usize> {
        self.entries.iter().find(|entry| entry.key == key).map_or(&self.span, |entry| &entry.node.span)
    }

    /// A fault at a key's value.
    pub fn error(&self, key: &str, fault: Fault) {
        self.faults.error(self.span_of(key), fault);
    }

    /// A warning at a key's value.
    pub fn warn(&self, key: &str, fault: Fault) {
        self.faults.warn(self.span_of(key), fault);
    }

    /// A text, trimmed; empty ones are faults.
    pub fn text(&mut self, key: &'static str) -> Option<Text<'a>> {
        let node = self.node(key)?;
        text_of(self.faults, key, node)
    }

    /// A key that must be there; it is still to be read.
    pub fn need(&mut self, key: &'static str, example: &str) {
        if self.node(key).is_none() {
            let message = lang::config::missing_key(self.lang(), &self.title, key);
            let hint = lang::config::write_like(self.lang(), example);
            self.faults.absent(&self.span, Fault::new(message).hint(hint));
        }
    }

    /// A text that must be there.
    pub fn required(&mut self, key: &'static str, example: &str) -> Option<Text<'a>> {
        self.need(key, example);
        self.text(key)
    }

    /// A text that a parser takes.
    pub fn parsed<T>(&mut self, key: &'static str, parse: impl FnOnce(Lang, &str) -> Result<T, Fault>) -> Option<T> {
        let text = self.text(key)?;
        let parsed = parse(self.lang(), text.value);
        parsed.map_err(|fault| self.faults.error(&text.node.span, fault)).ok()
    }

    /// One word of a closed list.
    pub fn choice<T: Copy>(&mut self, key: &'static str, words: &[(&'static str, T)]) -> Option<T> {
        self.parsed(key, |lang, value| {
            let hit = words.iter().find(|(word, _)| *word == value).map(|(_, meaning)| *meaning);
            let names: Vec<_> = words.iter().map(|(word, _)| *word).collect();
            hit.ok_or_else(|| {
                Fault::new(lang::config::bad_choice(lang, key, value)).hint(similar_or_all(lang, value, &names))
            })
        })
    }

    /// `true` or `false`.
    pub fn boolean(&mut self, key: &'static str, default: bool) -> bool {
        match self.node(key).map(|node| (node, &node.value)) {
            None => default,
            Some((_, Value::Boolean(value))) => *value,
            Some((node, _)) => {
                wrong_type(self.faults, key, node, lang::config::type_boolean(self.lang()));
                default
            }
        }
    }

    /// A whole number within bounds.
    pub fn number<T: TryFrom<i64>>(&mut self, key: &'static str, range: RangeInclusive<i64>, default: T) -> T {
        self.node(key).and_then(|node| number_of(self.faults, key, node, &range)).unwrap_or(default)
    }

    /// A list of whole numbers within bounds.
    pub fn numbers<T: TryFrom<i64>>(&mut self, key: &'static str, range: RangeInclusive<i64>) -> Option<Vec<T>> {
        let items = self.list(key)?;
        Some(items.iter().filter_map(|item| number_of(self.faults, key, item, &range)).collect())
    }

    /// The items of a list, whatever they are.
    pub fn list(&mut self, key: &'static str) -> Option<&'a [Node]> {
        let node = self.node(key)?;
        if let Value::List(items) = &node.value {
            return Some(items);
        }
        wrong_type(self.faults, key, node, lang::config::type_list(self.lang()));
        None
    }

    /// A number within bounds, whole or not.
    pub fn decimal(&mut self, key: &'static str, range: RangeInclusive<f32>, default: f32) -> f32 {
        self.node(key).map_or(default, |node| decimal_of(self.faults, key, node, &range).unwrap_or(default))
    }

    /// A list of texts; empty ones are faults.
    pub fn texts(&mut self, key: &'static str) -> Option<Vec<Text<'a>>> {
        let items = self.list(key)?;
        Some(items.iter().filter_map(|item| text_of(self.faults, key, item)).collect())
    }

    /// A list of texts as strings.
    pub fn strings(&mut self, key: &'static str) -> Option<Vec<String>> {
        self.texts(key).map(|texts| texts.iter().map(|text| text.value.to_owned()).collect())
    }

    /// A table below this one; an empty one when it is not written.
    pub fn table(&mut self, key: &'static str) -> Table<'a> {
        let empty = Table { faults: self.faults, span: 0..0, title: String::new(), entries: &[], asked: Vec::new() };
        self.optional_table(key).unwrap_or(empty)
    }

    /// A table below this one, if it is written.
    pub fn optional_table(&mut self, key: &'static str) -> Option<Table<'a>> {
        let node = self.node(key)?;
        self.inner(key, node, format!("[{key}]"))
    }

    /// A node as a table.
    pub fn inner(&self, key: &str, node: &'a Node, title: String) -> Option<Table<'a>> {
        if !matches!(node.value, Value::Table(_)) {
            wrong_type(self.faults, key, node, lang::config::type_table(self.lang()));
            return None;
        }
        Some(Self::of(self.faults, node, title))
    }

    /// The tables of `[[key]]`; an item that is none is a fault.
    pub fn tables(&mut self, key: &'static str) -> Vec<Table<'a>> {
        let Some(node) = self.node(key) else { return Vec::new() };
        if !matches!(node.value, Value::List(_)) {
            wrong_type(self.faults, key, node, lang::config::type_tables(self.lang(), key));
        }
        node.items().iter().filter_map(|item| self.inner(key, item, format!("[[{key}]]"))).collect()
    }

    /// The tables of `[[key]]` that are read without an error, and their numbers in the file.
    pub fn sound<T>(&mut self, key: &'static str, mut read: impl FnMut(Table<'a>) -> Option<T>) -> Sound<T> {
        let mut sound = Sound { items: Vec::new(), numbers: Vec::new() };
        for (number, table) in self.tables(key).into_iter().enumerate() {
            let (faults, span) = (table.faults, table.span.clone());
            let before = faults.errors();
            let item = read(table).filter(|_| faults.errors() == before && !faults.is_doubtful(&span));
            if let Some(item) = item {
                sound.items.push(item);
                sound.numbers.push(number);
            }
        }
        sound
    }

    /// Every key that was not asked for is a fault.
    pub fn finish(self) {
        for entry in self.entries.iter().filter(|entry| !self.asked.contains(&entry.key.as_str())) {
            let lang = self.faults.lang;
            let is_table = self.title.is_empty() && !entry.node.entries().is_empty();
            let message =
                if is_table { lang::config::unknown_table } else { lang::config::unknown_key }(lang, &entry.key);
            let hint = similar_or_all(lang, &entry.key, &self.asked);
            self.faults.error(&entry.key_span, Fault::new(message).hint(hint));
        }
    }
}
