//! What a page says of itself to people: 来源、作者、发布时间, in the lines around its title.

use std::sync::LazyLock;

use regex::Regex;
use url::Url;

use crate::source::document::Document;
use crate::source::{dom, pattern};

const DATE: &str = r"(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?(?:[\sT　]*(?:星期.|周.)?[\sT　]*\d{1,2}\s?[:：时点]\s?\d{1,2}(?:\s?[:：分]\s?\d{1,2})?)?";

static LABELLED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(r"(?:发布时间|发布日期|发表时间|发稿时间|时间|日期|发表于|发布于)\s*[:：]?\s*({DATE})"))
});
static BARE: LazyLock<Regex> = LazyLock::new(|| pattern(DATE));
static AUTHOR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:^|[\s　|｜（(【])(?:作\s?者|记\s?者|撰\s?文|撰\s?稿|文)\s?[:：/／]\s*([^\s　|｜:：/（()）】]{2,16})")
});
static OUTLET: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:来\s?源|稿\s?源|信息来源|文章来源|消息来源|供\s?稿)\s?[:：]\s*([^\s　|｜:：（()）】]{2,24})")
});

/// Text near the title.
pub struct Lines {
    text: String,
}

/// How much text before the title may hold a byline.
const BEFORE: usize = 120;
/// How much after it.
const AFTER: usize = 600;

impl Lines {
    /// The text around the title; the page's beginning where the title is nowhere.
    pub fn around(document: &Document, title: &str) -> Self {
        let text = visible(document);
        let at = if title.is_empty() { None } else { text.rfind(title) };
        // The last place is often a list of related articles: the first one that a date follows is the heading.
        let place = text
            .match_indices(title)
            .map(|(at, _)| at)
            .find(|at| !title.is_empty() && BARE.is_match(&slice(&text, at + title.len(), AFTER / 3)))
            .or(at)
            .unwrap_or(0);
        let before: String = text.get(..place).unwrap_or_default().chars().rev().take(BEFORE).collect();
        let before: String = before.chars().rev().collect();
        Self { text: format!("{} {before}", slice(&text, place + title.len(), AFTER)) }
    }

    /// When it was published, as printed.
    pub fn time(&self) -> Option<String> {
        let labelled = LABELLED.captures(&self.text).and_then(|found| found.get(1));
        labelled.or_else(|| BARE.find(&self.text)).map(|found| dom::squeeze(found.as_str()))
    }

    /// Who wrote it, or where it was taken from.
    pub fn author(&self) -> Option<String> {
        [&*AUTHOR, &*OUTLET].into_iter().find_map(|label| {
            let found = label.captures(&self.text)?.get(1)?.as_str().trim();
            (!found.is_empty() && !found.starts_with(|c: char| c.is_ascii_digit())).then(|| found.to_string())
        })
    }
}

fn slice(text: &str, start: usize, chars: usize) -> String {
    text.get(start..).unwrap_or_default().chars().take(chars).collect()
}

/// The page's visible text on one line, up to a bound.
fn visible(document: &Document) -> String {
    const MAX_BYTES: usize = 60_000;
    let mut out = String::new();
    for node in document.html.tree.root().descendants() {
        let Some(text) = node.value().as_text() else { continue };
        let parent = node.parent().and_then(scraper::ElementRef::wrap);
        if parent.is_none_or(|p| !matches!(dom::name(p), "script" | "style" | "title" | "noscript" | "option")) {
            out.push_str(text);
            out.push(' ');
        }
        if out.len() > MAX_BYTES {
            break;
        }
    }
    dom::squeeze(&out)
}

/// A date that the address spells out: `/2024/05/06/`, `/202405/t20240506_1.html`, `/art/2024/5/6/`.
pub fn date_in_url(url: &Url) -> Option<String> {
    static IN_PATH: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?:^|[/_t.-])(20\d{2})[/_-]?(0?[1-9]|1[0-2])[/_-]?(0?[1-9]|[12]\d|3[01])(?:[/_.-]|$)")
    });
    let found = IN_PATH.captures(url.path())?;
    let part = |n: usize| found.get(n).map(|m| m.as_str());
    Some(format!("{}-{}-{}", part(1)?, part(2)?, part(3)?))
}
