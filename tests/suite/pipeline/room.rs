//! An installation in a temporary folder, with a site on loopback whose pages the test writes.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use chrono::{DateTime, TimeDelta, Utc};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use yuqing::app::{Parts, visit_all};
use yuqing::clock::Clock;
use yuqing::config;
use yuqing::model::Visit;
use yuqing::pipeline::Stages;
use yuqing::pipeline::crawl::Visited;
use yuqing::store::Store;

/// What the site answers at a path.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(&'static str, String)>,
    pub body: Vec<u8>,
}

/// A site whose pages can be written while it runs.
pub struct Site {
    pub base: String,
    shared: Arc<Shared>,
    task: JoinHandle<()>,
}

#[derive(Default)]
struct Shared {
    pages: Mutex<HashMap<String, Answer>>,
    asked: Mutex<Vec<String>>,
}

impl Site {
    async fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
        let base = format!("http://{}", listener.local_addr().expect("an address"));
        let shared = Arc::new(Shared::default());
        let router = Router::new().fallback(answer).with_state(Arc::clone(&shared));
        let task = tokio::spawn(async move { axum::serve(listener, router).await.expect("the site serves") });
        Self { base, shared, task }
    }

    /// Writes a page.
    pub fn put(&self, path: &str, body: impl Into<Vec<u8>>) {
        self.answer(path, 200, &[], body);
    }

    /// Writes an answer.
    pub fn answer(&self, path: &str, status: u16, headers: &[(&'static str, &str)], body: impl Into<Vec<u8>>) {
        let headers = headers.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        let mut pages = self.shared.pages.lock().unwrap_or_else(PoisonError::into_inner);
        pages.insert(path.to_owned(), Answer { status, headers, body: body.into() });
    }

    /// What was asked for since the last call, robots.txt left out.
    pub fn asked(&self) -> Vec<String> {
        let asked = std::mem::take(&mut *self.shared.asked.lock().unwrap_or_else(PoisonError::into_inner));
        asked.into_iter().filter(|path| path != "/robots.txt").collect()
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn answer(State(shared): State<Arc<Shared>>, uri: Uri, asked: HeaderMap) -> (StatusCode, HeaderMap, Vec<u8>) {
    let path = uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
    shared.asked.lock().unwrap_or_else(PoisonError::into_inner).push(path.clone());
    let page = shared.pages.lock().unwrap_or_else(PoisonError::into_inner).get(&path).cloned();
    let Some(page) = page else { return (StatusCode::NOT_FOUND, HeaderMap::new(), Vec::new()) };
    let mut headers = HeaderMap::new();
    for (name, value) in &page.headers {
        headers.insert(*name, value.parse().expect("a header"));
    }
    let unchanged = headers.get("etag").is_some_and(|etag| asked.get("if-none-match") == Some(etag));
    if unchanged {
        return (StatusCode::NOT_MODIFIED, headers, Vec::new());
    }
    (StatusCode::from_u16(page.status).expect("a status"), headers, page.body)
}

/// The installation.
pub struct Room {
    pub site: Site,
    pub clock: Clock,
    pub parts: Parts,
    dir: TempDir,
}

/// Words that make the hospital's watch match.
pub const WATCHES: &str = r#"
[[entity]]
id = "hospital"
kind = "organisation"
name = "泰兴市第二人民医院"
aliases = ["泰兴二院", { text = "二院", prior = 0.4 }]

[[watch]]
id = "dispute"
name = "医疗纠纷"
query = 'entity:hospital AND (误诊 OR 医疗事故 OR 态度)'
notify = "instant"
"#;

impl Room {
    /// One feed at `/feed.xml`, no mail.
    pub async fn new() -> Self {
        Self::with(FEED, "").await
    }

    /// Sources and further options as written; `{site}` stands for the site's address.
    pub async fn with(sources: &str, options: &str) -> Self {
        let (site, dir) = (Site::start().await, TempDir::new().expect("a folder"));
        let clock = Clock::fixed(now());
        let sources = sources.replace("{site}", &site.base);
        let options = format!("{}\n{options}", OPTIONS.replace("{host}", site.base.trim_start_matches("http://")));
        write(dir.path(), &sources, &options);
        let store = Store::open(&dir.path().join("yuqing.db"), 1).expect("a database");
        let parts = build(dir.path(), clock.clone(), store);
        Self { site, clock, parts, dir }
    }

    /// The parts that visits and mails use.
    pub fn stages(&self) -> &Arc<Stages> {
        &self.parts.stages
    }

    /// Visits every source once, a minute after whatever was before.
    pub async fn visit_all(&self) -> Vec<Visited> {
        self.clock.advance(TimeDelta::minutes(1));
        visit_all(&self.parts).await.expect("a visit")
    }

    /// Visits the only source, and answers its row.
    pub async fn visit(&self) -> Visit {
        let mut visited = self.visit_all().await;
        visited.remove(0).committed.visit.expect("a row")
    }

    /// The folder of the installation.
    pub fn dir(&self) -> &Path {
        self.dir.path()
    }
}

fn write(dir: &Path, sources: &str, options: &str) {
    for (name, text) in [("sources.toml", sources), ("watches.toml", WATCHES), ("yuqing.toml", options)] {
        std::fs::write(dir.join(name), text).expect("a file");
    }
}

fn build(dir: &Path, clock: Clock, store: Store) -> Parts {
    let config = config::load(&dir.join("yuqing.toml")).expect("a configuration");
    Parts::build(config, clock, store, None).expect("parts")
}

/// When tests begin: a Monday morning in the office.
pub fn now() -> DateTime<Utc> {
    DateTime::parse_from_rfc3339("2026-11-23T09:30:00+08:00").expect("a time").to_utc()
}

/// One feed.
pub const FEED: &str = r#"
[[source]]
id = "feed"
name = "本地订阅"
engine = "feed"
url = "{site}/feed.xml"
every = "10m"
allow_private = true
"#;

const OPTIONS: &str = r#"
[files]
sources = "sources.toml"
watches = "watches.toml"
[organisation]
name = "泰兴市第二人民医院"
short_name = "泰兴二院"
id = "txey"
[database]
file = "yuqing.db"
[fetch]
contact = "ops@example.org"
own_hosts = ["{host}"]
own_host_interval_ms = 0
total_timeout_secs = 5
[digest]
enabled = true
"#;

/// A feed of items.
pub fn feed(items: &[String]) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><rss version=\"2.0\"><channel><title>t</title>{}</channel></rss>",
        items.concat()
    )
}

/// An item of a feed, so many minutes old when tests begin.
pub fn item(id: &str, minutes_old: i64, title: &str, text: &str) -> String {
    let date = (now() - TimeDelta::minutes(minutes_old)).to_rfc2822();
    format!(
        "<item><guid>{id}</guid><link>http://news.example/{id}</link><pubDate>{date}</pubDate>\
         <title>{title}</title><description>{text}</description></item>"
    )
}
