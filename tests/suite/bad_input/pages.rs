//! Pages that come, and are empty, of another kind, in another charset, out of all measure, or lie about time.

use chrono::{TimeDelta, Utc};
use encoding_rs::GBK;
use yuqing::model::{Reason, Verdict};

use super::site::{Face, Item, board, entry, list_page, row as thread_row};
use super::world::{World, outcome, row};
use super::{acts_on_terminals, case, check, check_digest, check_recovery, check_told};
use crate::hostile::Reply;

/// A page in which no engine can read anything.
async fn check_unreadable(name: &'static str, face: Face, body: &[u8], reason: Reason) {
    check(case(name, face, Reply::html(body), Verdict::ParsedNothing, reason)).await;
}

#[tokio::test]
async fn an_empty_page() {
    for face in Face::ALL {
        check_unreadable("no bytes", face, b"", Reason::EmptyBody).await;
        check_unreadable("white space", face, b" \r\n\t \n", Reason::EmptyBody).await;
        check_unreadable("a mark of order", face, "\u{feff}".as_bytes(), Reason::EmptyBody).await;
        check_unreadable("no body", face, b"<html><head></head></html>", Reason::EmptyBody).await;
        check_unreadable("an empty body", face, b"<html><body>  \n</body></html>", Reason::EmptyBody).await;
    }
}

#[tokio::test]
async fn a_page_of_another_kind() {
    let home = "<html><head><title>泰兴在线</title></head><body><h1>欢迎</h1><p>泰兴二院误诊</p></body></html>";
    check_unreadable("a feed that is HTML", Face::Feed, home.as_bytes(), Reason::NotAFeed).await;
    check_unreadable("a board that is none", Face::Discuz, home.as_bytes(), Reason::NoStructure).await;
    check_unreadable("a list that is none", Face::Page, home.as_bytes(), Reason::SelectorsFoundNothing).await;
    check_unreadable("JSON", Face::Feed, br#"{"error": "no such feed"}"#, Reason::NotAFeed).await;
    let damaged = "<?xml version='1.0'?><rss version='2.0'><channel><item><title>泰兴二院</titl";
    check_unreadable("a feed cut off", Face::Feed, damaged.as_bytes(), Reason::BadFeed).await;
}

#[tokio::test]
async fn bytes_of_no_meaning() {
    let noise: Vec<u8> = (0..60_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    check_unreadable("noise", Face::Feed, &noise, Reason::NotAFeed).await;
    check_unreadable("noise", Face::Discuz, &noise, Reason::NoStructure).await;
    check_unreadable("noise", Face::Page, &noise, Reason::SelectorsFoundNothing).await;
    let zeros = vec![0; 10_000];
    check_unreadable("zeros", Face::Page, &zeros, Reason::EmptyBody).await;
}

#[tokio::test]
async fn a_hundred_thousand_nested_tags() {
    for tag in ["div", "b", "table", "font", "a href=x", "svg", "ul><li", "form"] {
        let nested = format!("<html><title>t</title><body>{}泰兴二院", format!("<{tag}>").repeat(100_000));
        check_unreadable("nested", Face::Page, nested.as_bytes(), Reason::SelectorsFoundNothing).await;
    }
    let nested = format!("<rss version='2.0'><channel>{}", "<item><description>".repeat(50_000));
    check_unreadable("nested", Face::Feed, nested.as_bytes(), Reason::BadFeed).await;
}

/// What is read of a list and its entries when each body passes through `garble`.
async fn visit_garbled(world: &World, garble: impl Fn(String) -> Reply + Send + Sync + 'static) -> super::Visit {
    let face = world.site.face();
    let item = Item { id: 300, title: "泰兴二院误诊".into(), text: TEXT.into(), at: written_at(world) };
    world.site.trouble_at_once(Box::new(move |ask| {
        let listed = [item.clone()];
        match ask.target.as_str() {
            "/robots.txt" => None,
            target if target == face.list() => Some(garble(list_page(face, &listed))),
            target if target == face.entry(300) => Some(garble(entry(face, &item))),
            _ => None,
        }
    }));
    row(&world.visit("bad").await.expect("a visit")).clone()
}

/// When the garbled item was written, as the site has it.
fn written_at(world: &World) -> chrono::DateTime<Utc> {
    world.began - TimeDelta::hours(1)
}

const TEXT: &str = "昨天在泰兴二院就诊，被误诊耽误了三天，希望有关部门查一查，给家属一个说法。";

/// A page whose charset is not what it says, and can still be told: it is read as it was meant.
async fn check_charset(face: Face, declared: &'static str, in_gbk: bool) {
    let world = World::visited(face).await;
    let told = format!("text/html{}{declared}", if declared.is_empty() { "" } else { "; charset=" });
    let visit = visit_garbled(&world, move |page| {
        let page = page.replace("charset=\"utf-8\"", &format!("charset=\"{declared}\""));
        let bytes = if in_gbk { GBK.encode(&page).0.into_owned() } else { page.into_bytes() };
        Reply::status(200).with("content-type", &told).body(bytes)
    })
    .await;
    let name = format!("{face:?} {declared:?} {in_gbk}");
    assert_eq!((visit.verdict, visit.reason), (Verdict::New, None), "{name}: {:?}", visit.detail);
    assert_eq!(visit.alerts, 1, "{name}");
    assert!(world.titles().contains(&"泰兴二院误诊".to_owned()), "{name}: {:?}", world.titles());
}

#[tokio::test]
async fn a_page_in_another_charset_than_it_says() {
    for face in Face::ALL {
        for declared in ["utf-8", "iso-8859-1", "klingon-1", "", "utf-16"] {
            check_charset(face, declared, true).await;
        }
        for declared in ["gbk", "gb2312", "iso-8859-1", "klingon-1", "utf-16"] {
            check_charset(face, declared, false).await;
        }
    }
}

#[tokio::test]
async fn invalid_utf_8_everywhere() {
    for face in Face::ALL {
        let world = World::visited(face).await;
        // Every other byte of every character is lost: no charset makes sense of it.
        let visit = visit_garbled(&world, |page| {
            let lost = page.chars().flat_map(|c| if c.is_ascii() { vec![c as u8] } else { vec![0xff, 0x80, 0xfe] });
            Reply::html(lost.collect::<Vec<u8>>())
        })
        .await;
        assert_eq!((visit.verdict, visit.reason), (Verdict::Partial, Some(Reason::WrongCharset)), "{face:?}");
        check_told("invalid UTF-8", &visit);
        check_digest("invalid UTF-8", &world, &visit).await;
        // As soon as it can be read, it is: what came garbled was not taken for known.
        let healthy = visit_garbled(&world, Reply::html).await;
        assert!(matches!(healthy.verdict, Verdict::New | Verdict::OldOnly), "{face:?}: {healthy:?}");
        assert_eq!((healthy.reason, healthy.alerts), (None, 1), "{face:?}");
        assert!(world.titles().contains(&"泰兴二院误诊".to_owned()), "{face:?}: {:?}", world.titles());
        world.site.mend();
    }
}

/// A post of an impossible time is kept without it, and the visit says so.
async fn check_time(face: Face, date: &'static str, rfc2822: &'static str) {
    let world = World::visited(face).await;
    let before = world.store.cursor("bad").await.expect("a cursor").newest;
    let real = written_at(&world);
    let (local, mail) = (super::site::local(real), real.to_rfc2822());
    let seconds = |text: &str| text[..text.len().min(17)].to_owned();
    let (local, mail) = (seconds(&local), seconds(&mail));
    let visit = visit_garbled(&world, move |page| {
        let page = page.lines().map(|line| line.replace(&local, date).replace(&mail, rfc2822)).collect::<Vec<_>>();
        Reply::html(page.join("\n"))
    })
    .await;
    let name = format!("{face:?} {date}");
    assert_eq!((visit.verdict, visit.reason), (Verdict::New, Some(Reason::ImplausibleTime)), "{name}");
    check_told(&name, &visit);
    check_digest(&name, &world, &visit).await;
    assert_eq!(world.ask::<i64>("select count(*) from post where title = '泰兴二院误诊' and published is not null"), 0);
    assert_eq!(visit.alerts, 1, "{name}: what it says is told all the same");
    let now = world.store.cursor("bad").await.expect("a cursor").newest;
    assert_eq!(now, before, "{name}: the newest time known is a real one");
}

#[tokio::test]
async fn a_date_in_1970_or_2099() {
    for face in Face::ALL {
        check_time(face, "1970-01-01 08:00:", "Thu, 01 Jan 1970 ").await;
        check_time(face, "2099-12-31 23:59:", "Thu, 31 Dec 2099 ").await;
    }
}

#[tokio::test]
async fn titles_that_act_on_a_terminal() {
    for face in Face::ALL {
        let world = World::visited(face).await;
        let hostile = "\u{1b}[2J\u{1b}]0;pwned\u{7}泰兴\u{202e}二院\u{2066}误诊\u{9b}31m\u{8}\r";
        world.site.publish(hostile, &format!("{hostile} 泰兴二院误诊 {hostile}"), 5);
        let visited = world.visit("bad").await.expect("a visit");
        assert_eq!(outcome(&visited), (Verdict::New, None), "{face:?}");
        assert_eq!(visited.committed.alerts.len(), 1, "{face:?}");
        let stored = world.store.alerts(&visited.committed.alerts).await.expect("an alert").remove(0);
        for kept in [&stored.title, &stored.headline, &stored.source_name] {
            assert!(!kept.contains(acts_on_terminals), "{face:?}: {kept:?}");
        }
        assert!(!stored.text.contains(|c| c != '\n' && acts_on_terminals(c)), "{face:?}: {:?}", stored.text);
        assert!(stored.title.contains("泰兴二院误诊"), "{face:?}: {:?}", stored.title);
    }
    // The site's own words about its trouble are shown too.
    let page = "<html><head><title>\u{1b}[31m系统维护\u{202e}\u{7}</title></head><body>\u{1b}[2J</body></html>";
    check(case("a notice", Face::Page, Reply::html(page), Verdict::Failed, Reason::SiteClosed)).await;
    let notice =
        super::site::message_page(&format!("\u{1b}]8;;http://evil\u{7}抱歉\u{2067}，{}", "没有权限".repeat(500)));
    check(case("a notice", Face::Discuz, Reply::html(notice), Verdict::Blocked, Reason::Permission)).await;
}

#[tokio::test]
async fn a_title_of_a_million_characters() {
    for face in Face::ALL {
        let world = World::visited(face).await;
        let title = format!("{}，泰兴二院误诊", "a".repeat(1_000_000));
        world.site.publish(&title, "见标题", 5);
        let visited = world.visit("bad").await.expect("a visit");
        assert_eq!(outcome(&visited), (Verdict::New, None), "{face:?}");
        assert_eq!(visited.committed.alerts.len(), 1, "{face:?}: its end is read too");
        let longest: i64 = world.ask("select max(length(title)) from post");
        assert!(longest < 1_000, "{face:?}: {longest}");
        check_recovery_after("a long title", &world).await;
    }
}

/// Nothing is read twice, and what comes later is found.
async fn check_recovery_after(name: &str, world: &World) {
    world.site.publish("又一个", "泰兴二院误诊，又一个。", 2);
    check_recovery(name, world).await;
}

#[tokio::test]
async fn more_rows_than_anyone_reads() {
    let world = World::visited(Face::Discuz).await;
    let item = |id: u32| Item { id, title: format!("第 {id} 个主题"), text: "文".into(), at: Utc::now() };
    let rows: String = (1_000..2_500).map(|id| thread_row(&item(id))).collect();
    let list = board(&rows, "");
    world
        .site
        .trouble_at_once(Box::new(move |ask| (ask.target == Face::Discuz.list()).then(|| Reply::html(list.clone()))));
    let visited = world.visit("bad").await.expect("a visit");
    assert_eq!(outcome(&visited).0, Verdict::Partial);
    check_told("rows", row(&visited));
    assert!(row(&visited).pages <= 30, "the page limit holds");
    assert!(world.titles().len() <= 1_002, "so does that of posts");
}
