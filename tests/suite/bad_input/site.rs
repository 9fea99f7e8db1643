//! A site that is well until a test says otherwise: a board, a feed or a list of articles, each over real HTTP.
//!
//! - [`Site`]: the server; [`Face`]: what software it seems to run; [`Item`]: what somebody wrote there
//! - [`Trouble`]: what is wrong with it; answers in trouble wait until the test lets them go

use std::fmt::Write;
use std::sync::{Arc, Condvar, Mutex};

use chrono::{DateTime, TimeDelta, Utc};
use tokio::sync::Notify;
use url::Url;

use crate::hostile::{Ask, Hostile, Reply};

/// What is wrong: an answer to a request, or `None` where the site answers as ever.
pub type Trouble = Box<dyn Fn(&Ask) -> Option<Reply> + Send + Sync>;

/// What software a site seems to run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    /// A board and its threads.
    Discuz,
    /// RSS.
    Feed,
    /// A list of articles, and the articles.
    Page,
}

impl Face {
    pub const ALL: [Self; 3] = [Self::Discuz, Self::Feed, Self::Page];

    /// The engine that reads it.
    pub fn engine(self) -> &'static str {
        match self {
            Self::Discuz => "discuz",
            Self::Feed => "feed",
            Self::Page => "page",
        }
    }

    /// Where a visit begins.
    pub fn list(self) -> &'static str {
        match self {
            Self::Discuz => "/forum-2-1.html",
            Self::Feed => "/feed.xml",
            Self::Page => "/news/",
        }
    }

    /// The page behind an entry of the list.
    pub fn entry(self, id: u32) -> String {
        match self {
            Self::Discuz => format!("/thread-{id}-1-1.html"),
            Self::Feed => format!("/item/{id}"),
            Self::Page => format!("/news/{id}.html"),
        }
    }
}

/// What somebody wrote.
#[derive(Clone, Debug)]
pub struct Item {
    pub id: u32,
    pub title: String,
    pub text: String,
    pub at: DateTime<Utc>,
}

/// The server; it stops when dropped.
pub struct Site {
    server: Hostile,
    shared: Arc<Shared>,
}

struct Shared {
    face: Face,
    items: Mutex<Vec<Item>>,
    trouble: Mutex<Option<Arc<Trouble>>>,
    asked_in_trouble: Notify,
    gate: (Mutex<bool>, Condvar),
}

impl Site {
    pub fn start(face: Face) -> Self {
        let shared = Arc::new(Shared {
            face,
            items: Mutex::default(),
            trouble: Mutex::default(),
            asked_in_trouble: Notify::new(),
            gate: (Mutex::new(true), Condvar::new()),
        });
        let answering = shared.clone();
        Self { server: Hostile::start_whole(move |ask| answering.answer(ask)), shared }
    }

    /// Where a visit begins.
    pub fn url(&self) -> Url {
        self.server.url(self.shared.face.list())
    }

    pub fn face(&self) -> Face {
        self.shared.face
    }

    /// Somebody writes something, some minutes ago.
    pub fn publish(&self, title: &str, text: &str, minutes_ago: i64) -> u32 {
        let mut items = self.shared.items.lock().unwrap();
        let id = 101 + items.len() as u32;
        let at = Utc::now() - TimeDelta::minutes(minutes_ago);
        items.push(Item { id, title: title.into(), text: text.into(), at });
        id
    }

    /// From now on something is wrong. Answers are held back until [`Site::open_gate`].
    pub fn trouble(&self, trouble: Trouble) {
        *self.shared.gate.0.lock().unwrap() = false;
        *self.shared.trouble.lock().unwrap() = Some(Arc::new(trouble));
    }

    /// The same, with nothing held back.
    pub fn trouble_at_once(&self, trouble: Trouble) {
        self.trouble(trouble);
        self.open_gate();
    }

    /// Waits until the site was asked for something that is wrong with it.
    pub async fn asked_in_trouble(&self) {
        self.shared.asked_in_trouble.notified().await;
    }

    /// Lets the answers go.
    pub fn open_gate(&self) {
        *self.shared.gate.0.lock().unwrap() = true;
        self.shared.gate.1.notify_all();
    }

    /// All is well again.
    pub fn mend(&self) {
        self.open_gate();
        *self.shared.trouble.lock().unwrap() = None;
    }

    /// What was asked for, robots.txt left out.
    pub fn targets(&self) -> Vec<String> {
        self.server.targets().into_iter().filter(|target| target != "/robots.txt").collect()
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.open_gate();
    }
}

impl Shared {
    fn answer(&self, ask: &Ask) -> Reply {
        let trouble = self.trouble.lock().unwrap().clone();
        if let Some(reply) = trouble.and_then(|trouble| trouble(ask)) {
            self.asked_in_trouble.notify_one();
            let gate = self.gate.0.lock().unwrap();
            drop(self.gate.1.wait_while(gate, |open| !*open).unwrap());
            return reply;
        }
        let items = self.items.lock().unwrap();
        if ask.target == self.face.list() {
            return list(self.face, &items, ask);
        }
        let item = items.iter().find(|item| ask.target == self.face.entry(item.id));
        item.map_or_else(|| Reply::status(404), |item| Reply::html(entry(self.face, item)))
    }
}

/// The list, or 304 where nothing was written since.
fn list(face: Face, items: &[Item], ask: &Ask) -> Reply {
    let tag = format!("\"{}\"", items.len());
    if ask.header("if-none-match") == Some(&tag) {
        return Reply::status(304);
    }
    Reply::html(list_page(face, items)).with("etag", &tag)
}

/// The list as a page.
pub fn list_page(face: Face, items: &[Item]) -> String {
    let newest_first = items.iter().rev();
    match face {
        Face::Discuz => board(&newest_first.map(row).collect::<String>(), ""),
        Face::Feed => {
            let items: String = newest_first.map(feed_item).collect();
            format!(r#"<?xml version="1.0"?><rss version="2.0"><channel><title>t</title>{items}</channel></rss>"#)
        }
        Face::Page => {
            let mut rows = String::new();
            for Item { id, title, .. } in newest_first {
                let _ = write!(rows, r#"<li><a href="/news/{id}.html">{title}</a></li>"#);
            }
            format!(r#"<html><head><title>新闻</title></head><body><ul class="news">{rows}</ul></body></html>"#)
        }
    }
}

/// The page behind an entry.
pub fn entry(face: Face, item: &Item) -> String {
    match face {
        Face::Discuz => thread(item),
        Face::Feed | Face::Page => {
            let Item { title, text, .. } = item;
            let at = local(item.at);
            format!(
                r#"<html><head><title>{title}</title><meta name="PubDate" content="{at}"></head>
<body><h1>{title}</h1><div class="article">{text}</div></body></html>"#
            )
        }
    }
}

fn feed_item(item: &Item) -> String {
    let Item { id, title, text, .. } = item;
    let at = item.at.to_rfc2822();
    format!(
        "<item><guid>{id}</guid><link>/item/{id}</link><pubDate>{at}</pubDate>\
         <title>{title}</title><description>{text}</description></item>"
    )
}

/// A board with these rows and what follows them.
pub fn board(rows: &str, after: &str) -> String {
    forum_page(
        "城事",
        &format!(
            r#"<body id="nv_forum" class="pg_forumdisplay"><h1 class="xs2"><a href="forum-2-1.html">城事</a></h1>
<div id="threadlist"><table summary="forum_2" id="threadlisttableid">{rows}</table></div>{after}"#
        ),
    )
}

/// A thread's row: no replies yet.
pub fn row(item: &Item) -> String {
    let Item { id, title, .. } = item;
    let at = local(item.at);
    format!(
        r#"<tbody id="normalthread_{id}"><tr><td class="icn"></td><th class="new"><a href="thread-{id}-1-1.html" class="s xst">{title}</a></th><td class="by"><cite><a href="space-uid-1.html">甲</a></cite><em><span>{at}</span></em></td><td class="num"><a class="xi2">0</a><em>9</em></td><td class="by"><cite><a>甲</a></cite><em><a>{at}</a></em></td></tr></tbody>"#
    )
}

/// A thread of one floor.
pub fn thread(item: &Item) -> String {
    let Item { id, title, text, .. } = item;
    let (pid, at) = (id * 10, local(item.at));
    let body = format!(
        r#"<body id="nv_forum" class="pg_viewthread"><div id="postlist"><h1 class="ts"><span id="thread_subject">{title}</span></h1>
<div id="post_{pid}"><table id="pid{pid}" class="plhin"><tr><td class="pls"><div class="authi"><a href="space-uid-1.html" class="xw1">甲</a></div></td><td class="plc"><div class="pi"><strong><a id="postnum{pid}">楼主</a></strong><div class="pti"><div class="authi"><em id="authorposton{pid}">发表于 <span title="{at}">{at}</span></em></div></div></div><div class="pct"><div class="pcb"><table><tr><td class="t_f" id="postmessage_{pid}">{text}</td></tr></table></div></div></td></tr></table></div></div>"#
    );
    forum_page(title, &body)
}

/// A page on which the forum itself says something.
pub fn message_page(words: &str) -> String {
    let body = format!(
        r#"<body id="nv_forum" class="pg_forumdisplay"><div id="messagetext" class="alert_error"><p>{words}</p></div>"#
    );
    forum_page("提示信息", &body)
}

fn forum_page(title: &str, body: &str) -> String {
    format!(
        r#"<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title} - 论坛 - Powered by Discuz!</title><meta name="generator" content="Discuz! X3.4" /><script>var STYLEID = '1', discuz_uid = '0';</script></head>
{body}</body></html>"#
    )
}

/// As sites of the region print times.
pub fn local(at: DateTime<Utc>) -> String {
    at.with_timezone(&chrono_tz::Asia::Shanghai).format("%Y-%m-%d %H:%M:%S").to_string()
}
