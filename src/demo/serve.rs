//! The town's sites on real ports of the loopback address.

use std::net::SocketAddr;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State as Shared};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, FixedOffset, Utc};
use sha2::{Digest, Sha256};
use tokio::net::TcpListener;
use tokio::task::JoinSet;

use super::town::Town;
use super::{forum, news, wechat};

/// The running sites; they stop when this is dropped.
pub struct Sites {
    /// The forum's address.
    pub forum: SocketAddr,
    /// The news site's address.
    pub news: SocketAddr,
    /// The mirror feed's address.
    pub wechat: SocketAddr,
    _tasks: JoinSet<std::io::Result<()>>,
}

#[derive(Clone, Copy)]
enum Site {
    Forum,
    News,
    Wechat,
}

impl Sites {
    /// Starts the three sites on ports the system chooses.
    ///
    /// # Errors
    /// When no port can be had.
    pub async fn start(town: &Town) -> std::io::Result<Self> {
        let mut tasks = JoinSet::new();
        let forum = start_one(&mut tasks, town, Site::Forum).await?;
        let news = start_one(&mut tasks, town, Site::News).await?;
        let wechat = start_one(&mut tasks, town, Site::Wechat).await?;
        Ok(Self { forum, news, wechat, _tasks: tasks })
    }
}

async fn start_one(tasks: &mut JoinSet<std::io::Result<()>>, town: &Town, site: Site) -> std::io::Result<SocketAddr> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    let address = listener.local_addr()?;
    let router = Router::new().fallback(answer).with_state((town.clone(), site));
    tasks.spawn(async move { axum::serve(listener, router).await });
    Ok(address)
}

async fn answer(Shared((town, site)): Shared<(Town, Site)>, request: Request<Body>) -> Response {
    let path = request.uri().path();
    if path == "/robots.txt" {
        return "User-agent: *\nDisallow: /admin.php\nDisallow: /member.php\n".into_response();
    }
    let state = town.state();
    let (kind, body) = match site {
        Site::Forum => ("text/html; charset=gbk", forum::page(&state, path, Utc::now())),
        Site::News => ("text/html; charset=utf-8", news::page(&state, path).map(String::into_bytes)),
        Site::Wechat => ("application/rss+xml", (path == "/feed.xml").then(|| wechat::feed(&state).into_bytes())),
    };
    match body {
        Some(body) => conditional(request.headers(), kind, body),
        None => (StatusCode::NOT_FOUND, "没有这个页面").into_response(),
    }
}

/// Answers 304 where the reader already has these bytes.
fn conditional(asked: &HeaderMap, kind: &'static str, body: Vec<u8>) -> Response {
    let digest = Sha256::digest(&body);
    let tag = format!(
        "\"{:02x}{:02x}{:02x}{:02x}{:02x}{:02x}\"",
        digest[0], digest[1], digest[2], digest[3], digest[4], digest[5]
    );
    if asked.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes()) {
        return (StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response();
    }
    ([(header::CONTENT_TYPE, kind.to_string()), (header::ETAG, tag)], body).into_response()
}

/// The town's local time.
pub fn local(at: DateTime<Utc>) -> DateTime<FixedOffset> {
    match FixedOffset::east_opt(8 * 3600) {
        Some(offset) => at.with_timezone(&offset),
        None => at.fixed_offset(),
    }
}

/// Escapes text for HTML and XML.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
