//! Articles of mp.weixin.qq.com: the body waits hidden in the page, time and names stand in scripts.

use std::sync::LazyLock;

use chrono::{DateTime, FixedOffset};
use regex::Regex;
use scraper::ElementRef;

use super::Article;
use crate::model::TimeRole;
use crate::source::document::Document;
use crate::source::dom::{attr, has_class, line, name, squeeze};
use crate::source::{pattern, times};
use crate::text::markup;

/// The places of such a page.
#[derive(Default)]
struct Places<'a> {
    content: Option<ElementRef<'a>>,
    title: Option<ElementRef<'a>>,
    account: Option<ElementRef<'a>>,
    byline: Option<ElementRef<'a>>,
    names: Vec<(&'a str, &'a str)>,
}

/// Reads the page if it is one of these.
pub fn extract(document: &Document, now: DateTime<FixedOffset>) -> Option<Article> {
    if !document.source.contains("js_content") {
        return None;
    }
    let places = find(document);
    let content = places.content?;
    let named = |key: &str| places.names.iter().find(|(name, _)| *name == key).map(|(_, value)| squeeze(value));
    let title = places.title.map(line).filter(|title| !title.is_empty());
    let title = title.or_else(|| named("og:title")).or_else(|| variable(&document.source, "msg_title"));
    let author = named("author").filter(|author| !author.is_empty()).or_else(|| places.byline.map(line));
    let account = places.account.map(line).or_else(|| variable(&document.source, "nickname"));
    let time = variable(&document.source, "ct").or_else(|| variable(&document.source, "create_time"));
    let body = body(content);
    Some(Article {
        title: title.unwrap_or_default(),
        author: author.filter(|author| !author.is_empty()).or(account).filter(|name| !name.is_empty()),
        published: time.and_then(|raw| times::read(&raw, now, TimeRole::Created)),
        // Short messages have no body of their own: their words are the description.
        text: if body.is_empty() { named("og:description").unwrap_or_default() } else { body },
        contained: true,
    })
}

fn find(document: &Document) -> Places<'_> {
    let mut places = Places::default();
    for element in document.html.tree.nodes().filter_map(ElementRef::wrap) {
        match attr(element, "id") {
            Some("js_content") => places.content = Some(element),
            Some("activity-name") => places.title = Some(element),
            Some("js_name") => places.account = Some(element),
            Some("js_author_name") => places.byline = Some(element),
            _ => {}
        }
        if name(element) == "meta" {
            let key = attr(element, "property").or_else(|| attr(element, "name"));
            places.names.extend(key.zip(attr(element, "content")));
        }
    }
    places
}

/// The body's lines.
fn body(content: ElementRef<'_>) -> String {
    let text = markup::text_of(content, &is_foreign);
    let lines = text.lines().take_while(|line| !is_end(line)).filter(|line| !is_template(line));
    lines.collect::<Vec<_>>().join("\n")
}

fn is_foreign(element: ElementRef<'_>) -> bool {
    let tag = name(element);
    tag.starts_with("mp-")
        || tag.starts_with("mpv")
        || matches!(tag, "script" | "style" | "qqmusic" | "iframe")
        || ["weapp_display_element", "code-snippet__line-index", "qr_code_pc", "reward_area", "rich_media_tool"]
            .iter()
            .any(|class| has_class(element, class))
}

/// Where other articles begin.
fn is_end(line: &str) -> bool {
    let bare: String = line.chars().filter(|c| c.is_alphanumeric()).collect();
    ["往期推荐", "推荐阅读", "精彩回顾", "往期回顾", "往期精彩"].contains(&bare.as_str())
}

/// Lines that every account prints.
fn is_template(line: &str) -> bool {
    line.chars().count() <= 40 && TEMPLATES.iter().any(|words| line.contains(words))
}

const TEMPLATES: &[&str] = &[
    "蓝字关注",
    "点击关注",
    "长按识别",
    "扫码关注",
    "阅读原文",
    "点赞在看",
    "分享三连",
    "设为星标",
    "预览时标签不可点",
    "扫一扫关注",
    "继续滑动看下一个",
    "轻触阅读原文",
    "侵删",
    "责编",
    "责任编辑",
    "审核：",
    "终审",
    "编辑：",
    "编辑:",
];

/// A script variable's value: the last literal of its expression that is not empty.
fn variable(source: &str, name: &str) -> Option<String> {
    static LITERAL: LazyLock<Regex> = LazyLock::new(|| pattern(r#""([^"]{1,300})"|'([^']{1,300})'"#));
    let mark = format!("{name} =");
    let at = source.match_indices(&mark).map(|(at, _)| at).find(|at| {
        let before = source.get(..*at).unwrap_or_default();
        before.ends_with(|c: char| c.is_whitespace() || c == '.' || c == ';')
    })?;
    let rest = source.get(at + mark.len()..)?;
    let expression = rest.split([';', '\n']).next()?;
    let value = LITERAL.captures_iter(expression).last()?;
    let value = value.get(1).or_else(|| value.get(2))?.as_str();
    Some(unescape(value)).filter(|value| !value.is_empty())
}

/// `\xNN` as scripts write quotes and ampersands.
fn unescape(text: &str) -> String {
    static HEX: LazyLock<Regex> = LazyLock::new(|| pattern(r"\\x([0-9a-fA-F]{2})"));
    HEX.replace_all(text, |found: &regex::Captures<'_>| {
        let code = found.get(1).and_then(|hex| u8::from_str_radix(hex.as_str(), 16).ok());
        code.map(|code| char::from(code).to_string()).unwrap_or_default()
    })
    .into_owned()
}
