//! When sources are due, table by table.

use chrono::{DateTime, TimeDelta, Utc};
use yuqing::config::ScheduleOptions;
use yuqing::model::{Priority, Source};
use yuqing::schedule::{After, Cadence, Timetable, backoff, jitter, next_slot};
use yuqing::workbench::bench_source;

fn source(schedule: Option<&str>) -> Source {
    let url = "http://bbs.example/".parse().expect("a URL");
    Source { schedule: schedule.map(str::to_owned), ..bench_source("feed", url) }
}

fn cadence(schedule: &str) -> Cadence {
    Cadence::of(&source(Some(schedule)), &ScheduleOptions::default()).expect(schedule)
}

fn time(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).expect(text).to_utc()
}

/// The three slots after a time, in Shanghai.
fn check(schedule: &str, after: &str, expected: [&str; 3]) {
    let cadence = cadence(schedule);
    let mut slot = time(after);
    for expected in expected {
        slot = cadence.next_after(slot);
        assert_eq!(slot, time(expected), "{schedule} after {after}");
    }
}

#[test]
fn crontab_lines_come_due_as_crontab_says() {
    // 2026-11-23 is a Monday.
    let now = "2026-11-23T09:30:00+08:00";
    check("*/10 * * * *", now, ["2026-11-23T09:40:00+08:00", "2026-11-23T09:50:00+08:00", "2026-11-23T10:00:00+08:00"]);
    check("0 8 * * *", now, ["2026-11-24T08:00:00+08:00", "2026-11-25T08:00:00+08:00", "2026-11-26T08:00:00+08:00"]);
    check(
        "5,35 8-9 * * *",
        now,
        ["2026-11-23T09:35:00+08:00", "2026-11-24T08:05:00+08:00", "2026-11-24T08:35:00+08:00"],
    );
    check("0 0 29 2 *", now, ["2028-02-29T00:00:00+08:00", "2032-02-29T00:00:00+08:00", "2036-02-29T00:00:00+08:00"]);
    check(
        "10-50/20 * * * *",
        now,
        ["2026-11-23T09:50:00+08:00", "2026-11-23T10:10:00+08:00", "2026-11-23T10:30:00+08:00"],
    );
    check(
        "0 0 1 jan,JUL *",
        now,
        ["2027-01-01T00:00:00+08:00", "2027-07-01T00:00:00+08:00", "2028-01-01T00:00:00+08:00"],
    );
}

#[test]
fn sunday_is_0_and_7_and_has_a_name() {
    let now = "2026-11-23T09:30:00+08:00";
    let sundays = ["2026-11-29T06:00:00+08:00", "2026-12-06T06:00:00+08:00", "2026-12-13T06:00:00+08:00"];
    for line in ["0 6 * * 0", "0 6 * * 7", "0 6 * * sun", "0 6 * * SUN", "0 6 * * 0,7"] {
        check(line, now, sundays);
    }
    let weekend = ["2026-11-28T06:00:00+08:00", "2026-11-29T06:00:00+08:00", "2026-12-05T06:00:00+08:00"];
    for line in ["0 6 * * 6-7", "0 6 * * sat,sun", "0 6 * * sat-sun", "0 6 * * 6,0"] {
        check(line, now, weekend);
    }
    check(
        "0 6 * * 1-5",
        "2026-11-27T09:00:00+08:00",
        ["2026-11-30T06:00:00+08:00", "2026-12-01T06:00:00+08:00", "2026-12-02T06:00:00+08:00"],
    );
}

#[test]
fn a_restricted_day_or_a_restricted_weekday_will_do() {
    // The 1st, or a Monday.
    check(
        "0 6 1 * mon",
        "2026-11-23T09:30:00+08:00",
        ["2026-11-30T06:00:00+08:00", "2026-12-01T06:00:00+08:00", "2026-12-07T06:00:00+08:00"],
    );
    // With a star in one of them the other alone decides.
    check(
        "0 6 1 * *",
        "2026-11-23T09:30:00+08:00",
        ["2026-12-01T06:00:00+08:00", "2027-01-01T06:00:00+08:00", "2027-02-01T06:00:00+08:00"],
    );
}

#[test]
fn words_stand_for_lines() {
    let now = "2026-11-23T09:30:00+08:00";
    check("@hourly", now, ["2026-11-23T10:00:00+08:00", "2026-11-23T11:00:00+08:00", "2026-11-23T12:00:00+08:00"]);
    check("@daily", now, ["2026-11-24T00:00:00+08:00", "2026-11-25T00:00:00+08:00", "2026-11-26T00:00:00+08:00"]);
    check("@weekly", now, ["2026-11-29T00:00:00+08:00", "2026-12-06T00:00:00+08:00", "2026-12-13T00:00:00+08:00"]);
    check("@monthly", now, ["2026-12-01T00:00:00+08:00", "2027-01-01T00:00:00+08:00", "2027-02-01T00:00:00+08:00"]);
    check("@yearly", now, ["2027-01-01T00:00:00+08:00", "2028-01-01T00:00:00+08:00", "2029-01-01T00:00:00+08:00"]);
}

/// The slots in Berlin, which changes its clock on 2026-03-29 (02:00 → 03:00) and 2026-10-25 (03:00 → 02:00).
fn check_berlin(schedule: &str, after: &str, expected: &[&str]) {
    let berlin = Source { zone: chrono_tz::Europe::Berlin, ..source(Some(schedule)) };
    let cadence = Cadence::of(&berlin, &ScheduleOptions::default()).expect(schedule);
    let mut slot = time(after);
    for expected in expected {
        slot = cadence.next_after(slot);
        assert_eq!(slot, time(expected), "{schedule} after {after}");
    }
}

#[test]
fn a_change_of_the_clock_neither_drops_nor_doubles_a_daily_slot() {
    check_berlin(
        "30 2 * * *",
        "2026-03-28T12:00:00+01:00",
        &["2026-03-29T03:00:00+02:00", "2026-03-30T02:30:00+02:00"],
    );
    check_berlin(
        "30 2 * * *",
        "2026-10-24T12:00:00+02:00",
        &["2026-10-25T02:30:00+02:00", "2026-10-26T02:30:00+01:00"],
    );
}

#[test]
fn an_hourly_line_goes_on_through_a_repeated_hour() {
    check_berlin(
        "*/30 * * * *",
        "2026-10-25T02:00:00+02:00",
        &[
            "2026-10-25T02:30:00+02:00",
            "2026-10-25T02:00:00+01:00",
            "2026-10-25T02:30:00+01:00",
            "2026-10-25T03:00:00+01:00",
        ],
    );
    check_berlin("0 * * * *", "2026-03-29T01:00:00+01:00", &["2026-03-29T03:00:00+02:00", "2026-03-29T04:00:00+02:00"]);
}

/// The characters a fault points at, and a word of what it says.
fn check_fault(schedule: &str, at: Option<&str>, word: &str) {
    let fault = Cadence::of(&source(Some(schedule)), &ScheduleOptions::default()).expect_err(schedule);
    let chars: Vec<char> = schedule.chars().collect();
    let pointed = fault.at.map(|(from, to)| chars[from..to].iter().collect::<String>());
    assert_eq!(pointed.as_deref(), at, "{schedule}");
    assert!(fault.message.0.contains(word), "{schedule}: {}", fault.message.0);
    assert_eq!(fault.key, "schedule");
}

#[test]
fn a_wrong_line_is_told_with_the_place_of_the_fault() {
    check_fault("61 * * * *", Some("61"), "分");
    check_fault("0 24 * * *", Some("24"), "时");
    check_fault("0 0 0 * *", Some("0"), "日");
    check_fault("0 0 * 13 *", Some("13"), "月");
    check_fault("0 0 * * 8", Some("8"), "星期");
    check_fault("0 0 * * 周一", Some("周一"), "星期");
    check_fault("1,99,3 * * * *", Some("99"), "分");
    check_fault("30-10 * * * *", Some("30-10"), "倒置");
    check_fault("*/0 * * * *", Some("0"), "步长");
    check_fault("* * * *", Some("* * * *"), "五个字段");
    check_fault("0 * * * * *", Some("0 * * * * *"), "五个字段");
    check_fault("@often", Some("@often"), "@hourly");
    check_fault("0 0 31 2 *", None, "永远不会到期");
}

#[test]
fn an_interval_is_counted_from_a_point_of_its_own() {
    let every = Source { every_secs: Some(600), ..source(None) };
    let cadence = Cadence::of(&every, &ScheduleOptions::default()).expect("every");
    let slot = cadence.next_after(time("2026-11-23T09:30:00+08:00"));
    assert_eq!(cadence.next_after(slot) - slot, TimeDelta::minutes(10));
    assert_eq!(cadence.next_after(slot - TimeDelta::seconds(1)), slot, "a restart does not move it");

    let other = Source { id: "other".into(), ..every };
    let other = Cadence::of(&other, &ScheduleOptions::default()).expect("every");
    assert_ne!(other.next_after(slot) - slot, TimeDelta::minutes(10), "sources of one interval are spread over it");
}

#[test]
fn the_priority_sets_the_interval() {
    for (priority, minutes) in [(Priority::Key, 10), (Priority::Normal, 30), (Priority::Low, 120)] {
        let cadence =
            Cadence::of(&Source { priority, ..source(None) }, &ScheduleOptions::default()).expect("a cadence");
        let slot = cadence.next_after(time("2026-11-23T09:30:00+08:00"));
        assert_eq!(cadence.next_after(slot) - slot, TimeDelta::minutes(minutes));
    }
}

#[test]
fn missed_slots_are_counted() {
    let (from, until) = (time("2026-11-23T09:30:00+08:00"), time("2026-11-23T10:05:00+08:00"));
    let slots = cadence("*/10 * * * *").slots_between(from, until).expect("slots");
    assert_eq!(
        (slots.first, slots.last, slots.count),
        (time("2026-11-23T09:40:00+08:00"), time("2026-11-23T10:00:00+08:00"), 3)
    );
    let every = Source { every_secs: Some(1), ..source(None) };
    let every = Cadence::of(&every, &ScheduleOptions::default()).expect("every");
    assert_eq!(every.slots_between(from, until).map(|slots| slots.count), Some(35 * 60 - 1));
    assert_eq!(cadence("@daily").slots_between(from, until), None);
}

#[test]
fn failures_stretch_the_pause_up_to_a_ceiling_and_never_stop() {
    let (minutes, ceiling) = (TimeDelta::minutes, TimeDelta::hours(6));
    let expected = [10, 10, 20, 40, 80, 160, 320, 360, 360];
    for (failures, expected) in (0u32..).zip(expected) {
        assert_eq!(backoff(failures, minutes(10), ceiling), minutes(expected), "{failures} failures");
    }
    assert_eq!(backoff(1_000_000, minutes(10), ceiling), ceiling);
    assert_eq!(backoff(9, TimeDelta::days(1), ceiling), TimeDelta::days(1), "a slow source keeps its own pause");
}

/// The slot after one at 09:30 that ended at 09:31.
fn check_next(failures: u32, retry_after_secs: Option<u64>, expected: &str) {
    let after = After {
        slot: time("2026-11-23T09:30:00+08:00"),
        finished_at: time("2026-11-23T09:31:00+08:00"),
        failures,
        retry_after_secs,
    };
    let next = next_slot(&cadence("*/10 * * * *"), &after, TimeDelta::hours(6));
    assert_eq!(next, time(expected), "{failures} failures, Retry-After {retry_after_secs:?}");
}

#[test]
fn the_next_slot_follows_the_slot_served() {
    check_next(0, None, "2026-11-23T09:40:00+08:00");
    check_next(1, None, "2026-11-23T09:40:00+08:00");
    check_next(2, None, "2026-11-23T09:50:00+08:00");
    check_next(4, None, "2026-11-23T10:50:00+08:00");
    check_next(40, None, "2026-11-23T15:30:00+08:00");
}

#[test]
fn a_sites_own_wish_is_heard_within_reason() {
    check_next(1, Some(3_600), "2026-11-23T10:40:00+08:00");
    check_next(0, Some(60), "2026-11-23T09:40:00+08:00");
    check_next(1, Some(u64::MAX), "2026-11-23T09:40:00+08:00");
    check_next(1, Some(10_000_000), "2026-11-24T09:40:00+08:00");
}

#[test]
fn jitter_is_fixed_and_bounded() {
    let hour = TimeDelta::hours(1);
    assert_eq!(jitter("a", 30, hour), jitter("a", 30, hour));
    let spread: std::collections::BTreeSet<_> = (0..1_000).map(|n| jitter(&format!("s{n}"), 30, hour)).collect();
    assert!(spread.iter().all(|jitter| *jitter >= TimeDelta::zero() && *jitter <= TimeDelta::seconds(30)));
    assert!(spread.len() > 900, "a thousand sources start at {} different times", spread.len());
    for n in 0..100 {
        assert!(
            jitter(&format!("s{n}"), 30, TimeDelta::seconds(60)) < TimeDelta::seconds(6),
            "a tenth of the interval"
        );
    }
    assert_eq!(jitter("a", 0, hour), TimeDelta::zero());
}

#[test]
fn the_timetable_gives_what_is_due_in_order_and_once() {
    let at = |minute: i64| time("2026-11-23T09:00:00+08:00") + TimeDelta::minutes(minute);
    let mut table = Timetable::default();
    table.put("late", at(30));
    table.put("early", at(10));
    table.put("moved", at(5));
    table.put("moved", at(20));
    table.put("gone", at(1));
    table.remove("gone");

    assert_eq!(table.next_start(), Some(at(10)));
    assert_eq!(table.pop_due(at(9)), None);
    assert_eq!(table.pop_due(at(25)).as_deref(), Some("early"));
    assert_eq!(table.pop_due(at(25)).as_deref(), Some("moved"));
    assert_eq!(table.pop_due(at(25)), None, "the earlier place of what was moved is stale");
    assert_eq!(table.start_of("late"), Some(at(30)));
    assert_eq!(table.pop_due(at(60)).as_deref(), Some("late"));
    assert_eq!(table.next_start(), None);
}
