//! What a visit finds, stores and tells.

use yuqing::model::{Notify, Reason, Verdict};

use super::room::FEED;
use super::{Room, feed, item};

#[tokio::test]
async fn a_fresh_find_raises_one_alert_and_a_second_visit_none() {
    let room = Room::new().await;
    room.site.put(
        "/feed.xml",
        feed(&[item("a1", 30, "泰兴二院误诊", "泰兴市第二人民医院发生医疗事故"), item("a2", 5, "天气", "晴")]),
    );

    let first = room.visit().await;
    assert_eq!((first.verdict, first.posts, first.new_posts, first.mentions, first.alerts), (Verdict::New, 2, 2, 1, 1));
    let alert = room.stages().store.alert(1).await.expect("the database").expect("an alert");
    assert_eq!((alert.notify, alert.key.as_str()), (Notify::Instant, "a1"));
    assert!(alert.mentions[0].why.contains("医疗事故"), "an alert explains itself: {}", alert.mentions[0].why);

    let second = room.visit().await;
    assert_eq!((second.verdict, second.new_posts, second.alerts), (Verdict::OldOnly, 0, 0));
}

#[tokio::test]
async fn an_unchanged_page_is_not_read_again() {
    let room = Room::new().await;
    let page = feed(&[item("a1", 30, "泰兴二院误诊", "")]);
    room.site.answer("/feed.xml", 200, &[("etag", "\"v1\"")], page.clone());
    assert_eq!(room.visit().await.verdict, Verdict::New);
    assert_eq!(room.visit().await.verdict, Verdict::Unchanged);
    room.site.answer("/feed.xml", 200, &[("etag", "\"v2\"")], page);
    assert_eq!(room.visit().await.verdict, Verdict::OldOnly);
}

#[tokio::test]
async fn history_is_stored_and_raises_no_mail() {
    let room = Room::new().await;
    let days = |n: i64| n * 24 * 60;
    room.site
        .put("/feed.xml", feed(&[item("old", days(30), "泰兴二院误诊", ""), item("fresh", 60, "泰兴二院态度差", "")]));
    assert_eq!(room.visit().await.alerts, 2);
    let store = &room.stages().store;
    let notify = |alert: yuqing::model::Alert| (alert.key, alert.notify);
    let mut told: Vec<_> = store.alerts(&[1, 2]).await.expect("alerts").into_iter().map(notify).collect();
    told.sort_by(|a, b| a.0.cmp(&b.0));
    assert_eq!(told, [("fresh".to_owned(), Notify::Instant), ("old".to_owned(), Notify::Queue)]);

    // Once the first visit is over, an old post that appears is news.
    room.site.put("/feed.xml", feed(&[item("older", days(60), "泰兴二院医疗事故", "")]));
    assert_eq!(room.visit().await.alerts, 1);
    let alert = store.alert(3).await.expect("the database").expect("an alert");
    assert_eq!(alert.notify, Notify::Instant);
}

#[tokio::test]
async fn an_edit_is_matched_again() {
    let room = Room::new().await;
    room.site.put("/feed.xml", feed(&[item("a1", 30, "求助", "今天去看病")]));
    assert_eq!(room.visit().await.alerts, 0);
    room.site.put("/feed.xml", feed(&[item("a1", 30, "求助", "今天去泰兴二院看病，被误诊")]));
    let visit = room.visit().await;
    assert_eq!((visit.verdict, visit.new_posts, visit.alerts), (Verdict::OldOnly, 0, 1));
}

#[tokio::test]
async fn personal_numbers_and_handles_never_reach_the_database() {
    let room = Room::new().await;
    let text = "泰兴二院误诊，联系电话13812345678";
    let entry = item("a1", 30, "求助", text).replace("<title>", "<author>zhang@example.org (张三丰)</author><title>");
    room.site.put("/feed.xml", feed(&[entry]));
    room.visit().await;
    let hits = room.stages().store.search("联系电话", 5).await.expect("a search");
    assert_eq!(hits.len(), 1);
    for file in ["yuqing.db", "yuqing.db-wal"] {
        let bytes = std::fs::read(room.dir().join(file)).unwrap_or_default();
        for secret in ["13812345678", "张三丰"] {
            let found = bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
            assert!(!found, "{secret} stands in {file}");
        }
    }
}

#[tokio::test]
async fn impossible_times_are_refused_and_told() {
    let room = Room::new().await;
    let (year, minutes) = (365 * 24 * 60, 1);
    room.site.put(
        "/feed.xml",
        feed(&[item("future", -73 * year, "后天", ""), item("zero", 56 * year + 327 * 24 * 60, "零", "")]),
    );
    let visit = room.visit().await;
    assert_eq!((visit.verdict, visit.reason), (Verdict::New, Some(Reason::ImplausibleTime)));
    assert_eq!(visit.newest_post, None, "a refused time is no time");

    room.site.put("/feed.xml", feed(&[item("soon", -3 * minutes, "钟快的站", "")]));
    let visit = room.visit().await;
    assert_eq!((visit.reason, visit.newest_post.is_some()), (None, true), "clocks differ by minutes");
}

#[tokio::test]
async fn an_official_outlet_never_mails_at_once() {
    let room = Room::with(&format!("{FEED}official = true\n"), "").await;
    room.site.put("/feed.xml", feed(&[item("a1", 30, "泰兴二院通报一起医疗事故的处理结果", "")]));
    assert_eq!(room.visit().await.alerts, 1);
    let alert = room.stages().store.alert(1).await.expect("the database").expect("an alert");
    assert_eq!(alert.notify, Notify::Digest);
}

#[tokio::test]
async fn what_may_be_another_hospital_waits_in_the_queue() {
    let room = Room::new().await;
    room.site.put("/feed.xml", feed(&[item("a1", 30, "二院误诊", "")]));
    assert_eq!(room.visit().await.alerts, 1);
    let alert = room.stages().store.alert(1).await.expect("the database").expect("an alert");
    assert!(alert.mentions[0].confidence < 0.6, "{}", alert.mentions[0].confidence);
    assert_eq!(alert.notify, Notify::Queue);
}
