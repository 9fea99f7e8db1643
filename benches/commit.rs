//! The commit of a visit against one bare insert into a like table: same file system, same pragmas, one flush each.

mod compare;

use std::path::Path;

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{Connection, params};
use yuqing::model::{
    AlertDraft, Cursor, Field, Found, Mention, Notify, Post, PostKind, PostTime, Precision, RatedPost, Severity, Span,
    Tier, TimeRole, Verdict, Visit, VisitCommit,
};
use yuqing::store::Store;

/// Posts of a visit.
const POSTS: usize = 20;
const TEXT: &str = "昨晚十一点多带娃去急诊，前面就三个人，硬是等到一点多才看上，叫号屏还坏了。不是不体谅医生，就想问问夜班到底安排了几个人？";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let dir = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let store = Store::open(&dir.path().join("ours.db"), 1)?;
    let bare = bare(&dir.path().join("bare.db"))?;
    let mut visits = Visits { begin: Utc::now(), number: 0 };
    let mut key = 0_u64;
    let mut insert = move || insert(&bare, &mut key).unwrap_or_else(|error| panic!("{error}"));
    let commit = |visit: VisitCommit| {
        runtime.block_on(store.commit_visit(visit)).unwrap_or_else(|error| panic!("{error}"));
    };
    let bytes = TEXT.len() * POSTS;
    let name = format!("commit {POSTS} new posts, two alerts");
    let each = compare::compare(&name, bytes, || commit(visits.with(POSTS)), &mut insert);
    println!("{:<34} ratio {:.2}", "  each post of it", each / POSTS as f64);
    let again = visits.with(POSTS);
    compare::compare("commit 20 posts, all known", bytes, || commit(visits.again(&again)), &mut insert);
    compare::compare("commit an unchanged visit", 0, || commit(visits.with(0)), &mut insert);
    Ok(())
}

/// The floor: the columns of a post, the writer's pragmas, no index but its key.
fn bare(file: &Path) -> rusqlite::Result<Connection> {
    let db = Connection::open(file)?;
    db.execute_batch(
        "pragma journal_mode = wal; pragma synchronous = full; pragma cache_size = -8192; pragma secure_delete = fast;
         pragma cell_size_check = on; pragma foreign_keys = on;
         create table post (id integer primary key, site text, key text, url text, title text, text text,
             published integer, first_seen integer, content_hash text, unique (site, key)) strict",
    )?;
    Ok(db)
}

fn insert(db: &Connection, number: &mut u64) -> rusqlite::Result<()> {
    *number += 1;
    db.prepare_cached(
        "insert into post (site, key, url, title, text, published, first_seen, content_hash)
         values ('bbs.example', ?, ?, '急诊又排到凌晨', ?, 1, 1, ?)",
    )?
    .execute(params![
        format!("p:{number}"),
        format!("http://bbs.example/thread-{number}-1-1.html"),
        TEXT,
        hash(*number, 0)
    ])?;
    Ok(())
}

/// Stands for the hash of a text, which is not the store's work.
fn hash(visit: u64, n: usize) -> String {
    format!("{visit:032x}{n:032x}")
}

/// Visits to one source, one after the other.
struct Visits {
    begin: DateTime<Utc>,
    number: u64,
}

impl Visits {
    /// The next one, with so many posts never seen before.
    fn with(&mut self, posts: usize) -> VisitCommit {
        let visit = self.visit(posts);
        let posts = (0..posts).map(|n| rated(self.number, n, visit.started_at)).collect();
        commit_of(visit, posts)
    }

    /// The next one, with the posts of one before.
    fn again(&mut self, before: &VisitCommit) -> VisitCommit {
        commit_of(self.visit(before.posts.len()), before.posts.clone())
    }

    fn visit(&mut self, posts: usize) -> Visit {
        self.number += 1;
        let at = self.begin + TimeDelta::milliseconds(i64::try_from(self.number).unwrap_or_default());
        Visit {
            source: "bench".into(),
            due_at: at,
            slots: 1,
            started_at: at,
            finished_at: at,
            verdict: if posts == 0 { Verdict::Unchanged } else { Verdict::New },
            reason: None,
            detail: None,
            pages: 1,
            bytes: 30_000,
            posts: u32::try_from(posts).unwrap_or_default(),
            new_posts: 0,
            mentions: 0,
            alerts: 0,
            newest_post: Some(at),
        }
    }
}

fn commit_of(visit: Visit, posts: Vec<RatedPost>) -> VisitCommit {
    VisitCommit {
        site: "bbs.example".into(),
        posts,
        gone: vec![],
        cursor: Cursor { baseline_done: true, ..Cursor::default() },
        next_due: visit.due_at + TimeDelta::minutes(10),
        failures: 0,
        message_domain: Some("bench@yuqing.example".into()),
        notices: vec![],
        visit,
    }
}

/// A floor; every tenth is about us.
fn rated(visit: u64, n: usize, at: DateTime<Utc>) -> RatedPost {
    let key = format!("p:{visit}-{n}");
    let url = format!("http://bbs.example/thread-{visit}-1-1.html");
    let url = url.parse().unwrap_or_else(|error| panic!("{error}"));
    let mut post = Post::new(key, PostKind::Floor, url, "急诊又排到凌晨");
    post.thread = Some(format!("t:{visit}"));
    post.floor = u32::try_from(n + 1).ok();
    post.author = Some("u-5f3a9c".into());
    post.time = Some(PostTime {
        at: at.fixed_offset(),
        precision: Precision::Second,
        role: TimeRole::Created,
        raw: "2026-11-23 09:10:16".into(),
    });
    post.text = format!("{TEXT}（{visit}，{n}）");
    let is_ours = n % 10 == 9;
    let alert = is_ours.then(|| AlertDraft {
        notify: Notify::Instant,
        severity: Severity::MINOR,
        withhold: false,
        headline: "急诊排队".into(),
    });
    let mentions = if is_ours { vec![mention()] } else { vec![] };
    RatedPost { post, content_hash: hash(visit, n), found: Found { mentions, suppressed: vec![] }, alert }
}

fn mention() -> Mention {
    Mention {
        watch: "service".into(),
        entity: Some("hospital".into()),
        confidence: 0.9,
        tier: Tier::T0,
        spans: vec![Span { field: Field::Text, start: 8, end: 10, text: "急诊".into() }],
        category: Some("service".into()),
        score: 3.0,
        severity: Severity::MINOR,
        why: "写到“临溪二院”，可信度 0.90；含“急诊”".into(),
    }
}
