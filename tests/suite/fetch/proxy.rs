//! Through the operator's proxy: still guarded, never by accident.

use std::io;
use std::net::IpAddr;
use std::sync::Arc;

use url::Url;
use yuqing::config::FetchOptions;
use yuqing::fetch::resolver::{Looking, Lookup};
use yuqing::fetch::{FetchError, Fetcher};
use yuqing::model::{Fetched, PageRole, Reason, Request};

use super::{ask, page, quick, reason, source};
use crate::hostile::{Hostile, Reply};

/// One name is public, one inside, all others unknown here.
struct Office;

impl Lookup for Office {
    fn lookup(&self, name: &str) -> Looking {
        let address: Option<IpAddr> = match name {
            "public.example" => Some([93, 184, 216, 34].into()),
            "inside.example" => Some([10, 0, 0, 7].into()),
            "proxy.office" => Some([127, 0, 0, 1].into()),
            _ => None,
        };
        Box::pin(async move { address.map(|found| vec![found]).ok_or(io::ErrorKind::NotFound.into()) })
    }
}

/// Fetches as a source that may not go inside.
async fn ask_guarded(fetcher: &Fetcher, url: &str) -> Result<Fetched, FetchError> {
    let url: Url = url.parse().unwrap();
    let mut source = source(&url);
    source.allow_private = false;
    fetcher.fetch(&source, &Request::new(url, PageRole::List)).await.map(|(fetched, _)| fetched)
}

#[tokio::test]
async fn public_names_go_through_it_and_private_ones_do_not() {
    let proxy = Hostile::start_whole(|ask| match ask.target.ends_with("/robots.txt") {
        true => Reply::status(404),
        false => Reply::html("via proxy"),
    });
    let address = format!("http://proxy.office:{}", proxy.address().port());
    let options = FetchOptions { proxy: Some(address), ..quick() };
    let fetcher = Fetcher::with_lookup(&options, Arc::new(Office)).unwrap();
    for url in ["http://public.example/a", "http://unknown-here.example/b"] {
        assert!(ask_guarded(&fetcher, url).await.is_ok(), "{url}");
    }
    for url in ["http://inside.example/", "http://10.0.0.7/", "http://[::1]/", "http://public.example:6379/"] {
        let refused = ask_guarded(&fetcher, url).await.map_err(|error| error.reason);
        assert_eq!(refused.err(), Some(Reason::ForbiddenAddress), "{url}");
    }
    let asked: Vec<String> = proxy.targets().into_iter().filter(|target| !target.ends_with("robots.txt")).collect();
    assert_eq!(asked, ["http://public.example/a", "http://unknown-here.example/b"]);
    let inside = Hostile::start(|_| Reply::html("direct"));
    assert_eq!(&page(ask(&fetcher, &inside.url("/")).await).body[..], b"direct");
}

#[tokio::test]
async fn a_proxy_that_is_down_is_a_connection_fault() {
    let gone = Hostile::start(|_| Reply::html("x"));
    let address = gone.url("/").to_string();
    drop(gone);
    let fetcher = Fetcher::with_lookup(&FetchOptions { proxy: Some(address), ..quick() }, Arc::new(Office)).unwrap();
    let refused = ask_guarded(&fetcher, "http://public.example/").await.map_err(|error| error.reason);
    assert_eq!(refused.err(), Some(Reason::Connect));
    assert_eq!(reason(ask(&fetcher, &"http://127.0.0.1:1/".parse().unwrap()).await), Reason::Connect);
}

#[test]
fn an_address_that_is_no_proxy_is_refused_without_its_password() {
    for address in ["not a url", "ftp://user:s3cret@proxy.office", "user:s3cret@proxy"] {
        let refused = Fetcher::new(&FetchOptions { proxy: Some(address.into()), ..quick() }).err().unwrap();
        assert!(refused.detail.contains("fetch.proxy") && !refused.detail.contains("s3cret"), "{}", refused.detail);
    }
    for address in ["http://proxy.office:3128", "socks5://proxy.office", "socks5h://user:s3cret@proxy.office:1080"] {
        assert!(Fetcher::new(&FetchOptions { proxy: Some(address.into()), ..quick() }).is_ok(), "{address}");
    }
}
