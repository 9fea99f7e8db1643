//! Status, headers and connections: what each kind of answer is called.

use std::time::Duration;

use yuqing::fetch::Fetcher;
use yuqing::model::{Fetched, PageRole, Reason, Request};

use super::{ask, error, fetch, page, quick, reason, source};
use crate::hostile::{Hostile, Reply};

#[tokio::test]
async fn a_page_comes_as_it_is() {
    let server = Hostile::start(|_| Reply::html("<p>你好</p>").with("etag", "\"1\"").with("x-two", "a"));
    let page = page(fetch(&server, "/list?page=1").await);
    assert_eq!(page.status, 200);
    assert_eq!(&page.body[..], "<p>你好</p>".as_bytes());
    assert_eq!(page.header("etag"), Some("\"1\""));
    assert_eq!(page.requested, server.url("/list?page=1"));
    assert_eq!(page.url, page.requested);
}

#[tokio::test]
async fn the_request_introduces_itself() {
    let server = Hostile::start(|_| Reply::html("x"));
    page(fetch(&server, "/").await);
    let asks = server.asks();
    for ask in &asks {
        assert!(ask.header("user-agent").unwrap().contains("automated"), "{ask:?}");
        assert_eq!(ask.header("accept-encoding"), Some("gzip, deflate, br"));
        assert_eq!(ask.header("cookie"), None);
    }
    assert_eq!(asks.len(), 2);
}

#[tokio::test]
async fn an_unchanged_page_is_not_sent_again() {
    let server = Hostile::start(|ask| match ask.header("if-none-match") {
        Some("W/\"a\"") if ask.header("if-modified-since").is_some() => Reply::status(304),
        _ => Reply::html("new"),
    });
    let fetcher = Fetcher::new(&quick()).unwrap();
    let url = server.url("/feed");
    let mut request = Request::new(url.clone(), PageRole::List);
    assert!(matches!(fetcher.fetch(&source(&url), &request).await, Ok((Fetched::Page(_), _))));
    request.etag = Some("W/\"a\"".into());
    request.last_modified = Some("Wed, 21 Oct 2015 07:28:00 GMT".into());
    let (fetched, cost) = fetcher.fetch(&source(&url), &request).await.unwrap();
    assert!(matches!(fetched, Fetched::NotModified));
    assert_eq!(cost.bytes, 0);
}

#[tokio::test]
async fn a_304_that_nobody_asked_for_is_broken() {
    let server = Hostile::start(|_| Reply::status(304));
    assert_eq!(reason(fetch(&server, "/").await), Reason::BrokenAnswer);
}

#[tokio::test]
async fn a_refusal_with_words_is_a_page() {
    for status in [400, 401, 403, 404, 410, 412, 500, 503, 521] {
        let server = Hostile::start(move |_| {
            Reply::status(status).with("content-type", "text/html").body("抱歉，指定的主题不存在")
        });
        assert_eq!(page(fetch(&server, "/").await).status, status);
    }
}

#[tokio::test]
async fn a_refusal_without_words_is_an_error() {
    let cases = [
        (400, Reason::HttpClient),
        (401, Reason::HttpForbidden),
        (403, Reason::HttpForbidden),
        (404, Reason::HttpGone),
        (410, Reason::HttpGone),
        (500, Reason::HttpServer),
        (503, Reason::HttpServer),
        (567, Reason::HttpServer),
    ];
    for (status, expected) in cases {
        let server = Hostile::start(move |_| Reply::status(status));
        assert_eq!(reason(fetch(&server, "/").await), expected, "{status}");
        let server = Hostile::start(move |_| Reply::status(status).with("content-type", "image/png").body("x"));
        assert_eq!(reason(fetch(&server, "/").await), expected, "{status} with a picture");
    }
}

#[tokio::test]
async fn connections_that_fail_have_names() {
    let raw = |text: &'static str| Reply::Raw(text.into());
    let cases = [
        (Reply::Reset, Reason::Connect),
        (raw("garbage\r\n\r\n"), Reason::BrokenAnswer),
        (raw(""), Reason::BrokenAnswer),
        (raw("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nshort"), Reason::BrokenAnswer),
        (raw("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n"), Reason::BrokenAnswer),
        (raw("HTTP/1.1 999999 OK\r\n\r\n"), Reason::BrokenAnswer),
        (Reply::Silence, Reason::Timeout),
        (
            Reply::Drip {
                head: b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n".to_vec(),
                drops: vec![b'x'; 200],
                pause: Duration::from_millis(10),
            },
            Reason::Timeout,
        ),
        (
            Reply::Drip { head: b"HTTP/1.1 2".to_vec(), drops: vec![b'0'; 200], pause: Duration::from_millis(10) },
            Reason::Timeout,
        ),
        (
            Reply::Endless { head: b"HTTP/1.1 200 OK\r\n".to_vec(), piece: b"x-more: and more\r\n".repeat(50) },
            Reason::BrokenAnswer,
        ),
        (
            Reply::Endless { head: b"HTTP/1.1 200 OK\r\nx-long: ".to_vec(), piece: vec![b'x'; 4096] },
            Reason::BrokenAnswer,
        ),
    ];
    for (reply, expected) in cases {
        let shown: String = format!("{reply:?}").chars().take(80).collect();
        let server = Hostile::start(move |_| reply.clone());
        assert_eq!(reason(fetch(&server, "/").await), expected, "{shown}");
    }
}

#[tokio::test]
async fn a_site_that_is_down_is_told_from_one_that_is_not_there() {
    let fetcher = Fetcher::new(&quick()).unwrap();
    let gone = Hostile::start(|_| Reply::html("x"));
    let url = gone.url("/");
    drop(gone);
    assert_eq!(reason(ask(&fetcher, &url).await), Reason::Connect);
    let nowhere = "http://no-such-host.invalid/".parse().unwrap();
    assert_eq!(reason(ask(&fetcher, &nowhere).await), Reason::Dns);
}

#[tokio::test]
async fn tls_to_a_server_that_speaks_none_is_a_tls_fault() {
    let server = Hostile::start_whole(|_| Reply::Raw(b"HTTP/1.1 400 Bad Request\r\n\r\n".to_vec()));
    let url = server.url("/").as_str().replace("http://", "https://").parse().unwrap();
    assert_eq!(reason(ask(&Fetcher::new(&quick()).unwrap(), &url).await), Reason::Tls);
}

#[tokio::test]
async fn errors_are_safe_to_show() {
    let server = Hostile::start(|_| Reply::status(500));
    let mut url = server.url("/board?token=s3cret#frag");
    url.set_username("user").unwrap();
    url.set_password(Some("passw0rd")).unwrap();
    let detail = error(ask(&Fetcher::new(&quick()).unwrap(), &url).await).detail;
    assert_eq!(detail, format!("http://{}/board?…: HTTP 500", server.address()));
    let server = Hostile::start(|_| Reply::redirect("ht\u{1b}[31mtp:/\u{202e}x"));
    let detail = error(fetch(&server, "/").await).detail;
    assert!(!detail.chars().any(|c| c.is_control() || c == '\u{202e}'), "{detail:?}");
}

#[tokio::test]
async fn cookies_return_to_their_host_only() {
    let other = Hostile::start(|_| Reply::html("other"));
    let to_other = other.url("/").to_string().replace("127.0.0.1", "localhost");
    let server = Hostile::start(move |ask| match (ask.target.as_str(), ask.header("cookie")) {
        ("/gate", None) => Reply::redirect("/gate").with("set-cookie", "saltkey=abc; path=/; HttpOnly"),
        ("/gate", Some("saltkey=abc")) => Reply::html("in"),
        ("/away", Some("saltkey=abc")) => Reply::redirect(&to_other),
        ("/forget", _) => Reply::html("x").with("set-cookie", "saltkey=; Max-Age=0"),
        _ => Reply::status(500),
    });
    let fetcher = Fetcher::new(&quick()).unwrap();
    assert_eq!(&page(ask(&fetcher, &server.url("/gate")).await).body[..], b"in");
    assert_eq!(&page(ask(&fetcher, &server.url("/away")).await).body[..], b"other");
    assert!(other.asks().iter().all(|ask| ask.header("cookie").is_none()), "{:?}", other.asks());
    page(ask(&fetcher, &server.url("/forget")).await);
    assert_eq!(reason(ask(&fetcher, &server.url("/away")).await), Reason::HttpServer);
}
