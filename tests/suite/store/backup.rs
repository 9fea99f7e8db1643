//! Backup beside a writing daemon, and the way back.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;
use yuqing::store::{StoreError, restore};

fn posts_in(file: &std::path::Path) -> i64 {
    let db = rusqlite::Connection::open(file).expect("a database");
    db.query_row("select count(*) from post", [], |row| row.get(0)).expect("a count")
}

#[tokio::test]
async fn a_backup_beside_a_writer_is_one_whole_state() {
    let room = Room::new();
    let text = "二院".repeat(5_000);
    for n in 0..60 {
        room.commit(commit_at(n, vec![article(&format!("a{n}"), "题", &text)])).await;
    }
    let writer = tokio::spawn({
        let store = room.store.clone();
        async move {
            for n in 100..160 {
                store.commit_visit(commit_at(n, vec![article(&format!("a{n}"), "题", "文")])).await.expect("a commit");
            }
        }
    });
    let reader = Store::open_reader(&room.file()).expect("a second process");
    let to = room.dir.path().join("copy.db");
    let steps = Arc::new(AtomicUsize::new(0));
    let heard = Arc::clone(&steps);
    let progress = move |done, total| {
        assert!(done <= total);
        heard.fetch_add(1, Ordering::Relaxed);
    };
    let bytes = reader.backup(&to, progress).await.expect("a backup");
    writer.await.expect("the writer");
    assert_eq!(bytes, std::fs::metadata(&to).expect("the copy").len());
    assert!(steps.load(Ordering::Relaxed) > 0);
    let posts = posts_in(&to);
    assert!((60..=120).contains(&posts), "{posts}");
    let visits: i64 = rusqlite::Connection::open(&to)
        .and_then(|db| db.query_row("select count(*) from visit", [], |row| row.get(0)))
        .expect("a count");
    assert_eq!(visits, posts, "a visit and its post, or neither");
    assert_eq!(posts_in(&room.file()), 120);
}

#[tokio::test]
async fn a_backup_is_private_replaces_an_older_one_and_never_the_database() {
    use std::os::unix::fs::PermissionsExt;
    let room = Room::new();
    let to = room.dir.path().join("copy.db");
    std::fs::write(&to, "an older backup").expect("written");
    room.store.backup(&to, |_, _| {}).await.expect("a backup");
    assert_eq!(std::fs::metadata(&to).expect("the copy").permissions().mode() & 0o777, 0o600);
    let names = std::fs::read_dir(room.dir.path()).expect("the folder");
    let names: Vec<_> = names.map(|e| e.expect("an entry").file_name().into_string().expect("a name")).collect();
    assert!(names.iter().all(|name| name.starts_with("yuqing.db") || name == "copy.db"), "{names:?}");
    room.store.backup(&room.file(), |_, _| {}).await.expect_err("onto itself");
    room.store.backup(&room.dir.path().join("no/folder.db"), |_, _| {}).await.expect_err("nowhere");
    room.store.backup(room.dir.path(), |_, _| {}).await.expect_err("onto a folder");
    let socket = room.dir.path().join("socket");
    let _listener = std::os::unix::net::UnixListener::bind(&socket).expect("a socket");
    room.store.backup(&socket, |_, _| {}).await.expect_err("onto what is no regular file");
    for part in ["yuqing.db-wal", "yuqing.db-shm", "yuqing.db-journal", "yuqing.db.lock"] {
        room.store.backup(&room.dir.path().join(part), |_, _| {}).await.expect_err(part);
    }
    assert_eq!(room.store.integrity().await.expect("the database is as it was"), Vec::<String>::new());
}

#[tokio::test]
async fn a_restore_brings_the_backup_back_and_keeps_what_was_there() {
    let Room { dir, store } = Room::new();
    let file = dir.path().join("yuqing.db");
    store.commit_visit(commit_at(0, vec![article("a", "题", "文")])).await.expect("a commit");
    let copy = dir.path().join("copy.db");
    store.backup(&copy, |_, _| {}).await.expect("a backup");
    store.commit_visit(commit_at(1, vec![article("b", "题", "文")])).await.expect("a commit");
    assert!(matches!(restore(&copy, &file), Err(StoreError::Locked(_))), "a daemon runs");
    drop(store);
    let kept = restore(&copy, &file).expect("restored").expect("the old one");
    assert_eq!((posts_in(&file), posts_in(&kept)), (1, 2));
    assert!(kept.to_string_lossy().contains("yuqing.db.before-restore-"));
    let store = Store::open(&file, 0).expect("opens again");
    assert_eq!(store.integrity().await.expect("a check"), [""; 0]);
    assert_eq!(store.visits_of("bbs", 9).await.expect("visits").len(), 1);
}

#[tokio::test]
async fn a_restore_keeps_the_log_of_a_database_that_was_cut_off() {
    let Room { dir, store } = Room::new();
    let copy = dir.path().join("copy.db");
    store.backup(&copy, |_, _| {}).await.expect("a backup");
    store.commit_visit(commit_at(1, vec![article("b", "题", "文")])).await.expect("a commit");
    // As a crash leaves it: the last commits are in the write-ahead log only.
    let cut_off = dir.path().join("cut.db");
    std::fs::copy(dir.path().join("yuqing.db"), &cut_off).expect("copied");
    std::fs::copy(dir.path().join("yuqing.db-wal"), dir.path().join("cut.db-wal")).expect("copied");
    let kept = restore(&copy, &cut_off).expect("restored").expect("the old one");
    assert_eq!((posts_in(&cut_off), posts_in(&kept)), (0, 1));
}

#[test]
fn what_is_no_backup_is_not_restored() {
    let dir = TempDir::new().expect("a folder");
    let (from, to) = (dir.path().join("from"), dir.path().join("to"));
    assert!(matches!(restore(&from, &to), Err(StoreError::Missing(_))));
    std::fs::write(&from, "not a database, but long enough to look at".repeat(100)).expect("written");
    assert!(matches!(restore(&from, &to), Err(StoreError::Damaged { .. })));
    std::fs::remove_file(&from).expect("removed");
    rusqlite::Connection::open(&from).and_then(|db| db.execute_batch("create table t (x)")).expect("another database");
    assert!(matches!(restore(&from, &to), Err(StoreError::Damaged { .. })));
    assert!(!to.exists());
}
