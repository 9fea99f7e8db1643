//! The town's official accounts, as a mirror feed gives them: RSS with whole texts.

use std::fmt::Write;

use super::serve::{escape, local};
use super::town::State;

/// Entries in the feed. Enough that nothing leaves it while a test keeps killing the reader.
const LISTED: usize = 400;

/// The feed.
pub fn feed(state: &State) -> String {
    let mut items = String::new();
    for article in state.wechat.iter().rev().take(LISTED) {
        let text: String = article.paragraphs.iter().map(|p| format!("<p>{}</p>", escape(p))).collect();
        let _ = writeln!(
            items,
            "<item><guid isPermaLink=\"false\">{id}</guid><link>https://mp.example/s/{id}</link><title>{title}</title>\
             <pubDate>{at}</pubDate><description>{text}</description></item>",
            id = article.id,
            title = escape(&article.title),
            at = local(article.at).to_rfc2822(),
            text = escape(&text),
        );
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\"><channel><title>临溪发布</title>\
         <link>https://mp.example/</link><description>公众号文章镜像</description>\n{items}</channel></rss>"
    )
}
