//! Sources that fail, by halves or wholly, and what is told of them.

use yuqing::model::{Reason, Verdict};

use super::{Room, feed, item};

const NEWS: &str = r#"
[[source]]
id = "news"
name = "新闻网"
engine = "page"
url = "{site}/"
every = "10m"
allow_private = true
max_pages = 3
[source.select]
item = "li"
title = "a"
link = "a@href"
body = "div.body"
"#;

fn list(items: &[&str]) -> String {
    let items: Vec<_> =
        items.iter().map(|id| format!("<li><a href=\"/{id}.html\">消息{id}今日发布</a></li>")).collect();
    format!("<html><body><ul>{}</ul></body></html>", items.concat())
}

fn article(text: &str) -> String {
    let text = text.repeat(3);
    format!(
        "<html><head><title>消息</title></head><body><h1>消息</h1><div class=\"body\"><p>{text}</p></div></body></html>"
    )
}

#[tokio::test]
async fn an_article_that_failed_is_asked_for_again() {
    let room = Room::with(NEWS, "").await;
    room.site.put("/", list(&["a", "b"]));
    room.site.put("/a.html", article("一切正常，没有什么可说的。"));
    room.site.answer("/b.html", 500, &[], "oops");
    let visit = room.visit().await;
    assert_eq!((visit.verdict, visit.reason), (Verdict::Partial, Some(Reason::SomePagesFailed)));
    room.site.asked();

    room.site.put("/b.html", article("在泰兴二院被误诊，要求说明。"));
    let visit = room.visit().await;
    assert_eq!(room.site.asked(), ["/", "/b.html"], "what was read is not asked for again");
    assert_eq!((visit.verdict, visit.alerts), (Verdict::OldOnly, 1));
}

#[tokio::test]
async fn what_the_page_limit_left_is_read_by_the_next_visits() {
    let room = Room::with(NEWS, "").await;
    let ids = ["a", "b", "c", "d", "e"];
    room.site.put("/", list(&ids));
    for id in ids {
        room.site.put(&format!("/{id}.html"), article("寻常的一天，没有特别的事。"));
    }
    let mut asked = Vec::new();
    let mut verdicts = Vec::new();
    for _ in 0..3 {
        verdicts.push(room.visit().await.verdict);
        asked.extend(room.site.asked().into_iter().filter(|path| path != "/"));
    }
    assert_eq!(verdicts, [Verdict::Partial, Verdict::Partial, Verdict::OldOnly]);
    assert_eq!(asked, ids.map(|id| format!("/{id}.html")));
}

#[tokio::test]
async fn what_was_left_is_read_although_the_list_moved_on() {
    let room = Room::with(NEWS, "").await;
    for id in ["a", "b", "c", "d", "f"] {
        room.site.put(&format!("/{id}.html"), article("寻常的一天，没有特别的事。"));
    }
    room.site.answer("/b.html", 503, &[], "oops");
    room.site.put("/", list(&["a", "b", "c", "d"]));
    room.visit().await;
    room.site.put("/b.html", article("在泰兴二院被误诊，要求说明。"));
    room.site.put("/", list(&["f"]));
    room.site.asked();

    let mut found = 0;
    let mut asked = Vec::new();
    for _ in 0..3 {
        found += room.visit().await.alerts;
        asked.extend(room.site.asked().into_iter().filter(|path| path != "/"));
    }
    assert_eq!(asked, ["/f.html", "/c.html", "/d.html", "/b.html"], "news first, each once");
    assert_eq!(found, 1);
}

#[tokio::test]
async fn an_article_that_is_gone_is_no_fault() {
    let room = Room::with(NEWS, "").await;
    room.site.put("/", list(&["a"]));
    room.site.put("/a.html", "<html><head><title>提示信息</title></head><body><p>该文章已被删除</p></body></html>");
    let visit = room.visit().await;
    assert!(visit.verdict.looked(), "{visit:?}");
    assert_eq!(visit.new_posts, 1, "its title on the list stays");
}

#[tokio::test]
async fn a_failure_loses_nothing_that_is_known() {
    let room = Room::new().await;
    room.site.answer("/feed.xml", 200, &[("etag", "\"v1\"")], feed(&[item("a1", 30, "泰兴二院误诊", "")]));
    assert_eq!(room.visit().await.alerts, 1);
    room.site.put("/feed.xml", "<html><body>维护中</body></html>");
    let broken = room.visit().await;
    assert!(!broken.verdict.looked(), "{:?}", broken.verdict);
    room.site.answer("/feed.xml", 200, &[("etag", "\"v1\"")], feed(&[item("a1", 30, "泰兴二院误诊", "")]));
    let back = room.visit().await;
    assert_eq!((back.verdict, back.alerts), (Verdict::Unchanged, 0), "validators were kept");
}

#[tokio::test]
async fn a_dark_source_is_told_once_and_so_is_its_return() {
    let options = "[mail]\nenabled = true\nhost = \"127.0.0.1\"\nport = 9\ntls = \"none\"\nfrom = \"a@example.org\"\nto = [\"b@example.org\"]\n";
    let room = Room::with(super::room::FEED, options).await;
    room.site.answer("/feed.xml", 500, &[], "oops");
    let waiting = async || room.stages().store.outbox_summary().await.expect("the outbox").pending;
    let mut told = Vec::new();
    for _ in 0..5 {
        let visit = room.visit().await;
        assert_eq!((visit.verdict, visit.reason), (Verdict::Failed, Some(Reason::HttpServer)));
        told.push(waiting().await);
    }
    assert_eq!(told, [0, 0, 1, 1, 1], "after three failures in a row, once");

    room.site.put("/feed.xml", feed(&[item("a1", 30, "天气", "")]));
    let mut told = Vec::new();
    for _ in 0..3 {
        assert!(room.visit().await.verdict.looked());
        told.push(waiting().await);
    }
    assert_eq!(told, [2, 2, 2], "once, when it is back");
}
