//! A full disk, a read-only file, a second daemon, a damaged or a newer file: a clear error, and nothing lost.

use std::os::unix::fs::PermissionsExt;

use super::*;
use yuqing::store::StoreError;

#[tokio::test]
async fn a_new_database_is_private_and_sound() {
    let room = Room::new();
    for name in ["yuqing.db", "yuqing.db-wal", "yuqing.db.lock"] {
        let metadata = std::fs::metadata(room.dir.path().join(name)).expect(name);
        assert_eq!(metadata.permissions().mode() & 0o777, 0o600, "{name}");
    }
    assert_eq!(room.ask::<String>("pragma journal_mode"), "wal");
    assert_eq!(room.store.integrity().await.expect("a check"), [""; 0]);
    assert!(room.store.free_disk_mb().await.expect("free disk") > 0);
    room.store.ping().await.expect("the writer lives");
    assert_eq!(room.store.writer_progress(), 1);
}

#[test]
fn what_root_makes_belongs_to_whom_the_folder_belongs() {
    use std::os::unix::fs::{MetadataExt, chown};
    let dir = TempDir::new().expect("a folder");
    if chown(dir.path(), Some(12_345), Some(12_345)).is_err() {
        eprintln!("skipped: only root can give files away");
        return;
    }
    let store = Store::open(&dir.path().join("yuqing.db"), 0).expect("a new database");
    for name in ["yuqing.db", "yuqing.db-wal", "yuqing.db.lock"] {
        assert_eq!(std::fs::metadata(dir.path().join(name)).expect(name).uid(), 12_345, "{name}");
    }
    drop(store);
}

#[tokio::test]
async fn a_second_daemon_is_refused_and_the_next_one_is_not() {
    let Room { dir, store } = Room::new();
    let file = dir.path().join("yuqing.db");
    assert!(matches!(Store::open(&file, 0), Err(StoreError::Locked(path)) if path == file));
    assert_eq!(Store::holder(&file), Some(std::process::id()));
    store.commit_visit(commit_at(0, vec![article("a", "题", "文")])).await.expect("the first one goes on");
    drop(store);
    let next = Store::open(&file, 0).expect("the lock is free");
    assert_eq!(next.visits_of("bbs", 9).await.expect("visits").len(), 1);
}

#[tokio::test]
async fn a_reader_beside_the_daemon_sees_what_is_committed_and_writes_nothing() {
    let room = Room::new();
    let reader = Store::open_reader(&room.file()).expect("a reader");
    room.commit(commit_at(0, vec![article("a", "题", "文")])).await;
    assert_eq!(reader.visits_of("bbs", 9).await.expect("visits").len(), 1);
    assert!(matches!(reader.commit_visit(commit_at(1, Vec::new())).await, Err(StoreError::ReadOnly(_))));
    let nowhere = Store::open_reader(&room.dir.path().join("none.db"));
    assert!(matches!(nowhere, Err(StoreError::Missing(_))));
}

#[tokio::test]
async fn a_full_disk_in_the_middle_of_a_visit_changes_nothing_and_passes() {
    let room = Room::new();
    room.commit(commit_at(0, vec![article("a", "题", "文")])).await;
    let big = "二院误诊".repeat(20_000);
    let mut commit = commit_at(10, Vec::new());
    commit.posts =
        (0..5).map(|n| alarming(article(&format!("b{n}"), "题", &big), Notify::Instant, Severity::MINOR)).collect();
    commit.cursor.baseline_done = true;
    let pages = room.ask::<u32>("pragma page_count");
    room.store.limit_pages(pages + 100).await.expect("a bound");
    let refused = room.store.commit_visit(commit.clone()).await;
    assert!(matches!(refused, Err(StoreError::DiskFull { .. })), "{refused:?}");
    let counts = room.store.counts().await.expect("counts");
    assert_eq!((counts.posts, counts.mentions, counts.alerts), (1, 0, 0));
    assert_eq!(room.store.next_mail_due().await.expect("a read"), None);
    assert!(!room.store.cursor("bbs").await.expect("a cursor").baseline_done);
    assert_eq!(room.store.visits_of("bbs", 9).await.expect("visits").len(), 1);
    // What needs no more room still goes, and all of it once there is room again.
    room.commit(commit_at(5, Vec::new())).await;
    room.store.limit_pages(0).await.expect("no bound");
    assert_eq!(room.commit(commit).await.alerts.len(), 5);
    assert_eq!(room.store.integrity().await.expect("a check"), [""; 0]);
}

#[tokio::test]
async fn a_commit_that_fails_takes_no_neighbour_with_it() {
    let room = Room::new();
    let pages = room.ask::<u32>("pragma page_count");
    room.store.limit_pages(pages + 60).await.expect("a bound");
    let tasks: Vec<_> = (0..20)
        .map(|n| {
            let store = room.store.clone();
            let text = if n % 4 == 0 { "二院".repeat(200_000) } else { "文".into() };
            let mut commit = commit_at(n, vec![article(&format!("a{n}"), "题", &text)]);
            commit.visit.source = format!("s{n}");
            tokio::spawn(async move { (n, store.commit_visit(commit).await) })
        })
        .collect();
    let mut kept = 0;
    for task in tasks {
        let (n, outcome) = task.await.expect("a task");
        assert!(outcome.is_err() || n % 4 != 0, "the big ones cannot be kept");
        kept += i64::from(outcome.is_ok());
    }
    assert_eq!(room.ask::<i64>("select count(*) from post"), kept, "success is told only of what is kept");
    assert_eq!(room.ask::<i64>("select count(*) from visit"), kept);
}

#[test]
fn too_little_free_disk_is_refused_at_the_start() {
    let dir = TempDir::new().expect("a folder");
    let refused = Store::open(&dir.path().join("yuqing.db"), u64::MAX);
    assert!(matches!(refused, Err(StoreError::DiskFull { .. })));
}

#[test]
fn a_read_only_file_is_named() {
    let dir = TempDir::new().expect("a folder");
    let file = dir.path().join("yuqing.db");
    drop(Store::open(&file, 0).expect("a new database"));
    std::fs::set_permissions(&file, PermissionsExt::from_mode(0o400)).expect("marked");
    assert!(matches!(Store::open(&file, 0), Err(StoreError::ReadOnly(path)) if path == file));
}

#[test]
fn a_damaged_file_is_named() {
    let dir = TempDir::new().expect("a folder");
    let file = dir.path().join("yuqing.db");
    drop(Store::open(&file, 0).expect("a new database"));
    let mut bytes = std::fs::read(&file).expect("the file");
    // A page in the middle, overwritten as a bad disk does.
    for byte in bytes.iter_mut().skip(2 * 4096).take(8 * 4096) {
        *byte = 0xA5;
    }
    std::fs::write(&file, &bytes).expect("written");
    assert!(matches!(Store::open(&file, 0), Err(StoreError::Damaged { .. })));
    std::fs::write(&file, "no database at all, but a text".repeat(200)).expect("written");
    assert!(matches!(Store::open(&file, 0), Err(StoreError::Damaged { .. })));
}

#[test]
fn a_database_of_another_program_or_a_newer_version_is_left_alone() {
    let dir = TempDir::new().expect("a folder");
    let file = dir.path().join("yuqing.db");
    let run = |sql: &str| rusqlite::Connection::open(&file).and_then(|db| db.execute_batch(sql)).expect("changed");
    run("create table t (x)");
    assert!(matches!(Store::open(&file, 0), Err(StoreError::Damaged { .. })));
    std::fs::remove_file(&file).expect("removed");
    drop(Store::open(&file, 0).expect("a new database"));
    run("pragma user_version = 99");
    assert!(matches!(Store::open(&file, 0), Err(StoreError::TooNew(_))));
    assert!(matches!(Store::open_reader(&file), Err(StoreError::TooNew(_))));
}

#[tokio::test]
async fn an_empty_file_is_migrated_and_an_old_one_is_not_read_as_it_is() {
    let dir = TempDir::new().expect("a folder");
    let file = dir.path().join("yuqing.db");
    std::fs::write(&file, "").expect("written");
    let store = Store::open(&file, 0).expect("a new database");
    assert_eq!(store.counts().await.expect("counts").posts, 0);
    drop(store);
    rusqlite::Connection::open(&file).and_then(|db| db.execute_batch("pragma user_version = 0")).expect("changed");
    assert!(matches!(Store::open_reader(&file), Err(StoreError::Outdated(_))));
}

#[test]
fn every_error_says_in_both_languages_what_to_do() {
    use yuqing::lang::Lang;
    let file = std::path::PathBuf::from("/var/lib/yuqing/yuqing.db");
    for (error, zh, en) in [
        (StoreError::Locked(file.clone()), "正被另一个 yuqing 使用", "systemctl stop yuqing"),
        (StoreError::DiskFull { file: file.clone(), free_mb: 3 }, "只剩 3 MB", "make room"),
        (StoreError::ReadOnly(file.clone()), "无法写入", "Check who owns the file"),
        (StoreError::Damaged { file: file.clone(), finding: "page 7".into() }, "page 7", "yuqing restore"),
        (StoreError::TooNew(file.clone()), "升级程序", "Upgrade"),
        (StoreError::Missing(file), "没有找到", "[database] file"),
    ] {
        let (in_zh, in_en) = (error.explain(Lang::Zh), error.explain(Lang::En));
        assert!(in_zh.contains(zh) && in_zh.contains("/var/lib/yuqing/yuqing.db"), "{in_zh}");
        assert!(in_en.contains(en) && in_en.contains("/var/lib/yuqing/yuqing.db"), "{in_en}");
    }
}
