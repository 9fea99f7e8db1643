//! When an issue is due, and what it covers.

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use chrono_tz::Asia::Shanghai;
use yuqing::config::DigestOptions;
use yuqing::pipeline::digest::{self, Period, due, next_at};

use super::{Room, feed, item};

fn time(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(&format!("2026-11-{text}:00+08:00")).expect(text).to_utc()
}

/// At 08:00, closing at 07:30.
fn check(last_to: Option<&str>, now: &str, expected: Option<(&str, &str)>) {
    let due = due(&DigestOptions::default(), Shanghai, last_to.map(time), time(now));
    assert_eq!(due, expected.map(|(from, to)| Period { from: time(from), to: time(to) }), "{last_to:?} at {now}");
}

#[test]
fn an_issue_is_due_once_a_day_and_covers_all_since_the_last() {
    check(Some("22T07:30"), "23T07:59", None);
    check(Some("22T07:30"), "23T08:00", Some(("22T07:30", "23T07:30")));
    check(Some("23T07:30"), "23T08:01", None);
    check(Some("23T07:30"), "24T07:59", None);
    check(None, "23T08:00", Some(("22T07:30", "23T07:30")));
}

#[test]
fn a_late_start_still_sends_and_leaves_no_hole() {
    check(Some("22T07:30"), "23T15:00", Some(("22T07:30", "23T07:30")));
    check(Some("19T07:30"), "23T06:00", Some(("19T07:30", "22T07:30")));
    check(Some("22T16:00"), "23T08:00", Some(("22T16:00", "23T07:30")));
    check(Some("23T07:45"), "23T08:00", None);
}

#[test]
fn an_issue_after_midnight_closes_the_evening_before() {
    let at = |h, m| NaiveTime::from_hms_opt(h, m, 0).expect("a time");
    let options = DigestOptions { at: at(0, 30), closes_at: at(23, 30), ..DigestOptions::default() };
    let due = due(&options, Shanghai, Some(time("21T23:30")), time("23T00:30"));
    assert_eq!(due, Some(Period { from: time("21T23:30"), to: time("22T23:30") }));
}

#[test]
fn the_next_issue_is_named() {
    let options = DigestOptions::default();
    assert_eq!(next_at(&options, Shanghai, time("23T07:00")), time("23T08:00"));
    assert_eq!(next_at(&options, Shanghai, time("23T08:00")), time("24T08:00"));
}

const MAIL: &str = "[mail]\nenabled = true\nhost = \"127.0.0.1\"\nport = 9\ntls = \"none\"\nfrom = \"a@example.org\"\nto = [\"b@example.org\"]\n";

#[tokio::test]
async fn a_quiet_day_has_an_issue_too_and_a_fresh_installation_none() {
    let room = Room::with(super::room::FEED, MAIL).await;
    assert_eq!(digest::open_due(room.stages()).await.expect("the database"), None, "nothing was watched yet");

    room.site.put("/feed.xml", feed(&[item("a1", 30, "天气", "")]));
    room.visit().await;
    room.clock.advance(TimeDelta::days(1));
    assert_eq!(digest::open_due(room.stages()).await.expect("the database"), Some(1));
    assert_eq!(digest::open_due(room.stages()).await.expect("the database"), None, "once");
    let data = digest::data_of_issue(room.stages(), 1).await.expect("the database").expect("an issue");
    assert_eq!((data.alerts.len(), data.new_posts), (0, 1));
    assert_eq!(data.coverage.iter().map(|row| (row.expected, row.looked)).collect::<Vec<_>>(), [(1, 1)]);
}

#[tokio::test]
async fn an_issue_closed_by_a_clock_that_was_ahead_holds_no_later_one_back() {
    let room = Room::with(super::room::FEED, MAIL).await;
    room.visit().await;
    room.clock.advance(TimeDelta::days(364));
    room.visit().await;
    room.clock.advance(TimeDelta::days(1));
    assert_eq!(digest::open_due(room.stages()).await.expect("the database"), Some(1));
    room.clock.advance(TimeDelta::days(-364));
    assert_eq!(digest::open_due(room.stages()).await.expect("the database"), Some(2), "the clock is right again");
    assert_eq!(digest::open_due(room.stages()).await.expect("the database"), None, "once");
}
