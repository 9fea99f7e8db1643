//! Issues are numbered without holes, and each has its mail.

use super::*;

#[tokio::test]
async fn numbers_have_no_holes_and_a_period_is_one_issue() {
    let room = Room::new();
    let store = &room.store;
    assert_eq!(store.last_issue().await.expect("a read"), None);
    let open = |day: i64| store.open_issue(at(day), at(day + 1), at(day + 2), |n| format!("digest.{n}@h"));
    assert_eq!(open(0).await.expect("an issue"), 1);
    assert_eq!(open(1).await.expect("an issue"), 2);
    assert_eq!(open(0).await.expect("the issue"), 1, "the period has one already");
    assert_eq!(open(2).await.expect("an issue"), 3);
    let issue = store.last_issue().await.expect("a read").expect("an issue");
    assert_eq!((issue.number, issue.from, issue.to, issue.created_at), (3, at(2), at(3), at(4)));
    assert_eq!(store.issue(2).await.expect("a read").map(|i| i.from), Some(at(1)));
    assert_eq!(store.issue(9).await.expect("a read"), None);
    assert_eq!(
        room.ask::<String>("select group_concat(message_id, ' ') from outbox"),
        "digest.1@h digest.2@h digest.3@h"
    );
    let mail = store.next_mail(at(9)).await.expect("a read").expect("a mail");
    assert_eq!(mail.content, MailContent::Digest(1));
}

#[tokio::test]
async fn a_number_is_free_again_when_its_mail_cannot_be_written() {
    let room = Room::new();
    // The disk is full in the middle of the transaction.
    room.store.limit_pages(1).await.expect("a bound");
    let long = "x".repeat(100_000);
    room.store.open_issue(at(0), at(1), at(2), move |n| format!("{n}{long}@h")).await.expect_err("no room");
    room.store.limit_pages(0).await.expect("no bound");
    assert_eq!(room.store.last_issue().await.expect("a read"), None);
    assert_eq!(room.store.open_issue(at(0), at(1), at(2), |n| format!("{n}@h")).await.expect("an issue"), 1);
}

#[tokio::test]
async fn tasks_that_open_at_once_get_numbers_of_their_own() {
    let room = Room::new();
    let tasks: Vec<_> = (0..20)
        .map(|n| {
            let store = room.store.clone();
            tokio::spawn(async move { store.open_issue(at(n), at(n + 1), at(n), |n| format!("{n}@h")).await })
        })
        .collect();
    let mut numbers = Vec::new();
    for task in tasks {
        numbers.push(task.await.expect("a task").expect("an issue"));
    }
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=20).collect::<Vec<i64>>());
}
