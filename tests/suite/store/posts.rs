//! Identity, edits, detail, times, counters.

use super::*;

/// Two sights of one key, and what is stored afterwards: title, text, kept versions.
async fn check(first: RatedPost, second: RatedPost, title: &str, text: &str, revisions: i64) {
    let room = Room::new();
    assert_eq!(room.commit(commit_at(0, vec![first])).await.visit.map(|v| v.new_posts), Some(1));
    assert_eq!(room.commit(commit_at(10, vec![second])).await.visit.map(|v| v.new_posts), Some(0));
    assert_eq!(room.ask::<i64>("select count(*) from post"), 1);
    assert_eq!(room.ask::<String>("select title from post"), title);
    assert_eq!(room.ask::<String>("select text from post"), text);
    assert_eq!(room.ask::<i64>("select count(*) from revision"), revisions);
}

fn excerpt(key: &str, title: &str, text: &str) -> RatedPost {
    let mut rated = article(key, title, text);
    rated.post.flags.truncated = true;
    rated
}

#[tokio::test]
async fn the_same_words_change_nothing() {
    check(article("a", "题", "文"), article("a", "题", "文"), "题", "文", 0).await;
}

#[tokio::test]
async fn an_edit_keeps_the_old_words() {
    check(article("a", "题", "旧文"), article("a", "题", "新文"), "题", "新文", 1).await;
    check(row(1, "旧题"), row(1, "新题"), "新题", "", 1).await;
}

#[tokio::test]
async fn more_detail_replaces_less_and_is_no_edit() {
    check(excerpt("a", "题", "全"), article("a", "题", "全文"), "题", "全文", 0).await;
    check(article("a", "题", ""), article("a", "题", "全文"), "题", "全文", 0).await;
    check(rated("t:1", PostKind::Thread, "题", ""), article("t:1", "题", "全文"), "题", "全文", 0).await;
}

#[tokio::test]
async fn less_detail_never_replaces_more() {
    check(article("a", "题", "全文"), excerpt("a", "题", "全"), "题", "全文", 0).await;
    check(article("a", "题", "全文"), article("a", "题", ""), "题", "全文", 0).await;
    check(article("t:1", "题", "全文"), rated("t:1", PostKind::Thread, "题…", ""), "题", "全文", 0).await;
    let mut notice = article("a", "题", "该帖被屏蔽");
    notice.post.flags.masked = true;
    check(article("a", "题", "全文"), notice, "题", "全文", 0).await;
}

#[tokio::test]
async fn a_finer_time_replaces_a_coarser_one_only() {
    let room = Room::new();
    for (minute, time) in [
        (0, None),
        (1, time(-1_000, Precision::Day)),
        (2, time(-90, Precision::Minute)),
        (3, time(-500, Precision::Day)),
        (4, None),
    ] {
        let mut seen = article("a", "题", "文");
        seen.post.time = time;
        room.commit(commit_at(minute, vec![seen])).await;
    }
    assert_eq!(room.ask::<String>("select precision from post"), "minute");
    assert_eq!(room.ask::<i64>("select published from post"), at(-90).timestamp_millis());
}

#[tokio::test]
async fn two_sources_of_one_site_see_one_post_and_two_sites_see_two() {
    let room = Room::new();
    room.commit(commit_at(0, vec![article("a", "题", "文")])).await;
    let mut feed = commit_at(1, vec![article("a", "题", "文")]);
    feed.visit.source = "feed".into();
    assert_eq!(room.commit(feed).await.visit.map(|v| v.new_posts), Some(0));
    let mut copy = commit_at(2, vec![article("a", "题", "文")]);
    copy.site = "other.example".into();
    assert_eq!(room.commit(copy).await.visit.map(|v| v.new_posts), Some(1));
    assert_eq!(room.ask::<i64>("select count(*) from post"), 2);
    assert_eq!(room.ask::<i64>("select count(*) from sighting"), 3);
    let known = room.store.known_keys("bbs.example", &["a".into(), "b".into()]).await.expect("known keys");
    assert_eq!(known, ["a".to_owned()].into());
}

#[tokio::test]
async fn counters_are_appended_when_they_change() {
    let room = Room::new();
    // Minute, replies, views; views alone are worth a row an hour.
    for (minute, replies, views) in [
        (0, Some(1), Some(10)),
        (10, Some(1), Some(12)),
        (20, Some(2), Some(13)),
        (30, None, None),
        (90, Some(2), Some(40)),
    ] {
        let mut seen = row(1, "题");
        seen.post.engagement = Engagement { replies, views, likes: None };
        room.commit(commit_at(minute, vec![seen])).await;
    }
    let kept: String = room.ask("select group_concat(replies || '/' || views, ' ' order by seen_at) from engagement");
    assert_eq!(kept, "1/10 2/13 2/40");
}

#[tokio::test]
async fn what_is_gone_is_marked_until_it_is_seen_again() {
    let room = Room::new();
    room.commit(commit_at(0, vec![row(1, "题"), floor(1, 10, 1, "题", "一楼"), floor(2, 20, 1, "别", "一楼")])).await;
    let mut gone = commit_at(10, Vec::new());
    gone.gone = vec!["t:1".into(), "p:999".into()];
    room.commit(gone).await;
    let keys = "select group_concat(key, ' ' order by key) from post where gone_at is not null";
    assert_eq!(room.ask::<String>(keys), "p:10 t:1");
    room.commit(commit_at(20, vec![row(1, "题")])).await;
    assert_eq!(room.ask::<String>(keys), "p:10");
}

#[tokio::test]
async fn the_key_of_a_month_is_made_once() {
    let room = Room::new();
    let first = room.store.pseudonym_key("2026-11").await.expect("a key");
    assert_eq!(room.store.pseudonym_key("2026-11").await.expect("a key"), first);
    assert_ne!(room.store.pseudonym_key("2026-12").await.expect("a key"), first);
}
