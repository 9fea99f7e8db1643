//! A disk that is full, a database that cannot be written, a second daemon: a clear error, and nothing lost.

use std::os::unix::fs::PermissionsExt;

use yuqing::lang::Lang;
use yuqing::model::{Cursor, Verdict};
use yuqing::store::{Store, StoreError};

use super::site::Face;
use super::world::{World, outcome};
use super::{acts_on_terminals, check_recovery};

/// The error names the file and says what to do, in both languages.
fn check_explained(world: &World, error: &StoreError) {
    let file = world.store.file().display().to_string();
    let said = [Lang::Zh, Lang::En].map(|lang| error.explain(lang));
    assert_ne!(said[0], said[1]);
    for words in said {
        assert!(words.contains(&file), "{words}");
        assert!(!words.contains(acts_on_terminals), "{words}");
    }
}

/// What the database holds of the source: its cursor, titles, and how many visits.
async fn held(world: &World) -> (Cursor, Vec<String>, usize) {
    let cursor = world.store.cursor("bad").await.expect("a cursor");
    (cursor, world.titles(), world.store.visits_of("bad", 99).await.expect("visits").len())
}

/// A visit finds a complaint while the database cannot take it, `broken` by the test and `mended` afterwards.
async fn check_refused(face: Face, text: &str, broken: &str, mended: &str) -> StoreError {
    let world = World::visited(face).await;
    world.site.publish("求助", text, 5);
    let before = held(&world).await;
    if broken.starts_with("pages") {
        let pages: u32 = world.ask("pragma page_count");
        world.store.limit_pages(pages + 8).await.expect("a bound");
    } else {
        world.change(broken);
    }
    let error = world.visit("bad").await.expect_err("nothing can be committed");
    assert_eq!(held(&world).await, before, "{face:?}: nothing has changed");
    let again = world.visit("bad").await.expect_err("nor the next time");
    assert_eq!(std::mem::discriminant(&again), std::mem::discriminant(&error), "{again}");
    assert_eq!(held(&world).await, before, "{face:?}");
    if mended.is_empty() {
        world.store.limit_pages(0).await.expect("room again");
    } else {
        world.change(mended);
    }
    check_recovery("the database", &world).await;
    assert_eq!(world.store.integrity().await.expect("a check"), [""; 0]);
    if matches!(error, StoreError::DiskFull { .. }) {
        check_explained(&world, &error);
    }
    error
}

#[tokio::test]
async fn a_full_disk() {
    let long = "泰兴二院误诊，谁来管？".repeat(20_000);
    for face in Face::ALL {
        let error = check_refused(face, &long, "pages", "").await;
        assert!(matches!(error, StoreError::DiskFull { .. }), "{error}");
    }
}

#[tokio::test]
async fn a_database_that_takes_no_visit_or_no_post() {
    let refuse =
        |table: &str| format!("create trigger no before insert on {table} begin select raise(abort, 'no'); end");
    for table in ["visit", "post", "alert", "mention"] {
        check_refused(Face::Discuz, "泰兴二院误诊", &refuse(table), "drop trigger no").await;
    }
}

#[tokio::test]
async fn a_read_only_database() {
    let mut world = World::visited(Face::Page).await;
    let file = world.store.file().to_owned();
    let known = world.titles();
    let elsewhere = Store::open(&world.dir.path().join("other.db"), 0).expect("another database");
    world.stop();
    drop(std::mem::replace(&mut world.store, elsewhere));
    let mark = |mode| std::fs::set_permissions(&file, PermissionsExt::from_mode(mode)).expect("marked");
    mark(0o400);
    let error = Store::open(&file, 0).err().expect("it is refused");
    assert!(matches!(&error, StoreError::ReadOnly(named) if *named == file), "{error}");
    assert!(error.explain(Lang::Zh).contains("属主与权限") && error.explain(Lang::En).contains("who owns"));
    mark(0o600);
    world.store = Store::open(&file, 0).expect("it can be written again");
    assert_eq!(world.titles(), known);
    world.site.publish("求助", "泰兴二院误诊，谁来管？", 5);
    check_recovery("read-only", &world).await;
}

#[tokio::test]
async fn a_second_daemon_on_the_same_database() {
    let world = World::visited(Face::Feed).await;
    let error = Store::open(world.store.file(), 0).err().expect("it is refused");
    assert!(matches!(&error, StoreError::Locked(_)), "{error}");
    check_explained(&world, &error);
    // The first one does not even notice.
    world.site.publish("求助", "泰兴二院误诊，谁来管？", 5);
    check_recovery("a second daemon", &world).await;
    let reader = Store::open_reader(world.store.file()).expect("to read is allowed");
    let last = reader.visits_of("bad", 1).await.expect("visits").remove(0);
    assert_eq!(last.verdict, Verdict::Unchanged);
    let refused = world.visit("bad").await.map(|visited| outcome(&visited).0);
    assert_eq!(refused.expect("a visit"), Verdict::Unchanged);
}
