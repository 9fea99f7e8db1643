//! One request at a time to a host, pauses that are kept, and hosts that do not wait for each other.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, mpsc};

use url::Url;
use yuqing::config::FetchOptions;
use yuqing::fetch::Fetcher;
use yuqing::model::Reason;

use super::{AllHere, ask, error, page, quick, reason};
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

/// Asks for a page and gives up once the condition holds. The page must not have come by then.
async fn give_up_when(fetcher: &Fetcher, url: &Url, done: impl AsyncFnOnce()) {
    tokio::select! {
        answer = ask(fetcher, url) => panic!("answered: {answer:?}"),
        () = done() => {}
    }
}

/// Fetches twenty pages of a server that need not be spared.
async fn twenty_pages(fetcher: &Fetcher, server: &Hostile) {
    for number in 0..20 {
        page(ask(fetcher, &server.url(&format!("/{number}"))).await);
    }
}

#[tokio::test]
async fn the_interval_holds_for_strangers_and_not_for_own_hosts() {
    let stranger = Hostile::start(|_| Reply::html("x"));
    let own = Hostile::start(|_| Reply::html("x"));
    let options = FetchOptions {
        host_interval_ms: 3_600_000,
        own_hosts: vec![own.address().to_string()],
        total_timeout_secs: 20,
        ..quick()
    };
    let fetcher = Fetcher::new(&options).unwrap();
    give_up_when(&fetcher, &stranger.url("/"), async || twenty_pages(&fetcher, &own).await).await;
    assert_eq!(stranger.targets(), ["/robots.txt"], "the page waits for the interval after robots.txt");
    assert_eq!(own.asks().len(), 21);
}

#[tokio::test]
async fn a_larger_crawl_delay_wins_even_on_own_hosts() {
    let slow = Hostile::start_whole(|ask| match ask.target.as_str() {
        "/robots.txt" => Reply::status(200).body("User-agent: *\nCrawl-delay: 50\n"),
        _ => Reply::html("x"),
    });
    let own = Hostile::start(|_| Reply::html("x"));
    let fetcher = Fetcher::new(&FetchOptions { own_hosts: vec!["127.0.0.1".into()], ..quick() }).unwrap();
    page(ask(&fetcher, &slow.url("/1")).await);
    give_up_when(&fetcher, &slow.url("/2"), async || twenty_pages(&fetcher, &own).await).await;
    assert_eq!(slow.targets(), ["/robots.txt", "/1"]);
}

#[tokio::test]
async fn who_asked_first_goes_first() {
    let server = Hostile::start(|_| Reply::html("x"));
    let fetcher = Fetcher::new(&quick()).unwrap();
    page(ask(&fetcher, &server.url("/0")).await);
    let urls: Vec<Url> = (1..=4).map(|number| server.url(&format!("/{number}"))).collect();
    // `join!` polls in order, so the requests queue up in order.
    let (a, b, c, d) = tokio::join!(
        ask(&fetcher, &urls[0]),
        ask(&fetcher, &urls[1]),
        ask(&fetcher, &urls[2]),
        ask(&fetcher, &urls[3])
    );
    for answer in [a, b, c, d] {
        page(answer);
    }
    assert_eq!(server.targets(), ["/robots.txt", "/0", "/1", "/2", "/3", "/4"]);
}

#[tokio::test]
async fn a_kept_connection_that_broke_is_not_the_site_s_fault() {
    let broke = AtomicBool::new(false);
    let server = Hostile::start(move |ask| match ask.target.as_str() {
        "/2" if !broke.swap(true, Ordering::SeqCst) => Reply::Reset,
        _ => Reply::html("x"),
    });
    let fetcher = Fetcher::new(&quick()).unwrap();
    page(ask(&fetcher, &server.url("/1")).await);
    page(ask(&fetcher, &server.url("/2")).await);
    assert_eq!(server.targets(), ["/robots.txt", "/1", "/2", "/2"]);
}

#[tokio::test]
async fn idle_hosts_are_forgotten() {
    let server = Hostile::start(|_| Reply::html("x"));
    let fetcher = Fetcher::with_lookup(&quick(), Arc::new(AllHere)).unwrap();
    for number in 0..1_100 {
        let url = format!("http://h{number}.example:{}/", server.address().port()).parse().unwrap();
        page(ask(&fetcher, &url).await);
    }
    assert_eq!(server.asks().len(), 2_200);
    assert!(fetcher.stats().hosts < 1_100, "{:?}", fetcher.stats());
}
