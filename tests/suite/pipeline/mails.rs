//! From the outbox to a real mail server, in good weather and bad.

use chrono::TimeDelta;
use yuqing::model::{Delivery, MailContent};
use yuqing::pipeline::deliver::{Step, retry_at, round, step};

use super::room::{FEED, now};
use super::{Room, feed, item};
use crate::mailsink::{MailSink, Point, Reaction, Tls};

async fn room(sink: &MailSink, options: &str) -> Room {
    let port = sink.address.port();
    let mail = format!(
        "[mail]\nenabled = true\nhost = \"127.0.0.1\"\nport = {port}\ntls = \"none\"\nfrom = \"a@example.org\"\n\
         to = [\"b@example.org\"]\ninterval_ms = 0\nretry_minutes = [1, 5]\n{options}"
    );
    Room::with(FEED, &mail).await
}

/// Finds so many things worth a mail.
async fn find(room: &Room, count: usize) {
    let items: Vec<_> = (0..count).map(|n| item(&format!("a{n}"), 30, &format!("泰兴二院态度差之{n}"), "")).collect();
    room.site.put("/feed.xml", feed(&items));
    assert_eq!(usize::try_from(room.visit().await.alerts).expect("a count"), count);
}

/// Steps until there is nothing to do now; how each mail ended.
async fn drain(room: &Room) -> Vec<Delivery> {
    let mut ended = Vec::new();
    loop {
        match step(room.stages()).await.expect("the database") {
            Step::Tried { delivery, .. } => ended.push(delivery),
            Step::Folded => {}
            Step::Idle(_) => return ended,
        }
    }
}

#[tokio::test]
async fn an_alert_reaches_the_server_once() {
    let sink = MailSink::start().await;
    let room = room(&sink, "").await;
    find(&room, 1).await;
    assert!(matches!(drain(&room).await.as_slice(), [Delivery::Accepted { .. }]));
    assert!(drain(&room).await.is_empty());
    let mails = sink.mails();
    assert_eq!(mails.len(), 1);
    let id = mails[0].header("Message-ID").expect("a Message-ID");
    assert!(id.starts_with("<alert.1-") && id.ends_with(".txey@example.org>"), "{id}");
}

#[tokio::test]
async fn what_is_sensitive_or_about_a_child_is_withheld() {
    let room = Room::with(FEED, "").await;
    let texts = ["病区的厕所没人打扫", "女儿5岁，挂号等了半天", "老人68岁，挂号等了半天", "这是未成年人，还公开姓名"];
    let items: Vec<_> =
        texts.iter().enumerate().map(|(n, text)| item(&format!("a{n}"), 30, "泰兴二院态度差", text)).collect();
    room.site.put("/feed.xml", feed(&items));
    assert_eq!(room.visit().await.alerts, 4);
    let alerts = room.stages().store.alerts(&[1, 2, 3, 4]).await.expect("alerts");
    for (text, expected) in texts.into_iter().zip([false, true, false, true]) {
        let withheld = alerts.iter().find(|alert| alert.text.contains(text)).map(|alert| alert.withhold);
        assert_eq!(withheld, Some(expected), "{text}");
    }
}

#[tokio::test]
async fn a_temporary_failure_is_tried_again_with_the_same_mail() {
    let sink = MailSink::with(Tls::None, &[(Point::Data, Reaction::Say("451 try later"))]).await;
    let room = room(&sink, "").await;
    find(&room, 1).await;
    assert!(matches!(drain(&room).await.as_slice(), [Delivery::Deferred { .. }]));
    sink.set_faults(&[]);
    assert!(drain(&room).await.is_empty(), "not before its time");
    room.clock.advance(TimeDelta::minutes(1));
    assert!(matches!(drain(&room).await.as_slice(), [Delivery::Accepted { .. }]));
    assert_eq!(sink.mails().len(), 1);
}

#[tokio::test]
async fn a_mail_of_unknown_fate_goes_again_under_its_name_and_marked() {
    let sink = MailSink::with(Tls::None, &[(Point::End, Reaction::Drop)]).await;
    let room = room(&sink, "").await;
    find(&room, 1).await;
    assert!(matches!(drain(&room).await.as_slice(), [Delivery::Unknown { .. }]));
    sink.set_faults(&[]);
    room.clock.advance(TimeDelta::minutes(5));
    assert!(matches!(drain(&room).await.as_slice(), [Delivery::Accepted { .. }]));
    let mails = sink.mails();
    let names: std::collections::BTreeSet<_> = mails.iter().map(|mail| mail.header("Message-ID")).collect();
    assert_eq!(names.len(), 1, "no Message-ID is lost or added");
    assert_eq!(mails.last().and_then(|mail| mail.header("X-Yuqing-Doubtful")).as_deref(), Some("yes"));
}

#[tokio::test]
async fn a_mail_left_in_the_middle_by_a_crash_counts_as_unknown() {
    let sink = MailSink::start().await;
    let room = room(&sink, "").await;
    find(&room, 1).await;
    let store = &room.stages().store;
    let item = store.next_mail(room.clock.now()).await.expect("the database").expect("a mail");
    store.begin_send(item.id).await.expect("the database");
    assert!(drain(&room).await.is_empty());
    assert_eq!(store.recover_sending().await.expect("the database"), 1);
    assert!(matches!(drain(&room).await.as_slice(), [Delivery::Accepted { .. }]));
    assert_eq!(sink.mails()[0].header("X-Yuqing-Doubtful").as_deref(), Some("yes"));
}

#[tokio::test]
async fn a_mail_whose_end_could_not_be_written_down_is_settled_later_and_not_sent_again() {
    let sink = MailSink::start().await;
    let room = room(&sink, "").await;
    find(&room, 1).await;
    let (stages, mut unsettled) = (room.stages(), None);
    let db = rusqlite::Connection::open(stages.store.file()).expect("the database");
    let broken = "create trigger broken before update of settled_at on outbox begin select raise(abort, 'full'); end";
    db.execute_batch(broken).expect("a trigger");
    for _ in 0..2 {
        assert!(round(stages, &mut unsettled).await.is_err(), "its end cannot be written");
    }
    db.execute_batch("drop trigger broken").expect("mended");
    let step = round(stages, &mut unsettled).await.expect("the database");
    assert!(matches!(step, Step::Tried { delivery: Delivery::Accepted { .. }, .. }), "{step:?}");
    assert!(matches!(round(stages, &mut unsettled).await, Ok(Step::Idle(_))));
    assert_eq!(sink.mails().len(), 1, "once");
    assert_eq!(stages.store.outbox_summary().await.expect("the outbox").pending, 0);
}

#[tokio::test]
async fn a_mail_that_cannot_be_made_never_blocks_the_next() {
    let sink = MailSink::start().await;
    let room = room(&sink, "").await;
    let store = &room.stages().store;
    store.enqueue(MailContent::Alert(999), "alert.999@example.org".into(), now()).await.expect("the database");
    find(&room, 1).await;
    assert!(matches!(drain(&room).await.as_slice(), [Delivery::Refused { .. }, Delivery::Accepted { .. }]));
    let outbox = store.outbox_summary().await.expect("the outbox");
    assert_eq!((outbox.failed, outbox.pending), (1, 0));
    assert!(outbox.last_error.is_some_and(|error| error.contains("999")));
}

#[tokio::test]
async fn more_than_the_hours_cap_becomes_one_mail() {
    let sink = MailSink::start().await;
    let room = room(&sink, "max_instant_per_hour = 2\n").await;
    find(&room, 6).await;
    assert_eq!(drain(&room).await.len(), 2);
    room.clock.advance(TimeDelta::hours(1));
    assert!(matches!(drain(&room).await.as_slice(), [Delivery::Accepted { .. }]));
    let mails = sink.mails();
    assert_eq!(mails.len(), 3);
    let reference = mails[2].header("X-Yuqing-Ref").expect("a reference");
    assert!(reference.starts_with("roll-up "), "{reference}");
    assert_eq!(reference.split(',').count(), 4, "{reference}");
}

#[test]
fn the_waits_after_failures_grow_and_the_last_repeats() {
    let minutes = |attempts| (retry_at(&[1, 5, 15, 60], attempts, now()) - now()).num_minutes();
    assert_eq!([0, 1, 2, 3, 4, 100].map(minutes), [1, 5, 15, 60, 60, 60]);
    assert_eq!((retry_at(&[], 0, now()) - now()).num_minutes(), 60);
}
