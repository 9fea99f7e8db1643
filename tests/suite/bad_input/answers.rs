//! Answers that are no pages: none at all, too slow, too large, damaged, leading elsewhere.

use std::time::Duration;

use yuqing::model::{Reason, Verdict};

use super::site::{Face, Trouble};
use super::world::{World, outcome, row};
use super::{Case, case, check, check_digest, check_recovery, check_told, every_page, gzip};
use crate::hostile::Reply;

const HEAD: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-type: text/html; charset=utf-8\r\n\r\n";

/// A source that gives no page at all, whatever its engine.
async fn check_failed(name: &'static str, reply: Reply, reason: Reason) {
    check(case(name, Face::Feed, reply, Verdict::Failed, reason)).await;
}

fn chunked(head: &[u8], piece: Vec<u8>) -> Reply {
    Reply::Endless { head: head.to_vec(), piece }
}

#[tokio::test]
async fn a_source_that_is_down() {
    check_failed("reset", Reply::Reset, Reason::Connect).await;
    check_failed("no HTTP", Reply::Raw(b"220 mail.example ESMTP\r\n".to_vec()), Reason::BrokenAnswer).await;
    check_failed("nothing", Reply::Raw(Vec::new()), Reason::BrokenAnswer).await;
    let broken = b"HTTP/1.1 200 OK\r\ncontent-length: 5000\r\n\r\n<rss><channel><item>".to_vec();
    check_failed("broken off", Reply::Raw(broken), Reason::BrokenAnswer).await;
}

#[tokio::test]
async fn a_source_that_refuses_connections() {
    let world = World::visited(Face::Discuz).await;
    world.site.publish("求助", "泰兴二院误诊，谁来管？", 5);
    let before = world.store.cursor("bad").await.expect("a cursor");
    let parts = world.parts();
    let mut task = world.task(&parts, "bad").await;
    let mut elsewhere = (*task.source).clone();
    // Bound and let go at once: nobody listens there.
    let port = std::net::TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).expect("a port").port();
    elsewhere.url.set_port(Some(port)).expect("a port");
    task.source = elsewhere.into();
    let visited = world.visit_with(&parts.stages, task).await.expect("a visit");
    assert_eq!(outcome(&visited), (Verdict::Failed, Some(Reason::Connect)));
    check_told("refused", row(&visited));
    assert_eq!(world.store.cursor("bad").await.expect("a cursor"), before);
    check_recovery("refused", &world).await;
}

/// A source that never comes to an end is left when its time is up; the neighbour is visited meanwhile.
async fn check_slow(name: &'static str, reply: Reply) {
    let mut world = World::visited(Face::Page).await;
    let before = world.store.cursor("bad").await.expect("a cursor");
    world.site.publish("求助", "泰兴二院误诊，谁来管？", 5);
    world.neighbour.publish("邻居说", "天气不错", 5);
    world.config.options.fetch.total_timeout_secs = 4;
    world.site.trouble_at_once(every_page(reply));
    let parts = world.parts();
    let (bad, fine) = (world.task(&parts, "bad").await, world.task(&parts, "fine").await);
    let slow = world.visit_with(&parts.stages, bad);
    let neighbour = async {
        world.site.asked_in_trouble().await;
        world.visit_with(&parts.stages, fine).await.expect("a visit")
    };
    let (slow, neighbour) = tokio::join!(slow, neighbour);
    let slow = slow.expect("a visit");
    assert_eq!(outcome(&neighbour), (Verdict::New, None), "{name}");
    assert_eq!(outcome(&slow), (Verdict::Failed, Some(Reason::Timeout)), "{name}");
    check_told(name, row(&slow));
    check_digest(name, &world, row(&slow)).await;
    assert_eq!(world.store.cursor("bad").await.expect("a cursor"), before, "{name}");
    check_recovery(name, &world).await;
}

#[tokio::test]
async fn a_source_that_is_slow() {
    let second = Duration::from_secs(1);
    tokio::join!(
        check_slow("a byte a second", Reply::Drip { head: HEAD.to_vec(), drops: vec![b'x'; 9], pause: second }),
        check_slow("a head a second", Reply::Drip { head: Vec::new(), drops: HEAD.to_vec(), pause: second }),
        check_slow("silent", Reply::Silence),
    );
}

#[tokio::test]
async fn a_source_that_has_no_end() {
    check_failed("endless", chunked(HEAD, vec![b'x'; 1 << 16]), Reason::BodyTooLarge).await;
    let head = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
    let piece = [b"10000\r\n".to_vec(), vec![b'x'; 1 << 16], b"\r\n".to_vec()].concat();
    check_failed("endless in chunks", chunked(head, piece), Reason::BodyTooLarge).await;
    let head = b"HTTP/1.1 200 OK\r\n";
    check_failed("a head without end", chunked(head, b"x-more: yes\r\n".repeat(99)), Reason::BrokenAnswer).await;
}

#[tokio::test]
async fn a_page_that_is_too_large() {
    let html = "<p>泰兴二院误诊</p>".repeat(50 << 20 >> 4).into_bytes();
    assert!(html.len() > 50 << 20);
    check_failed("50 MB announced", Reply::html(html.clone()), Reason::BodyTooLarge).await;
    check_failed("50 MB", Reply::Raw([HEAD, &html].concat()), Reason::BodyTooLarge).await;
}

#[tokio::test]
async fn a_page_that_unpacks_badly() {
    let bomb = gzip(&vec![b' '; 100 << 20]);
    assert!(bomb.len() < 1 << 20);
    let packed = |body: &[u8]| Reply::html(body).with("content-encoding", "gzip");
    check_failed("gzip bomb", packed(&bomb), Reason::DecompressedTooLarge).await;
    check_failed("bomb in a bomb", packed(&gzip(&bomb)).with("content-encoding", "gzip"), Reason::DecompressedTooLarge)
        .await;
    let whole = gzip("泰兴二院".repeat(5_000).as_bytes());
    let mut flipped = whole.clone();
    flipped[20] ^= 0x55;
    check_failed("cut", packed(&whole[..whole.len() / 2]), Reason::BadCompression).await;
    check_failed("flipped", packed(&flipped), Reason::BadCompression).await;
    check_failed("no gzip", packed(b"<html>plain</html>"), Reason::BadCompression).await;
}

#[tokio::test]
async fn a_redirect_that_leads_nowhere() {
    check_failed("to itself", Reply::redirect("/feed.xml"), Reason::RedirectLoop).await;
    check_failed("to another and back", Reply::redirect("/other"), Reason::RedirectLoop).await;
    let on_and_on: Trouble = Box::new(|ask| {
        let at: u32 = ask.target.trim_start_matches("/r").parse().unwrap_or(0);
        (ask.target != "/robots.txt").then(|| Reply::redirect(&format!("/r{}", at + 1)))
    });
    let (verdict, reason) = (Verdict::Failed, Reason::RedirectLoop);
    check(Case { name: "on and on", face: Face::Page, trouble: on_and_on, verdict, reason }).await;
    check_failed("without an address", Reply::status(302), Reason::BadRedirect).await;
    check_failed("to a file", Reply::redirect("file:///etc/passwd"), Reason::BadRedirect).await;
}

#[tokio::test]
async fn a_redirect_to_where_nobody_may_go() {
    // The source may reach loopback, as the test's servers must be reached; a metadata service never.
    for place in ["http://169.254.169.254/latest/meta-data/", "http://[::ffff:a9fe:a9fe]/", "http://2852039166/"] {
        check_failed(place, Reply::redirect(place), Reason::ForbiddenAddress).await;
    }
}
