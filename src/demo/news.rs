//! The town's news site: UTF-8, a front page with a list, one page an article.

use std::fmt::Write;

use super::serve::{escape, local};
use super::town::{Article, State};

/// Articles on the front page. Enough that nothing leaves it while a test keeps killing the reader.
const LISTED: usize = 400;

/// The page at `path`, or `None` where the site has none.
pub fn page(state: &State, path: &str) -> Option<String> {
    if path == "/" {
        return Some(front(&state.news));
    }
    let id: u32 = path.strip_prefix("/news/")?.strip_suffix(".html")?.parse().ok()?;
    state.news.iter().find(|a| a.id == id).map(article)
}

fn front(articles: &[Article]) -> String {
    let mut rows = String::new();
    for article in articles.iter().rev().take(LISTED) {
        let at = local(article.at).format("%Y-%m-%d %H:%M");
        let title = escape(&article.title);
        let _ =
            writeln!(rows, r#"<li><a href="/news/{}.html">{title}</a><span class="date">{at}</span></li>"#, article.id);
    }
    format!(
        r#"<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>临溪新闻网</title></head><body>
<nav><a href="/">首页</a> <a href="/about.html">关于我们</a></nav><ul class="news">
{rows}</ul><footer>临溪新闻网 版权所有</footer></body></html>"#
    )
}

fn article(article: &Article) -> String {
    let title = escape(&article.title);
    let at = local(article.at).format("%Y-%m-%d %H:%M:%S");
    let mut text = String::new();
    for paragraph in &article.paragraphs {
        let _ = writeln!(text, "<p>{}</p>", escape(paragraph));
    }
    format!(
        r#"<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title} - 临溪新闻网</title></head><body>
<nav><a href="/">首页</a></nav><h1>{title}</h1><div class="info">发布时间：{at}　来源：临溪新闻网</div>
<div class="article-content">
{text}</div><footer>临溪新闻网 版权所有</footer></body></html>"#
    )
}
