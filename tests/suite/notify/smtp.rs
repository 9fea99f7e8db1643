//! Mail to a real server that takes it, refuses it, hangs, drops, or offers what must not be accepted.

use yuqing::config::{MailOptions, Secret, TlsMode};
use yuqing::lang::Lang;
use yuqing::model::Delivery;
use yuqing::notify::email::Email;
use yuqing::notify::{Channel, Envelope};

use crate::mailsink::{Fault, MailSink, Point, Reaction, Tls, certificate};

const PASSWORD: &str = "abcdEFGHijklMNOP";

fn options(sink: &MailSink, tls: TlsMode) -> MailOptions {
    MailOptions {
        enabled: true,
        host: "127.0.0.1".into(),
        port: sink.address.port(),
        tls,
        username: Some("duty@hospital.example".into()),
        password: Some(Secret::new(PASSWORD)),
        from: "舆情监测 <duty@hospital.example>".into(),
        to: vec!["office@hospital.example".into()],
        ca_file: (tls != TlsMode::None).then(certificate),
        ..MailOptions::default()
    }
}

fn envelope(recipients: &[&str], attempts: u32) -> Envelope {
    Envelope {
        recipients: recipients.iter().map(ToString::to_string).collect(),
        message_id: "alert.12.hospital@hospital.example".into(),
        bytes: b"Subject: test\r\n\r\nfirst\r\n.a line with a dot\r\n..two\r\nlast\r\n".to_vec(),
        attempts,
    }
}

/// Sends one mail to a server with these faults.
async fn send(tls: Tls, mode: TlsMode, faults: &[Fault]) -> (Delivery, MailSink) {
    let sink = MailSink::with(tls, faults).await;
    let email = Email::new(&options(&sink, mode)).expect("a channel");
    (email.send(&envelope(&["office@hospital.example"], 0)).await, sink)
}

/// What a delivery must be.
#[derive(Clone, Copy, Debug)]
enum Is {
    Deferred,
    Refused,
    Unknown,
}

/// A server with one fault: the delivery is of this kind and its words have this in them.
async fn check(point: Point, reaction: Reaction, expected: Is, words: &str) {
    let (delivery, sink) = send(Tls::None, TlsMode::None, &[(point, reaction)]).await;
    let error = match (&delivery, expected) {
        (Delivery::Deferred { error }, Is::Deferred)
        | (Delivery::Refused { error }, Is::Refused)
        | (Delivery::Unknown { error }, Is::Unknown) => error,
        _ => panic!("{point:?} {reaction:?}: {delivery:?} is not {expected:?}"),
    };
    assert!(error.contains(words), "{point:?} {reaction:?}: {error}");
    assert!(!error.contains(PASSWORD), "{error}");
    let kept = usize::from(matches!(expected, Is::Unknown));
    assert_eq!(sink.mails().len(), kept, "{point:?} {reaction:?}");
}

#[tokio::test]
async fn a_mail_arrives_as_it_was_given() {
    for (tls, mode) in
        [(Tls::None, TlsMode::None), (Tls::Implicit, TlsMode::Implicit), (Tls::Offered, TlsMode::StarttlsRequired)]
    {
        let (delivery, sink) = send(tls, mode, &[]).await;
        assert_eq!(delivery, Delivery::Accepted { response: "250 kept".into() }, "{mode:?}");
        let mail = sink.mails().remove(0);
        assert_eq!(mail.recipients, ["office@hospital.example"]);
        assert_eq!(mail.header("subject").as_deref(), Some("test"));
        let sent = envelope(&[], 0).bytes;
        assert_eq!(String::from_utf8_lossy(&mail.bytes).trim_end(), String::from_utf8_lossy(&sent).trim_end());
        assert!(sink.commands().contains(&"MAIL FROM:<duty@hospital.example>".into()));
    }
}

#[tokio::test]
async fn temporary_failures_are_put_off() {
    use Reaction::{Drop, Say};
    check(Point::Greeting, Drop, Is::Deferred, "连接邮件服务器").await;
    check(Point::Greeting, Say("421 too busy"), Is::Deferred, "421 too busy").await;
    check(Point::Greeting, Say("this is no SMTP"), Is::Deferred, "连接邮件服务器").await;
    check(Point::Hello, Say("250-sink.test\r\n250-   \r\n250 OK"), Is::Deferred, "").await;
    check(Point::Auth, Say("454 4.7.0 temporary"), Is::Deferred, "454").await;
    check(Point::Auth, Drop, Is::Deferred, "登录").await;
    check(Point::Sender, Say("451 local error"), Is::Deferred, "发件人").await;
    check(Point::Recipient("office"), Say("450 greylisted"), Is::Deferred, "office@hospital.example").await;
    check(Point::Data, Say("452 no space"), Is::Deferred, "452").await;
    check(Point::Data, Drop, Is::Deferred, "正文").await;
    check(Point::End, Say("451 try later"), Is::Deferred, "451").await;
    check(Point::End, Say("550 Domain frequency limited"), Is::Deferred, "太勤").await;
    check(Point::End, Say("554 HL:ITC too many"), Is::Deferred, "太勤").await;
}

#[tokio::test]
async fn refusals_say_what_to_do() {
    use Reaction::Say;
    check(Point::Auth, Say("535 Login Fail. Please enter your authorization code"), Is::Refused, "授权码").await;
    check(Point::Auth, Say("535 5.7.139 basic authentication is disabled"), Is::Refused, "内网中继").await;
    check(Point::End, Say("550 5.7.30 Basic authentication is not supported"), Is::Refused, "内网中继").await;
    check(Point::End, Say("554 DT:SPM 163 smtp"), Is::Refused, "垃圾邮件").await;
    check(Point::Sender, Say("553 Mail from must equal authorized user"), Is::Refused, "553").await;
    check(Point::Sender, Say("501 mail from address must be same as authorization user"), Is::Refused, "username")
        .await;
    check(Point::Recipient("office"), Say("550 5.1.1 no such user"), Is::Refused, "operators").await;
    check(Point::End, Say("552 too large"), Is::Refused, "大小").await;
    // A server that repeats the log-in must not bring it into the database.
    check(Point::Auth, Say("502 what is AUTH PLAIN AGR1dHlAaG9zcGl0YWwAYWJjZEVGR0g="), Is::Refused, "AUTH PLAIN ***")
        .await;
}

#[tokio::test]
async fn a_connection_lost_after_the_content_leaves_doubt() {
    check(Point::End, Reaction::Drop, Is::Unknown, "可能已经送达").await;
}

#[tokio::test]
async fn a_connection_lost_within_the_content_leaves_none() {
    let sink = MailSink::with(Tls::None, &[(Point::Content, Reaction::Drop)]).await;
    let email = Email::new(&options(&sink, TlsMode::None)).expect("a channel");
    // More than the kernel takes in advance, so that the break is seen before the closing dot.
    let mail = Envelope { bytes: b"0123456789\r\n".repeat(4 << 20), ..envelope(&["office@hospital.example"], 0) };
    let delivery = email.send(&mail).await;
    assert!(matches!(&delivery, Delivery::Deferred { error } if error.contains("传送正文")), "{delivery:?}");
}

/// A server that says nothing at this point is left when the time for one mail is up.
async fn check_hang(point: Point, doubt: bool) {
    let sink = MailSink::with(Tls::None, &[(point, Reaction::Hang)]).await;
    let short = MailOptions { send_timeout_secs: 1, ..options(&sink, TlsMode::None) };
    let delivery = Email::new(&short).expect("a channel").send(&envelope(&["office@hospital.example"], 0)).await;
    match delivery {
        Delivery::Unknown { error } if doubt => assert!(error.contains("超时"), "{error}"),
        Delivery::Deferred { error } if !doubt => assert!(error.contains("超时"), "{error}"),
        other => panic!("{point:?}: {other:?}"),
    }
}

#[tokio::test]
async fn a_server_that_hangs_is_left() {
    tokio::join!(
        check_hang(Point::Greeting, false),
        check_hang(Point::Auth, false),
        check_hang(Point::Data, false),
        check_hang(Point::End, true),
    );
}

#[tokio::test]
async fn nothing_is_sent_in_the_clear_instead() {
    let (delivery, sink) = send(Tls::None, TlsMode::StarttlsRequired, &[]).await;
    assert!(matches!(&delivery, Delivery::Deferred { error } if error.contains("STARTTLS")), "{delivery:?}");
    assert!(sink.commands().iter().all(|c| c.starts_with("EHLO") || c == "QUIT"), "{:?}", sink.commands());
    let (delivery, sink) = send(Tls::None, TlsMode::Implicit, &[]).await;
    assert!(matches!(delivery, Delivery::Deferred { .. }), "{delivery:?}");
    assert!(sink.commands().iter().all(|c| !c.starts_with("AUTH") && !c.starts_with("MAIL")), "{:?}", sink.commands());
}

#[tokio::test]
async fn a_certificate_must_be_trusted() {
    for (tls, mode) in [(Tls::Implicit, TlsMode::Implicit), (Tls::Offered, TlsMode::StarttlsRequired)] {
        let sink = MailSink::with(tls, &[]).await;
        let strange = MailOptions { ca_file: None, ..options(&sink, mode) };
        let delivery = Email::new(&strange).expect("a channel").send(&envelope(&["office@hospital.example"], 0)).await;
        assert!(matches!(&delivery, Delivery::Deferred { error } if error.contains("证书不可信")), "{delivery:?}");
        assert!(sink.mails().is_empty());
    }
}

#[tokio::test]
async fn one_refused_recipient_does_not_keep_it_from_the_others() {
    let three = ["office@hospital.example", "gone@hospital.example", "chief@hospital.example"];
    let sink = MailSink::with(Tls::None, &[(Point::Recipient("gone"), Reaction::Say("550 no such user"))]).await;
    let email = Email::new(&options(&sink, TlsMode::None)).expect("a channel");
    let delivery = email.send(&envelope(&three, 0)).await;
    assert!(matches!(&delivery, Delivery::Accepted { response } if response.contains("gone@")), "{delivery:?}");
    assert_eq!(sink.mails()[0].recipients, ["office@hospital.example", "chief@hospital.example"]);
}

#[tokio::test]
async fn a_mail_waits_a_while_for_a_recipient_who_is_put_off() {
    let two = ["office@hospital.example", "full@hospital.example"];
    let sink = MailSink::with(Tls::None, &[(Point::Recipient("full"), Reaction::Say("452 mailbox full"))]).await;
    let email = Email::new(&options(&sink, TlsMode::None)).expect("a channel");
    assert!(matches!(email.send(&envelope(&two, 0)).await, Delivery::Deferred { .. }));
    assert!(sink.mails().is_empty());
    let delivery = email.send(&envelope(&two, 3)).await;
    assert!(matches!(&delivery, Delivery::Accepted { response } if response.contains("full@")), "{delivery:?}");
    assert_eq!(sink.mails()[0].recipients, ["office@hospital.example"]);
}

#[tokio::test]
async fn a_relay_that_wants_no_log_in_gets_none() {
    let sink = MailSink::start().await;
    let open = MailOptions { username: None, password: None, ..options(&sink, TlsMode::None) };
    let delivery = Email::new(&open).expect("a channel").send(&envelope(&["office@hospital.example"], 0)).await;
    assert!(matches!(delivery, Delivery::Accepted { .. }), "{delivery:?}");
    assert_eq!(sink.wait_for(1).await.len(), 1);
    assert!(!sink.commands().contains(&"AUTH".into()));
    // The same server, out of order and mended again.
    sink.set_faults(&[(Point::Data, Reaction::Say("451 out of order"))]);
    let email = Email::new(&open).expect("a channel");
    assert!(matches!(email.send(&envelope(&["office@hospital.example"], 0)).await, Delivery::Deferred { .. }));
    sink.set_faults(&[]);
    assert!(matches!(email.send(&envelope(&["office@hospital.example"], 1)).await, Delivery::Accepted { .. }));
}

#[test]
fn options_that_cannot_work_are_refused() {
    let refused = |options: MailOptions, words: &str| {
        let error = Email::new(&options).err().expect("a fault");
        for said in [error.words(Lang::Zh), error.words(Lang::En)] {
            assert!(said.contains(words) && said.contains("[mail]"), "{said}");
        }
    };
    let fine = MailOptions { host: "smtp.example".into(), from: "a@b.example".into(), ..MailOptions::default() };
    refused(MailOptions { host: " ".into(), ..fine.clone() }, "host");
    refused(MailOptions { from: "nobody".into(), ..fine.clone() }, "“nobody”");
    refused(MailOptions { ca_file: Some("/nowhere/ca.pem".into()), ..fine }, "/nowhere/ca.pem");
}
