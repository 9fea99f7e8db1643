//! The JSON of we-mp-rss, which is not JSON Feed: `{name, link, items: [{id, title, link, updated, content, …}]}`.

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
}

/// Reads the body if it has that shape.
pub fn read(page: &Page, decoded: &Decoded, context: &Context<'_>) -> Option<Parsed> {
    if !decoded.text.trim_start().starts_with('{') {
        return None;
    }
    let mirror: Mirror = serde_json::from_str(&decoded.text).ok()?;
    if mirror.version.is_some() {
        // JSON Feed itself: feed-rs reads it.
        return None;
    }
    let Some(items) = mirror.items else {
        // A mirror's error object is the only other JSON it answers with.
        let words = mirror.message.or_else(|| mirror.code.map(|code| code.to_string()));
        return Some(unread(decoded, Outcome::Unknown, Reason::NotAFeed, words));
    };
    let mut parsed = readable(decoded);
    parsed.title = mirror.name.or(mirror.title).map(|name| dom::squeeze(&name));
    let drafts = items.iter().take(MAX_ENTRIES).map(|item| draft(item, page, context)).collect();
    parsed.posts = keys::assign(drafts);
    if parsed.posts.is_empty() {
        parsed.outcome = Outcome::Empty;
    }
    Some(parsed)
}

fn draft(item: &Item, page: &Page, context: &Context<'_>) -> Draft {
    let link = item.link.as_deref().and_then(|href| page.url.join(href.trim()).ok());
    let link = link.filter(|url| matches!(url.scheme(), "http" | "https"));
    let title = dom::squeeze(&entry::visible(item.title.as_deref().unwrap_or_default()));
    let mut post = Post::new("", PostKind::Article, link.clone().unwrap_or_else(|| page.url.clone()), title);
    post.author = item.channel_name.as_deref().map(dom::squeeze).filter(|name| !name.is_empty());
    post.time = item.updated.as_ref().and_then(|value| times::read(&scalar(value)?, context.now, TimeRole::Created));
    post.text = [&item.content, &item.description]
        .into_iter()
        .flatten()
        .map(|fragment| entry::visible(fragment))
        .find(|text| entry::says_more(text, &post.title))
        .unwrap_or_default();
    Draft { post, id: item.id.as_ref().and_then(scalar), link: entry::canonical(link.as_ref()) }
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
