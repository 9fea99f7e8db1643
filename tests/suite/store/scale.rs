//! Questions that must stay cheap when there is much: none of them reads a whole table.

use super::*;

/// The plan of a statement of ours, as SQLite tells it.
fn plan(room: &Room, sql: &str) -> String {
    let db = rusqlite::Connection::open(room.file()).expect("the database");
    let mut statement = db.prepare(&format!("explain query plan {sql}")).expect("a plan");
    let columns = statement.parameter_count();
    let rows = statement.query_map(rusqlite::params_from_iter((0..columns).map(|_| 1)), |row| row.get::<_, String>(3));
    rows.expect("rows").map(|row| row.expect("a row")).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_questions_of_every_visit_use_an_index() {
    let room = Room::new();
    for sql in [
        "select id from post where site = ? and key = ?",
        "update post set gone_at = ? where site = ? and thread = ? and gone_at is null",
        "select post.key from sighting join post on post.id = sighting.post_id
         where sighting.source = ? and sighting.listed = 1 order by sighting.post_id desc limit ?",
        "select key from known_thread where source = ? order by seen_at desc limit -1 offset ?",
        "select id from outbox where state = 'pending' and not_before <= ? order by not_before, id limit 1",
        "select min(not_before) from outbox where state = 'pending'",
        "select count(*) from outbox where settled_at >= ? and state = 'accepted' and kind in ('alert', 'roll_up')",
        "select id from post where mentioned = 0 and forgotten = 0 and first_seen < ? order by first_seen limit ?",
        "select id from post where pseudonym is not null and first_seen < ? order by first_seen limit ?",
        "select finished_at from visit where source = ? and due_at < ? order by due_at desc limit 1",
        "select min(source) from visit where source > ?",
        "select id from alert where raised_at >= ? and raised_at < ?",
        "select source from sighting where post_id = ? limit 1",
        "select 1 from post where site = ? and thread = ? and floor = 1",
    ] {
        let plan = plan(&room, sql);
        assert!(plan.contains("SEARCH") && !plan.contains("SCAN"), "{sql}\n{plan}");
    }
}

#[tokio::test]
async fn a_common_word_among_many_posts_is_answered_with_the_newest() {
    let room = Room::new();
    for batch in 0..20 {
        let keys: Vec<_> = (0..250).map(|n| format!("{batch}-{n}")).collect();
        let mut commit = commit_at(batch, keys.iter().map(|key| article(key, "题", "泰兴二院")).collect());
        commit.cursor.known.extend(keys);
        room.commit(commit).await;
    }
    let hits = room.store.search("二院", 3).await.expect("hits");
    assert_eq!(hits.iter().map(|hit| hit.key.as_str()).collect::<Vec<_>>(), ["19-249", "19-248", "19-247"]);
    let known = room.store.cursor("bbs").await.expect("a cursor").known;
    assert_eq!(known.len(), 2_000);
    assert!(known.contains("19-249") && !known.contains("0-0"));
}
