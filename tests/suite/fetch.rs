//! The fetcher against servers that misbehave, on real sockets.

mod agent;
mod answers;
mod bodies;
mod guard;
mod pace;
mod proxy;
mod redirects;
mod robots_txt;
mod tls;

use std::net::IpAddr;

use url::Url;
use yuqing::config::FetchOptions;
use yuqing::fetch::resolver::{Looking, Lookup};
use yuqing::fetch::{Cost, FetchError, Fetcher};
use yuqing::model::{Fetched, Page, PageRole, Priority, Reason, Request, Source};

use crate::hostile::Hostile;

/// Options that lose no time: no interval, one second for everything.
pub fn quick() -> FetchOptions {
    FetchOptions {
        total_timeout_secs: 1,
        connect_timeout_secs: 1,
        host_interval_ms: 0,
        own_host_interval_ms: 0,
        max_body_bytes: 1 << 20,
        max_decompressed_bytes: 2 << 20,
        contact: "https://hospital.example/about".into(),
        ..FetchOptions::default()
    }
}

/// A source that may reach loopback, where the tests' servers are.
pub fn source(url: &Url) -> Source {
    Source {
        id: "test".into(),
        name: "测试".into(),
        engine: "page".into(),
        url: url.clone(),
        schedule: None,
        every_secs: Some(60),
        priority: Priority::Normal,
        locality: None,
        weight: 3,
        official: false,
        enabled: true,
        tags: Vec::new(),
        site: None,
        zone: chrono_tz::Asia::Shanghai,
        max_pages: 5,
        track: true,
        allow_private: true,
        comments: false,
        select: None,
    }
}

/// A resolver for which every name is this machine.
pub struct AllHere;

impl Lookup for AllHere {
    fn lookup(&self, _: &str) -> Looking {
        Box::pin(async { Ok(vec![IpAddr::from([127, 0, 0, 1])]) })
    }
}

/// Fetches one address with a fetcher.
pub async fn ask(fetcher: &Fetcher, url: &Url) -> Result<(Fetched, Cost), FetchError> {
    fetcher.fetch(&source(url), &Request::new(url.clone(), PageRole::List)).await
}

/// Fetches one address of a server with a fetcher of its own.
pub async fn fetch(server: &Hostile, target: &str) -> Result<(Fetched, Cost), FetchError> {
    ask(&Fetcher::new(&quick()).unwrap(), &server.url(target)).await
}

/// The page of an answer that must be one.
pub fn page(answer: Result<(Fetched, Cost), FetchError>) -> Page {
    match answer {
        Ok((Fetched::Page(page), _)) => *page,
        other => panic!("no page but {other:?}"),
    }
}

/// The error of an answer that must be one.
pub fn error(answer: Result<(Fetched, Cost), FetchError>) -> FetchError {
    match answer {
        Err(error) => error,
        Ok((fetched, _)) => panic!("no error but {fetched:?}"),
    }
}

/// The reason of an answer that must be an error.
pub fn reason(answer: Result<(Fetched, Cost), FetchError>) -> Reason {
    error(answer).reason
}
