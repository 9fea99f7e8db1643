//! What a page says of itself to machines: JSON-LD, meta names, the heading.

use std::collections::HashMap;

use scraper::ElementRef;
use serde_json::Value;

use crate::source::document::Document;
use crate::source::dom::{attr, line, name, squeeze};

/// The machine-readable part of a page.
#[derive(Debug, Default)]
pub struct Meta {
    names: HashMap<String, String>,
    linked: Option<Value>,
    headings: Vec<String>,
    times: Vec<String>,
}

/// Reads it in one walk.
pub fn read(document: &Document) -> Meta {
    let mut meta = Meta::default();
    for element in document.html.tree.nodes().filter_map(ElementRef::wrap) {
        match name(element) {
            "meta" => meta.name(element),
            "script" if attr(element, "type") == Some("application/ld+json") => meta.json(element),
            "h1" => meta.headings.push(line(element)),
            "time" => meta.times.extend(attr(element, "datetime").map(str::to_string)),
            _ => {}
        }
    }
    meta.headings.retain(|heading| !heading.is_empty());
    meta
}

const TIME_NAMES: &[&str] = &[
    "article:published_time",
    "og:published_time",
    "og:release_date",
    "rnews:datepublished",
    "datepublished",
    "publishdate",
    "pubdate",
    "pubtime",
    "_pubtime",
    "publication_date",
    "apub:time",
    "og:time",
    "originalpublicationdate",
    "article_date_original",
    "sailthru.date",
    "weibo: article:create_at",
    "weibo:article:create_at",
    "weibo:article:create_at",
    "firstpublishedtime",
    "publish_time",
    "publishtime",
    "dateupdate",
];
const TITLE_NAMES: &[&str] = &["articletitle", "og:title", "twitter:title", "headline"];
const AUTHOR_NAMES: &[&str] = &["author", "article:author", "og:article:author", "byl"];
const OUTLET_NAMES: &[&str] = &["contentsource", "source", "mediaid"];

impl Meta {
    fn name(&mut self, element: ElementRef<'_>) {
        let key = attr(element, "property").or_else(|| attr(element, "name")).or_else(|| attr(element, "itemprop"));
        let content = attr(element, "content").map(squeeze).filter(|content| !content.is_empty());
        if let (Some(key), Some(content)) = (key, content) {
            self.names.entry(key.trim().to_ascii_lowercase()).or_insert(content);
        }
    }

    fn json(&mut self, script: ElementRef<'_>) {
        let text: String = script.text().collect();
        if let Ok(value) = serde_json::from_str::<Value>(text.trim()) {
            self.linked = self.linked.take().or_else(|| article_in(&value).cloned());
        }
    }

    fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.names.get(*name)).cloned()
    }

    fn linked_text(&self, key: &str) -> Option<String> {
        let text = self.linked.as_ref()?.get(key)?.as_str()?;
        Some(squeeze(text)).filter(|text| !text.is_empty())
    }

    /// The title without the site's name: a heading that the page's title repeats is surest.
    pub fn title(&self, document: &Document) -> String {
        let whole = document.title().unwrap_or_default();
        let heading = self.headings.iter().find(|h| h.chars().count() >= 4 && whole.contains(h.as_str()));
        heading
            .cloned()
            .or_else(|| self.first(&["articletitle"]))
            .or_else(|| self.linked_text("headline"))
            .or_else(|| self.first(TITLE_NAMES).map(|title| without_site(&title)))
            .or_else(|| Some(without_site(&whole)).filter(|title| !title.is_empty()))
            .or_else(|| self.headings.first().cloned())
            .unwrap_or_default()
    }

    /// Who wrote it.
    pub fn author(&self) -> Option<String> {
        let linked = self.linked.as_ref().and_then(|value| value.get("author")).and_then(person);
        linked.or_else(|| self.first(AUTHOR_NAMES)).filter(|author| is_author(author))
    }

    /// The outlet it was taken from.
    pub fn outlet(&self) -> Option<String> {
        self.first(OUTLET_NAMES).filter(|outlet| is_author(outlet))
    }

    /// When it was published, as printed.
    pub fn time(&self) -> Option<String> {
        self.linked_text("datePublished").or_else(|| self.first(TIME_NAMES)).or_else(|| self.times.first().cloned())
    }

    /// The whole text, where JSON-LD carries it.
    pub fn body(&self) -> Option<String> {
        let text = self.linked.as_ref()?.get("articleBody")?.as_str()?.trim();
        (text.chars().count() >= 100).then(|| text.to_string())
    }
}

/// The first object of JSON-LD that is an article; arrays and `@graph` are looked into.
fn article_in(value: &Value) -> Option<&Value> {
    let mut waiting = vec![value];
    while let Some(value) = waiting.pop() {
        match value {
            Value::Array(values) => waiting.extend(values.iter().rev()),
            Value::Object(map) => {
                if map.get("@type").is_some_and(is_article_type) {
                    return Some(value);
                }
                waiting.extend(map.get("@graph"));
                waiting.extend(map.get("mainEntity"));
            }
            _ => {}
        }
    }
    None
}

fn is_article_type(kind: &Value) -> bool {
    let fits = |text: &str| text.ends_with("Article") || text.ends_with("BlogPosting") || text.ends_with("Report");
    match kind {
        Value::String(text) => fits(text),
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).any(fits),
        _ => false,
    }
}

fn person(value: &Value) -> Option<String> {
    match value {
        Value::String(name) => Some(squeeze(name)),
        Value::Object(map) => map.get("name")?.as_str().map(squeeze),
        Value::Array(people) => people.iter().find_map(|p| match p {
            Value::String(name) => Some(squeeze(name)),
            other => other.get("name")?.as_str().map(squeeze),
        }),
        _ => None,
    }
    .filter(|name| !name.is_empty())
}

fn is_author(text: &str) -> bool {
    let chars = text.chars().count();
    (1..=40).contains(&chars) && !text.contains("http") && !["admin", "管理员", "-", "/", "None"].contains(&text)
}

/// A page title without the site's and the channel's name after `_`, `-`, `|`.
fn without_site(whole: &str) -> String {
    let mut title = whole.trim();
    for separator in ["_", " - ", " | ", "|", " – ", "—", "-"] {
        if let Some((head, _)) = title.split_once(separator).filter(|(head, _)| head.trim().chars().count() >= 6) {
            title = head.trim();
        }
    }
    title.to_string()
}
