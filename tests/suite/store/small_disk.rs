//! Real disks that are full or read-only: a tmpfs of two megabytes. Only root may mount one; others are told so.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::*;
use yuqing::store::StoreError;

/// A disk of its own, as long as the test runs.
struct Disk {
    dir: TempDir,
}

impl Disk {
    fn mounted() -> Option<Self> {
        let dir = TempDir::new().expect("a folder");
        if run("mount", &["-t", "tmpfs", "-o", "size=2m", "tmpfs"], dir.path()) {
            return Some(Self { dir });
        }
        eprintln!("skipped: a small disk can only be mounted by root");
        None
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        run("umount", &["-l"], self.dir.path());
    }
}

fn run(program: &str, arguments: &[&str], path: &Path) -> bool {
    Command::new(program).args(arguments).arg(path).output().is_ok_and(|output| output.status.success())
}

#[tokio::test]
async fn a_disk_that_fills_up_refuses_visits_whole_and_takes_them_again_later() {
    let Some(disk) = Disk::mounted() else { return };
    let store = Store::open(&disk.path("yuqing.db"), 0).expect("a new database");
    std::fs::write(disk.path("filler"), vec![0; 600_000]).expect("some room is taken");
    let text = "二院误诊".repeat(1_000);
    let visit = |n: i64| {
        let post = alarming(article(&format!("a{n}"), "题", &text), Notify::Instant, Severity::MINOR);
        commit_at(n, vec![post])
    };
    let mut kept = 0;
    let refused = loop {
        match store.commit_visit(visit(kept)).await {
            Ok(_) => kept += 1,
            Err(error) => break error,
        }
        assert!(kept < 1_000, "the disk never fills up");
    };
    assert!(matches!(refused, StoreError::DiskFull { free_mb: 0, .. }), "{refused:?}");
    assert!(store.commit_visit(visit(kept)).await.is_err(), "still full");
    assert_eq!(store.counts().await.expect("reads go on").posts, kept.cast_unsigned());
    std::fs::remove_file(disk.path("filler")).expect("room is made");
    store.commit_visit(visit(kept)).await.expect("the same visit, kept now");
    let counts = store.counts().await.expect("counts");
    assert_eq!((counts.posts, counts.alerts), (kept.cast_unsigned() + 1, kept.cast_unsigned() + 1));
    assert_eq!(store.integrity().await.expect("a check"), [""; 0]);
    std::fs::write(disk.path("filler"), vec![0; 400_000]).expect("the room is taken again");
    let refused = store.backup(&disk.path("copy.db"), |_, _| {}).await;
    assert!(matches!(refused, Err(StoreError::DiskFull { .. })), "{refused:?}");
    assert!(!disk.path("copy.db.part").exists(), "half a copy is of no use");
}

#[tokio::test]
async fn a_read_only_disk_is_named_and_can_be_read() {
    let Some(disk) = Disk::mounted() else { return };
    let file = disk.path("yuqing.db");
    let store = Store::open(&file, 0).expect("a new database");
    store.commit_visit(commit_at(0, vec![article("a", "题", "文")])).await.expect("a commit");
    drop(store);
    assert!(run("mount", &["-o", "remount,ro"], disk.dir.path()));
    assert!(matches!(Store::open(&file, 0), Err(StoreError::ReadOnly(path)) if path == file));
    assert!(matches!(Store::open(&disk.path("new.db"), 0), Err(StoreError::ReadOnly(_))));
    let reader = Store::open_reader(&file).expect("a reader");
    assert_eq!(reader.counts().await.expect("counts").posts, 1);
    assert_eq!(reader.integrity().await.expect("a check"), [""; 0]);
}
