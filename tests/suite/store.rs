//! The store, on real files: each operation, and what happens when the disk, a neighbour or the file is bad.

mod alerts;
mod backup;
mod bad_weather;
mod coverage;
mod issues;
mod outbox;
mod posts;
mod retention;
mod scale;
mod search;
mod small_disk;
mod timetable;
mod visits;

use std::hash::{DefaultHasher, Hash, Hasher};

use chrono::{DateTime, TimeDelta, Utc};
use tempfile::TempDir;
use yuqing::model::*;
use yuqing::store::{Committed, Store};

/// A database in a folder of its own.
struct Room {
    dir: TempDir,
    store: Store,
}

impl Room {
    fn new() -> Self {
        let dir = TempDir::new().expect("a folder");
        let store = Store::open(&dir.path().join("yuqing.db"), 0).expect("a new database");
        Self { dir, store }
    }

    fn file(&self) -> std::path::PathBuf {
        self.dir.path().join("yuqing.db")
    }

    /// A look into the file itself, for what no operation shows.
    fn ask<T: rusqlite::types::FromSql>(&self, sql: &str) -> T {
        let db = rusqlite::Connection::open(self.file()).expect("the database");
        db.query_row(sql, [], |row| row.get(0)).expect("an answer")
    }

    async fn commit(&self, commit: VisitCommit) -> Committed {
        self.store.commit_visit(commit).await.expect("a committed visit")
    }
}

/// 2026-11-23 08:00 in Shanghai, and so many minutes.
fn at(minutes: i64) -> DateTime<Utc> {
    let begin: DateTime<Utc> = "2026-11-23T00:00:00Z".parse().expect("a time");
    begin + TimeDelta::minutes(minutes)
}

fn visit_at(source: &str, minutes: i64) -> Visit {
    Visit {
        source: source.into(),
        due_at: at(minutes),
        slots: 1,
        started_at: at(minutes) + TimeDelta::seconds(1),
        finished_at: at(minutes) + TimeDelta::seconds(3),
        verdict: Verdict::New,
        reason: None,
        detail: None,
        pages: 1,
        bytes: 2_000,
        posts: 0,
        new_posts: 0,
        mentions: 0,
        alerts: 0,
        newest_post: None,
    }
}

/// A visit of `bbs` that is well.
fn commit_at(minutes: i64, posts: Vec<RatedPost>) -> VisitCommit {
    VisitCommit {
        visit: visit_at("bbs", minutes),
        site: "bbs.example".into(),
        posts,
        gone: Vec::new(),
        cursor: Cursor::default(),
        next_due: at(minutes + 10),
        failures: 0,
        message_domain: Some("org@yuqing.example".into()),
        notices: Vec::new(),
    }
}

/// A visit of `bbs` that was not well.
fn failed_at(minutes: i64, failures: u32) -> VisitCommit {
    let mut commit = commit_at(minutes, Vec::new());
    commit.visit.verdict = Verdict::Failed;
    commit.visit.reason = Some(Reason::Timeout);
    commit.failures = failures;
    commit
}

fn rated(key: &str, kind: PostKind, title: &str, text: &str) -> RatedPost {
    let url = format!("https://bbs.example/{}", key.replace(':', "/")).parse().expect("an address");
    let mut post = Post::new(key, kind, url, title);
    post.text = text.into();
    let mut hasher = DefaultHasher::new();
    (title, text).hash(&mut hasher);
    RatedPost { post, content_hash: format!("{:x}", hasher.finish()), found: Found::default(), alert: None }
}

/// The row of a thread on a list.
fn row(tid: u32, title: &str) -> RatedPost {
    let mut rated = rated(&format!("t:{tid}"), PostKind::Thread, title, "");
    rated.post.thread = Some(format!("t:{tid}"));
    rated
}

/// A floor of a thread.
fn floor(tid: u32, pid: u32, floor: u32, title: &str, text: &str) -> RatedPost {
    let mut rated = rated(&format!("p:{pid}"), PostKind::Floor, title, text);
    rated.post.thread = Some(format!("t:{tid}"));
    rated.post.floor = Some(floor);
    rated
}

fn article(key: &str, title: &str, text: &str) -> RatedPost {
    rated(key, PostKind::Article, title, text)
}

fn mention(watch: &str, score: f32, severity: Severity) -> Mention {
    Mention {
        watch: watch.into(),
        entity: Some("hospital".into()),
        confidence: 0.9,
        tier: Tier::T0,
        spans: vec![Span { field: Field::Text, start: 0, end: 2, text: "二院".into() }],
        category: Some("dispute".into()),
        score,
        severity,
        why: "二院 + 误诊".into(),
    }
}

/// The post with a mention, and an alert proposed for it.
fn alarming(mut rated: RatedPost, notify: Notify, severity: Severity) -> RatedPost {
    rated.found.mentions = vec![mention("dispute", 6.0, severity)];
    rated.alert = Some(AlertDraft { notify, severity, withhold: false, headline: "疑似误诊".into() });
    rated
}

fn time(minutes: i64, precision: Precision) -> Option<PostTime> {
    Some(PostTime { at: at(minutes).fixed_offset(), precision, role: TimeRole::Created, raw: "11-23".into() })
}

fn source(id: &str) -> Source {
    Source {
        id: id.into(),
        name: format!("{id} 论坛"),
        engine: "discuz".into(),
        url: "https://bbs.example/".parse().expect("an address"),
        schedule: None,
        every_secs: Some(600),
        priority: Priority::Normal,
        locality: None,
        weight: 3,
        official: false,
        enabled: true,
        tags: Vec::new(),
        site: None,
        zone: chrono_tz::Asia::Shanghai,
        max_pages: 3,
        track: true,
        allow_private: false,
        comments: false,
        select: None,
    }
}
