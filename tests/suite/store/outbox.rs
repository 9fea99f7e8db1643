//! What waits to be sent: order, fate, folding, recovery.

use super::*;

/// Alerts `a0`, `a1` … with a mail each, one a minute.
async fn room_with_alerts(severities: &[Severity]) -> Room {
    let room = Room::new();
    for (minute, severity) in (0..).zip(severities) {
        let post = alarming(article(&format!("a{minute}"), "二院", "误诊"), Notify::Instant, *severity);
        room.commit(commit_at(minute, vec![post])).await;
    }
    room
}

async fn next(room: &Room, minutes: i64) -> Option<OutboxItem> {
    room.store.next_mail(at(minutes)).await.expect("a read")
}

async fn settle(room: &Room, id: i64, delivery: Delivery, minutes: i64) {
    room.store.begin_send(id).await.expect("begun");
    room.store.settle(id, &delivery, at(minutes), at(minutes + 5)).await.expect("settled");
}

fn unknown() -> Delivery {
    Delivery::Unknown { error: "lost after DATA".into() }
}

fn accepted() -> Delivery {
    Delivery::Accepted { response: "250 ok".into() }
}

#[tokio::test]
async fn a_message_id_is_written_once() {
    let room = Room::new();
    let first = room.store.enqueue(MailContent::Test, "t@h".into(), at(0)).await.expect("a row");
    let again = room.store.enqueue(MailContent::Digest(1), "t@h".into(), at(9)).await.expect("the row");
    assert_eq!(first, again);
    let mail = next(&room, 0).await.expect("a mail");
    assert_eq!((mail.content, mail.state, mail.attempts), (MailContent::Test, OutboxState::Pending, 0));
}

#[tokio::test]
async fn the_waiter_wakes_for_each_way_of_writing() {
    let room = Room::new();
    room.store.enqueue(MailContent::Test, "t@h".into(), at(0)).await.expect("a row");
    room.store.wait_for_mail().await;
    let post = alarming(article("a", "二院", "误诊"), Notify::Instant, Severity::MINOR);
    room.commit(commit_at(0, vec![post])).await;
    room.store.wait_for_mail().await;
    room.store.open_issue(at(0), at(1), at(1), |n| format!("{n}@h")).await.expect("an issue");
    room.store.wait_for_mail().await;
}

#[tokio::test]
async fn mails_come_in_the_order_of_their_times() {
    let room = room_with_alerts(&[Severity::MINOR, Severity::MINOR]).await;
    assert_eq!(next(&room, -1).await, None, "its time has not come");
    let first = next(&room, 9).await.expect("a mail");
    settle(&room, first.id, Delivery::Deferred { error: "451 later".into() }, 9).await;
    let second = next(&room, 9).await.expect("a mail");
    assert_ne!(first.id, second.id);
    settle(&room, second.id, accepted(), 9).await;
    assert_eq!(next(&room, 13).await, None);
    assert_eq!(room.store.next_mail_due().await.expect("a read"), Some(at(14)));
    let again = next(&room, 14).await.expect("the first again");
    assert_eq!((again.id, again.attempts, again.doubtful), (first.id, 1, false));
    assert_eq!((again.message_id, again.last_error.as_deref()), (first.message_id, Some("451 later")));
}

#[tokio::test]
async fn each_fate_is_written_down() {
    let room = room_with_alerts(&[Severity::MINOR; 3]).await;
    for delivery in [accepted(), Delivery::Refused { error: "550 no".into() }, unknown()] {
        let mail = next(&room, 9).await.expect("a mail");
        room.store.save_rendered(mail.id, b"bytes".to_vec()).await.expect("saved");
        settle(&room, mail.id, delivery, 10).await;
    }
    let doubtful = next(&room, 15).await.expect("a mail");
    assert_eq!((doubtful.doubtful, doubtful.rendered.as_deref()), (true, Some(b"bytes".as_slice())));
    let summary = room.store.outbox_summary().await.expect("a summary");
    assert_eq!((summary.pending, summary.failed, summary.last_accepted), (1, 1, Some(at(10))));
    assert_eq!(summary.oldest_pending, Some(visit_at("bbs", 2).finished_at));
    assert_eq!(summary.last_digest_accepted, None);
    assert_eq!(summary.last_error.as_deref(), Some("lost after DATA"));
    assert_eq!(room.store.instant_sent_since(at(10)).await.expect("a count"), 1);
    assert_eq!(room.store.instant_sent_since(at(11)).await.expect("a count"), 0);
}

#[tokio::test]
async fn a_mail_put_off_by_a_clock_that_was_ahead_goes_once_the_clock_is_right() {
    let room = room_with_alerts(&[Severity::MINOR]).await;
    let mail = next(&room, 9).await.expect("a mail");
    let later = Delivery::Deferred { error: "later".into() };
    let put_off = |until| room.store.settle(mail.id, &later, at(9), until);
    put_off(at(9) + chrono::TimeDelta::hours(24)).await.expect("settled");
    assert!(next(&room, 10).await.is_none(), "a day is an ordinary wait");
    put_off(at(9) + chrono::TimeDelta::days(365)).await.expect("settled");
    assert_eq!(next(&room, 10).await.map(|m| m.id), Some(mail.id), "a year is none");
}

#[tokio::test]
async fn what_comes_after_a_full_roll_up_shares_the_next_one() {
    let room = room_with_alerts(&[Severity::MINOR; 201]).await;
    let mut rows = Vec::new();
    for n in 0..3 {
        rows.push(room.store.fold_alerts(format!("roll{n}@h"), at(600)).await.expect("folded"));
        let later = alarming(article(&format!("later{n}"), "二院", "误诊"), Notify::Instant, Severity::MINOR);
        room.commit(commit_at(300 + n, vec![later])).await;
    }
    assert_ne!(rows[0], rows[1], "the first is full");
    assert_eq!(rows[1], rows[2], "the second is not");
}

#[tokio::test]
async fn a_try_that_was_cut_off_is_doubtful_after_the_restart() {
    let room = room_with_alerts(&[Severity::MINOR; 2]).await;
    let cut_off = next(&room, 9).await.expect("a mail");
    room.store.begin_send(cut_off.id).await.expect("begun");
    assert_ne!(next(&room, 9).await.map(|m| m.id), Some(cut_off.id), "it is on its way");
    assert_eq!(room.store.recover_sending().await.expect("recovered"), 1);
    let again = next(&room, 9).await.expect("a mail");
    assert_eq!((again.id, again.doubtful, again.message_id), (cut_off.id, true, cut_off.message_id));
}

#[tokio::test]
async fn waiting_alerts_fold_into_one_roll_up_but_the_gravest_do_not() {
    let room = room_with_alerts(&[Severity::MINOR, Severity::GRAVE, Severity::MAJOR]).await;
    let row = room.store.fold_alerts("roll@h".into(), at(30)).await.expect("folded");
    assert_eq!(next(&room, 10).await.map(|m| m.content), Some(MailContent::Alert(2)), "severity 4 goes by itself");
    let later = alarming(article("a9", "二院", "误诊"), Notify::Instant, Severity::MINOR);
    room.commit(commit_at(10, vec![later])).await;
    assert_eq!(room.store.fold_alerts("other@h".into(), at(40)).await.expect("folded"), row, "it joins the first");
    assert_eq!(room.store.fold_alerts("other@h".into(), at(40)).await.expect("nothing"), None);
    settle(&room, 2, accepted(), 10).await;
    let roll_up = next(&room, 30).await.expect("the roll-up");
    assert_eq!((Some(roll_up.id), roll_up.content), (row, MailContent::RollUp(vec![1, 3, 4])));
    assert_eq!((roll_up.message_id.as_str(), roll_up.not_before), ("roll@h", at(30)));
}

#[tokio::test]
async fn what_may_have_arrived_is_not_folded() {
    let room = room_with_alerts(&[Severity::MINOR; 2]).await;
    settle(&room, 1, unknown(), 5).await;
    room.store.fold_alerts("roll@h".into(), at(30)).await.expect("folded");
    let ids = [next(&room, 10).await, next(&room, 10).await].map(|m| m.map(|m| m.content));
    assert_eq!(ids[0], Some(MailContent::Alert(1)));
    assert_eq!(room.ask::<String>("select content from outbox where kind = 'roll_up'"), r#"{"roll_up":[2]}"#);
}

#[tokio::test]
async fn a_roll_up_that_was_tried_is_closed_and_its_message_id_is_not_used_twice() {
    let room = room_with_alerts(&[Severity::MINOR]).await;
    let first = room.store.fold_alerts("roll@h".into(), at(1)).await.expect("folded").expect("a roll-up");
    settle(&room, first, unknown(), 1).await;
    room.commit(commit_at(2, vec![alarming(article("b", "二院", "误诊"), Notify::Instant, Severity::MINOR)])).await;
    let second = room.store.fold_alerts("roll@h".into(), at(3)).await.expect("folded").expect("a roll-up");
    assert_ne!(first, second);
    assert_eq!(
        room.ask::<String>("select group_concat(message_id, ' ') from outbox where kind = 'roll_up'"),
        "roll@h roll-2@h"
    );
}
