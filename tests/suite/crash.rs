//! The daemon is killed at random moments while the town publishes and mail flows; nothing is lost, nothing is doubled.
//!
//! The suite kills thirty times over 300 posts. A longer run of the same test:
//! `YUQING_CRASH_KILLS=500 YUQING_CRASH_POSTS=5000 cargo test --test suite crash:: -- --nocapture`

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use chrono::{TimeDelta, Utc};
use rusqlite::{Connection, OpenFlags};
use yuqing::demo::files::{self, Pace};
use yuqing::demo::mailbox::Mailbox;
use yuqing::demo::serve::Sites;
use yuqing::demo::town::Town;
use yuqing::demo::words::Matter;

/// How long the last daemon may take to see and send everything.
const SETTLE: Duration = Duration::from_secs(120);

struct Rng(u64);

impl Rng {
    fn seeded() -> Self {
        let seed = number("YUQING_CRASH_SEED", Utc::now().timestamp_micros() as u64);
        println!("YUQING_CRASH_SEED={seed}");
        Self(seed)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

fn number(variable: &str, default: u64) -> u64 {
    std::env::var(variable).ok().and_then(|v| v.parse().ok()).unwrap_or(default)
}

struct Daemon(Child);

impl Daemon {
    fn start(dir: &Path) -> Self {
        let log = std::fs::File::options().create(true).append(true).open(dir.join("daemon.log")).unwrap();
        let child = Command::new(env!("CARGO_BIN_EXE_yuqing"))
            .args(["run", "--config"])
            .arg(dir.join("config/yuqing.toml"))
            .env_remove("NOTIFY_SOCKET")
            .stdin(Stdio::null())
            .stdout(log.try_clone().unwrap())
            .stderr(log)
            .spawn()
            .unwrap();
        Self(child)
    }

    fn kill(mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }

    fn stop(mut self) -> Option<i32> {
        Command::new("kill").args(["-TERM", &self.0.id().to_string()]).status().unwrap();
        self.0.wait().unwrap().code()
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        let _ = self.0.kill();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_at_random_moments_it_loses_and_doubles_nothing() {
    let (kills, posts) = (number("YUQING_CRASH_KILLS", 30), number("YUQING_CRASH_POSTS", 300));
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path();
    let town = Town::with_history(Utc::now());
    let sites = Sites::start(&town).await.unwrap();
    let mailbox = Mailbox::start(&dir.join("mail")).await.unwrap();
    configure(dir, &sites, &mailbox);

    let mut rng = Rng::seeded();
    let mut published = 0;
    for kill in 0..kills {
        let daemon = Daemon::start(dir);
        let until = Instant::now() + Duration::from_millis(100 + rng.below(1_400));
        while Instant::now() < until {
            let due = posts * (kill + 1) / kills;
            let count = (due - published).min(1 + rng.below(3));
            town.publish(count as usize, Utc::now());
            published += count;
            // The moments between posts are the town's pace, not a wait for something to happen.
            tokio::time::sleep(Duration::from_millis(20 + rng.below(60))).await;
        }
        daemon.kill();
    }
    // A few more, so that the last daemon has something to do before it may be found settled.
    town.publish((posts - published + 3) as usize, Utc::now());

    let daemon = Daemon::start(dir);
    let expected = Expected::of(&town, &sites);
    settle(dir, &expected).await.unwrap_or_else(|waits_for| panic!("not settled: {waits_for}\n{}", last_words(dir)));
    assert_eq!(daemon.stop(), Some(0), "the daemon stops in order");

    let database = open(dir);
    check_posts(&database, &expected);
    check_alerts(&database, &expected);
    check_mails(&database, dir);
    let integrity: String = database.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(integrity, "ok");
}

/// The demo's configuration, faster, with every watch mailing at once and a digest in the middle of the run.
fn configure(dir: &Path, sites: &Sites, mailbox: &Mailbox) {
    let pace = Pace { every_secs: 1, host_interval_ms: 0, mail_interval_ms: 0, max_instant_per_hour: 1_000 };
    files::write(dir, sites, mailbox, pace).unwrap();
    let watches = dir.join("config/watches.toml");
    let text = std::fs::read_to_string(&watches).unwrap().replace("\"digest\"", "\"instant\"");
    std::fs::write(&watches, text).unwrap();
    let options = dir.join("config/yuqing.toml");
    // Half a minute ahead at least: an issue is closed only where something was watched before.
    let at = (Utc::now() + TimeDelta::seconds(90)).with_timezone(&chrono_tz::Asia::Shanghai).format("%H:%M");
    let digest = format!("\n[digest]\nat = \"{at}\"\ncloses_at = \"{at}\"\n[alert]\nbaseline_hours = 1000\n");
    std::fs::write(&options, std::fs::read_to_string(&options).unwrap() + &digest).unwrap();
}

/// What must be found afterwards: (site, key) of every post, and of those that concern the hospital.
struct Expected {
    posts: BTreeSet<(String, String)>,
    ours: BTreeSet<(String, String)>,
}

impl Expected {
    fn of(town: &Town, sites: &Sites) -> Self {
        let [floors, news, wechat] = town.written();
        let named = |address: std::net::SocketAddr| address.to_string();
        let news_key = |key: &str| format!("https://{}/news/{key}.html", sites.news);
        let mut expected = Self { posts: BTreeSet::new(), ours: BTreeSet::new() };
        let all = floors
            .iter()
            .map(|w| (named(sites.forum), w.key.clone(), w.matter))
            .chain(news.iter().map(|w| (named(sites.news), news_key(&w.key), w.matter)))
            .chain(wechat.iter().map(|w| (named(sites.wechat), w.key.clone(), w.matter)));
        for (site, key, matter) in all {
            if matter == Matter::Ours {
                expected.ours.insert((site.clone(), key.clone()));
            }
            expected.posts.insert((site, key));
        }
        expected
    }
}

fn open(dir: &Path) -> Connection {
    Connection::open_with_flags(dir.join("yuqing.db"), OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap()
}

fn pairs(database: &Connection, sql: &str) -> Vec<(String, String)> {
    let mut statement = database.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    rows.map(Result::unwrap).collect()
}

const POSTS: &str = "SELECT site, key FROM post WHERE kind <> 'thread'";

/// Waits until everything is stored and every mail has gone; else says what is still waited for.
async fn settle(dir: &Path, expected: &Expected) -> Result<(), String> {
    let deadline = Instant::now() + SETTLE;
    loop {
        let waits_for =
            if dir.join("yuqing.db").exists() { unsettled(dir, expected) } else { Some("a database".into()) };
        match waits_for {
            None => return Ok(()),
            Some(waits_for) if Instant::now() > deadline => return Err(waits_for),
            Some(_) => tokio::time::sleep(Duration::from_millis(200)).await,
        }
    }
}

fn unsettled(dir: &Path, expected: &Expected) -> Option<String> {
    let database = open(dir);
    let stored: BTreeSet<_> = pairs(&database, POSTS).into_iter().collect();
    let count = |sql: &str| database.query_row(sql, [], |row| row.get::<_, u32>(0)).unwrap();
    let waiting = count("SELECT count(*) FROM outbox WHERE state IN ('pending', 'sending')");
    let issues = count("SELECT count(*) FROM issue");
    let missing: Vec<_> = expected.posts.difference(&stored).collect();
    if missing.is_empty() && waiting == 0 && issues > 0 {
        return None;
    }
    Some(format!(
        "{waiting} mails wait, {issues} issues, {} posts missing: {:?}",
        missing.len(),
        missing.iter().take(9).collect::<Vec<_>>()
    ))
}

fn last_words(dir: &Path) -> String {
    let log = std::fs::read_to_string(dir.join("daemon.log")).unwrap_or_default();
    log.lines().skip(log.lines().count().saturating_sub(40)).collect::<Vec<_>>().join("\n")
}

fn check_posts(database: &Connection, expected: &Expected) {
    let stored = pairs(database, POSTS);
    let once: BTreeSet<_> = stored.iter().cloned().collect();
    assert_eq!(stored.len(), once.len(), "a post is stored twice");
    assert_eq!(once, expected.posts);
}

/// Each post that concerns the hospital has its alert, once; no other post has one.
fn check_alerts(database: &Connection, expected: &Expected) {
    let raised =
        pairs(database, "SELECT post.site, post.key FROM alert JOIN post ON post.id = alert.post_id ORDER BY alert.id");
    let once: BTreeSet<_> = raised.iter().cloned().collect();
    assert_eq!(raised.len(), once.len(), "an alert was raised twice");
    let missing: Vec<_> = expected.ours.difference(&once).collect();
    let surplus: Vec<_> = once.difference(&expected.ours).collect();
    assert!(missing.is_empty() && surplus.is_empty(), "missing {missing:?}, surplus {surplus:?}");
}

/// Every alert and every issue reached the mailbox under exactly one Message-ID, and is unmarked unless sent again.
fn check_mails(database: &Connection, dir: &Path) {
    let mut ids: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut copies: BTreeMap<String, (u32, u32)> = BTreeMap::new();
    for path in mails(dir) {
        let mail = std::fs::read_to_string(&path).unwrap();
        let header = |name: &str| {
            mail.lines()
                .take_while(|l| !l.is_empty())
                .find_map(|l| l.strip_prefix(&format!("{name}: ")))
                .map(String::from)
        };
        let id = header("Message-ID").unwrap_or_else(|| panic!("{} has no Message-ID", path.display()));
        let about = header("X-Yuqing-Ref").unwrap_or_else(|| panic!("{} says not what it is about", path.display()));
        ids.entry(about).or_default().insert(id.clone());
        let seen = copies.entry(id).or_default();
        seen.0 += 1;
        seen.1 += u32::from(header("X-Yuqing-Doubtful").is_some());
    }
    let alerts: Vec<i64> = numbers(database, "SELECT id FROM alert");
    let issues: Vec<i64> = numbers(database, "SELECT number FROM issue ORDER BY number");
    assert_eq!(issues, (1..=issues.len() as i64).collect::<Vec<_>>(), "issues are numbered without holes");
    let due = alerts.iter().map(|id| format!("alert {id}")).chain(issues.iter().map(|n| format!("issue {n}")));
    for about in due {
        let known = ids.get(&about).unwrap_or_else(|| panic!("{about} never reached the mailbox"));
        assert_eq!(known.len(), 1, "{about} came under several Message-IDs: {known:?}");
    }
    for (id, (all, marked)) in copies {
        assert!(all - marked <= 1, "{id} came {all} times, only {marked} of them marked as possibly doubled");
    }
}

fn numbers(database: &Connection, sql: &str) -> Vec<i64> {
    let mut statement = database.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

fn mails(dir: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(dir.join("mail")).unwrap().map(|entry| entry.unwrap().path());
    entries.filter(|path| path.extension().is_some_and(|e| e == "eml")).collect()
}
