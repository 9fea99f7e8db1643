//! Visits when they are due: one source never twice at once, one host one visit at a time, all bounded.
//!
//! - [`Scheduler`]: the loop; [`Order`]: what others ask of it
//! - [`visit_all`]: every source once, now, without a loop

mod lateness;
mod once;
mod states;

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use tokio::sync::{broadcast, mpsc};
use tokio::task::{Id, JoinError, JoinSet};
use tokio_util::sync::CancellationToken;

use crate::pipeline::crawl::{self, Task, Visited};
use crate::schedule::{Timetable, jitter};
use crate::store::{SourceState, StoreError};
use crate::web::Vitals;

use super::daemon::Told;
use super::{Parts, Plan};
pub use once::visit_all;

/// Visits under way at once. Most of them wait for a host; requests have a bound of their own in `fetch`.
const MAX_VISITS: usize = 256;
/// The loop turns at least this often: its turning is what the watchdog sees, and clocks may be set.
const LONGEST_SLEEP: Duration = Duration::from_secs(1);
/// Between two turns more than this cannot be: the machine slept.
const SLEPT: TimeDelta = TimeDelta::seconds(90);
/// After a fault of the database a source waits this long.
const AFTER_FAULT: TimeDelta = TimeDelta::seconds(20);
/// On stopping, visits under way get this long; then they are given up, with nothing half-committed.
const LAST_VISITS: Duration = Duration::from_secs(4);

/// What others ask of the scheduler.
pub(super) enum Order {
    /// A new configuration.
    Reload(Parts),
    /// A visit now, whatever the timetable says.
    VisitNow(String),
}

/// The loop that visits.
pub(super) struct Scheduler {
    parts: Parts,
    table: Timetable,
    states: HashMap<String, SourceState>,
    running: JoinSet<Result<Visited, StoreError>>,
    tasks: HashMap<Id, Task>,
    hosts: Hosts,
    vitals: Arc<Vitals>,
    told: broadcast::Sender<Told>,
    last_turn: DateTime<Utc>,
    awake_since: DateTime<Utc>,
    failing: bool,
}

/// Which hosts are being visited, and which sources wait for their turn there.
#[derive(Default)]
struct Hosts {
    busy: HashSet<String>,
    waiting: HashMap<String, VecDeque<String>>,
}

impl Scheduler {
    /// A scheduler whose timetable is read from the database.
    pub async fn new(parts: Parts, vitals: Arc<Vitals>, told: broadcast::Sender<Told>) -> Result<Self, StoreError> {
        let now = parts.stages.clock.now();
        let mut scheduler = Self {
            parts,
            table: Timetable::default(),
            states: HashMap::new(),
            running: JoinSet::new(),
            tasks: HashMap::new(),
            hosts: Hosts::default(),
            vitals,
            told,
            last_turn: now,
            awake_since: now,
            failing: false,
        };
        scheduler.adopt().await?;
        Ok(scheduler)
    }

    /// Turns until told to stop; then lets visits under way end, for a few seconds.
    pub async fn run(mut self, mut orders: mpsc::Receiver<Order>, stop: CancellationToken) {
        while !stop.is_cancelled() {
            self.turn();
            let sleep = self.sleep();
            tokio::select! {
                () = stop.cancelled() => {}
                Some(ended) = self.running.join_next_with_id(), if !self.running.is_empty() => self.ended(ended).await,
                Some(order) = orders.recv() => self.obey(order).await,
                () = tokio::time::sleep(sleep) => {}
            }
        }
        let last = async { while self.running.join_next().await.is_some() {} };
        if tokio::time::timeout(LAST_VISITS, last).await.is_err() {
            tracing::warn!("visits under way are given up; their slots stay due");
        }
        self.running.abort_all();
    }

    fn now(&self) -> DateTime<Utc> {
        self.parts.stages.clock.now()
    }

    /// Starts what is due, and notices when the clock was set or the machine slept.
    fn turn(&mut self) {
        let now = self.now();
        if now + TimeDelta::seconds(1) < self.last_turn {
            tracing::warn!("the clock went back; due times are computed anew");
            self.place_all();
        } else if now - self.last_turn > SLEPT {
            self.awake_since = now;
        }
        self.last_turn = now;
        self.vitals.scheduler_turned();
        while self.running.len() < MAX_VISITS {
            let Some(source) = self.table.pop_due(now) else { break };
            self.start(source);
        }
    }

    fn sleep(&mut self) -> Duration {
        if self.running.len() >= MAX_VISITS {
            return LONGEST_SLEEP;
        }
        let until = self.table.next_start().map(|start| start - self.last_turn);
        let until = until.and_then(|wait| wait.to_std().ok()).unwrap_or(LONGEST_SLEEP);
        until.clamp(Duration::from_millis(5), LONGEST_SLEEP)
    }

    /// Starts a visit, or lets the source wait until its host is free.
    fn start(&mut self, source: String) {
        let (Some(plan), Some(state)) = (self.parts.plan(&source).cloned(), self.states.get(&source).cloned()) else {
            return;
        };
        let host = host_of(&plan);
        if !self.hosts.busy.insert(host.clone()) {
            self.hosts.waiting.entry(host).or_default().push_back(source);
            return;
        }
        let task = Task {
            source: plan.source,
            adapter: plan.adapter,
            slot: state.next_due.min(self.last_turn),
            cadence: plan.cadence,
            state,
        };
        let stages = Arc::clone(&self.parts.stages);
        let (awake_since, served) = (self.awake_since, task.clone());
        let handle = self.running.spawn(async move {
            let served = lateness::settle(&stages, served, awake_since).await?;
            crawl::visit(&stages, &served).await
        });
        self.tasks.insert(handle.id(), task);
    }

    /// Takes in how a visit ended, and lets the next source of its host go.
    async fn ended(&mut self, ended: Result<(Id, Result<Visited, StoreError>), JoinError>) {
        let id = ended.as_ref().map_or_else(JoinError::id, |(id, _)| *id);
        let Some(task) = self.tasks.remove(&id) else { return };
        let outcome = match ended {
            Ok((_, outcome)) => outcome,
            Err(fault) => {
                tracing::error!(source = %task.source.id, %fault, "a visit ended in a fault of this program");
                crawl::record_fault(&self.parts.stages, &task, fault.to_string()).await
            }
        };
        match outcome {
            Ok(visited) => self.visited(&task, visited),
            Err(error) => self.not_committed(&task, &error),
        }
        self.free(&host_of_source(&task.source));
    }

    fn visited(&mut self, task: &Task, visited: Visited) {
        if self.failing {
            self.failing = false;
            self.vitals.store_works();
            tracing::info!("the database can be written again");
        }
        if let Some(visit) = visited.committed.visit {
            log(&visit);
            // Nobody may be listening.
            let _ = self.told.send(Told { visit, alerts: visited.committed.alerts });
        }
        self.states.insert(task.source.id.clone(), visited.state);
        self.place(&task.source.id);
    }

    /// Nothing was changed: the slot stays due, and is tried again in a little while. Said once.
    fn not_committed(&mut self, task: &Task, error: &StoreError) {
        if !self.failing {
            tracing::error!(source = %task.source.id, %error, "a visit cannot be committed; trying on");
        }
        self.failing = true;
        self.vitals.store_fails(error.to_string());
        self.table.put(&task.source.id, self.now() + AFTER_FAULT);
    }

    fn free(&mut self, host: &str) {
        self.hosts.busy.remove(host);
        let next = self.hosts.waiting.get_mut(host).and_then(VecDeque::pop_front);
        match next {
            Some(source) => self.start(source),
            None => {
                self.hosts.waiting.remove(host);
            }
        }
    }

    async fn obey(&mut self, order: Order) {
        match order {
            Order::Reload(parts) => {
                self.parts = parts;
                if let Err(error) = self.adopt().await {
                    tracing::error!(%error, "new sources cannot be put on the timetable; trying with the next reload");
                }
            }
            Order::VisitNow(source) => {
                let running = self.tasks.values().any(|task| task.source.id == source);
                if !running && self.parts.plan(&source).is_some() {
                    self.table.put(&source, self.now());
                }
            }
        }
    }

    /// Puts a source on the timetable at its slot, a little later as its name has it.
    fn place(&mut self, source: &str) {
        let (Some(plan), Some(state)) = (self.parts.plan(source), self.states.get(source)) else { return };
        let interval = plan.cadence.interval_at(state.next_due);
        let later = jitter(source, self.parts.stages.config.options.schedule.jitter_secs, interval);
        self.table.put(source, state.next_due + later);
    }
}

fn host_of(plan: &Plan) -> String {
    host_of_source(&plan.source)
}

fn host_of_source(source: &crate::model::Source) -> String {
    let port = source.url.port_or_known_default().unwrap_or_default();
    format!("{}:{port}", source.url.host_str().unwrap_or_default())
}

fn log(visit: &crate::model::Visit) {
    tracing::info!(
        source = %visit.source,
        verdict = visit.verdict.as_str(),
        reason = visit.reason.map(crate::model::Reason::as_str),
        detail = visit.detail.as_deref(),
        pages = visit.pages,
        posts = visit.posts,
        new = visit.new_posts,
        mentions = visit.mentions,
        alerts = visit.alerts,
        "visit"
    );
}
