//! Redirects: followed, counted, refused.

use yuqing::fetch::Fetcher;
use yuqing::model::Reason;

use super::{ask, fetch, page, quick, reason};
use crate::hostile::{Hostile, Reply};

#[tokio::test]
async fn a_redirect_is_followed_to_another_host() {
    let other = Hostile::start(|_| Reply::html("there"));
    let to = other.url("/there?x=1#frag").to_string();
    let server = Hostile::start(move |_| Reply::redirect(&to));
    let page = page(fetch(&server, "/here").await);
    assert_eq!(page.requested, server.url("/here"));
    assert_eq!(page.url, other.url("/there?x=1#frag"));
    assert_eq!(&page.body[..], b"there");
    assert_eq!(other.targets(), ["/robots.txt", "/there?x=1"], "the other host's robots.txt is asked first");
}

#[tokio::test]
async fn each_kind_of_redirect_and_of_address() {
    for status in [301, 302, 303, 307, 308] {
        for to in ["/b", "b", "./b", "/x/../b", "/b#top", " /b "] {
            let server = Hostile::start(move |ask| match ask.target.as_str() {
                "/a" => Reply::status(status).with("location", to),
                "/b" => Reply::html("b"),
                _ => Reply::status(500),
            });
            assert_eq!(&page(fetch(&server, "/a").await).body[..], b"b", "{status} {to}");
        }
    }
}

#[tokio::test]
async fn circles_and_endless_chains_end() {
    let circle = Hostile::start(|ask| Reply::redirect(if ask.target == "/a" { "/b" } else { "/a" }));
    assert_eq!(reason(fetch(&circle, "/a").await), Reason::RedirectLoop);
    assert_eq!(circle.targets(), ["/robots.txt", "/a", "/b"]);
    let itself = Hostile::start(|_| Reply::redirect("#again"));
    assert_eq!(reason(fetch(&itself, "/a").await), Reason::RedirectLoop);
    let chain = Hostile::start(|ask| Reply::redirect(&format!("{}x", ask.target)));
    assert_eq!(reason(fetch(&chain, "/").await), Reason::RedirectLoop);
    assert_eq!(chain.asks().len(), 7, "robots.txt, the page and five redirects");
    let cookies = Hostile::start(|ask| {
        let count = ask.header("cookie").map_or(0, str::len);
        Reply::redirect("/").with("set-cookie", &format!("c={}", "x".repeat(count)))
    });
    assert_eq!(reason(fetch(&cookies, "/").await), Reason::RedirectLoop);
    assert_eq!(cookies.asks().len(), 7);
}

#[tokio::test]
async fn five_redirects_are_allowed() {
    let chain = Hostile::start(|ask| match ask.target.len() {
        6 => Reply::html("end"),
        _ => Reply::redirect(&format!("{}x", ask.target)),
    });
    assert_eq!(&page(fetch(&chain, "/").await).body[..], b"end");
}

#[tokio::test]
async fn redirects_that_lead_nowhere() {
    let long = format!("/{}", "x".repeat(9000));
    let places =
        ["file:///etc/passwd", "javascript:alert(1)", "ftp://example.com/", "data:text/html,x", "http://", &long];
    for to in places.map(str::to_owned) {
        let shown = to.clone();
        let server = Hostile::start(move |_| Reply::redirect(&to));
        assert_eq!(reason(fetch(&server, "/").await), Reason::BadRedirect, "{shown}");
    }
    let server = Hostile::start(|_| Reply::status(302));
    assert_eq!(reason(fetch(&server, "/").await), Reason::BadRedirect);
}

#[tokio::test]
async fn credentials_in_a_redirect_are_dropped() {
    let other = Hostile::start(|_| Reply::html("x"));
    let to = other.url("/").to_string().replace("http://", "http://user:secret@");
    let server = Hostile::start(move |_| Reply::redirect(&to));
    let page = page(fetch(&server, "/").await);
    assert_eq!(page.url, other.url("/"));
    assert!(other.asks().iter().all(|ask| ask.header("authorization").is_none()));
}

#[tokio::test]
async fn a_gbk_address_is_kept_byte_by_byte() {
    let server = Hostile::start(|ask| match ask.target.as_str() {
        "/a" => Reply::Raw(b"HTTP/1.1 302 Found\r\nlocation: /\xcc\xa9\xd0\xcb\r\ncontent-length: 0\r\n\r\n".to_vec()),
        "/%CC%A9%D0%CB" => Reply::html("泰兴"),
        _ => Reply::status(500),
    });
    assert_eq!(page(fetch(&server, "/a").await).body, "泰兴".as_bytes());
}

#[tokio::test]
async fn a_redirect_to_a_log_in_is_for_the_engine_to_judge() {
    let server = Hostile::start(|ask| match ask.target.as_str() {
        "/thread" => Reply::redirect("/member.php?mod=logging&action=login"),
        _ => Reply::html("登录"),
    });
    let fetcher = Fetcher::new(&quick()).unwrap();
    let page = page(ask(&fetcher, &server.url("/thread")).await);
    assert_eq!(page.url.query(), Some("mod=logging&action=login"));
}
