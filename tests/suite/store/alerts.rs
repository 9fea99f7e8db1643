//! One alert a matter, however often it is seen.

use super::*;

async fn only_alert(room: &Room) -> Alert {
    let mut all = room.store.alerts_between(at(-9_999), at(9_999)).await.expect("alerts");
    assert_eq!(all.len(), 1);
    all.remove(0)
}

#[tokio::test]
async fn an_alert_shows_all_that_a_mail_needs() {
    let room = Room::new();
    room.store.name_sources(&[source("bbs")]).await.expect("names");
    let mut post = alarming(floor(1, 10, 3, "求助", "二院误诊"), Notify::Instant, Severity::MAJOR);
    post.post.time = time(-30, Precision::Minute);
    post.post.engagement.replies = Some(4);
    let committed = room.commit(commit_at(0, vec![post.clone()])).await;
    let alert = room.store.alert(committed.alerts[0]).await.expect("a read").expect("the alert");
    assert_eq!(alert, only_alert(&room).await);
    assert_eq!((alert.source.as_str(), alert.source_name.as_str(), alert.official), ("bbs", "bbs 论坛", false));
    assert_eq!((alert.key.as_str(), alert.title.as_str(), alert.text.as_str()), ("p:10", "求助", "二院误诊"));
    assert_eq!((alert.floor, alert.engagement.replies, alert.severity), (Some(3), Some(4), Severity::MAJOR));
    assert_eq!((alert.published, alert.precision.as_deref()), (Some(at(-30)), Some("minute")));
    assert_eq!(alert.mentions, post.found.mentions);
}

#[tokio::test]
async fn the_first_floor_takes_the_place_of_the_row_and_its_urgency() {
    let room = Room::new();
    let first = room.commit(commit_at(0, vec![alarming(row(1, "二院"), Notify::Digest, Severity::NOTICE)])).await;
    assert_eq!((first.alerts.len(), first.mail_waits), (1, false));
    let mut better = alarming(floor(1, 10, 1, "二院", "二院误诊"), Notify::Instant, Severity::MODERATE);
    better.alert.as_mut().expect("a draft").headline = "误诊".into();
    let second = room.commit(commit_at(1, vec![better])).await;
    assert_eq!((second.alerts.len(), second.mail_waits), (0, true), "the same alert, now worth a mail");
    let alert = only_alert(&room).await;
    assert_eq!((alert.id, alert.key.as_str(), alert.headline.as_str()), (first.alerts[0], "p:10", "误诊"));
    assert_eq!((alert.notify, alert.severity), (Notify::Instant, Severity::MODERATE));

    // The row again, with another title, changes nothing of this; nor is there a second mail.
    let third = room.commit(commit_at(2, vec![alarming(row(1, "二院？"), Notify::Instant, Severity::NOTICE)])).await;
    assert_eq!((third.alerts.len(), third.mail_waits), (0, false));
    assert_eq!(only_alert(&room).await.key, "p:10");
    assert_eq!(room.ask::<i64>("select count(*) from outbox"), 1);
}

#[tokio::test]
async fn row_and_first_floor_in_one_visit_are_one_alert() {
    let room = Room::new();
    let posts = vec![
        alarming(row(1, "二院"), Notify::Instant, Severity::MINOR),
        alarming(floor(1, 10, 1, "二院", "误诊"), Notify::Instant, Severity::MINOR),
        alarming(floor(1, 11, 2, "二院", "也被误诊"), Notify::Instant, Severity::MINOR),
    ];
    let committed = room.commit(commit_at(0, posts)).await;
    assert_eq!(committed.alerts.len(), 2, "the thread, and its second floor");
    assert_eq!(room.ask::<i64>("select count(*) from outbox"), 2);
}

#[tokio::test]
async fn message_ids_are_fixed_and_follow_from_the_alert() {
    let room = Room::new();
    let commit = commit_at(0, vec![alarming(article("a", "二院", "误诊"), Notify::Instant, Severity::MINOR)]);
    let id = room.commit(commit.clone()).await.alerts[0];
    let mail = room.store.next_mail(at(1)).await.expect("a read").expect("a mail");
    assert_eq!(mail.content, MailContent::Alert(id));
    let other = Room::new();
    other.commit(commit).await;
    let same = other.store.next_mail(at(1)).await.expect("a read").expect("a mail");
    assert_eq!(mail.message_id, same.message_id, "the same matter at the same time");
    let (local, rest) = mail.message_id.split_once('-').expect("a hash");
    assert_eq!(local, format!("alert.{id}"));
    assert_eq!(rest.split_once('.').map(|(hash, domain)| (hash.len(), domain)), Some((8, "org@yuqing.example")));
}

#[tokio::test]
async fn without_a_mail_domain_alerts_are_raised_and_no_mail_waits() {
    let room = Room::new();
    let mut commit = commit_at(0, vec![alarming(article("a", "二院", "误诊"), Notify::Instant, Severity::GRAVE)]);
    commit.message_domain = None;
    let committed = room.commit(commit).await;
    assert_eq!((committed.alerts.len(), committed.mail_waits), (1, false));
    assert_eq!(room.store.next_mail_due().await.expect("a read"), None);
}

#[tokio::test]
async fn the_most_pressing_come_first_and_unknown_ids_are_left_out() {
    let room = Room::new();
    let severities = [Severity::MINOR, Severity::GRAVE, Severity::NOTICE];
    let posts = severities.iter().enumerate();
    let posts = posts.map(|(n, s)| alarming(article(&format!("a{n}"), "二院", "误诊"), Notify::Digest, *s)).collect();
    let ids = room.commit(commit_at(0, posts)).await.alerts;
    let severities = |alerts: Vec<Alert>| alerts.iter().map(|a| a.severity.0).collect::<Vec<_>>();
    assert_eq!(severities(room.store.alerts_between(at(0), at(1)).await.expect("alerts")), [4, 1, 0]);
    assert_eq!(severities(room.store.alerts(&[ids[2], 99, ids[0]]).await.expect("alerts")), [0, 1]);
    assert!(room.store.alerts_between(at(1), at(9)).await.expect("alerts").is_empty());
}
