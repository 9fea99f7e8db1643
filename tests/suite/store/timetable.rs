//! What is due, what was missed, who was told.

use super::*;

#[tokio::test]
async fn a_source_is_adopted_once_and_moves_on() {
    let room = Room::new();
    let store = &room.store;
    store.name_sources(&[source("bbs")]).await.expect("names");
    assert_eq!(store.source_states().await.expect("states"), [], "named, but not due yet");
    store.adopt_source("bbs", at(5)).await.expect("adopted");
    store.adopt_source("bbs", at(99)).await.expect("adopted");
    assert_eq!(store.source_states().await.expect("states")[0].next_due, at(5));
    room.commit(commit_at(7, Vec::new())).await;
    assert_eq!(store.source_states().await.expect("states")[0].next_due, at(17));
}

#[tokio::test]
async fn going_dark_and_coming_back_is_kept_and_told_once() {
    let room = Room::new();
    let state = || async { room.store.source_states().await.expect("states").remove(0) };
    let begin = visit_at("bbs", 0).started_at;
    room.commit(failed_at(0, 1)).await;
    assert_eq!(state().await.dark_since, Some(begin));
    let mut told = failed_at(10, 2);
    told.notices = vec![SystemNotice::SourceDark {
        source: "bbs".into(),
        name: "bbs".into(),
        reason: Some(Reason::Timeout),
        detail: None,
        since: begin,
    }];
    assert!(room.commit(told.clone()).await.mail_waits);
    room.commit(failed_at(20, 3)).await;
    let dark = state().await;
    assert_eq!((dark.failures, dark.dark_since, dark.dark_told), (3, Some(begin), true));
    let mail = room.store.next_mail(at(30)).await.expect("a read").expect("a mail");
    assert_eq!(mail.content, MailContent::System(told.notices.remove(0)));
    assert!(mail.message_id.starts_with("system.") && mail.message_id.ends_with(".org@yuqing.example"));
    room.commit(commit_at(30, Vec::new())).await;
    let back = state().await;
    assert_eq!((back.failures, back.dark_since, back.dark_told), (0, None, false));
}

#[tokio::test]
async fn no_one_is_told_while_there_is_no_mail() {
    let room = Room::new();
    let mut commit = failed_at(0, 3);
    commit.message_domain = None;
    commit.notices = vec![SystemNotice::ConfigMended];
    assert!(!room.commit(commit).await.mail_waits);
    assert!(!room.store.source_states().await.expect("states")[0].dark_told);
}

#[tokio::test]
async fn missed_slots_leave_one_row_that_never_replaces_a_visit() {
    let room = Room::new();
    room.store.record_not_run("bbs", at(0), at(50), 6, Reason::NotRunning).await.expect("a row");
    room.commit(commit_at(60, Vec::new())).await;
    room.store.record_not_run("bbs", at(60), at(60), 1, Reason::NotRunning).await.expect("no row");
    let visits = room.store.visits_of("bbs", 9).await.expect("visits");
    let rows: Vec<_> = visits.iter().map(|v| (v.due_at, v.verdict, v.slots, v.reason)).collect();
    assert_eq!(rows, [(at(60), Verdict::New, 1, None), (at(0), Verdict::NotRun, 6, Some(Reason::NotRunning))]);
}

#[tokio::test]
async fn status_shows_where_each_source_stands() {
    let room = Room::new();
    let mut commit = commit_at(0, vec![row(1, "题"), row(2, "题")]);
    commit.visit.newest_post = Some(at(-7));
    room.commit(commit).await;
    room.commit(failed_at(10, 1)).await;
    let status = room.store.source_status(&[source("new"), source("bbs")]).await.expect("status");
    assert_eq!((status[0].source.as_str(), &status[0].state, &status[0].last_visit), ("new", &None, &None));
    let bbs = &status[1];
    assert_eq!(bbs.state.as_ref().map(|s| s.failures), Some(1));
    assert_eq!(bbs.last_visit.as_ref().map(|v| v.verdict), Some(Verdict::Failed));
    assert_eq!((bbs.last_looked, bbs.newest_post), (Some(visit_at("bbs", 0).finished_at), Some(at(-7))));
    assert_eq!(bbs.posts_total, 2);
    let counts = room.store.counts().await.expect("counts");
    assert_eq!(counts.posts, 2);
    assert!(counts.visits.contains(&(Verdict::Failed, 1)) && counts.visits.contains(&(Verdict::Empty, 0)));
    assert!(counts.db_bytes > 0);
}
