//! Watches over texts: what is found, what is held back, what refuses to load.

mod entities;
mod examples;
mod hostile;
mod queries;
mod spellings;

use yuqing::matching::{Subject, WatchFault, Watches};
use yuqing::model::{Alias, Entity, EntityKind, Field, Found, Notify, Watch, WatchRule};
use yuqing::text::view::View;

/// The hospital of the examples, with two safe aliases and a doubtful one.
pub fn hospital() -> Entity {
    let doubtful = Alias {
        text: "二院".into(),
        prior: 0.3,
        needs_any: vec!["泰兴".into(), "黄桥".into()],
        blocked_by: vec!["泰州二院".into(), "泰州市第二人民医院".into()],
    };
    entity("hospital", "泰兴市第二人民医院", vec![alias("泰兴二院", 0.9), alias("泰兴市二院", 0.9), doubtful])
}

pub fn entity(id: &str, name: &str, aliases: Vec<Alias>) -> Entity {
    Entity { id: id.into(), kind: EntityKind::Organisation, name: name.into(), aliases }
}

pub fn alias(text: &str, prior: f32) -> Alias {
    Alias { text: text.into(), prior, needs_any: vec![], blocked_by: vec![] }
}

pub fn watch(id: &str, rule: WatchRule) -> Watch {
    Watch {
        id: id.into(),
        name: id.into(),
        rule,
        notify: Notify::Digest,
        must_hit: vec![],
        must_not_hit: vec![],
        enabled: true,
    }
}

pub fn query(text: &str) -> Watch {
    watch("w", WatchRule::Query(text.into()))
}

/// A watch from lists: entities, any, all, none, each separated by spaces.
pub fn lists([entities, any, all, none]: [&str; 4]) -> Watch {
    let words = |list: &str| list.split_whitespace().map(String::from).collect();
    watch("w", WatchRule::Lists { entities: words(entities), any: words(any), all: words(all), none: words(none) })
}

pub fn compile(watches: &[Watch]) -> Watches {
    Watches::compile(&[hospital()], watches).unwrap_or_else(|faults| panic!("{faults:#?}"))
}

pub fn faults(watches: &[Watch]) -> Vec<WatchFault> {
    Watches::compile(&[hospital()], watches).err().unwrap_or_default()
}

pub fn scan(watches: &Watches, title: &str, text: &str) -> Found {
    scan_at(watches, title, text, None)
}

pub fn scan_at(watches: &Watches, title: &str, text: &str, locality: Option<&str>) -> Found {
    let (title_view, text_view) = (View::of(title), View::of(text));
    watches.scan(&Subject {
        title: &title_view,
        text: &text_view,
        original: (title, text),
        locality,
        source: "bbs",
        tags: &[],
    })
}

/// The first mention's spans as `标题:…` or `…`, or what held it back in brackets, or `-`.
pub fn outline(found: &Found) -> String {
    if let Some(mention) = found.mentions.first() {
        let name = |field| if field == Field::Title { "标题:" } else { "" };
        let spans: Vec<_> = mention.spans.iter().map(|span| format!("{}{}", name(span.field), span.text)).collect();
        return spans.join(" ");
    }
    found.suppressed.first().map_or("-".to_owned(), |held| format!("[{}]", held.rule))
}

/// Checks one watch over one text.
#[track_caller]
pub fn check(watch: &Watch, text: &str, expected: &str) {
    let watches = compile(std::slice::from_ref(watch));
    assert_eq!(outline(&scan(&watches, "", text)), expected, "{:?} over {text:?}", watch.rule);
}
