//! robots.txt on the way to a page: read once, obeyed, and what happens when it cannot be read.

use std::sync::Arc;
use std::sync::atomic::{AtomicU16, Ordering};

use yuqing::config::FetchOptions;
use yuqing::fetch::Fetcher;
use yuqing::model::Reason;

use super::{ask, error, fetch, page, quick, reason};
use crate::hostile::{Hostile, Reply};

/// A server whose robots.txt is given and whose pages are fine.
fn serving(robots: Reply) -> Hostile {
    Hostile::start_whole(move |ask| if ask.target == "/robots.txt" { robots.clone() } else { Reply::html("x") })
}

fn text(body: &str) -> Reply {
    Reply::status(200).with("content-type", "text/plain").body(body)
}

#[tokio::test]
async fn it_is_asked_first_and_once() {
    let server = serving(text("User-agent: *\nDisallow: /private\n"));
    let fetcher = Fetcher::new(&quick()).unwrap();
    page(ask(&fetcher, &server.url("/a")).await);
    page(ask(&fetcher, &server.url("/b")).await);
    assert_eq!(reason(ask(&fetcher, &server.url("/private/c")).await), Reason::Robots);
    assert_eq!(server.targets(), ["/robots.txt", "/a", "/b"]);
}

#[tokio::test]
async fn our_own_group_wins_over_the_one_for_everyone() {
    let server = serving(text("User-agent: *\nDisallow: /\n\nUser-agent: yuqing\nDisallow: /no\n"));
    page(fetch(&server, "/yes").await);
    assert_eq!(reason(fetch(&server, "/no").await), Reason::Robots);
}

#[tokio::test]
async fn a_redirect_into_a_forbidden_path_is_not_followed() {
    let server = Hostile::start_whole(|ask| match ask.target.as_str() {
        "/robots.txt" => text("User-agent: *\nDisallow: /member.php\n"),
        "/thread" => Reply::redirect("/member.php?mod=logging"),
        _ => Reply::html("x"),
    });
    assert_eq!(reason(fetch(&server, "/thread").await), Reason::Robots);
    assert_eq!(server.targets(), ["/robots.txt", "/thread"]);
}

#[tokio::test]
async fn a_file_that_is_not_there_allows_everything() {
    let html = Reply::html("<!DOCTYPE html>\nUser-agent: *\nDisallow: /\n");
    let replies = [Reply::status(404), Reply::status(403), Reply::status(401), Reply::status(410), html, text("")];
    for reply in replies {
        let shown = format!("{reply:?}");
        let answer = fetch(&serving(reply), "/").await;
        assert!(answer.is_ok(), "{shown}: {answer:?}");
    }
}

#[tokio::test]
async fn a_file_that_cannot_be_read_forbids_everything_for_now() {
    for status in [500, 502, 503] {
        let server = serving(Reply::status(status).with("retry-after", "0"));
        let fetcher = Fetcher::new(&quick()).unwrap();
        for _ in 0..2 {
            assert_eq!(reason(ask(&fetcher, &server.url("/")).await), Reason::RobotsUnreachable, "{status}");
        }
        assert_eq!(server.targets(), ["/robots.txt"], "it is not asked again at once");
    }
}

#[tokio::test]
async fn what_keeps_the_site_from_being_reached_is_named() {
    let cases = [
        (Reply::Silence, Reason::Timeout),
        (Reply::Reset, Reason::Connect),
        (Reply::Raw(b"nonsense\r\n\r\n".to_vec()), Reason::BrokenAnswer),
        (Reply::status(429).with("retry-after", "50"), Reason::RateLimited),
        (Reply::redirect("http://169.254.169.254/robots.txt"), Reason::ForbiddenAddress),
        (Reply::redirect("file:///etc/passwd"), Reason::RobotsUnreachable),
    ];
    for (reply, expected) in cases {
        let shown = format!("{reply:?}");
        assert_eq!(reason(fetch(&serving(reply), "/").await), expected, "{shown}");
    }
}

#[tokio::test]
async fn an_old_copy_is_better_than_none() {
    let status = Arc::new(AtomicU16::new(200));
    let now = status.clone();
    let server = Hostile::start_whole(move |ask| match (ask.target.as_str(), now.load(Ordering::SeqCst)) {
        ("/robots.txt", 200) => text("User-agent: *\nDisallow: /no\n"),
        ("/robots.txt", status) => Reply::status(status),
        _ => Reply::html("x"),
    });
    // Zero hours: the copy is old at once, so each fetch asks again.
    let fetcher = Fetcher::new(&FetchOptions { robots_cache_hours: 0, ..quick() }).unwrap();
    page(ask(&fetcher, &server.url("/a")).await);
    status.store(500, Ordering::SeqCst);
    page(ask(&fetcher, &server.url("/b")).await);
    assert_eq!(reason(ask(&fetcher, &server.url("/no")).await), Reason::Robots);
    assert_eq!(server.targets(), ["/robots.txt", "/a", "/robots.txt", "/b"]);
}

#[tokio::test]
async fn redirects_of_the_file_are_followed_to_another_host() {
    let other = serving(text("User-agent: *\nDisallow: /no\n"));
    let to = other.url("/robots.txt").to_string();
    let server = serving(Reply::redirect(&to));
    page(fetch(&server, "/yes").await);
    assert_eq!(reason(fetch(&server, "/no").await), Reason::Robots);
    let circle = serving(Reply::redirect("/robots.txt"));
    page(fetch(&circle, "/").await);
}

#[tokio::test]
async fn only_the_beginning_of_an_endless_file_is_read() {
    let head = b"HTTP/1.1 200 OK\r\n\r\nUser-agent: *\nDisallow: /no\n".to_vec();
    let endless = Reply::Endless { head, piece: b"# and so on\n".repeat(1000) };
    assert_eq!(reason(fetch(&serving(endless.clone()), "/no").await), Reason::Robots);
    page(fetch(&serving(endless), "/yes").await);
    let long = format!("User-agent: *\nDisallow: /no\n{}Disallow: /yes\n", "# x\n".repeat(200_000));
    page(fetch(&serving(text(&long)), "/yes").await);
}

#[tokio::test]
async fn the_error_names_the_place() {
    let server = serving(text("User-agent: *\nDisallow: /\n"));
    let detail = error(fetch(&server, "/board?secret=1").await).detail;
    assert_eq!(detail, format!("http://{}/board?…: robots.txt forbids this address", server.address()));
}
