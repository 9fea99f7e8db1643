//! `sources.toml`: the watched places.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use url::Url;

use crate::config::fault::Fault;
use crate::config::table::{Sound, Table, Text};
use crate::config::{Options, value};
use crate::lang::{self, Lang};
use crate::model::{Priority, Selectors, Source};

/// More often than this is too much for someone else's site.
const POLITE_EVERY_SECS: u64 = 300;
const DEFAULT_WEIGHT: u8 = 1;
const DEFAULT_MAX_PAGES: u32 = 20;
const PRIORITIES: [(&str, Priority); 3] =
    [("key", Priority::Key), ("normal", Priority::Normal), ("low", Priority::Low)];

/// Every `[[source]]` that is sound, in the order of the file.
pub(in crate::config) fn sources(mut root: Table<'_>, options: &Options) -> Sound<Source> {
    let mut ids = Ids::default();
    let mut urls = BTreeMap::new();
    let sources = root.sound("source", |table| source(table, options, &mut ids, &mut urls));
    root.finish();
    sources
}

fn source(
    mut table: Table<'_>,
    options: &Options,
    ids: &mut Ids,
    urls: &mut BTreeMap<String, String>,
) -> Option<Source> {
    let id = ids.read(&mut table, "id = \"taixing-bbs\"");
    let name = table.required("name", "name = \"泰兴论坛\"").map(|text| text.value.to_owned());
    let engine = table.required("engine", "engine = \"discuz\"").map(|text| text.value.to_owned());
    table.need("url", "url = \"https://bbs.example.org/forum.php?mod=guide&view=newthread\"");
    let url = table.parsed("url", value::url);
    let source = Source {
        id: id.clone().unwrap_or_default(),
        name: name.unwrap_or_default(),
        engine: engine.unwrap_or_default(),
        url: url.unwrap_or_else(|| NOWHERE.clone()),
        schedule: raw_text(table.text("schedule")),
        every_secs: table.parsed("every", value::duration_secs),
        priority: table.choice("priority", &PRIORITIES).unwrap_or_default(),
        locality: table.text("locality").map(|text| text.value.to_owned()),
        weight: table.number("weight", 0..=10, DEFAULT_WEIGHT),
        official: table.boolean("official", false),
        enabled: table.boolean("enabled", true),
        tags: table.strings("tags").unwrap_or_default(),
        site: table.text("site").map(|text| text.value.to_owned()),
        zone: table.parsed("zone", value::zone).unwrap_or(options.organisation.zone),
        max_pages: table.number("max_pages", 1..=500, DEFAULT_MAX_PAGES),
        track: table.boolean("track", true),
        allow_private: table.boolean("allow_private", false),
        comments: table.boolean("comments", false),
        select: table.optional_table("select").map(selectors),
    };
    judge(&table, &source, options, urls);
    table.finish();
    id.map(|_| source)
}

/// Stands in for a URL that was refused; never visited, as the configuration does not load.
static NOWHERE: LazyLock<Url> = LazyLock::new(|| Url::parse("http://invalid/").expect("constant URL"));

/// As written: places inside it are counted from its first character.
fn raw_text(text: Option<Text<'_>>) -> Option<String> {
    text.and_then(|text| text.node.text()).map(str::to_owned)
}

fn selectors(mut table: Table<'_>) -> Selectors {
    let mut optional = |key| table.text(key).map(|text: Text<'_>| text.value.to_owned());
    let (title, link, time) = (optional("title"), optional("link"), optional("time"));
    let (author, body, next) = (optional("author"), optional("body"), optional("next"));
    let item = table.required("item", "item = \"ul.news li\"").map(|text| text.value.to_owned());
    table.finish();
    Selectors { item: item.unwrap_or_default(), title, link, time, author, body, next }
}

/// What no single key can tell.
fn judge(table: &Table<'_>, source: &Source, options: &Options, urls: &mut BTreeMap<String, String>) {
    let lang = table.lang();
    if source.schedule.is_some() && source.every_secs.is_some() {
        let hint = lang::config::schedule_and_every_hint(lang);
        table.error("every", Fault::new(lang::config::schedule_and_every(lang)).hint(hint));
    }
    if !source.enabled || source.url == *NOWHERE {
        return;
    }
    let host = source.url.host_str().unwrap_or_default();
    if is_sample(host) {
        let hint = lang::config::sample_url_hint(lang);
        table.warn("url", Fault::new(lang::config::sample_url(lang, host)).hint(hint));
    }
    if let Some(key) = too_often(source).filter(|_| !is_own(source, options)) {
        let hint = lang::config::too_often_hint(lang, host);
        table.warn(key, Fault::new(lang::config::too_often(lang, host)).hint(hint));
    }
    if let Some(other) = urls.insert(source.url.to_string(), source.id.clone()) {
        table.warn("url", Fault::new(lang::config::same_url(lang, other)));
    }
}

/// Names that stand for nothing (RFC 2606).
fn is_sample(host: &str) -> bool {
    host.ends_with(".example")
        || ["example.org", "example.com", "example.net"]
            .iter()
            .any(|name| host.strip_suffix(name).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')))
}

fn is_own(source: &Source, options: &Options) -> bool {
    let host = source.url.host_str().unwrap_or_default();
    let with_port = source.url.port().map(|port| format!("{host}:{port}"));
    options.fetch.own_hosts.iter().any(|own| own == host || Some(own) == with_port.as_ref())
}

/// The key that brings visits closer together than is polite. Of crontab lines only the plain cases are seen.
fn too_often(source: &Source) -> Option<&'static str> {
    if source.every_secs.is_some_and(|every| every < POLITE_EVERY_SECS) {
        return Some("every");
    }
    let minutes = source.schedule.as_deref()?.split_whitespace().next()?;
    let step = minutes.strip_prefix("*/").and_then(|step| step.parse::<u64>().ok());
    (minutes == "*" || step.is_some_and(|step| step * 60 < POLITE_EVERY_SECS)).then_some("schedule")
}

type ParseId = fn(Lang, &str) -> Result<String, Fault>;

/// Ids seen so far in one file, with their lines.
#[derive(Default)]
pub(super) struct Ids(BTreeMap<String, usize>);

impl Ids {
    /// The id of a table: required, well-formed, new.
    pub fn read(&mut self, table: &mut Table<'_>, example: &str) -> Option<String> {
        self.read_as(table, example, value::id)
    }

    /// The same with letters of its own.
    pub fn read_as(&mut self, table: &mut Table<'_>, example: &str, parse: ParseId) -> Option<String> {
        table.need("id", example);
        let id = table.parsed("id", parse)?;
        let line = table.faults.document.position(table.span_of("id").start).line;
        if let Some(first) = self.0.get(&id) {
            let hint = lang::config::id_hint(table.lang());
            table.error("id", Fault::new(lang::config::duplicate_id(table.lang(), &id, first)).hint(hint));
            return None;
        }
        self.0.insert(id.clone(), line);
        Some(id)
    }

    /// Whether an id was seen.
    pub fn contains(&self, id: &str) -> bool {
        self.0.contains_key(id)
    }

    /// All of them.
    pub fn names(&self) -> Vec<&str> {
        self.0.keys().map(String::as_str).collect()
    }
}
