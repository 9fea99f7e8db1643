//! What is forgotten, and what stays.

use super::*;
use yuqing::config::RetentionOptions;

const DAY: i64 = 1_440;

async fn forget(room: &Room, days: i64) -> yuqing::store::RetentionReport {
    room.store.retention(at(days * DAY), &RetentionOptions::default()).await.expect("retention")
}

#[tokio::test]
async fn texts_without_a_mention_go_and_their_identity_stays() {
    let room = Room::new();
    let mut unmentioned = floor(1, 10, 2, "求助", "张三的电话");
    unmentioned.post.author = Some("pseudonym".into());
    unmentioned.post.time = time(-5, Precision::Minute);
    unmentioned.post.engagement.replies = Some(1);
    let mentioned = alarming(article("kept", "二院", "二院误诊"), Notify::Digest, Severity::MINOR);
    room.commit(commit_at(0, vec![unmentioned.clone(), mentioned])).await;
    unmentioned.post.text = "张三的电话没了".into();
    unmentioned.content_hash = "edited".into();
    room.commit(commit_at(1, vec![unmentioned.clone()])).await;
    assert_eq!(forget(&room, 29).await.texts, 0);
    let report = forget(&room, 31).await;
    assert_eq!((report.texts, forget(&room, 31).await.texts), (1, 0));
    let all =
        "select url || title || text || ifnull(pseudonym, '') || ifnull(time_raw, '') from post where key = 'p:10'";
    assert_eq!(room.ask::<String>(all), "");
    let kept = "select key || thread || content_hash || (published is not null) from post where key = 'p:10'";
    assert_eq!(room.ask::<String>(kept), "p:10t:1edited1");
    for table in ["revision", "engagement"] {
        assert_eq!(room.ask::<i64>(&format!("select count(*) from {table}")), 0);
    }
    assert!(room.store.search("电话", 9).await.expect("hits").is_empty());
    assert_eq!(room.store.search("误诊", 9).await.expect("hits").len(), 1, "what was mentioned stays");

    // Seen again, it is no new post; edited, its words are there again.
    let again = room.commit(commit_at(31 * DAY, vec![unmentioned.clone()])).await;
    assert_eq!(again.visit.map(|v| v.new_posts), Some(0));
    assert!(room.store.search("电话", 9).await.expect("hits").is_empty());
    unmentioned.content_hash = "again".into();
    room.commit(commit_at(32 * DAY, vec![unmentioned])).await;
    assert_eq!(room.store.search("电话", 9).await.expect("hits").len(), 1);
    assert_eq!(room.ask::<i64>("select count(*) from revision"), 0, "an emptied text is no version");
}

#[tokio::test]
async fn a_forgotten_text_is_not_left_in_the_file() {
    let room = Room::new();
    let posts = (0..20).map(|n| article(&format!("a{n}"), "题", &"忘了我吧".repeat(500)));
    room.commit(commit_at(0, posts.collect())).await;
    let in_file = |text: &str| {
        assert_eq!(room.ask::<i64>("pragma wal_checkpoint(truncate)"), 0);
        let file = std::fs::read(room.file()).expect("the file");
        file.windows(text.len()).any(|bytes| bytes == text.as_bytes())
    };
    let index_bytes = || room.ask::<i64>("select sum(length(block)) from post_words_data");
    let before = index_bytes();
    assert!(in_file("忘了我吧忘了我吧"));
    forget(&room, 31).await;
    assert!(!in_file("忘了我吧忘了我吧"), "the text");
    assert!(index_bytes() < before / 100, "the words in the index");
}

#[tokio::test]
async fn pseudonyms_go_and_their_keys_with_the_last_of_them() {
    let room = Room::new();
    let mut post = alarming(article("a", "二院", "误诊"), Notify::Digest, Severity::MINOR);
    post.post.author = Some("pseudonym".into());
    room.commit(commit_at(0, vec![post])).await;
    let key = room.store.pseudonym_key("2026-11").await.expect("a key");
    // 31 days after 23 November, and then 31 days after its month.
    let report = forget(&room, 31).await;
    assert_eq!((report.pseudonyms, report.pseudonym_keys), (1, 0));
    assert_eq!(room.ask::<i64>("select count(pseudonym) from post"), 0);
    assert_eq!(forget(&room, 39).await.pseudonym_keys, 1);
    assert_ne!(room.store.pseudonym_key("2026-11").await.expect("a key"), key, "the old one cannot be had again");
}

#[tokio::test]
async fn bodies_of_settled_mails_go_and_waiting_ones_stay() {
    let room = Room::new();
    for n in 0..2 {
        let id = room.store.enqueue(MailContent::Test, format!("{n}@h"), at(0)).await.expect("a row");
        room.store.save_rendered(id, b"body".to_vec()).await.expect("saved");
    }
    let accepted = Delivery::Accepted { response: "250".into() };
    room.store.begin_send(1).await.expect("begun");
    room.store.settle(1, &accepted, at(5), at(5)).await.expect("settled");
    assert_eq!(forget(&room, 31).await.mail_bodies, 1);
    let mail = room.store.next_mail(at(9)).await.expect("a read").expect("a mail");
    assert_eq!((mail.id, mail.rendered.as_deref()), (2, Some(b"body".as_slice())));
}

#[tokio::test]
async fn old_visits_go_in_steps_from_every_source() {
    let room = Room::new();
    for name in ["a", "b"] {
        for n in 0..150 {
            let mut commit = commit_at(n, Vec::new());
            commit.visit.source = name.into();
            room.commit(commit).await;
        }
        let mut recent = commit_at(300 * DAY, Vec::new());
        recent.visit.source = name.into();
        room.commit(recent).await;
    }
    assert_eq!(forget(&room, 401).await.visits, 300);
    assert_eq!(room.ask::<i64>("select count(*) from visit"), 2);
}
