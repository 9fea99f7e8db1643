//! JSON that feed-rs does not read: that of we-mp-rss (`{name, link, items: [{id, title, link, updated, content, …}]}`),
//! and JSON Feeds that take the standard lightly (numbers for ids, no title).

use serde::Deserialize;
use serde_json::Value;

use super::entry::{self, Draft, MAX_ENTRIES};
use super::{keys, readable, unread};
use crate::model::{Outcome, Page, Parsed, Post, PostKind, Reason, TimeRole};
use crate::source::{Context, dom, times};
use crate::text::charset::Decoded;

#[derive(Deserialize)]
struct Mirror {
    #[serde(default)]
    version: Option<Value>,
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    items: Option<Vec<Item>>,
    #[serde(default)]
    code: Option<Value>,
    #[serde(default)]
    message: Option<String>,
}

#[derive(Deserialize)]
struct Item {
    #[serde(default)]
    id: Option<Value>,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    description: Option<String>,
    #[serde(default)]
    link: Option<String>,
    #[serde(default)]
    updated: Option<Value>,
    #[serde(default)]
    content: Option<String>,
    #[serde(default)]
    channel_name: Option<String>,
    #[serde(default)]
    url: Option<String>,
    #[serde(default)]
    content_html: Option<String>,
    #[serde(default)]
    content_text: Option<String>,
    #[serde(default)]
    summary: Option<String>,
    #[serde(default)]
    date_published: Option<Value>,
    #[serde(default)]
    date_modified: Option<Value>,
}

/// Reads the body if it has the shape of we-mp-rss; JSON Feed itself is for feed-rs.
pub fn read(page: &Page, decoded: &Decoded, context: &Context<'_>) -> Option<Parsed> {
    let mirror = open(decoded).filter(|mirror| mirror.version.is_none())?;
    Some(parsed(mirror, page, decoded, context))
}

/// Reads a JSON Feed that feed-rs refused.
pub fn lenient(page: &Page, decoded: &Decoded, context: &Context<'_>) -> Option<Parsed> {
    let mirror = open(decoded).filter(|mirror| mirror.items.is_some())?;
    Some(parsed(mirror, page, decoded, context))
}

fn open(decoded: &Decoded) -> Option<Mirror> {
    let is_json = decoded.text.trim_start().starts_with('{');
    is_json.then(|| serde_json::from_str(&decoded.text).ok()).flatten()
}

fn parsed(mirror: Mirror, page: &Page, decoded: &Decoded, context: &Context<'_>) -> Parsed {
    let Some(items) = mirror.items else {
        // A mirror's error object is the only other JSON it answers with.
        let words = mirror.message.or_else(|| mirror.code.map(|code| code.to_string()));
        return unread(decoded, Outcome::Unknown, Reason::NotAFeed, words);
    };
    let mut parsed = readable(decoded);
    parsed.title = mirror.name.or(mirror.title).map(|name| dom::squeeze(&name));
    let drafts = items.iter().take(MAX_ENTRIES).map(|item| draft(item, page, context)).collect();
    parsed.posts = keys::assign(drafts);
    if parsed.posts.is_empty() {
        parsed.outcome = Outcome::Empty;
    }
    parsed
}

fn draft(item: &Item, page: &Page, context: &Context<'_>) -> Draft {
    let link = item.link.as_deref().or(item.url.as_deref()).and_then(|href| page.url.join(href.trim()).ok());
    let link = link.filter(|url| matches!(url.scheme(), "http" | "https"));
    let title = dom::squeeze(&entry::visible(item.title.as_deref().unwrap_or_default()));
    let mut post = Post::new("", PostKind::Article, link.clone().unwrap_or_else(|| page.url.clone()), title);
    post.author = item.channel_name.as_deref().map(dom::squeeze).filter(|name| !name.is_empty());
    post.time = item.time().and_then(|value| times::read(&scalar(value)?, context.now, TimeRole::Created));
    post.text = [&item.content, &item.content_html, &item.content_text, &item.description, &item.summary]
        .into_iter()
        .flatten()
        .map(|fragment| entry::visible(fragment))
        .find(|text| entry::says_more(text, &post.title))
        .unwrap_or_default();
    Draft { post, id: item.id.as_ref().and_then(scalar), link: entry::canonical(link.as_ref()) }
}

impl Item {
    fn time(&self) -> Option<&Value> {
        self.date_published.as_ref().or(self.updated.as_ref()).or(self.date_modified.as_ref())
    }
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
