//! `watches.toml`: the organisation's names, and what is asked about it.

use super::sources::Ids;
use crate::config::document::{Node, Value};
use crate::config::fault::Fault;
use crate::config::suggest::{similar, similar_or_all};
use crate::config::table::{Sound, Table, Text};
use crate::config::typed::text_of;
use crate::lang;
use crate::model::{Alias, Entity, EntityKind, Notify, Watch, WatchRule};

const DEFAULT_PRIOR: f32 = 0.9;
const PERSON: [&str; 6] = ["person", "people", "人", "人物", "个人", "user"];
const KINDS: [(&str, EntityKind); 6] = [
    ("organisation", EntityKind::Organisation),
    ("department", EntityKind::Department),
    ("place", EntityKind::Place),
    ("product", EntityKind::Product),
    ("project", EntityKind::Project),
    ("event", EntityKind::Event),
];
const WAYS: [(&str, Notify); 3] = [("instant", Notify::Instant), ("digest", Notify::Digest), ("queue", Notify::Queue)];

/// Entities and watches, each in the order of the file. Where an entity is broken no watch is sound: all may depend on it.
pub(in crate::config) fn watches(mut root: Table<'_>) -> (Vec<Entity>, Sound<Watch>) {
    let mut entity_ids = Ids::default();
    let mut watch_ids = Ids::default();
    let entities = root.tables("entity").into_iter().filter_map(|table| entity(table, &mut entity_ids)).collect();
    let doubtful = root.faults.is_broken();
    let watches = root.sound("watch", |table| watch(table, &mut watch_ids, &entity_ids).filter(|_| !doubtful));
    root.finish();
    (entities, watches)
}

fn entity(mut table: Table<'_>, ids: &mut Ids) -> Option<Entity> {
    let id = ids.read(&mut table, "id = \"hospital\"");
    let kind = kind(&mut table);
    let name = table.required("name", "name = \"泰兴市第二人民医院\"").map(|text| text.value.to_owned());
    let aliases = aliases(&mut table);
    table.finish();
    Some(Entity { id: id?, kind: kind?, name: name?, aliases })
}

fn kind(table: &mut Table<'_>) -> Option<EntityKind> {
    table.need("kind", "kind = \"organisation\"");
    let node = table.node("kind")?;
    if node.text().is_some_and(|text| PERSON.contains(&text.trim().to_lowercase().as_str())) {
        let hint = lang::config::no_persons_hint(table.lang());
        table.error("kind", Fault::new(lang::config::no_persons(table.lang())).hint(hint));
        return None;
    }
    table.choice("kind", &KINDS)
}

fn aliases<'a>(table: &mut Table<'a>) -> Vec<Alias> {
    let items = table.list("aliases").unwrap_or_default();
    let alias = |table: &Table<'a>, item: &'a Node| match &item.value {
        Value::Table(_) => table.inner("aliases", item, "aliases".into()).and_then(detailed_alias),
        _ => text_of(table.faults, "aliases", item).map(|text| plain_alias(text.value)),
    };
    items.iter().filter_map(|item| alias(table, item)).collect()
}

fn plain_alias(text: &str) -> Alias {
    Alias { text: text.to_owned(), prior: DEFAULT_PRIOR, needs_any: Vec::new(), blocked_by: Vec::new() }
}

fn detailed_alias(mut table: Table<'_>) -> Option<Alias> {
    let text = table.required("text", "{ text = \"二院\", prior = 0.3 }").map(|text| text.value.to_owned());
    let prior = table.decimal("prior", 0.0..=1.0, DEFAULT_PRIOR);
    let needs_any = table.strings("needs_any").unwrap_or_default();
    let blocked_by = table.strings("blocked_by").unwrap_or_default();
    table.finish();
    Some(Alias { text: text?, prior, needs_any, blocked_by })
}

fn watch(mut table: Table<'_>, ids: &mut Ids, entities: &Ids) -> Option<Watch> {
    let id = ids.read(&mut table, "id = \"dispute\"");
    let name = table.required("name", "name = \"医疗纠纷\"").map(|text| text.value.to_owned());
    let rule = rule(&mut table, name.as_deref().or(id.as_deref()).unwrap_or_default(), entities);
    let notify = table.choice("notify", &WAYS).unwrap_or_default();
    let enabled = table.boolean("enabled", true);
    let must_hit = table.strings("must_hit").unwrap_or_default();
    let must_not_hit = table.strings("must_not_hit").unwrap_or_default();
    table.finish();
    Some(Watch { id: id?, name: name?, rule: rule?, notify, must_hit, must_not_hit, enabled })
}

/// A query, or the lists that are sugar for one.
fn rule(table: &mut Table<'_>, name: &str, entities: &Ids) -> Option<WatchRule> {
    let lang = table.lang();
    // As written: places inside a query are counted from its first character.
    let query = table.text("query").and_then(|text| text.node.text()).map(str::to_owned);
    let query_written = table.node("query").is_some();
    let keys = ["entities", "any", "all", "none"];
    let [named, any, all, none] = keys.map(|key| table.texts(key));
    if query_written {
        if let Some(key) = keys.into_iter().find(|key| table.node(key).is_some()) {
            table.error(key, Fault::new(lang::config::query_and_lists(lang)));
        }
        return query.map(WatchRule::Query);
    }
    check_entities(table, named.as_deref().unwrap_or_default(), entities);
    let filled = |list: &Option<Vec<Text<'_>>>| list.as_ref().is_some_and(|list| !list.is_empty());
    if !filled(&named) && !filled(&any) && !filled(&all) {
        let hint = lang::config::no_rule_hint(lang);
        if filled(&none) {
            table.error("none", Fault::new(lang::config::only_none(lang)).hint(hint));
        } else {
            table.faults.absent(&table.span, Fault::new(lang::config::no_rule(lang, name)).hint(hint));
        }
        return None;
    }
    let [entities, any, all, none] = [named, any, all, none].map(owned);
    Some(WatchRule::Lists { entities, any, all, none })
}

fn owned(list: Option<Vec<Text<'_>>>) -> Vec<String> {
    list.unwrap_or_default().into_iter().map(|text| text.value.to_owned()).collect()
}

fn check_entities(table: &Table<'_>, named: &[Text<'_>], entities: &Ids) {
    let lang = table.lang();
    for text in named.iter().filter(|text| !entities.contains(text.value)) {
        let names = entities.names();
        let hint = match similar(text.value, names.iter().copied()) {
            Some(near) => Some(lang::config::did_you_mean(lang, near)),
            None if names.is_empty() => Some(lang::config::no_entities(lang)),
            None => similar_or_all(lang, text.value, &names),
        };
        table.faults.unresolved(&text.node.span, Fault::new(lang::config::unknown_entity(lang, text.value)).hint(hint));
    }
}
