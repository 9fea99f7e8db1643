//! Feeds that are none, and what entries are known by.

use yuqing::model::{Outcome, Reason};

use super::Case;

const ADDRESS: &str = "https://mirror.example/rss";

fn check(body: &str, outcome: Outcome, reason: Option<Reason>) {
    let parsed = Case::new("feed", ADDRESS, body).parse();
    assert_eq!((parsed.outcome, parsed.reason), (outcome, reason), "{body}");
}

#[test]
fn what_is_no_feed_says_so() {
    check("RSS Disabled", Outcome::Closed, Some(Reason::SiteClosed));
    check("Specified forum not found", Outcome::Closed, Some(Reason::SiteClosed));
    check(
        "<!DOCTYPE html><html><head><title>首页</title></head><body><p>这是一个网站的首页，不是订阅源，里面有许多栏目。</p></body></html>",
        Outcome::Unknown,
        Some(Reason::NotAFeed),
    );
    check("<html><head><title>Just a moment...</title></head></html>", Outcome::Blocked, Some(Reason::BlockPage));
    check("", Outcome::Unknown, Some(Reason::EmptyBody));
    check("  \n", Outcome::Unknown, Some(Reason::EmptyBody));
    check("这不是什么格式", Outcome::Unknown, Some(Reason::NotAFeed));
    check(r#"{"code":40101,"message":"未授权"}"#, Outcome::Unknown, Some(Reason::NotAFeed));
    check(r#"{"name":"甲","items":[]}"#, Outcome::Empty, None);
    check(r#"<rss version="2.0"><channel><title>甲</title></channel></rss>"#, Outcome::Empty, None);
    check(r#"<rss version="2.0"><channel><item><title>断"#, Outcome::Unknown, Some(Reason::BadFeed));
}

#[test]
fn refused_feeds_tell_the_status() {
    let refused = |status| Case::new("feed", ADDRESS, "gone").status(status).parse();
    assert_eq!(refused(404).reason, Some(Reason::HttpGone));
    assert_eq!(refused(500).reason, Some(Reason::HttpServer));
    assert_eq!(refused(429).reason, Some(Reason::RateLimited));
}

#[test]
fn entries_keep_their_keys_when_the_feed_moves_on() {
    let feed = |items: &str| format!(r#"<rss version="2.0"><channel><title>甲</title>{items}</channel></rss>"#);
    let item =
        |n: u32| format!("<item><guid>g{n}</guid><title>第{n}篇</title><link>https://news.example/{n}</link></item>");
    let keys = |items: &str| -> Vec<String> {
        Case::new("feed", ADDRESS, feed(items)).parse().posts.into_iter().map(|post| post.key).collect()
    };
    assert_eq!(keys(&(item(1) + &item(2))), ["g1", "g2"]);
    assert_eq!(keys(&(item(2) + &item(3))), ["g2", "g3"]);
}

#[test]
fn careless_markup_does_not_cost_the_entries() {
    let item = "<item><title>甲&nbsp;乙 &mdash; 丙</title><link>https://news.example/a.php?x=1&id=2</link><description>价格<5元 & 更多</description></item>";
    let whole = format!(r#"<rss version="2.0"><channel><title>甲</title>{item}</channel></rss>"#);
    let posts = Case::new("feed", ADDRESS, whole).parse().posts;
    assert_eq!(posts.len(), 1);
    assert_eq!((posts[0].title.as_str(), posts[0].url.as_str()), ("甲 乙 — 丙", "https://news.example/a.php?x=1&id=2"));
}

#[test]
fn a_feed_that_breaks_off_keeps_its_whole_entries() {
    let broken = r#"<rss version="2.0"><channel><title>甲</title><item><title>第一篇</title><link>https://news.example/1</link></item><item><title>第二"#;
    let parsed = Case::new("feed", ADDRESS, broken).parse();
    assert_eq!((parsed.outcome, parsed.reason, parsed.posts.len()), (Outcome::Feed, Some(Reason::BadFeed), 1));
}

#[test]
fn json_feeds_that_take_the_standard_lightly_are_read() {
    let body = r#"{"version":"https://jsonfeed.org/version/1.1","items":[{"id":17,"url":"/17","title":"甲","content_text":"乙","date_published":1772676000}]}"#;
    let posts = Case::new("feed", ADDRESS, body).parse().posts;
    assert_eq!(posts.len(), 1);
    assert_eq!((posts[0].key.as_str(), posts[0].text.as_str()), ("17", "乙"));
    assert_eq!(posts[0].time.as_ref().map(|t| t.at.to_rfc3339()).as_deref(), Some("2026-03-05T10:00:00+08:00"));
}
