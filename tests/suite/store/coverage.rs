//! The figures of a digest: what was looked at, what was not, what was found.

use super::*;

/// The stretches not looked at between minute 100 and 200, for visits at these minutes (`true`: it was looked at).
async fn check(visits: &[(i64, bool)], expected: &[(i64, i64)]) {
    let room = Room::new();
    for (minute, looked) in visits {
        let commit = if *looked { commit_at(*minute, Vec::new()) } else { failed_at(*minute, 1) };
        room.commit(commit).await;
    }
    let coverage = room.store.coverage(at(100), at(200), &[source("bbs")]).await.expect("coverage").remove(0);
    // A visit takes from its first to its third second: round to the minute it was due.
    let minute = |t: DateTime<Utc>| (t - at(0)).num_minutes();
    let unseen: Vec<_> = coverage.unseen.iter().map(|(from, to)| (minute(*from), minute(*to))).collect();
    assert_eq!(unseen, expected, "{visits:?}");
    let inside = visits.iter().filter(|(m, _)| (100..200).contains(m));
    assert_eq!(coverage.expected as usize, inside.clone().count());
    assert_eq!(coverage.looked as usize, inside.filter(|(_, looked)| *looked).count());
}

#[tokio::test]
async fn a_stretch_lies_between_two_looks_with_a_miss_in_between() {
    check(&[(100, true), (150, true)], &[]).await;
    check(&[(110, true), (120, false), (130, false), (140, true)], &[(110, 140)]).await;
    check(&[(110, true), (120, false), (130, true), (140, false), (150, true)], &[(110, 130), (130, 150)]).await;
}

#[tokio::test]
async fn stretches_are_clipped_to_the_period() {
    check(&[(50, true), (60, false), (120, true)], &[(100, 120)]).await;
    check(&[(50, true), (110, false), (120, true)], &[(100, 120)]).await;
    check(&[(190, true), (195, false), (210, true)], &[(190, 200)]).await;
    check(&[(50, true), (60, false)], &[(100, 200)]).await;
    check(&[(50, false)], &[(100, 200)]).await;
}

#[tokio::test]
async fn before_its_first_slot_nothing_was_missed() {
    check(&[], &[]).await;
    check(&[(130, true)], &[]).await;
    check(&[(130, false), (140, true)], &[(130, 140)]).await;
}

#[tokio::test]
async fn a_row_says_how_a_source_stands() {
    let room = Room::new();
    let post = alarming(article("a", "二院", "误诊"), Notify::Digest, Severity::MINOR);
    room.commit(commit_at(100, vec![post, article("b", "天气", "晴")])).await;
    room.store.record_not_run("bbs", at(110), at(140), 4, Reason::NotRunning).await.expect("a row");
    let mut dark = failed_at(150, 1);
    dark.visit.detail = Some("30 s".into());
    room.commit(dark).await;
    let rows = room.store.coverage(at(100), at(200), &[source("quiet"), source("bbs")]).await.expect("coverage");
    assert_eq!((rows[0].source.as_str(), rows[0].expected, rows[0].verdict), ("quiet", 0, None));
    let bbs = &rows[1];
    assert_eq!((bbs.name.as_str(), bbs.expected, bbs.looked), ("bbs 论坛", 6, 1));
    assert_eq!(
        (bbs.verdict, bbs.reason, bbs.detail.as_deref()),
        (Some(Verdict::Failed), Some(Reason::Timeout), Some("30 s"))
    );
    assert_eq!(bbs.last_looked, Some(visit_at("bbs", 100).finished_at));
    assert_eq!(bbs.dark_since, Some(visit_at("bbs", 150).started_at));
    assert_eq!((bbs.new_posts, bbs.mentions), (2, 1));
}

#[tokio::test]
async fn a_digest_holds_the_period_and_no_more() {
    let room = Room::new();
    for minute in [90, 110, 210] {
        let post = alarming(article(&format!("a{minute}"), "二院", "误诊"), Notify::Digest, Severity::MINOR);
        room.commit(commit_at(minute, vec![post])).await;
    }
    let mut official = source("bbs");
    official.official = true;
    let data = room.store.digest_data(7, at(100), at(200), &[official], Some(at(1_600))).await.expect("data");
    assert_eq!((data.issue, data.new_posts, data.mentions, data.next_issue), (7, 1, 1, Some(at(1_600))));
    assert_eq!(data.alerts.iter().map(|a| a.key.as_str()).collect::<Vec<_>>(), ["a110"]);
    assert!(data.alerts[0].official, "as the sources say now");
    assert_eq!(data.coverage.len(), 1);
    assert_eq!(data.mean_negative, None, "not watched for seven days yet");
}

#[tokio::test]
async fn the_mean_counts_negative_alerts_of_the_seven_days_before() {
    const DAY: i64 = 1_440;
    let room = Room::new();
    for day in [-8, -7, -3, -3, 0] {
        let n = room.ask::<i64>("select count(*) from post");
        let post = alarming(article(&format!("a{n}"), "二院", "误诊"), Notify::Digest, Severity::MINOR);
        room.commit(commit_at(day * DAY + n, vec![post])).await;
    }
    let mut praise = alarming(article("praise", "二院", "好"), Notify::Digest, Severity::NOTICE);
    praise.found.mentions = vec![mention("praise", -3.0, Severity::NOTICE)];
    room.commit(commit_at(-2 * DAY, vec![praise])).await;
    let mut own = commit_at(-2 * DAY, vec![alarming(article("own", "二院", "误诊"), Notify::Digest, Severity::MINOR)]);
    own.visit.source = "own".into();
    room.commit(own).await;
    let mut outlet = source("own");
    outlet.official = true;
    let data = room.store.digest_data(1, at(0), at(DAY), &[source("bbs"), outlet], None).await.expect("data");
    assert_eq!(data.mean_negative, Some(3.0 / 7.0));
}
