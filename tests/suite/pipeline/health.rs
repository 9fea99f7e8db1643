//! `/healthz` and `/metrics` over HTTP, and a disk that is full while the daemon runs.

use std::sync::Arc;

use chrono::TimeDelta;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;
use yuqing::app::Daemon;
use yuqing::model::Verdict;
use yuqing::web::{Health, View, Vitals, serve};

use super::room::FEED;
use super::{Room, feed, item};

/// Serves the pages of a room for as long as the token is not cancelled; their address.
async fn pages(room: &Room, vitals: Arc<Vitals>) -> (std::net::SocketAddr, CancellationToken) {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
    let (address, stop) = (listener.local_addr().expect("an address"), CancellationToken::new());
    let stages = Arc::clone(room.stages());
    let view = move || View {
        store: stages.store.clone(),
        clock: stages.clock.clone(),
        sources: stages.config.sources.clone(),
        min_free_mb: 1,
        mail: true,
    };
    tokio::spawn(serve(listener, Health { vitals, view: Arc::new(view) }, stop.clone()));
    (address, stop)
}

async fn get(address: std::net::SocketAddr, path: &str) -> (u16, String) {
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.expect("a request");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.expect("an answer");
    let status = answer.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
    let body = answer.split_once("\r\n\r\n").map(|(_, body)| body.to_owned()).expect("a body");
    (status, body)
}

#[tokio::test]
async fn health_is_green_red_and_green_again() {
    let room = Room::new().await;
    let vitals = Arc::new(Vitals::new(room.clock.now()));
    let (address, stop) = pages(&room, Arc::clone(&vitals)).await;
    assert_eq!(get(address, "/healthz").await, (200, r#"{"ok":true,"version":"0.1.0","reasons":[]}"#.to_owned()));

    vitals.store_fails("the disk is full".into());
    let (status, body) = get(address, "/healthz").await;
    assert_eq!(status, 503);
    assert!(body.contains(r#"{"code":"store_failing","detail":"the disk is full"}"#), "{body}");
    vitals.store_works();
    assert_eq!(get(address, "/healthz").await.0, 200);

    let message_id = "test.1@example.org".to_owned();
    let content = yuqing::model::MailContent::Test;
    room.stages().store.enqueue(content, message_id, room.clock.now()).await.expect("the outbox");
    room.clock.advance(TimeDelta::hours(3));
    let (status, body) = get(address, "/healthz").await;
    assert!(status == 503 && body.contains("mail_stuck"), "{status} {body}");
    stop.cancel();
}

#[tokio::test]
async fn metrics_count_what_happened() {
    let room = Room::new().await;
    room.site.put("/feed.xml", feed(&[item("a1", 30, "泰兴二院误诊", ""), item("a2", 30, "天气", "")]));
    room.visit().await;
    let (address, stop) = pages(&room, Arc::new(Vitals::new(room.clock.now()))).await;
    let (status, body) = get(address, "/metrics").await;
    assert_eq!(status, 200);
    for line in [
        "yuqing_visits_total{verdict=\"new\"} 1",
        "yuqing_visits_total{verdict=\"failed\"} 0",
        "yuqing_posts 2",
        "yuqing_mentions 1",
        "yuqing_alerts_total 1",
        "yuqing_outbox{state=\"pending\"} 0",
        "yuqing_source_dark{source=\"feed\"} 0",
        "# TYPE yuqing_visits_total counter",
    ] {
        assert!(body.lines().any(|found| found == line), "{line} is missing in\n{body}");
    }
    stop.cancel();
}

#[tokio::test]
async fn a_disk_that_is_full_for_a_while_loses_nothing() {
    let room = Room::with(FEED, "[web]\nlisten = \"off\"\n").await;
    let long = "天气晴好。".repeat(2_000);
    let items: Vec<_> = (0..50).map(|n| item(&format!("a{n}"), 30, &format!("第{n}条"), &long)).collect();
    room.site.put("/feed.xml", feed(&items));
    let daemon = Daemon::start(room.parts.clone()).await.expect("a daemon");
    let mut told = daemon.listen();
    room.stages().store.limit_pages(1).await.expect("a bound");

    while daemon.vitals().store_fault().is_none() {
        room.clock.advance(TimeDelta::seconds(5));
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert_eq!(room.stages().store.counts().await.expect("counts").posts, 0, "nothing half-committed");

    room.stages().store.limit_pages(0).await.expect("no bound");
    let visit = loop {
        room.clock.advance(TimeDelta::seconds(5));
        let wait = std::time::Duration::from_millis(50);
        if let Ok(told) = tokio::time::timeout(wait, told.recv()).await {
            break told.expect("a daemon that runs").visit;
        }
    };
    assert_eq!((visit.verdict, visit.new_posts), (Verdict::New, 50));
    assert_eq!(daemon.vitals().store_fault(), None);
    daemon.stop().await;
}
