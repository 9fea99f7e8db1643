//! Visits that see a part: what they did not see is found later, and never taken for known.

use std::sync::Arc;

use yuqing::model::{Reason, Verdict};

use super::site::{Face, Item, Site, Trouble, board, row as thread_row, thread};
use super::world::{World, outcome, row};
use super::{check_digest, check_recovery, check_told, every_page};
use crate::hostile::{Ask, Reply};

/// Some of the pages behind a list are broken, the others are read.
async fn check_broken_entries(face: Face, name: &str, broken: Reply) {
    let name = format!("{face:?}, {name}");
    let world = World::visited(face).await;
    let lost = [
        world.site.publish("求助", "泰兴二院误诊，谁来管？", 5),
        world.site.publish("平安无事", "二院附近新开了一家店，味道不错。", 4),
    ];
    world.site.publish("好的一页", "二院附近今天不堵车。", 3);
    let lost = lost.map(|id| face.entry(id));
    world.site.trouble_at_once(Box::new(move |ask| lost.contains(&ask.target).then(|| broken.clone())));
    let visited = world.visit("bad").await.expect("a visit");
    assert_eq!(outcome(&visited), (Verdict::Partial, Some(Reason::SomePagesFailed)), "{name}");
    check_told(&name, row(&visited));
    check_digest(&name, &world, row(&visited)).await;
    assert_eq!(visited.state.failures, 0, "{name}: it was looked at");
    assert!(world.titles().contains(&"好的一页".to_owned()), "{name}: {:?}", world.titles());
    assert_eq!(world.ask::<i64>("select count(*) from post where text like '%不堵车%'"), 1, "{name}");
    let cursor = world.store.cursor("bad").await.expect("a cursor");
    assert!(cursor.validators.is_empty(), "{name}: a 304 would hide what is missing");
    world.site.mend();
    let healthy = world.visit("bad").await.expect("a visit");
    assert!(outcome(&healthy).0.looked() && outcome(&healthy).1.is_none(), "{name}: {:?}", outcome(&healthy));
    assert_eq!(healthy.committed.alerts.len(), 1, "{name}: the complaint is found");
    assert_eq!(world.ask::<i64>("select count(*) from post where text like '%新开了一家店%'"), 1, "{name}");
    let again = world.visit("bad").await.expect("a visit");
    assert_eq!(outcome(&again), (Verdict::Unchanged, None), "{name}");
}

#[tokio::test]
async fn a_list_with_some_broken_pages_behind_it() {
    let page = |title: &str| Reply::html(format!("<html><title>{title}</title><body></body></html>"));
    for face in [Face::Discuz, Face::Page] {
        let replies = [
            ("500", Reply::status(500)),
            ("503", Reply::status(503).body("busy").with("content-type", "text/html")),
            ("reset", Reply::Reset),
            ("blank", Reply::html("")),
            ("block page", page("安全验证")),
            ("maintenance", page("系统维护")),
            ("too large", Reply::html(vec![b'x'; 5 << 20])),
            ("no gzip", Reply::html("x").with("content-encoding", "gzip")),
            ("leads to a metadata service", Reply::redirect("http://169.254.169.254/")),
        ];
        for (name, reply) in replies {
            check_broken_entries(face, name, reply).await;
        }
    }
}

#[tokio::test]
async fn a_thread_that_grew_behind_a_log_in_is_read_when_it_opens() {
    let world = World::visited(Face::Discuz).await;
    let item =
        Item {
            id: 101, title: "二院门口修路".into(), text: "二院门口的路修好了。".into(), at: chrono::Utc::now()
        };
    let grown = board(&thread_row(&item).replace(">0</a>", ">1</a>"), "");
    let second = thread(&item).replace(
        "</div></body>",
        r#"<div id="post_7"><table id="pid7" class="plhin"><tr><td class="plc"><div class="pi"><strong><a id="postnum7"><em>2</em><sup>#</sup></a></strong></div><div class="t_f" id="postmessage_7">泰兴二院误诊！</div></td></tr></table></div></div></body>"#,
    );
    let closed = super::site::message_page("抱歉，您需要登录后才能查看");
    let answer = |entry: String| -> Trouble {
        let list = grown.clone();
        Box::new(move |ask: &Ask| match ask.target.as_str() {
            "/forum-2-1.html" => Some(Reply::html(list.clone())),
            target if target.starts_with("/thread-101-") => Some(Reply::html(entry.clone())),
            _ => None,
        })
    };
    world.site.trouble_at_once(answer(closed));
    let behind = world.visit("bad").await.expect("a visit");
    assert!(outcome(&behind).0.looked(), "{behind:?}");
    assert!(behind.committed.alerts.is_empty());
    world.site.trouble_at_once(answer(second));
    let open = world.visit("bad").await.expect("a visit");
    assert_eq!(open.committed.alerts.len(), 1, "{:?}", world.titles());
}

/// A board of three pages: the site's own items, and older ones on pages two and three.
fn three_pages(site: &Site, broken: bool) -> Trouble {
    let older = |id: u32, text: &str| Item {
        id,
        title: format!("旧主题 {id}"),
        text: text.to_owned(),
        at: chrono::Utc::now() - chrono::TimeDelta::minutes(20 + i64::from(id)),
    };
    let items = Arc::new([older(1, "平常"), older(2, "泰兴二院误诊，没有人管。")]);
    let url = site.url();
    let next = |page: u32| {
        format!(
            r#"<div class="pg"><strong>{}</strong><a href="forum-2-{page}.html" class="nxt">下一页</a></div>"#,
            page - 1
        )
    };
    let newest = Item { id: 900, title: "新主题".into(), text: "新".into(), at: chrono::Utc::now() };
    Box::new(move |ask| match ask.target.as_str() {
        "/forum-2-1.html" => {
            let known =
                Item { id: 101, title: "二院门口修路".into(), text: String::new(), at: chrono::Utc::now() };
            assert_eq!(url.path(), ask.target);
            // Until all is read, no known thread stands on the first page.
            let rows = thread_row(if broken { &newest } else { &known });
            Some(Reply::html(board(&rows, &next(2))))
        }
        "/forum-2-2.html" if broken => Some(Reply::status(502)),
        // What is known by now was pushed to the second page by what came since.
        "/forum-2-2.html" => Some(Reply::html(board(&(thread_row(&newest) + &thread_row(&items[0])), &next(3)))),
        "/forum-2-3.html" => {
            let last = r#"<div class="pg"><a href="forum-2-2.html">2</a><strong>3</strong></div>"#;
            Some(Reply::html(board(&thread_row(&items[1]), last)))
        }
        "/thread-900-1-1.html" => Some(Reply::html(thread(&newest))),
        target => items.iter().find(|i| target == format!("/thread-{}-1-1.html", i.id)).map(|i| Reply::html(thread(i))),
    })
}

#[tokio::test]
async fn list_pages_that_were_left_are_read_later() {
    let world = World::visited(Face::Discuz).await;
    world.site.trouble_at_once(three_pages(&world.site, true));
    let partial = world.visit("bad").await.expect("a visit");
    assert_eq!(outcome(&partial), (Verdict::Partial, Some(Reason::SomePagesFailed)));
    assert!(world.store.cursor("bad").await.expect("a cursor").gap_since.is_some());
    // The first page shows nothing but what is known by now; the pages behind it were never seen.
    world.site.trouble_at_once(three_pages(&world.site, false));
    let healthy = world.visit("bad").await.expect("a visit");
    assert_eq!(outcome(&healthy).1, None, "{:?}", row(&healthy).detail);
    assert_eq!(healthy.committed.alerts.len(), 1, "{:?}", world.site.targets());
    assert_eq!(world.store.cursor("bad").await.expect("a cursor").gap_since, None);
    let before = world.site.targets().len();
    world.visit("bad").await.expect("a visit");
    assert_eq!(world.site.targets().len(), before + 1, "then the first page is enough again");
}

#[tokio::test]
async fn a_feed_that_is_cut_off_after_some_items() {
    let world = World::visited(Face::Feed).await;
    world.site.publish("求助", "泰兴二院误诊，谁来管？", 5);
    world.site.publish("平安无事", "今天二院附近不堵车。", 4);
    let item =
        Item { id: 104, title: "平安无事".into(), text: "今天二院附近不堵车。".into(), at: world.began };
    let whole = super::site::list_page(Face::Feed, &[item]);
    let cut = whole.replace("</channel></rss>", "<item><guid>103</guid><title>求助</ti");
    world.site.trouble_at_once(every_page(Reply::html(cut).with("etag", "\"cut\"")));
    let visited = world.visit("bad").await.expect("a visit");
    assert_eq!(outcome(&visited), (Verdict::Partial, Some(Reason::BadFeed)));
    check_told("cut off", row(&visited));
    assert!(world.titles().contains(&"平安无事".to_owned()));
    assert!(world.store.cursor("bad").await.expect("a cursor").validators.is_empty());
    check_recovery("cut off", &world).await;
}

#[tokio::test]
async fn a_page_limit_delays_and_loses_nothing() {
    for face in [Face::Discuz, Face::Page] {
        let mut world = World::visited(face).await;
        for source in world.config.sources.iter_mut().filter(|source| source.id == "bad") {
            source.max_pages = 4;
        }
        for n in 0..10 {
            world.site.publish(&format!("第 {n} 个"), &format!("泰兴二院误诊，第 {n} 个。"), 30 - n);
        }
        let (mut visits, mut alerts) = (0, 0);
        while alerts < 10 {
            let visited = world.visit("bad").await.expect("a visit");
            (visits, alerts) = (visits + 1, alerts + visited.committed.alerts.len());
            let expected = if alerts < 10 { Some(Reason::PageLimit) } else { outcome(&visited).1 };
            assert_eq!(outcome(&visited).1, expected, "{face:?}");
            assert!(visits <= 4, "{face:?}: three pages more a visit");
        }
    }
}

#[tokio::test]
async fn a_fault_of_this_program_moves_nothing_on() {
    let mut world = World::visited(Face::Feed).await;
    world.site.publish("求助", "泰兴二院误诊，谁来管？", 5);
    // No file can say so many hours; adding them up goes wrong while posts are rated, on a first visit alone.
    world.change("update source_state set baseline_done = 0");
    let before = world.store.cursor("bad").await.expect("a cursor");
    world.config.options.alert.baseline_hours = 10_u64.pow(15);
    let visited = world.visit("bad").await.expect("a row");
    assert_eq!(outcome(&visited), (Verdict::Failed, Some(Reason::Internal)));
    check_told("a fault", row(&visited));
    assert_eq!(world.store.cursor("bad").await.expect("a cursor"), before);
    assert_eq!(visited.state.failures, 1);
    world.config.options.alert.baseline_hours = 24;
    check_recovery("a fault", &world).await;
}
