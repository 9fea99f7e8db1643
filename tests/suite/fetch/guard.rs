//! Which addresses are refused, in every spelling.

use std::collections::HashMap;
use std::io;
use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use url::Url;
use yuqing::fetch::Fetcher;
use yuqing::fetch::guard::{Reach, check_url};
use yuqing::fetch::resolver::{Looking, Lookup};
use yuqing::model::{PageRole, Reason, Request};

use super::{ask, page, quick, reason, source};
use crate::hostile::{Hostile, Reply};

/// What a URL may be reached by: nobody, sources with `allow_private`, everyone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    Nobody,
    Allowed,
    Everyone,
}

fn by(url: &str) -> By {
    let url: Url = url.parse().unwrap_or_else(|error| panic!("{url}: {error}"));
    match (check_url(&url, Reach::Public).is_ok(), check_url(&url, Reach::Private).is_ok()) {
        (true, true) => By::Everyone,
        (false, true) => By::Allowed,
        (false, false) => By::Nobody,
        (true, false) => panic!("{url} is open to everyone but those who are allowed more"),
    }
}

#[test]
fn loopback_and_private_addresses_in_every_spelling() {
    let hosts = [
        "127.0.0.1",
        "127.1",
        "127.0.1",
        "0x7f.1",
        "0177.0.0.1",
        "0x7f000001",
        "2130706433",
        "017700000001",
        "127.0.0.1.",
        "127.255.255.254",
        "%31%32%37.0.0.1",
        "１２７.０.０.１",
        "127。0。0。1",
        "①②⑦.0.0.1",
        "[::1]",
        "[0:0:0:0:0:0:0:1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::127.0.0.1]",
        "[0:0:0:0:0:ffff:7f00:1]",
        "[64:ff9b::127.0.0.1]",
        "[2002:7f00:1::]",
        "[::ffff:0:127.0.0.1]",
        "[2400:3200::5efe:127.0.0.1]",
        "10.0.0.1",
        "10.1",
        "0xa000001",
        "012.0.0.1",
        "167772161",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "192.168.257",
        "3232235777",
        "0xc0.0xa8.1.1",
        "[::ffff:192.168.1.1]",
        "[::ffff:c0a8:101]",
        "[2002:c0a8:101::1]",
        "[64:ff9b::a00:1]",
        "100.64.0.1",
        "100.127.255.255",
        "[fc00::1]",
        "[fd12:3456::1]",
    ];
    for host in hosts {
        assert_eq!(by(&format!("http://{host}/")), By::Allowed, "{host}");
    }
}

#[test]
fn addresses_that_nobody_reaches() {
    let hosts = [
        "169.254.169.254",
        "2852039166",
        "0xa9fea9fe",
        "0251.0376.0251.0376",
        "0xa9.0xfe.0xa9.0xfe",
        "169.254.43518",
        "169.254.1.1",
        "[::ffff:169.254.169.254]",
        "[::ffff:a9fe:a9fe]",
        "[::169.254.169.254]",
        "[64:ff9b::169.254.169.254]",
        "[2002:a9fe:a9fe::]",
        "[fd00:ec2::254]",
        "[fd20:ce::254]",
        "100.100.100.200",
        "168.63.129.16",
        "[fe80::1]",
        "[febf::1]",
        "[fec0::1]",
        "0.0.0.0",
        "0",
        "0.1.2.3",
        "[::]",
        "[::ffff:0.0.0.0]",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "4294967295",
        "[ff02::1]",
        "192.0.2.1",
        "198.51.100.7",
        "203.0.113.9",
        "[2001:db8::1]",
        "[3fff::1]",
        "198.18.0.1",
        "198.19.255.255",
        "192.0.0.192",
        "192.88.99.1",
        "[2001::1]",
        "[2001:0:4136:e378:8000:63bf:3fff:fdd2]",
        "[2001:20::1]",
        "[100::1]",
        "[64:ff9b:1::1]",
        "[5f00::1]",
        "[4000::1]",
        "[::ffff:224.0.0.1]",
    ];
    for host in hosts {
        assert_eq!(by(&format!("http://{host}/")), By::Nobody, "{host}");
    }
}

#[test]
fn addresses_that_everyone_reaches() {
    let hosts = [
        "1.1.1.1",
        "223.5.5.5",
        "8.8.8.8",
        "172.15.0.1",
        "172.32.0.1",
        "192.167.1.1",
        "100.63.0.1",
        "100.128.0.1",
        "126.0.0.1",
        "128.0.0.1",
        "11.0.0.1",
        "198.17.0.1",
        "198.20.0.1",
        "223.255.255.255",
        "[2400:3200::1]",
        "[2001:4860:4860::8888]",
        "[2606:4700::1111]",
        "[::ffff:8.8.8.8]",
        "[64:ff9b::808:808]",
        // Names are judged by what they resolve to.
        "example.com",
        "泰兴.example",
        "localhost",
        "metadata.google.internal",
    ];
    for host in hosts {
        assert_eq!(by(&format!("http://{host}/")), By::Everyone, "{host}");
    }
}

#[test]
fn schemes_and_ports() {
    let check = |url: &str, expected: By| assert_eq!(by(url), expected, "{url}");
    check("https://example.com/", By::Everyone);
    check("https://example.com:8443/", By::Everyone);
    check("http://example.com:8080/", By::Everyone);
    check("http://example.com:25/", By::Allowed);
    check("http://example.com:22/", By::Allowed);
    check("http://example.com:6379/", By::Allowed);
    check("http://example.com:0/", By::Nobody);
    check("file:///etc/passwd", By::Nobody);
    check("ftp://example.com/", By::Nobody);
    check("gopher://example.com:70/", By::Nobody);
    check("data:text/html,x", By::Nobody);
    check("javascript:alert(1)", By::Nobody);
}

/// Names with fixed addresses; each question takes the next list, the last one stays.
struct Names(HashMap<&'static str, Vec<Vec<IpAddr>>>, AtomicUsize);

impl Names {
    fn fetcher(names: &[(&'static str, &[&[&str]])]) -> Fetcher {
        let parse = |lists: &[&[&str]]| {
            lists.iter().map(|list| list.iter().map(|text| text.parse().unwrap()).collect()).collect()
        };
        let names = names.iter().map(|(name, lists)| (*name, parse(lists))).collect();
        Fetcher::with_lookup(&quick(), Arc::new(Self(names, AtomicUsize::new(0)))).unwrap()
    }
}

impl Lookup for Names {
    fn lookup(&self, name: &str) -> Looking {
        let asked = self.1.fetch_add(1, Ordering::SeqCst);
        let lists = self.0.get(name).cloned().unwrap_or_default();
        Box::pin(async move {
            let last = lists.len().checked_sub(1).ok_or(io::ErrorKind::NotFound)?;
            Ok(lists[asked.min(last)].clone())
        })
    }
}

/// Fetches as a source without `allow_private`.
async fn ask_guarded(fetcher: &Fetcher, url: &str) -> Reason {
    let url: Url = url.parse().unwrap();
    let mut source = source(&url);
    source.allow_private = false;
    reason(fetcher.fetch(&source, &Request::new(url, PageRole::List)).await)
}

#[tokio::test]
async fn literals_and_names_are_refused_without_a_connection() {
    let server = Hostile::start(|_| Reply::html("secret"));
    let port = server.address().port();
    let fetcher = Names::fetcher(&[("inside.example", &[&["127.0.0.1"]]), ("meta.example", &[&["169.254.169.254"]])]);
    for host in ["127.0.0.1", "2130706433", "[::ffff:127.0.0.1]", "inside.example", "meta.example"] {
        let refused = ask_guarded(&fetcher, &format!("http://{host}:{port}/")).await;
        assert_eq!(refused, Reason::ForbiddenAddress, "{host}");
    }
    let localhost = format!("http://localhost:{port}/");
    assert_eq!(ask_guarded(&Fetcher::new(&quick()).unwrap(), &localhost).await, Reason::ForbiddenAddress);
    assert!(server.asks().is_empty(), "{:?}", server.asks());
}

#[tokio::test]
async fn a_name_may_resolve_to_something_else_the_next_time() {
    let server = Hostile::start(|_| Reply::html("secret"));
    let port = server.address().port();
    // First a documentation address, as an answer that looks foreign; then loopback, when it comes to connecting.
    let fetcher = Names::fetcher(&[("rebind.example", &[&["203.0.113.5"], &["127.0.0.1"]])]);
    for _ in 0..3 {
        let refused = ask_guarded(&fetcher, &format!("http://rebind.example:{port}/")).await;
        assert_eq!(refused, Reason::ForbiddenAddress);
    }
    assert!(server.asks().is_empty(), "{:?}", server.asks());
}

#[tokio::test]
async fn what_is_refused_is_left_out_of_a_mixed_answer() {
    let server = Hostile::start(|_| Reply::html("here"));
    let fetcher = Names::fetcher(&[("mixed.example", &[&["169.254.169.254", "127.0.0.1"]])]);
    let url = server.url("/").as_str().replace("127.0.0.1", "mixed.example").parse().unwrap();
    assert_eq!(&page(ask(&fetcher, &url).await).body[..], b"here");
}

#[tokio::test]
async fn a_name_without_addresses_does_not_resolve() {
    let fetcher = Names::fetcher(&[]);
    assert_eq!(ask_guarded(&fetcher, "http://nothing.example/").await, Reason::Dns);
}

#[tokio::test]
async fn a_source_that_may_go_inside_gets_no_further_than_that() {
    let fetcher = Names::fetcher(&[("meta.example", &[&["169.254.169.254"]])]);
    for url in ["http://169.254.169.254/latest/meta-data/", "http://meta.example/", "http://[fd00:ec2::254]/"] {
        let url = url.parse().unwrap();
        assert_eq!(reason(ask(&fetcher, &url).await), Reason::ForbiddenAddress, "{url}");
    }
}

#[tokio::test]
async fn redirects_are_guarded_like_first_addresses() {
    let fetcher = Names::fetcher(&[("meta.example", &[&["169.254.169.254"]])]);
    for to in ["http://169.254.169.254/", "http://meta.example/", "http://0xa9fea9fe/x", "//[fe80::1]/", "http://[::]/"]
    {
        let server = Hostile::start(move |_| Reply::redirect(to));
        assert_eq!(reason(ask(&fetcher, &server.url("/")).await), Reason::ForbiddenAddress, "{to}");
    }
}
