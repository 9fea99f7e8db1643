//! Reading one TOML table: each key that is asked for is known, every other one is a fault.

use std::ops::{Range, RangeInclusive};

use super::document::{Entry, Node, Value};
use super::fault::{Fault, Faults};
use crate::lang::{self, Lang};

/// Texts longer than this are refused.
const MAX_TEXT_CHARS: usize = 20_000;

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

    /// The tables of `[[key]]`.
    pub fn tables(&mut self, key: &'static str) -> Vec<Table<'a>> {
        let Some(node) = self.node(key) else { return Vec::new() };
        if !matches!(node.value, Value::List(_)) {
            wrong_type(self.faults, key, node, lang::config::type_tables(self.lang(), key));
        }
        node.items().iter().filter_map(|item| self.inner(key, item, format!("[[{key}]]"))).collect()
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

/// A text node's text, trimmed.
pub(super) fn text_of<'a>(faults: &Faults<'_>, key: &str, node: &'a Node) -> Option<Text<'a>> {
    let lang = faults.lang;
    let Some(value) = node.text().map(str::trim) else {
        wrong_type(faults, key, node, lang::config::type_text(lang));
        return None;
    };
    if value.is_empty() {
        faults.error(&node.span, Fault::new(lang::config::empty_text(lang, key)));
        return None;
    }
    if value.chars().count() > MAX_TEXT_CHARS {
        faults.error(&node.span, Fault::new(lang::config::too_long(lang, key, MAX_TEXT_CHARS)));
        return None;
    }
    Some(Text { value, node })
}

/// A whole number node's value within bounds.
fn number_of<T: TryFrom<i64>>(faults: &Faults<'_>, key: &str, node: &Node, range: &RangeInclusive<i64>) -> Option<T> {
    let Value::Integer(value) = node.value else {
        wrong_type(faults, key, node, lang::config::type_integer(faults.lang));
        return None;
    };
    let fits = value.filter(|value| range.contains(value)).and_then(|value| T::try_from(value).ok());
    if fits.is_none() {
        let written = faults.document.text.get(node.span.clone()).unwrap_or_default();
        let message = lang::config::out_of_range(faults.lang, key, written, range.start(), range.end());
        faults.error(&node.span, Fault::new(message));
    }
    fits
}

/// A number node's value within bounds.
pub(super) fn decimal_of(faults: &Faults<'_>, key: &str, node: &Node, range: &RangeInclusive<f32>) -> Option<f32> {
    let value = match node.value {
        Value::Integer(Some(value)) => value as f32,
        Value::Decimal(value) => value as f32,
        _ => {
            wrong_type(faults, key, node, lang::config::type_decimal(faults.lang));
            return None;
        }
    };
    if !range.contains(&value) {
        let message = lang::config::out_of_range(faults.lang, key, value, range.start(), range.end());
        faults.error(&node.span, Fault::new(message));
        return None;
    }
    Some(value)
}

/// The fault of a value of another type; the value itself is never shown.
pub(super) fn wrong_type(faults: &Faults<'_>, key: &str, node: &Node, wanted: String) {
    let lang = faults.lang;
    let got = match node.value {
        Value::Text(_) => lang::config::type_text(lang),
        Value::Integer(_) => lang::config::type_integer(lang),
        Value::Decimal(_) => lang::config::type_decimal(lang),
        Value::Boolean(_) => lang::config::type_boolean(lang),
        Value::Date(_) => lang::config::type_date(lang),
        Value::List(_) => lang::config::type_list(lang),
        Value::Table(_) => lang::config::type_table(lang),
    };
    let hint = if wanted == lang::config::type_text(lang) {
        Some(lang::config::wants_quotes(lang))
    } else {
        node.text().map(|_| lang::config::wants_no_quotes(lang)).filter(|_| !wanted.contains('['))
    };
    faults.error(&node.span, Fault::new(lang::config::wrong_type(lang, key, wanted, got)).hint(hint));
}

/// The nearest known word, or all of them.
pub(super) fn similar_or_all(lang: Lang, word: &str, known: &[&str]) -> Option<String> {
    similar(word, known.iter().copied()).map(|word| lang::config::did_you_mean(lang, word)).or_else(|| {
        let list = known.join(if lang == Lang::Zh { "、" } else { ", " });
        (!known.is_empty()).then(|| lang::config::one_of(lang, list))
    })
}

/// The nearest known word, if it is near enough to be meant.
pub(super) fn similar<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let lower = word.to_lowercase();
    let score = |candidate: &str| strsim::jaro_winkler(&lower, &candidate.to_lowercase());
    let near = known.into_iter().map(|candidate| (score(candidate), candidate)).filter(|(score, _)| *score >= 0.8);
    near.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, candidate)| candidate)
}
