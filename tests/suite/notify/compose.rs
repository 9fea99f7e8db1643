//! Mails as bytes: headers, encoding, and what hostile words cannot do to them.

use std::io::Write;
use std::process::{Command, Stdio};

use yuqing::config::{MailOptions, Organisation};
use yuqing::lang::Lang;
use yuqing::model::{Alert, Delivery, MailKind, Severity};
use yuqing::notify::folder::Folder;
use yuqing::notify::render::{self, safe};
use yuqing::notify::{Addressing, Channel, Envelope, compose, mark_doubtful, message_domain, parse_mailbox};

use super::samples::{self, at, office};
use crate::mailsink::header;

fn mail_options() -> MailOptions {
    MailOptions {
        from: "舆情监测 <duty@hospital.example>".into(),
        to: vec!["宣传科 <office@hospital.example>".into(), "chief@hospital.example".into()],
        operators: vec!["admin@hospital.example".into()],
        reply_to: Some("duty@hospital.example".into()),
        ..MailOptions::default()
    }
}

fn addressing(kind: MailKind) -> Addressing {
    let organisation = Organisation { id: "lx2y".into(), ..Organisation::default() };
    Addressing::of(&mail_options(), &organisation, kind, "alert.12.lx2y@hospital.example", at("2026-11-22T21:54"))
}

fn composed(alert: &Alert) -> Vec<u8> {
    let letter = render::alert(alert, &office(Lang::Zh)).expect("a letter");
    compose(&letter, &addressing(MailKind::Alert), false).expect("a mail")
}

#[test]
fn headers_are_as_promised() {
    let mail = composed(&samples::grave());
    let value = |name: &str| header(&mail, name).unwrap_or_default();
    assert_eq!(value("Message-ID"), "<alert.12.lx2y@hospital.example>");
    assert_eq!(value("Date"), "Sun, 22 Nov 2026 13:54:00 +0000");
    assert_eq!(value("X-Yuqing-Ref"), "alert 12");
    assert_eq!(value("Auto-Submitted"), "auto-generated");
    assert_eq!(value("X-Auto-Response-Suppress"), "All");
    assert_eq!(value("List-Id"), "<yuqing.lx2y.hospital.example>");
    assert_eq!(value("List-Unsubscribe"), "<mailto:duty@hospital.example?subject=unsubscribe>");
    assert_eq!(value("Reply-To"), "duty@hospital.example");
    assert_eq!(value("MIME-Version"), "1.0");
    assert!(value("Content-Type").starts_with("multipart/alternative;"));
    assert_eq!(header(&mail, "X-Priority"), None);
    let red = Alert { severity: Severity::GRAVE, ..samples::grave() };
    assert_eq!(header(&composed(&red), "X-Priority").as_deref(), Some("1 (Highest)"));
}

#[test]
fn equal_input_gives_equal_bytes_of_short_ascii_lines() {
    let mail = composed(&samples::grave());
    assert_eq!(mail, composed(&samples::grave()));
    assert!(mail.is_ascii());
    for line in mail.split(|b| *b == b'\n') {
        assert!(line.len() <= 200, "{}", String::from_utf8_lossy(line));
        assert!(line.is_empty() || line.ends_with(b"\r"));
    }
}

#[test]
fn operators_get_what_is_for_operators() {
    assert_eq!(addressing(MailKind::System).to, ["admin@hospital.example"]);
    assert_eq!(addressing(MailKind::Digest).to.len(), 2);
    let nobody = Addressing { to: vec![], ..addressing(MailKind::Test) };
    let letter = render::test(&office(Lang::Zh)).expect("a letter");
    assert!(compose(&letter, &nobody, false).is_err());
}

#[test]
fn a_doubtful_mail_is_the_same_mail_with_a_mark() {
    for lang in [Lang::Zh, Lang::En] {
        let letter = render::alert(&samples::grave(), &office(lang)).expect("a letter");
        let plain = compose(&letter, &addressing(MailKind::Alert), false).expect("a mail");
        let marked = mark_doubtful(&plain, lang);
        assert_eq!(marked, compose(&letter, &addressing(MailKind::Alert), true).expect("a mail"));
        assert_eq!(mark_doubtful(&marked, lang), marked);
        assert_eq!(header(&marked, "X-Yuqing-Doubtful").as_deref(), Some("yes"));
        assert_eq!(header(&marked, "Message-ID"), header(&plain, "Message-ID"));
        let body = |mail: &[u8]| String::from_utf8_lossy(mail).split_once("\r\n\r\n").map(|(_, b)| b.to_string());
        assert_eq!(body(&marked), body(&plain));
    }
}

#[test]
fn an_update_belongs_to_the_mail_before() {
    let reply = Addressing { references: vec!["a@x".into(), "b>\r\n@x".into()], ..addressing(MailKind::Alert) };
    let letter = render::test(&office(Lang::Zh)).expect("a letter");
    let mail = compose(&letter, &reply, false).expect("a mail");
    assert_eq!(header(&mail, "In-Reply-To").as_deref(), Some("<b@x>"));
    assert_eq!(header(&mail, "References").as_deref(), Some("<a@x> <b@x>"));
}

/// Names, titles and addresses as an attacker would write them.
fn hostile() -> Alert {
    let evil = "x\r\nBcc: all@evil.example\r\n\r\n<script>alert(1)</script>\u{202E}gpj.exe\u{0000}\u{2028}=?utf-8?B?QmNj?= \"><img src=x>";
    Alert {
        headline: evil.into(),
        source_name: evil.into(),
        title: evil.into(),
        text: evil.repeat(50),
        url: "javascript:alert(1)//\r\nhttps://good.example".into(),
        ..samples::grave()
    }
}

#[test]
fn nothing_from_the_web_ends_a_header_or_a_tag() {
    let mail = composed(&hostile());
    assert_eq!(header(&mail, "Bcc"), None);
    let head = String::from_utf8_lossy(&mail).split("\r\n\r\n").next().map(str::to_lowercase).unwrap_or_default();
    assert!(!head.contains("\r\nbcc:") && !head.contains("=?utf-8?b?qmnj?="), "{head}");
    let mut data = samples::busy_day();
    data.alerts = vec![hostile()];
    data.coverage[0].name = hostile().source_name;
    data.coverage[0].detail = Some(hostile().text);
    let office = office(Lang::Zh);
    let alert = render::alert(&hostile(), &office).expect("a letter");
    let digest = render::digest(&data, &office).expect("a letter");
    let roll_up = render::roll_up(&[hostile(), hostile()], &office).expect("a letter");
    for letter in [alert, digest, roll_up] {
        for bad in ["<script", "<img", "javascript:", "\u{202E}", "\u{0000}", "\u{2028}"] {
            assert!(!letter.html.contains(bad), "{bad:?} in HTML");
        }
        assert!(!letter.text.contains(['\u{202E}', '\u{0000}', '\u{2028}', '\r']));
        assert!(!letter.subject.contains(['\r', '\n', '\u{202E}', '\u{0000}']), "{}", letter.subject);
        assert!(!letter.html.contains("href=\"javascript"));
    }
}

#[test]
fn only_web_links_are_links() {
    let check = |address: &str, expected: Option<(&str, &str)>| {
        let link = safe::link(address);
        assert_eq!(link.as_ref().map(|l| (l.url.as_str(), l.host.as_str())), expected, "{address}");
    };
    check("https://bbs.example/t/1?a=1", Some(("https://bbs.example/t/1?a=1", "bbs.example")));
    check("http://good.example@evil.example/", Some(("http://evil.example/", "evil.example")));
    check("http://127.0.0.1:8801/x", Some(("http://127.0.0.1:8801/x", "127.0.0.1:8801")));
    check("https://泰兴.example/", Some(("https://xn--e6qw38d.example/", "xn--e6qw38d.example")));
    check("javascript:alert(1)", None);
    check("data:text/html,x", None);
    check("ftp://bbs.example/", None);
    check(&format!("https://bbs.example/{}", "a".repeat(600)), None);
}

#[test]
fn mailboxes_are_read_as_people_write_them() {
    let check = |text: &str, expected: Option<(Option<&str>, &str)>| {
        let read = parse_mailbox(text).ok();
        assert_eq!(read.as_ref().map(|(n, a)| (n.as_deref(), a.as_str())), expected, "{text:?}");
    };
    check("a@b.example", Some((None, "a@b.example")));
    check(" 宣传科 <a@b.example> ", Some((Some("宣传科"), "a@b.example")));
    check("\"Duty, Office\" <a@b.example>", Some((Some("Duty, Office"), "a@b.example")));
    check("nobody", None);
    check("a@b.example\r\nBcc: c@d.example", None);
    check("a b <c>", None);
}

#[test]
fn message_ids_have_a_domain_whatever_is_configured() {
    let check = |from: &str, id: &str, expected: &str| {
        let mail = MailOptions { from: from.into(), ..MailOptions::default() };
        assert_eq!(message_domain(&mail, &Organisation { id: id.into(), ..Organisation::default() }), expected);
    };
    check("舆情 <a@Mail.Example>", "LX2Y", "lx2y@mail.example");
    check("", "lx2y", "lx2y@localhost");
    check("a@b.example", "二院 >\r\n", "org@b.example");
}

/// The largest issue and the largest roll-up stay small as mails, and say what they leave out.
#[test]
fn two_thousand_alerts_make_a_small_mail() {
    let alerts: Vec<_> = (0..2000)
        .map(|id| Alert {
            id,
            title: "很长的标题".repeat(40),
            text: samples::grave().text.repeat(9),
            ..samples::grave()
        })
        .collect();
    let mut data = samples::busy_day();
    data.coverage = (0..1000).map(|_| samples::blocked()).collect();
    data.alerts = alerts.clone();
    let generous = render::Office { max_items: 5000, snippet_chars: 100_000, ..office(Lang::Zh) };
    let digest = render::digest(&data, &generous).expect("a letter");
    let roll_up = render::roll_up(&alerts, &generous).expect("a letter");
    for (letter, left_out) in [(&digest, "未列入本邮件"), (&roll_up, "未列入本邮件")] {
        assert!(letter.text.contains(left_out) && letter.html.contains(left_out));
        let mail = compose(letter, &addressing(MailKind::Digest), false).expect("a mail");
        assert!(mail.len() < 100_000, "{} bytes", mail.len());
        assert!(mail.split(|b| *b == b'\n').all(|line| line.len() <= 998));
    }
    let mail = compose(&roll_up, &addressing(MailKind::RollUp), false).expect("a mail");
    let ids: Vec<i64> = header(&mail, "X-Yuqing-Ref")
        .and_then(|value| {
            Some(value.strip_prefix("roll-up ")?.split(',').filter_map(|id| id.trim().parse().ok()).collect())
        })
        .unwrap_or_default();
    assert_eq!(ids, (0..2000).collect::<Vec<i64>>());
}

#[tokio::test]
async fn a_folder_keeps_one_file_a_message_id() {
    let folder = tempfile::tempdir().expect("a folder");
    let channel = Folder::new(&folder.path().join("mail")).expect("a folder");
    let mail = |id: &str, bytes: &[u8]| Envelope {
        recipients: vec![],
        message_id: id.into(),
        bytes: bytes.to_vec(),
        attempts: 0,
    };
    for (id, bytes) in [("alert.1@x", &b"one"[..]), ("alert.1@x", b"again"), ("../../etc/passwd", b"two")] {
        assert!(matches!(channel.send(&mail(id, bytes)).await, Delivery::Accepted { .. }));
    }
    let mut names: Vec<_> = std::fs::read_dir(folder.path().join("mail"))
        .expect("a listing")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("a name"))
        .collect();
    names.sort();
    assert_eq!(names, ["_.._.._etc_passwd.eml", "alert.1@x.eml"]);
    assert_eq!(std::fs::read(folder.path().join("mail/alert.1@x.eml")).expect("a mail"), b"again");
}

/// What another program reads in a mail, as lines.
const READER: &str = r#"
import email, email.policy, sys
m = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
out = [str(m['Subject']), str(m['From']), str(m['To'])]
out += [p.get_content_type() + ' ' + p.get_content_charset() for p in m.iter_parts()]
out += [str(len(m.defects) + sum(len(p.defects) for p in m.iter_parts()))]
out += [m.get_body(('plain',)).get_content()]
sys.stdout.buffer.write('\n'.join(out).encode())
"#;

#[test]
fn another_program_reads_the_same() {
    if Command::new("python3").arg("--version").output().is_err() {
        eprintln!("skipped: another_program_reads_the_same (there is no python3)");
        return;
    }
    for lang in [Lang::Zh, Lang::En] {
        let letter = render::digest(&samples::busy_day(), &office(lang)).expect("a letter");
        for (doubtful, prefix) in
            [(false, ""), (true, if lang == Lang::Zh { "「可能重复」" } else { "[may be a duplicate] " })]
        {
            let mail = compose(&letter, &addressing(MailKind::Digest), doubtful).expect("a mail");
            let read = read_by_python(&mail);
            let mut lines = read.splitn(7, '\n');
            let mut next = || lines.next().unwrap_or_default();
            assert_eq!(next(), format!("{prefix}{}", letter.subject));
            assert_eq!(next(), "舆情监测 <duty@hospital.example>");
            assert_eq!(next(), "宣传科 <office@hospital.example>, chief@hospital.example");
            assert_eq!((next(), next()), ("text/plain utf-8", "text/html utf-8"));
            assert_eq!(next(), "0");
            assert_eq!(next().replace("\r\n", "\n").trim_end(), letter.text.trim_end());
        }
    }
}

fn read_by_python(mail: &[u8]) -> String {
    let mut python = Command::new("python3")
        .args(["-c", READER])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3 starts");
    python.stdin.take().expect("its input").write_all(mail).expect("it reads");
    let output = python.wait_with_output().expect("it ends");
    assert!(output.status.success());
    String::from_utf8(output.stdout).expect("UTF-8")
}
