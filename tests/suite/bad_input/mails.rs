//! Mail servers that refuse, defer, hang or drop, and mails that cannot be made: nothing lost, nothing sent twice but
//! what may not have arrived, nothing that holds up the next mail.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use yuqing::app::Parts;
use yuqing::model::{Delivery, MailContent};
use yuqing::pipeline::deliver::{Step, round, step};
use yuqing::store::StoreError;

use super::site::Face;
use super::world::World;
use crate::mailsink::{MailSink, Point, Reaction, Tls};

/// An installation that mails to a sink, with so many alerts waiting.
async fn world_with(sink: &MailSink, alerts: usize) -> (World, Parts) {
    let port = sink.address.port();
    let mail = format!(
        "[mail]\nenabled = true\nhost = \"127.0.0.1\"\nport = {port}\ntls = \"none\"\n\
         from = \"舆情监测 <duty@hospital.example>\"\nto = [\"office@hospital.example\"]\n\
         send_timeout_secs = 2\nretry_minutes = [1, 5]\nmax_instant_per_hour = 100"
    );
    let world = World::new(Face::Feed, &mail);
    for n in 0..alerts {
        world.site.publish(&format!("第 {n} 件"), &format!("泰兴二院误诊，第 {n} 件。"), 30);
    }
    let visited = world.visit("bad").await.expect("a visit");
    assert_eq!(visited.committed.alerts.len(), alerts);
    let parts = world.parts();
    (world, parts)
}

/// One step that must try a mail.
async fn tried(parts: &Parts) -> (i64, Delivery) {
    match step(&parts.stages).await.expect("the database") {
        Step::Tried { id, delivery } => (id, delivery),
        other => panic!("no mail was tried: {other:?}"),
    }
}

/// Steps, and lets time pass, until nothing waits any more.
async fn drain(world: &World, parts: &Parts) {
    for _ in 0..50 {
        match step(&parts.stages).await.expect("the database") {
            Step::Idle(None) => return,
            Step::Idle(Some(due)) => world.clock.advance(due - world.clock.now()),
            Step::Tried { .. } | Step::Folded => {}
        }
    }
    panic!("the outbox never empties");
}

/// How often each Message-ID arrived, and how often marked as a possible duplicate.
fn arrived(sink: &MailSink) -> BTreeMap<String, (usize, usize)> {
    let mut arrived = BTreeMap::new();
    for mail in sink.mails() {
        let times: &mut (usize, usize) = arrived.entry(mail.header("message-id").expect("a name")).or_default();
        times.0 += 1;
        times.1 += usize::from(mail.header("x-yuqing-doubtful").is_some());
    }
    arrived
}

fn states(world: &World) -> String {
    world.ask("select group_concat(state, ' ') from (select state from outbox order by id)")
}

/// What becomes of a mail that meets a fault, once the server is well again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    /// It goes once, later.
    Later,
    /// It goes again, marked; so many copies arrive in all.
    Doubtful(usize),
    /// Never: a person must look.
    Never,
}

/// The first of two mails meets a fault, the second goes at once, and then the first gets what it must.
async fn check(point: Point, reaction: Reaction, fate: Fate) {
    let name = format!("{point:?} {reaction:?}");
    let sink = MailSink::with(Tls::None, &[(point, reaction)]).await;
    let (world, parts) = world_with(&sink, 2).await;
    let (first, delivery) = tried(&parts).await;
    match (&delivery, fate) {
        (Delivery::Deferred { error }, Fate::Later)
        | (Delivery::Unknown { error }, Fate::Doubtful(_))
        | (Delivery::Refused { error }, Fate::Never) => assert!(!error.is_empty(), "{name}"),
        other => panic!("{name}: {other:?}"),
    }
    let summary = world.store.outbox_summary().await.expect("a summary");
    let error = summary.last_error.expect("an error is told");
    assert!(!error.contains(super::acts_on_terminals), "{name}: {error:?}");
    sink.set_faults(&[]);
    let (second, delivery) = tried(&parts).await;
    assert!(second != first && matches!(delivery, Delivery::Accepted { .. }), "{name}: the next is not held up");
    drain(&world, &parts).await;
    let arrived = arrived(&sink);
    let message_id: String = world.ask(&format!("select '<' || message_id || '>' from outbox where id = {first}"));
    let expected = match fate {
        Fate::Later => Some((1, 0)),
        Fate::Doubtful(copies) => Some((copies, 1)),
        Fate::Never => None,
    };
    assert_eq!(arrived.get(&message_id).copied(), expected, "{name}");
    assert_eq!(arrived.len(), 1 + usize::from(expected.is_some()), "{name}: no other name is in use");
    let end = if fate == Fate::Never { "failed accepted" } else { "accepted accepted" };
    assert_eq!(states(&world), end, "{name}");
    assert!(arrived.values().all(|(_, marked)| *marked <= 1));
}

#[tokio::test]
async fn a_server_that_refuses() {
    use Reaction::Say;
    check(Point::Sender, Say("550 not you"), Fate::Never).await;
    check(Point::Recipient("office"), Say("550 5.1.1 no such user"), Fate::Never).await;
    check(Point::Data, Say("554 no"), Fate::Never).await;
    check(Point::End, Say("554 5.7.1 \u{1b}[31mspam"), Fate::Never).await;
}

#[tokio::test]
async fn a_server_that_puts_off() {
    use Reaction::Say;
    check(Point::Greeting, Say("421 too busy"), Fate::Later).await;
    check(Point::Recipient("office"), Say("450 greylisted"), Fate::Later).await;
    check(Point::Data, Say("452 no space"), Fate::Later).await;
    check(Point::End, Say("451 later"), Fate::Later).await;
}

#[tokio::test]
async fn a_server_that_drops() {
    check(Point::Greeting, Reaction::Drop, Fate::Later).await;
    check(Point::Hello, Reaction::Drop, Fate::Later).await;
    check(Point::Data, Reaction::Drop, Fate::Later).await;
    // It took the mail and never said so.
    check(Point::End, Reaction::Drop, Fate::Doubtful(2)).await;
}

#[tokio::test]
async fn a_server_that_hangs() {
    tokio::join!(
        check(Point::Greeting, Reaction::Hang, Fate::Later),
        check(Point::Sender, Reaction::Hang, Fate::Later),
        check(Point::Data, Reaction::Hang, Fate::Later),
        check(Point::End, Reaction::Hang, Fate::Doubtful(2)),
    );
}

#[tokio::test]
async fn a_server_that_is_not_there() {
    let sink = MailSink::start().await;
    let (mut world, _) = world_with(&sink, 1).await;
    let port = std::net::TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).expect("a port").port();
    let right = std::mem::replace(&mut world.config.options.mail.port, port);
    let parts = world.parts();
    for _ in 0..3 {
        assert!(matches!(tried(&parts).await.1, Delivery::Deferred { .. }));
        world.clock.advance(TimeDelta::minutes(5));
    }
    world.config.options.mail.port = right;
    drain(&world, &world.parts()).await;
    assert_eq!(arrived(&sink).into_values().collect::<Vec<_>>(), [(1, 0)]);
}

#[tokio::test]
async fn mails_that_cannot_be_made() {
    let sink = MailSink::start().await;
    let (world, parts) = world_with(&sink, 3).await;
    let missing = MailContent::Digest(4_711);
    world.store.enqueue(missing, "digest.4711@hospital.example".into(), world.began).await.expect("a row");
    world.change("update outbox set content = 'not JSON at all' where id = 1");
    world.change("update outbox set content = '{\"letter_of_a_later_version\":1}' where id = 2");
    drain(&world, &parts).await;
    assert_eq!(states(&world), "failed failed accepted failed");
    assert_eq!(sink.mails().len(), 1);
    let reasons: i64 = world.ask("select count(*) from outbox where state = 'failed' and last_error <> ''");
    assert_eq!(reasons, 3, "each says why");
    assert_eq!(world.store.outbox_summary().await.expect("a summary").failed, 3);
}

#[tokio::test]
async fn an_alert_whose_row_is_damaged() {
    let sink = MailSink::start().await;
    let (world, parts) = world_with(&sink, 2).await;
    world.change("update mention set data = '{' where post_id = (select post_id from alert where id = 1)");
    drain(&world, &parts).await;
    assert_eq!(states(&world), "failed accepted");
}

#[tokio::test]
async fn a_damaged_row_among_those_that_are_folded() {
    let sink = MailSink::start().await;
    let (mut world, _) = world_with(&sink, 4).await;
    world.config.options.mail.max_instant_per_hour = 1;
    world.change("update outbox set content = '{', not_before = not_before + 3600000 where id = 4");
    let parts = world.parts();
    drain(&world, &parts).await;
    assert_eq!(states(&world), "accepted folded folded failed accepted");
    assert_eq!(sink.mails().len(), 2);
}

/// Refuses what would bring an outbox row into a state.
fn refuse(state: &str) -> String {
    format!(
        "create trigger no before update of state on outbox when new.state {state}
         begin select raise(abort, 'the disk is full'); end"
    )
}

#[tokio::test]
async fn an_accepted_mail_that_could_not_be_written_down_goes_once() {
    let sink = MailSink::start().await;
    let (world, parts) = world_with(&sink, 2).await;
    world.change(&refuse("<> 'sending'"));
    let mut unsettled = None;
    for _ in 0..3 {
        assert!(round(&parts.stages, &mut unsettled).await.is_err(), "the database refuses");
    }
    assert_eq!(sink.mails().len(), 1, "nothing goes while it cannot be written down");
    world.change("drop trigger no");
    assert!(matches!(round(&parts.stages, &mut unsettled).await, Ok(Step::Tried { .. })));
    assert_eq!(states(&world), "accepted pending");
    drain(&world, &parts).await;
    assert_eq!(arrived(&sink).into_values().collect::<Vec<_>>(), [(1, 0), (1, 0)]);
    assert_eq!(states(&world), "accepted accepted");
}

#[tokio::test]
async fn a_deferred_mail_that_could_not_be_written_down_goes_later() {
    let sink = MailSink::with(Tls::None, &[(Point::Data, Reaction::Say("451 later"))]).await;
    let (world, parts) = world_with(&sink, 1).await;
    world.change(&refuse("<> 'sending'"));
    let mut unsettled = None;
    assert!(round(&parts.stages, &mut unsettled).await.is_err());
    world.change("drop trigger no");
    assert!(matches!(round(&parts.stages, &mut unsettled).await, Ok(Step::Tried { .. })));
    sink.set_faults(&[]);
    drain(&world, &parts).await;
    assert_eq!(arrived(&sink).into_values().collect::<Vec<_>>(), [(1, 0)], "its fate was known: it is not marked");
}

#[tokio::test]
async fn a_mail_that_cannot_be_marked_as_leaving_does_not_leave() {
    let sink = MailSink::start().await;
    let (world, parts) = world_with(&sink, 1).await;
    world.change(&refuse("= 'sending'"));
    assert!(step(&parts.stages).await.is_err());
    assert!(sink.mails().is_empty());
    world.change("drop trigger no");
    drain(&world, &parts).await;
    assert_eq!(arrived(&sink).into_values().collect::<Vec<_>>(), [(1, 0)]);
}

#[tokio::test]
async fn a_full_disk_while_mails_wait() {
    let sink = MailSink::start().await;
    let (world, parts) = world_with(&sink, 40).await;
    let pages: u32 = world.ask("pragma page_count");
    world.store.limit_pages(pages).await.expect("a bound");
    let mut steps = 0;
    let error = loop {
        match step(&parts.stages).await {
            Ok(_) => steps += 1,
            Err(error) => break error,
        }
        assert!(steps < 40, "the letters need room");
    };
    assert!(matches!(error, StoreError::DiskFull { .. }), "{error}");
    world.store.limit_pages(0).await.expect("room");
    drain(&world, &parts).await;
    assert!(arrived(&sink).values().all(|times| *times == (1, 0)));
    assert_eq!(arrived(&sink).len(), 40);
}
