//! The article of a single page: title, author, time, body. Of any site.
//!
//! - [`Article`], [`extract`]: the door
//! - `meta`: what the page says of itself to machines; `labels`: what it says to people (来源, 作者, 时间)
//! - `body`: known containers, else the densest text; `density`: where that is; `trim`: lines around it
//! - `wechat`: mp.weixin.qq.com, whose scripts hold what its tags lack

mod body;
mod density;
mod labels;
mod meta;
mod trim;
mod wechat;

use chrono::{DateTime, FixedOffset};
use url::Url;

use super::document::Document;
use super::page::Pick;
use super::times;
use crate::model::{PostTime, TimeRole};

/// An article as read from a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Article {
    /// Its title, without the site's name.
    pub title: String,
    /// Who wrote it; the outlet it was taken from where no one is named.
    pub author: Option<String>,
    /// When it was published.
    pub published: Option<PostTime>,
    /// Its body.
    pub text: String,
    /// Whether the body stood in a container made for bodies.
    pub contained: bool,
}

impl Article {
    /// Whether this is an article beyond doubt, and no notice that happens to be a page.
    pub fn is_sure(&self) -> bool {
        let chars = self.text.chars().count();
        (self.contained && chars >= 20) || chars >= 200
    }
}

/// Reads the article of a page; `body` is the source's own selector, tried first.
pub fn extract(document: &Document, url: &Url, now: DateTime<FixedOffset>, body: Option<&Pick>) -> Article {
    if let Some(article) = wechat::extract(document, now) {
        return article;
    }
    let meta = meta::read(document);
    let title = meta.title(document);
    let lines = labels::Lines::around(document, &title);
    let found = body::find(document, body, &meta, &title);
    let time = |raw: String| times::read(&raw, now, TimeRole::Created);
    let real = |raw: String| time(raw).filter(|time| !times::is_zero(time));
    Article {
        author: meta.author().or_else(|| lines.author()).or_else(|| meta.outlet()),
        published: meta
            .time()
            .and_then(real)
            .or_else(|| lines.time().and_then(real))
            .or_else(|| labels::date_in_url(url).and_then(real))
            .or_else(|| meta.time().and_then(time)),
        title,
        text: found.text,
        contained: found.contained,
    }
}
