//! The commit of a visit, and the cursor it leaves.

use super::*;

#[tokio::test]
async fn counts_are_filled_in_and_the_row_is_read_back() {
    let room = Room::new();
    let posts =
        vec![alarming(article("a", "二院", "二院误诊"), Notify::Digest, Severity::MINOR), article("b", "天气", "晴")];
    let mut commit = commit_at(0, posts);
    commit.visit.newest_post = Some(at(-5));
    commit.visit.detail = Some("https://bbs.example/".into());
    let committed = room.commit(commit).await;
    let visit = committed.visit.expect("a visit");
    assert_eq!((visit.new_posts, visit.mentions, visit.alerts), (2, 1, 1));
    assert!(!committed.mail_waits, "a digest alert is no mail of its own");
    assert_eq!(room.store.visits_of("bbs", 9).await.expect("visits"), [visit]);
}

#[tokio::test]
async fn a_visit_of_the_same_slot_is_written_over() {
    let room = Room::new();
    room.commit(failed_at(0, 1)).await;
    room.commit(commit_at(0, Vec::new())).await;
    room.commit(commit_at(10, Vec::new())).await;
    let visits = room.store.visits_of("bbs", 9).await.expect("visits");
    assert_eq!(
        visits.iter().map(|v| (v.due_at, v.verdict)).collect::<Vec<_>>(),
        [(at(10), Verdict::New), (at(0), Verdict::New)]
    );
}

#[tokio::test]
async fn what_was_known_is_not_told_again() {
    let room = Room::new();
    // The first visit to a source: history, stored without an alert.
    let mut history = article("a", "二院", "二院误诊");
    history.found.mentions = vec![mention("dispute", 6.0, Severity::MINOR)];
    room.commit(commit_at(0, vec![history])).await;
    let again = room
        .commit(commit_at(10, vec![alarming(article("a", "二院", "二院误诊"), Notify::Instant, Severity::MINOR)]))
        .await;
    assert_eq!((again.alerts.len(), again.mail_waits), (0, false));
    assert_eq!(again.visit.map(|v| (v.new_posts, v.mentions)), Some((0, 0)));
    let edited = room
        .commit(commit_at(
            20,
            vec![alarming(article("a", "二院", "二院误诊,院长道歉"), Notify::Instant, Severity::MINOR)],
        ))
        .await;
    assert_eq!((edited.alerts.len(), edited.mail_waits), (1, true));
}

#[tokio::test]
async fn the_cursor_comes_back_as_it_went() {
    let room = Room::new();
    assert_eq!(room.store.cursor("bbs").await.expect("a cursor"), Cursor::default());
    let mut cursor = Cursor { baseline_done: true, newest: Some(at(-3)), ..Cursor::default() };
    for n in 0..3 {
        let validator = Validator { etag: Some(format!("\"{n}\"")), last_modified: None };
        cursor.validators.insert(format!("https://bbs.example/{n}"), validator);
        cursor.threads.insert(format!("t:{n}"), KnownThread { replies: Some(n), floors: 2 });
    }
    let posts = vec![row(1, "题"), floor(1, 10, 1, "题", "文"), article("a", "题", "文"), article("unread", "题", "")];
    let mut commit = commit_at(0, posts);
    cursor.known = ["a".to_owned()].into();
    let url: url::Url = "https://bbs.example/thread-9-1-1.html".parse().expect("a URL");
    let request = yuqing::model::Request::new(url, yuqing::model::PageRole::Thread);
    cursor.pending = vec![yuqing::model::Pending { request, about: Some("t:9".into()), tries: 1 }];
    commit.cursor = cursor.clone();
    room.commit(commit).await;
    // Rows are what lists show again, floors are not, and an article is known once its page was read.
    cursor.known = ["a".to_owned(), "t:1".to_owned()].into();
    assert_eq!(room.store.cursor("bbs").await.expect("a cursor"), cursor);

    cursor.validators.remove("https://bbs.example/0");
    cursor.pending.clear();
    cursor.threads.insert("t:1".into(), KnownThread { replies: None, floors: 9 });
    cursor.newest = Some(at(2));
    let mut commit = commit_at(10, Vec::new());
    commit.cursor = cursor.clone();
    room.commit(commit).await;
    assert_eq!(room.store.cursor("bbs").await.expect("a cursor"), cursor);
    assert_eq!(room.store.cursor("other").await.expect("a cursor"), Cursor::default());
}

#[tokio::test]
async fn threads_of_a_cursor_are_bounded_and_the_newest_stay() {
    let room = Room::new();
    for (minute, range) in [(0, 0..4_000), (10, 3_000..6_000)] {
        let mut commit = commit_at(minute, Vec::new());
        commit.cursor.threads =
            range.map(|n| (format!("t:{n}"), KnownThread { replies: Some(minute as u64), floors: 1 })).collect();
        room.commit(commit).await;
    }
    let threads = room.store.cursor("bbs").await.expect("a cursor").threads;
    assert_eq!(threads.len(), 5_000);
    assert!((3_000..6_000).all(|n| threads.contains_key(&format!("t:{n}"))));
}

#[tokio::test]
async fn a_visit_that_changes_nothing_writes_two_rows_and_a_counter() {
    let room = Room::new();
    let mut commit = commit_at(0, (0..20).map(|n| row(n, "题")).collect());
    commit.cursor.threads = (0..20).map(|n| (format!("t:{n}"), KnownThread::default())).collect();
    room.commit(commit.clone()).await;
    let db = rusqlite::Connection::open(room.file()).expect("the database");
    let states = "select (select sum(seen_at) from known_thread), (select sum(last_seen) from sighting),
                         (select sum(last_seen) from post), (select count(*) from visit)";
    let look = || -> (i64, i64, i64, i64) {
        db.query_row(states, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))).expect("sums")
    };
    let before = look();
    commit.visit = visit_at("bbs", 10);
    room.commit(commit).await;
    assert_eq!(look(), (before.0, before.1, before.2, before.3 + 1));
}

#[tokio::test]
async fn many_tasks_commit_at_once_and_each_is_kept_whole() {
    let room = Room::new();
    let tasks: Vec<_> = (0..100)
        .map(|n| {
            let store = room.store.clone();
            tokio::spawn(async move {
                let mut commit = commit_at(0, (0..5).map(|p| article(&format!("{n}-{p}"), "题", "二院")).collect());
                commit.visit.source = format!("s{n}");
                // All of them see this one.
                commit.posts.push(alarming(article("shared", "二院", "二院误诊"), Notify::Instant, Severity::MINOR));
                store.commit_visit(commit).await.expect("a commit")
            })
        })
        .collect();
    let mut alerts = Vec::new();
    for task in tasks {
        alerts.extend(task.await.expect("a task").alerts);
    }
    assert_eq!(alerts.len(), 1, "one alert for what all of them saw");
    let counts = room.store.counts().await.expect("counts");
    assert_eq!((counts.posts, counts.mentions, counts.alerts), (501, 1, 1));
    assert_eq!(counts.visits.iter().map(|(_, n)| n).sum::<u64>(), 100);
    assert_eq!(room.ask::<i64>("select count(*) from outbox"), 1);
    assert_eq!(room.store.writer_progress(), 100);
}
