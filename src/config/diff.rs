//! What a new configuration changes, as a table for the log.
//!
//! - [`Change`]: one row; [`diff`]: all of them
//!
//! The files as written are compared, key by key: so an option added tomorrow is in the table without a line here.

use std::collections::BTreeMap;

use super::Config;
use super::document::{Document, Node, Value};
use crate::lang::{self, Lang};

/// Longer values are cut in the table.
const MAX_SHOWN_CHARS: usize = 60;

/// One difference between two configurations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What kind of thing.
    pub part: Part,
    /// Its id; the table of an option.
    pub id: String,
    /// What happened.
    pub kind: ChangeKind,
    /// The key, when one value changed.
    pub key: Option<String>,
    /// The value before; `None` for the default.
    pub before: Option<String>,
    /// The value after; `None` for the default.
    pub after: Option<String>,
}

/// What kind of thing changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// A key of `yuqing.toml`.
    Option,
    /// A source.
    Source,
    /// An entity.
    Entity,
    /// A watch.
    Watch,
    /// A category or another part of the lexicon.
    Lexicon,
}

/// What happened to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// A value changed.
    Changed,
}

impl Change {
    /// The row of a table: what, what happened, before, after. Secrets are never shown.
    pub fn cells(&self, lang: Lang) -> [String; 4] {
        let part = match self.part {
            Part::Option => lang::config::option(lang),
            Part::Source => lang::config::source(lang),
            Part::Entity => lang::config::entity(lang),
            Part::Watch => lang::config::watch(lang),
            Part::Lexicon => lang::config::lexicon(lang),
        };
        let kind = match self.kind {
            ChangeKind::Added => lang::config::added(lang),
            ChangeKind::Removed => lang::config::removed(lang),
            ChangeKind::Changed => lang::config::changed(lang),
        };
        let key = self.key.as_ref().map(|key| format!(".{key}")).unwrap_or_default();
        let value = |value: &Option<String>| match (self.kind, value) {
            (ChangeKind::Changed, None) => lang::config::default_value(lang),
            (_, Some(value)) if value == SECRET => lang::config::secret_value(lang),
            (_, value) => value.clone().unwrap_or_default(),
        };
        [format!("{part} {}{key}", self.id), kind, value(&self.before), value(&self.after)]
    }
}

/// Stands for a secret in [`Change::before`] and [`Change::after`].
const SECRET: &str = "***";

/// What was added, removed and changed, in the order: options, sources, entities, watches, lexicon.
pub fn diff(old: &Config, new: &Config) -> Vec<Change> {
    let parts = [("source", Part::Source), ("entity", Part::Entity), ("watch", Part::Watch)];
    let mut changes = options(old, new);
    for (name, part) in parts {
        changes.extend(things(part, tables(old.documents.of(name), name), tables(new.documents.of(name), name)));
    }
    let lexicon = |config: &Config| lexicon(config.documents.of("category"));
    changes.extend(things(Part::Lexicon, lexicon(old), lexicon(new)));
    changes
}

type Values = BTreeMap<String, String>;
type Things = BTreeMap<String, Values>;

fn options(old: &Config, new: &Config) -> Vec<Change> {
    let tables = |config: &Config| {
        let entries = config.documents.of("files").root.entries();
        entries.iter().map(|entry| (entry.key.clone(), values(&entry.node))).collect::<Things>()
    };
    let (before, after) = (tables(old), tables(new));
    let empty = Values::new();
    let names: std::collections::BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let table = |name: &String| {
        let (before, after) = (before.get(name).unwrap_or(&empty), after.get(name).unwrap_or(&empty));
        changed_values(Part::Option, name, before, after)
    };
    let mut changes: Vec<_> = names.into_iter().flat_map(table).collect();
    let shown = |change: &Change| change.key.as_deref().is_some_and(|key| key.starts_with("password"));
    if old.options.mail.password != new.options.mail.password && !changes.iter().any(shown) {
        changes.push(Change {
            part: Part::Option,
            id: "mail".into(),
            kind: ChangeKind::Changed,
            key: Some("password".into()),
            before: old.options.mail.password.as_ref().map(|_| SECRET.into()),
            after: new.options.mail.password.as_ref().map(|_| SECRET.into()),
        });
    }
    changes
}

/// The tables of `[[name]]` by id.
fn tables(document: &Document, name: &str) -> Things {
    let items = document.root.get(name).map(Node::items).unwrap_or_default();
    items.iter().filter_map(|item| Some((item.get("id")?.text()?.to_owned(), values(item)))).collect()
}

/// Categories by id; everything else of the lexicon by the name of its table.
fn lexicon(document: &Document) -> Things {
    let others = document.root.entries().iter().filter(|entry| entry.key != "category");
    let others = others.map(|entry| (entry.key.clone(), Values::from([(String::new(), written(&entry.node))])));
    tables(document, "category").into_iter().chain(others).collect()
}

fn things(part: Part, before: Things, after: Things) -> Vec<Change> {
    let whole = |id: &String, kind| Change { part, id: id.clone(), kind, key: None, before: None, after: None };
    let removed = before.keys().filter(|id| !after.contains_key(*id)).map(|id| whole(id, ChangeKind::Removed));
    let added = after.keys().filter(|id| !before.contains_key(*id)).map(|id| whole(id, ChangeKind::Added));
    let changed = before.iter().filter_map(|(id, values)| Some((id, values, after.get(id)?)));
    let changed = changed.flat_map(|(id, before, after)| changed_values(part, id, before, after));
    added.chain(removed).chain(changed).collect()
}

fn changed_values(part: Part, id: &str, before: &Values, after: &Values) -> Vec<Change> {
    let keys: std::collections::BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let differing = keys.into_iter().filter(|key| before.get(*key) != after.get(*key));
    let change = |key: &String| {
        let (before, after) = shown_pair(key, before.get(key), after.get(key));
        let key = (!key.is_empty()).then(|| key.clone());
        Change { part, id: id.to_owned(), kind: ChangeKind::Changed, key, before, after }
    };
    differing.map(change).collect()
}

/// Two values for the table. Of long ones the part from the first difference on.
fn shown_pair(key: &str, before: Option<&String>, after: Option<&String>) -> (Option<String>, Option<String>) {
    if key == "password" {
        return (before.map(|_| SECRET.into()), after.map(|_| SECRET.into()));
    }
    let same = match (before, after) {
        (Some(before), Some(after)) => before.chars().zip(after.chars()).take_while(|(a, b)| a == b).count(),
        _ => 0,
    };
    (before.map(|value| shown(value, same)), after.map(|value| shown(value, same)))
}

fn shown(value: &str, same: usize) -> String {
    if value.chars().count() <= MAX_SHOWN_CHARS {
        return value.to_owned();
    }
    let skipped = same.saturating_sub(10);
    let cut: String = value.chars().skip(skipped).take(MAX_SHOWN_CHARS).collect();
    let more = value.chars().count() > skipped + MAX_SHOWN_CHARS;
    format!("{}{cut}{}", if skipped > 0 { "…" } else { "" }, if more { "…" } else { "" })
}

/// The values of a table, tables inside it spelled out (`select.item`).
fn values(node: &Node) -> Values {
    let mut values = Values::new();
    for entry in node.entries() {
        match &entry.node.value {
            Value::Table(_) => {
                let inner = self::values(&entry.node).into_iter();
                values.extend(inner.map(|(key, value)| (format!("{}.{key}", entry.key), value)));
            }
            _ => {
                values.insert(entry.key.clone(), written(&entry.node));
            }
        }
    }
    values
}

/// A value on one line.
fn written(node: &Node) -> String {
    match &node.value {
        Value::Text(text) => text.clone(),
        Value::Integer(number) => number.map_or_else(String::new, |number| number.to_string()),
        Value::Decimal(number) => number.to_string(),
        Value::Boolean(value) => value.to_string(),
        Value::Date(date) => date.clone(),
        Value::List(items) => {
            let items: Vec<_> = items.iter().map(written).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Table(entries) => {
            let entries: Vec<_> =
                entries.iter().map(|entry| format!("{} = {}", entry.key, written(&entry.node))).collect();
            format!("{{{}}}", entries.join(", "))
        }
    }
}
