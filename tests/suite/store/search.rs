//! Search: short Chinese terms, order, edits.

use super::*;

async fn hits(room: &Room, query: &str) -> Vec<String> {
    room.store.search(query, 10).await.expect("hits").into_iter().map(|hit| hit.key).collect()
}

async fn room_with_posts() -> Room {
    let room = Room::new();
    let posts = vec![
        article("old", "泰兴二院", "昨天去看病,态度很好"),
        article("new", "停车难", "泰兴市第二人民医院门口停车难,ICU 也一样"),
        article("far", "天气", "明天有雨"),
    ];
    room.commit(commit_at(0, posts)).await;
    room
}

#[tokio::test]
async fn terms_of_one_two_and_more_characters_are_found_newest_first() {
    let room = room_with_posts().await;
    assert_eq!(hits(&room, "泰兴").await, ["new", "old"]);
    assert_eq!(hits(&room, "二院").await, ["old"]);
    assert_eq!(hits(&room, "雨").await, ["far"]);
    assert_eq!(hits(&room, "院").await, ["new", "old"]);
    assert_eq!(hits(&room, "第二人民医院").await, ["new"]);
    assert_eq!(hits(&room, "停车 泰兴").await, ["new"]);
    assert_eq!(hits(&room, "icu").await, ["new"]);
    assert_eq!(hits(&room, "南京").await, [""; 0]);
    assert_eq!(room.store.search("泰兴", 1).await.expect("hits").len(), 1);
}

#[tokio::test]
async fn words_that_look_like_a_query_do_no_harm() {
    let room = room_with_posts().await;
    for query in ["", " ", "\"", "AND", "a OR b", "NEAR(泰兴", "泰兴*", "words:泰兴", "')--", "^泰", "\0", "😀"]
    {
        room.store.search(query, 10).await.expect("an answer");
    }
}

#[tokio::test]
async fn a_hit_shows_the_words_around_it() {
    let room = Room::new();
    let text = format!("{}\n二院误诊了{}", "前".repeat(50), "后".repeat(100));
    let mut post = article("a", "求助", &text);
    post.post.time = time(-60, Precision::Minute);
    room.commit(commit_at(0, vec![post])).await;
    let hit = room.store.search("误诊", 10).await.expect("hits").remove(0);
    assert_eq!(hit.snippet, format!("…{} 二院误诊了{}…", "前".repeat(17), "后".repeat(57)));
    assert_eq!((hit.title.as_str(), hit.source.as_deref(), hit.site.as_str()), ("求助", Some("bbs"), "bbs.example"));
    assert_eq!((hit.published, hit.first_seen), (Some(at(-60)), visit_at("bbs", 0).finished_at));
}

#[tokio::test]
async fn an_edit_is_found_by_its_new_words_only() {
    let room = Room::new();
    room.commit(commit_at(0, vec![article("a", "求助", "二院误诊")])).await;
    room.commit(commit_at(10, vec![article("a", "求助", "已经解决")])).await;
    assert_eq!(hits(&room, "误诊").await, [""; 0]);
    assert_eq!(hits(&room, "解决").await, ["a"]);
}

#[tokio::test]
async fn a_title_is_found_once_and_not_with_every_floor() {
    let room = Room::new();
    room.commit(commit_at(0, vec![row(1, "二院误诊")])).await;
    assert_eq!(hits(&room, "误诊").await, ["t:1"]);
    let floors = vec![floor(1, 10, 1, "二院误诊", "如题"), floor(1, 11, 2, "二院误诊", "同感")];
    room.commit(commit_at(10, floors)).await;
    assert_eq!(hits(&room, "误诊").await, ["p:10"]);
    assert_eq!(hits(&room, "同感").await, ["p:11"]);
}

#[tokio::test]
async fn a_text_without_end_is_found_by_its_beginning() {
    let room = Room::new();
    let text = format!("开头{}结尾", "二院,".repeat(300_000));
    room.commit(commit_at(0, vec![article("a", "求助", &text)])).await;
    assert_eq!((hits(&room, "开头").await, hits(&room, "结尾").await), (vec!["a".to_owned()], Vec::new()));
}
