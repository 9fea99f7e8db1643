//! The running daemon: what is due is visited, what was missed is told, and the end is graceful.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use tokio::sync::broadcast::Receiver;
use yuqing::app::{Daemon, Parts, Told};
use yuqing::model::{Reason, Verdict};

use super::room::{FEED, now};
use super::{Room, feed, item};

const CRON: &str = r#"
[[source]]
id = "feed"
name = "本地订阅"
engine = "feed"
url = "{site}/feed.xml"
schedule = "*/10 * * * *"
allow_private = true
"#;

const NO_PORT: &str = "[web]\nlisten = \"off\"\n";

async fn room(sources: &str) -> Room {
    let room = Room::with(sources, NO_PORT).await;
    room.site.put("/feed.xml", feed(&[item("a1", 30, "天气", "晴")]));
    room
}

/// Starts the daemon and waits for its first visit.
async fn first_visit(room: &Room) -> (Daemon, Told) {
    let daemon = Daemon::start(room.parts.clone()).await.expect("a daemon");
    // The visit cannot have ended before this thread waits: the daemon's tasks run on it.
    let mut told = daemon.listen();
    let told = next(room, &mut told).await;
    (daemon, told)
}

/// The next visit; the clock goes on until there is one.
async fn next(room: &Room, told: &mut Receiver<Told>) -> Told {
    for _ in 0..600 {
        if let Ok(told) = tokio::time::timeout(Duration::from_millis(100), told.recv()).await {
            return told.expect("a daemon that runs");
        }
        room.clock.advance(TimeDelta::seconds(5));
    }
    panic!("no visit in fifty minutes of the daemon's time");
}

#[tokio::test]
async fn a_new_source_is_visited_at_once() {
    let room = room(FEED).await;
    let (daemon, told) = first_visit(&room).await;
    assert_eq!((told.visit.source.as_str(), told.visit.verdict), ("feed", Verdict::New));
    daemon.stop().await;
    let state = room.stages().store.source_states().await.expect("the timetable").remove(0);
    assert!(
        state.next_due > now() && state.next_due <= room.clock.now() + TimeDelta::minutes(10),
        "{}",
        state.next_due
    );
}

#[tokio::test]
async fn a_missed_series_is_run_once_and_told_as_one_row() {
    let room = room(CRON).await;
    let slot = |text: &str| DateTime::parse_from_rfc3339(text).expect(text).to_utc();
    room.stages().store.adopt_source("feed", slot("2026-11-23T08:10:00+08:00")).await.expect("the database");
    room.clock.advance(TimeDelta::minutes(5));
    let (daemon, told) = first_visit(&room).await;
    daemon.stop().await;
    assert_eq!(told.visit.due_at, slot("2026-11-23T09:30:00+08:00"), "the newest missed slot is served, late");

    let visits = room.stages().store.visits_of("feed", 10).await.expect("visits");
    let rows: Vec<_> = visits.iter().map(|visit| (visit.due_at, visit.slots, visit.verdict, visit.reason)).collect();
    assert_eq!(
        rows,
        [
            (slot("2026-11-23T09:30:00+08:00"), 1, Verdict::New, None),
            (slot("2026-11-23T08:10:00+08:00"), 8, Verdict::NotRun, Some(Reason::NotRunning)),
        ]
    );
    let state = room.stages().store.source_states().await.expect("the timetable").remove(0);
    assert_eq!(state.next_due, slot("2026-11-23T09:40:00+08:00"));
}

#[tokio::test]
async fn slots_passed_over_after_failures_are_told_with_the_failures_reason() {
    let room = room(CRON).await;
    room.site.answer("/feed.xml", 500, &[], "oops");
    for _ in 0..3 {
        room.visit().await;
    }
    let failed_at = room.stages().store.visits_of("feed", 1).await.expect("visits").remove(0).due_at;
    let state = room.stages().store.source_states().await.expect("the timetable").remove(0);
    assert_eq!(state.failures, 3);
    assert!(state.next_due >= failed_at + TimeDelta::minutes(40), "three failures wait four times as long");

    room.site.put("/feed.xml", feed(&[]));
    room.clock.advance(state.next_due - room.clock.now());
    let (daemon, told) = first_visit(&room).await;
    daemon.stop().await;
    assert_eq!(told.visit.due_at, state.next_due);
    let visits = room.stages().store.visits_of("feed", 2).await.expect("visits");
    assert_eq!((visits[1].verdict, visits[1].slots, visits[1].reason), (Verdict::NotRun, 4, Some(Reason::HttpServer)));
}

#[tokio::test]
async fn a_due_time_from_a_clock_that_was_wrong_is_computed_anew() {
    let room = room(CRON).await;
    let store = &room.stages().store;
    store.adopt_source("feed", now() + TimeDelta::days(400)).await.expect("the database");
    let daemon = Daemon::start(room.parts.clone()).await.expect("a daemon");
    let mut told = daemon.listen();
    let due: DateTime<Utc> = now() + TimeDelta::minutes(11);
    room.clock.advance(due - now());
    assert_eq!(next(&room, &mut told).await.visit.due_at, now() + TimeDelta::minutes(10));
    daemon.stop().await;
}

#[tokio::test]
async fn a_reload_takes_new_sources_on_and_drops_old_ones() {
    let room = room(FEED).await;
    let (mut daemon, _) = first_visit(&room).await;
    let mut told = daemon.listen();
    let sources = FEED.replace("id = \"feed\"", "id = \"other\"").replace("{site}", &room.site.base);
    std::fs::write(room.dir().join("sources.toml"), sources).expect("a file");
    let config = yuqing::config::load(&room.dir().join("yuqing.toml")).expect("a configuration");
    let store = room.stages().store.clone();
    let parts = Parts::build(config, room.clock.clone(), store, Some(daemon.parts())).expect("parts");
    daemon.reload(parts).await;
    assert_eq!(next(&room, &mut told).await.visit.source, "other");
    room.clock.advance(TimeDelta::minutes(30));
    assert_eq!(next(&room, &mut told).await.visit.source, "other", "the old one is not visited any more");
    daemon.stop().await;
}

#[tokio::test]
async fn a_fault_of_this_program_ends_one_visit_and_says_so() {
    let room = room(FEED).await;
    let plan = room.parts.plans[0].clone();
    let state = yuqing::store::SourceState {
        source: "feed".into(),
        next_due: now(),
        failures: 0,
        dark_since: None,
        dark_told: false,
    };
    let task = yuqing::pipeline::crawl::Task {
        source: plan.source,
        adapter: plan.adapter,
        cadence: plan.cadence,
        state,
        slot: now(),
    };
    let visited = yuqing::pipeline::crawl::record_fault(room.stages(), &task, "so it was".into()).await.expect("a row");
    let visit = visited.committed.visit.expect("a row");
    assert_eq!((visit.verdict, visit.reason), (Verdict::Failed, Some(Reason::Internal)));
    assert_eq!(visited.state.failures, 1);
}
