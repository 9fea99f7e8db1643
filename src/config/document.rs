//! One TOML file as a tree that remembers where everything stands.
//!
//! - [`Document`]: the file, its text, its tree, and where its syntax failed
//! - [`Node`], [`Value`], [`Entry`]: the tree, in the order of the file

use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A file as read. Its `Debug` shows the name alone: a file may hold a password.
#[derive(Clone, Default)]
pub(crate) struct Document {
    /// The file.
    pub file: PathBuf,
    /// Its text.
    pub text: String,
    /// Its top-level table.
    pub root: Node,
    /// Where the parser stumbled first: bytes, and its words.
    pub stumble: Option<(Range<usize>, String)>,
}

/// A value and the bytes it stands at; for a table with a header, the header's.
#[derive(Clone, Default)]
pub(crate) struct Node {
    /// Bytes in the text.
    pub span: Range<usize>,
    /// The value.
    pub value: Value,
}

/// A TOML value.
#[derive(Clone)]
pub(crate) enum Value {
    /// A string.
    Text(String),
    /// An integer; `None` when it does not fit 64 bits.
    Integer(Option<i64>),
    /// A float.
    Decimal(f64),
    /// `true` or `false`.
    Boolean(bool),
    /// A date or time, as written.
    Date(String),
    /// A list or an array of tables.
    List(Vec<Node>),
    /// A table, in the order of the file.
    Table(Vec<Entry>),
}

/// A key and its value.
#[derive(Clone)]
pub(crate) struct Entry {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub key_span: Range<usize>,
    /// The value.
    pub node: Node,
}

/// A place in a text: line and column from 1, counted in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Position {
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
}

impl Default for Value {
    fn default() -> Self {
        Self::Table(Vec::new())
    }
}

impl fmt::Debug for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Document({})", self.file.display())
    }
}

impl Document {
    /// Reads a text; what the parser could save of a broken one is kept.
    pub fn parse(file: &Path, text: String) -> Self {
        let (root, errors) = DeTable::parse_recoverable(&text);
        let stumble = errors
            .iter()
            .map(|error| (error.span().unwrap_or(0..0), error.message().to_owned()))
            .min_by_key(|(span, _)| span.start);
        let root = Node { span: 0..0, value: Value::Table(entries(root.get_ref())) };
        Self { file: file.to_owned(), text, root, stumble }
    }

    /// The place of a byte.
    pub fn position(&self, byte: usize) -> Position {
        let before = self.text.get(..byte).unwrap_or(&self.text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let column = before[line_start..].chars().count() + 1;
        Position { line: before.matches('\n').count() + 1, column }
    }

    /// How many characters of a span stand on its first line; at least one.
    pub fn width(&self, span: &Range<usize>) -> usize {
        let text = self.text.get(span.clone()).unwrap_or_default();
        text.lines().next().unwrap_or_default().chars().count().max(1)
    }
}

impl Node {
    /// The entries of a table; none for anything else.
    pub fn entries(&self) -> &[Entry] {
        match &self.value {
            Value::Table(entries) => entries,
            _ => &[],
        }
    }

    /// The items of a list; none for anything else.
    pub fn items(&self) -> &[Self] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    /// The value under a key of a table.
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.entries().iter().find(|entry| entry.key == key).map(|entry| &entry.node)
    }

    /// The text of a string.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }
}

fn entries(table: &DeTable<'_>) -> Vec<Entry> {
    let mut entries: Vec<_> = table
        .iter()
        .map(|(key, value)| Entry { key: key.get_ref().to_string(), key_span: key.span(), node: node(value) })
        .collect();
    entries.sort_by_key(|entry| entry.key_span.start);
    entries
}

fn node(value: &Spanned<DeValue<'_>>) -> Node {
    let span = value.span();
    let value = match value.get_ref() {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => Value::Integer(i64::from_str_radix(number.as_str(), number.radix()).ok()),
        DeValue::Float(number) => Value::Decimal(number.as_str().parse().unwrap_or(f64::NAN)),
        DeValue::Boolean(value) => Value::Boolean(*value),
        DeValue::Datetime(value) => Value::Date(value.to_string()),
        DeValue::Array(items) => Value::List(items.iter().map(node).collect()),
        DeValue::Table(table) => Value::Table(entries(table)),
    };
    Node { span, value }
}
