//! The Discuz adapter on a thread page of about 100 KB against scraper alone (tree and the same selections of text).

mod compare;

use bytes::Bytes;
use chrono::Utc;
use scraper::{Html, Selector};
use yuqing::model::{Cursor, Page, PageRole, Priority, Source};
use yuqing::source::{Context, table};

fn main() {
    let html = thread_page();
    let body = Bytes::from(encoding_rs::GBK.encode(&html).0.into_owned());
    let source = source();
    let cursor = Cursor::default();
    let page = Page {
        url: source.url.clone(),
        requested: source.url.clone(),
        role: PageRole::Thread,
        status: 200,
        headers: vec![("content-type".into(), "text/html; charset=gbk".into())],
        body: body.clone(),
        fetched_at: Utc::now(),
    };
    let context = Context { source: &source, cursor: &cursor, now: page.fetched_at.fixed_offset() };
    let Some(adapter) = table::find("discuz") else { panic!("no discuz adapter") };
    assert_eq!(adapter.parse(&page, &context).posts.len(), 10);

    let floor_selector = Selector::parse("td.t_f").unwrap_or_else(|error| panic!("{error}"));
    compare::compare(
        "parse a thread page, discuz",
        body.len(),
        || adapter.parse(&page, &context),
        || {
            let text = encoding_rs::GB18030.decode_with_bom_removal(&body).0;
            let tree = Html::parse_document(&text);
            tree.select(&floor_selector).map(|floor| floor.text().map(str::len).sum::<usize>()).sum::<usize>()
        },
    );
}

/// A thread page in the shape of the engine: ten floors, each with its side column, tools and signature.
fn thread_page() -> String {
    let side: String = (0..24)
        .map(|n| format!(r#"<dl class="pil cl"><dt><a href="home.php?mod=space&amp;uid={n}" class="xi2">积分{n}</a></dt><dd><p><em>主题</em>{n}</p></dd></dl>"#))
        .collect();
    let floors: String = (1..=10)
        .map(|n| {
            let text = "昨晚十一点多带娃去急诊，前面就三个人，硬是等到一点多才看上。<br />\n".repeat(14);
            format!(
                r#"<div id="post_{pid}"><table id="pid{pid}" class="plhin"><tr><td class="pls"><div class="authi"><a class="xw1" href="space-uid-{n}.html">网友{n}</a></div>{side}</td><td class="plc"><div class="pi"><strong><a id="postnum{pid}"><em>{n}</em><sup>#</sup></a></strong><div class="authi"><em id="authorposton{pid}">发表于 <span title="2026-11-20 09:{n:02}:16">3&nbsp;天前</span></em></div></div><div class="pct"><div class="pcb"><table><tr><td class="t_f" id="postmessage_{pid}">{text}</td></tr></table></div></div></td></tr><tr><td class="plc plm"><div class="sign">签名档</div><div class="po"><em><a class="fastre">回复</a></em></div></td></tr></table></div>"#,
                pid = 700 + n
            )
        })
        .collect();
    format!(
        r#"<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset=gbk" /><meta name="generator" content="Discuz! X3.4" /><title>长楼 - 论坛 - Powered by Discuz!</title></head><body id="nv_forum" class="pg_viewthread"><div id="postlist"><h1 class="ts"><span id="thread_subject">长楼</span></h1>{floors}</div></body></html>"#
    )
}

fn source() -> Source {
    Source {
        id: "bench".into(),
        name: "bench".into(),
        engine: "discuz".into(),
        url: "http://bbs.example/thread-93-1-1.html".parse().unwrap_or_else(|error| panic!("{error}")),
        schedule: None,
        every_secs: None,
        priority: Priority::Normal,
        locality: None,
        weight: 1,
        official: false,
        enabled: true,
        tags: vec![],
        site: None,
        zone: chrono_tz::Asia::Shanghai,
        max_pages: 10,
        track: true,
        allow_private: false,
        comments: false,
        select: None,
    }
}
