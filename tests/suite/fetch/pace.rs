//! One request at a time to a host, pauses that are kept, and hosts that do not wait for each other.

use std::sync::Arc;
use std::sync::mpsc;
use std::sync::{Mutex, PoisonError};

use yuqing::config::FetchOptions;
use yuqing::fetch::Fetcher;
use yuqing::model::Reason;

use super::{ask, error, page, quick, reason};
use crate::hostile::{Hostile, Reply};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn requests_to_one_host_never_overlap() {
    let server = Hostile::start(|_| Reply::html("x"));
    let fetcher = Arc::new(Fetcher::new(&quick()).unwrap());
    let tasks: Vec<_> = (0..40)
        .map(|number| {
            let (fetcher, url) = (fetcher.clone(), server.url(&format!("/{number}")));
            tokio::spawn(async move { page(ask(&fetcher, &url).await).status })
        })
        .collect();
    for task in tasks {
        assert_eq!(task.await.unwrap(), 200);
    }
    assert_eq!(server.most_at_once(), 1);
    assert_eq!(server.asks().len(), 41, "robots.txt is read once");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_host_that_hangs_does_not_hold_up_another() {
    // The slow host's answer is let go only after the quick host was read.
    let (let_go, waiting) = mpsc::channel::<()>();
    let waiting = Mutex::new(waiting);
    let slow = Hostile::start(move |_| {
        let _ = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
        Reply::html("slow")
    });
    let quick_host = Hostile::start(|_| Reply::html("quick"));
    // One permit for the request under way; those that wait for the slow host's turn hold none.
    let options = FetchOptions { concurrency: 2, total_timeout_secs: 20, ..quick() };
    let fetcher = Arc::new(Fetcher::new(&options).unwrap());
    let waiters: Vec<_> = (0..5)
        .map(|number| {
            let (fetcher, url) = (fetcher.clone(), slow.url(&format!("/{number}")));
            tokio::spawn(async move { page(ask(&fetcher, &url).await).body })
        })
        .collect();
    while slow.asks().len() < 2 {
        tokio::task::yield_now().await;
    }
    assert_eq!(&page(ask(&fetcher, &quick_host.url("/")).await).body[..], b"quick");
    for _ in 0..waiters.len() {
        let_go.send(()).unwrap();
    }
    for waiter in waiters {
        assert_eq!(&waiter.await.unwrap()[..], b"slow");
    }
}

#[tokio::test]
async fn too_many_requests_pause_the_whole_host() {
    let server = Hostile::start(|ask| match ask.target.as_str() {
        "/busy" => Reply::status(429).with("retry-after", "120").with("content-type", "text/html").body("慢一点"),
        _ => Reply::html("x"),
    });
    let fetcher = Fetcher::new(&quick()).unwrap();
    let refused = error(ask(&fetcher, &server.url("/busy")).await);
    assert_eq!((refused.reason, refused.retry_after_secs), (Reason::RateLimited, Some(120)));
    let waiting = error(ask(&fetcher, &server.url("/other")).await);
    assert_eq!(waiting.reason, Reason::RateLimited);
    assert!((1..=120).contains(&waiting.retry_after_secs.unwrap()));
    assert_eq!(server.targets(), ["/robots.txt", "/busy"], "the other page was not asked for");
}

#[tokio::test]
async fn what_a_server_asks_for_in_seconds_or_as_a_date() {
    let in_an_hour = (chrono::Utc::now() + chrono::TimeDelta::hours(1)).format("%a, %d %b %Y %H:%M:%S GMT").to_string();
    let cases: [(u16, Option<String>, Option<std::ops::RangeInclusive<u64>>); 8] = [
        (429, Some("7".into()), Some(7..=7)),
        (429, None, Some(60..=60)),
        (429, Some("soon".into()), Some(60..=60)),
        (429, Some("99999999999999999999999".into()), Some(21_600..=21_600)),
        (429, Some(in_an_hour), Some(3_500..=3_600)),
        (503, Some("30".into()), Some(30..=30)),
        (503, Some("Wed, 21 Oct 2015 07:28:00 GMT".into()), Some(0..=0)),
        (503, None, None),
    ];
    for (status, asked, expected) in cases {
        let shown = format!("{status} {asked:?}");
        let server = Hostile::start(move |_| match &asked {
            Some(asked) => Reply::status(status).with("retry-after", asked),
            None => Reply::status(status),
        });
        let secs = error(ask(&Fetcher::new(&quick()).unwrap(), &server.url("/")).await).retry_after_secs;
        match (secs, expected) {
            (Some(secs), Some(range)) => assert!(range.contains(&secs), "{shown}: {secs}"),
            (secs, expected) => assert_eq!(secs, expected.map(|range| *range.start()), "{shown}"),
        }
    }
}

#[tokio::test]
async fn a_busy_notice_in_html_pauses_the_host_too() {
    let server = Hostile::start(|_| {
        Reply::status(503).with("retry-after", "600").with("content-type", "text/html").body("系统维护")
    });
    let fetcher = Fetcher::new(&quick()).unwrap();
    assert_eq!(page(ask(&fetcher, &server.url("/")).await).status, 503);
    assert_eq!(reason(ask(&fetcher, &server.url("/")).await), Reason::RateLimited);
    assert_eq!(server.targets(), ["/robots.txt", "/"]);
}

#[tokio::test]
async fn an_abandoned_request_frees_the_host() {
    let server = Hostile::start(|ask| if ask.target == "/hang" { Reply::Silence } else { Reply::html("x") });
    let fetcher = Fetcher::new(&FetchOptions { total_timeout_secs: 20, ..quick() }).unwrap();
    let hanging = server.url("/hang");
    tokio::select! {
        _ = ask(&fetcher, &hanging) => panic!("it hangs"),
        () = async { while server.asks().len() < 2 { tokio::task::yield_now().await } } => {}
    }
    assert_eq!(page(ask(&fetcher, &server.url("/")).await).status, 200);
}

#[tokio::test]
async fn counters_count() {
    let server = Hostile::start(|_| Reply::html("12345"));
    let fetcher = Fetcher::new(&quick()).unwrap();
    let (_, cost) = ask(&fetcher, &server.url("/")).await.unwrap();
    assert_eq!(cost.bytes, 5);
    let stats = fetcher.stats();
    assert_eq!((stats.requests, stats.bytes, stats.hosts), (2, 5, 1));
}
