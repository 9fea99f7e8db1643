//! An installation with two sources, one of which fares badly; nothing is remembered but the database.

use std::sync::{Arc, Mutex};

use chrono::{DateTime, TimeDelta, Utc};
use tempfile::TempDir;
use yuqing::app::Parts;
use yuqing::clock::Clock;
use yuqing::config::{self, Config};
use yuqing::model::{Reason, Verdict, Visit};
use yuqing::pipeline::Stages;
use yuqing::pipeline::crawl::{self, Task, Visited};
use yuqing::store::{SourceState, Store, StoreError};

use super::site::{Face, Site};

/// The installation.
pub struct World {
    /// The source that fares badly: `bad`.
    pub site: Site,
    /// One that is always well: `fine`.
    pub neighbour: Site,
    pub clock: Clock,
    /// When the clock was started.
    pub began: DateTime<Utc>,
    pub store: Store,
    pub dir: TempDir,
    pub config: Config,
    running: Mutex<Option<Parts>>,
}

impl World {
    /// Begins with `site` visited once while it was well: a quiet word and a complaint are known.
    pub async fn visited(face: Face) -> Self {
        let world = Self::new(face, "");
        world.site.publish("二院门口修路", "二院门口的路修好了。", 50);
        world.site.publish("今天二院义诊", "二院今天义诊，人很多。", 40);
        let first = world.visit("bad").await.expect("a first visit");
        assert_eq!(outcome(&first), (Verdict::New, None), "{face:?}: {first:?}");
        world
    }

    /// Begins with nothing known; `options` are added to `yuqing.toml`.
    pub fn new(face: Face, options: &str) -> Self {
        let (site, neighbour) = (Site::start(face), Site::start(Face::Feed));
        let dir = folder();
        let sources = [source("bad", &site), source("fine", &neighbour)].concat();
        let options = OPTIONS.replace("{more}", options);
        let files = [
            ("sources.toml", sources.as_str()),
            ("watches.toml", WATCHES),
            ("lexicon.toml", LEXICON),
            ("yuqing.toml", &options),
        ];
        for (name, text) in files {
            std::fs::write(dir.path().join(name), text).expect("a file");
        }
        let mut config = config::load(&dir.path().join("yuqing.toml")).unwrap_or_else(|faults| panic!("{faults:?}"));
        config.options.fetch.host_interval_ms = 0;
        let store = Store::open(&dir.path().join("yuqing.db"), 0).expect("a database");
        let began = Utc::now();
        Self { site, neighbour, clock: Clock::fixed(began), began, store, dir, config, running: Mutex::default() }
    }

    /// The parts of a daemon that has just started.
    pub fn parts(&self) -> Parts {
        let built = Parts::build(self.config.clone(), self.clock.clone(), self.store.clone(), None);
        let parts = built.unwrap_or_else(|faults| panic!("{faults:?}"));
        *self.running.lock().unwrap() = Some(parts.clone());
        parts
    }

    /// The parts of the daemon that was started last.
    pub fn running(&self) -> Parts {
        self.running.lock().unwrap().clone().expect("a daemon that was started")
    }

    /// Ends it, so that nothing holds the database but `store`.
    pub fn stop(&self) {
        *self.running.lock().unwrap() = None;
    }

    /// Visits a source once, after a restart.
    pub async fn visit(&self, id: &str) -> Result<Visited, StoreError> {
        let parts = self.parts();
        self.visit_with(&parts.stages, self.task(&parts, id).await).await
    }

    /// Visits a source once, with parts of the test's own.
    pub async fn visit_with(&self, stages: &Arc<Stages>, task: Task) -> Result<Visited, StoreError> {
        crawl::visit(stages, &task).await
    }

    /// What a visit to a source is given, a minute after the last.
    pub async fn task(&self, parts: &Parts, id: &str) -> Task {
        self.clock.advance(TimeDelta::minutes(1));
        let plan = parts.plan(id).expect("the source").clone();
        let states = self.store.source_states().await.expect("states");
        let slot = self.clock.now();
        let fresh = SourceState { source: id.into(), next_due: slot, failures: 0, dark_since: None, dark_told: false };
        let state = states.into_iter().find(|state| state.source == id).unwrap_or(fresh);
        Task { source: plan.source, adapter: plan.adapter, cadence: plan.cadence, state, slot }
    }

    /// A look into the file itself, for what no operation shows.
    pub fn ask<T: rusqlite::types::FromSql>(&self, sql: &str) -> T {
        self.database().query_row(sql, [], |row| row.get(0)).expect("an answer")
    }

    /// A change in the file itself, as only a fault would make.
    pub fn change(&self, sql: &str) {
        self.database().execute_batch(sql).expect("changed");
    }

    fn database(&self) -> rusqlite::Connection {
        rusqlite::Connection::open(self.store.file()).expect("the database")
    }

    /// Titles of everything stored of the bad source, oldest first.
    pub fn titles(&self) -> Vec<String> {
        let db = self.database();
        let mut titles = db
            .prepare(
                "select distinct title from post join sighting on sighting.post_id = post.id
                 where sighting.source = 'bad' and title <> '' order by post.id",
            )
            .expect("a query");
        let rows = titles.query_map([], |row| row.get(0)).expect("rows");
        rows.collect::<Result<_, _>>().expect("titles")
    }
}

/// In memory where there is such a place: hundreds of installations here wait for the disk at every commit.
fn folder() -> TempDir {
    TempDir::new_in("/dev/shm").or_else(|_| TempDir::new()).expect("a folder")
}

/// The row of a visit.
pub fn row(visited: &Visited) -> &Visit {
    visited.committed.visit.as_ref().expect("a row")
}

/// How a visit ended.
pub fn outcome(visited: &Visited) -> (Verdict, Option<Reason>) {
    (row(visited).verdict, row(visited).reason)
}

fn source(id: &str, site: &Site) -> String {
    let select = "[source.select]\nitem = \"ul.news li\"\nbody = \"div.article\"\nnext = \"a.next\"\n";
    format!(
        "[[source]]\nid = \"{id}\"\nname = \"{id} 源\"\nengine = \"{}\"\nurl = \"{}\"\nsite = \"{id}.example\"\n\
         every = \"10m\"\nmax_pages = 30\nallow_private = true\n{}",
        site.face().engine(),
        site.url(),
        if site.face() == Face::Page { select } else { "" },
    )
}

const WATCHES: &str = r#"
[[entity]]
id = "hospital"
kind = "organisation"
name = "泰兴市第二人民医院"
aliases = ["泰兴二院"]

[[watch]]
id = "dispute"
name = "医疗纠纷"
query = 'entity:hospital AND 误诊'
notify = "instant"
"#;

/// A short one: it is compiled at every start of so many daemons.
const LEXICON: &str = r#"
[[category]]
id = "dispute"
name = "医疗纠纷"
polarity = "negative"
terms = [{ t = "误诊", w = 6 }]
"#;

const OPTIONS: &str = r#"
[files]
sources = "sources.toml"
watches = "watches.toml"
[organisation]
name = "泰兴市第二人民医院"
short_name = "泰兴二院"
id = "txey"
[fetch]
contact = "ops@example.org"
{more}
"#;
