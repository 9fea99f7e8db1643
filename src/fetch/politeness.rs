//! When a host may be asked: one request at a time, an interval between two, and the pauses it asks for.
//!
//! - `Politeness`: what is known of every host, bounded
//! - `Turn`: the right to one request; dropping it starts the interval
//! - `Paused`: the host asked for a longer pause than is worth waiting for

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, RandomState};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{Mutex as Gate, OwnedMutexGuard};
use tokio::time::{Instant, sleep_until};

use super::client::IDLE_CONNECTION;
use crate::config::FetchOptions;

/// A robots.txt may ask for a slower pace, up to this; a larger number is a mistake or a trap.
const MAX_CRAWL_DELAY: Duration = Duration::from_secs(60);
/// Idle hosts are forgotten when more than this many are known.
const HOSTS_KEPT: usize = 1_024;

/// What is known of every host, by `host:port`.
pub(super) struct Politeness {
    hosts: Mutex<Hosts>,
    interval: Duration,
    own_interval: Duration,
    own_hosts: HashSet<String>,
    jitter_percent: u64,
    patience: Duration,
    dice: Dice,
}

struct Hosts {
    gates: HashMap<String, Arc<Gate<Host>>>,
    tidy_at: usize,
}

/// One host. The gate around it is fair: who asked first goes first.
struct Host {
    free_at: Instant,
    paused_until: Instant,
    last_answer: Option<Instant>,
}

/// The host asked for a longer pause than is worth waiting for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Paused {
    /// What is left of the pause.
    pub left: Duration,
}

impl Politeness {
    pub fn new(options: &FetchOptions) -> Self {
        Self {
            hosts: Mutex::new(Hosts { gates: HashMap::new(), tidy_at: HOSTS_KEPT }),
            interval: Duration::from_millis(options.host_interval_ms),
            own_interval: Duration::from_millis(options.own_host_interval_ms),
            own_hosts: options.own_hosts.iter().map(|host| host.to_ascii_lowercase()).collect(),
            jitter_percent: u64::from(options.host_jitter_percent.min(100)),
            patience: Duration::from_secs(options.total_timeout_secs),
            dice: Dice::default(),
        }
    }

    /// Waits for the host's turn. `crawl_delay` is what its robots.txt asks for; the larger interval wins.
    ///
    /// # Errors
    /// When the host is paused for longer than a request may take.
    pub async fn turn(&self, host: &str, crawl_delay: Option<Duration>) -> Result<Turn, Paused> {
        let gate = self.gate(host);
        let state = gate.lock_owned().await;
        let left = state.paused_until.saturating_duration_since(Instant::now());
        if left > self.patience {
            return Err(Paused { left });
        }
        let free_at = state.free_at.max(state.paused_until);
        if free_at > Instant::now() {
            sleep_until(free_at).await;
        }
        let interval = self.jittered(self.interval_of(host)).max(crawl_delay.unwrap_or_default().min(MAX_CRAWL_DELAY));
        Ok(Turn { host: state, interval })
    }

    fn interval_of(&self, host: &str) -> Duration {
        let bare = host.rsplit_once(':').map_or(host, |(name, _)| name);
        let own = !self.own_hosts.is_empty() && (self.own_hosts.contains(host) || self.own_hosts.contains(bare));
        if own { self.own_interval } else { self.interval }
    }

    fn jittered(&self, interval: Duration) -> Duration {
        let millis = interval.as_millis() as u64;
        let spread = millis * self.jitter_percent / 100;
        Duration::from_millis(millis - spread + self.dice.up_to(2 * spread))
    }

    fn gate(&self, host: &str) -> Arc<Gate<Host>> {
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(gate) = hosts.gates.get(host) {
            return gate.clone();
        }
        if hosts.gates.len() >= hosts.tidy_at {
            hosts.forget_idle();
        }
        let now = Instant::now();
        let gate = Arc::new(Gate::new(Host { free_at: now, paused_until: now, last_answer: None }));
        hosts.gates.insert(host.to_owned(), gate.clone());
        gate
    }

    /// How many hosts are known.
    pub fn known_hosts(&self) -> usize {
        self.hosts.lock().unwrap_or_else(PoisonError::into_inner).gates.len()
    }
}

impl Hosts {
    /// Forgets hosts that nobody waits for and whose interval and pause are over.
    fn forget_idle(&mut self) {
        let now = Instant::now();
        self.gates.retain(|_, gate| {
            Arc::strong_count(gate) > 1 || gate.try_lock().is_ok_and(|host| host.free_at.max(host.paused_until) > now)
        });
        self.tidy_at = HOSTS_KEPT.max(2 * self.gates.len());
    }
}

/// The right to one request to one host. Dropping it, however that comes about, starts the interval.
pub(super) struct Turn {
    host: OwnedMutexGuard<Host>,
    interval: Duration,
}

impl Turn {
    /// Whether a connection to the host is probably still open, so that it may turn out to be stale.
    pub fn may_reuse_connection(&self) -> bool {
        self.host.last_answer.is_some_and(|at| at.elapsed() < IDLE_CONNECTION)
    }

    /// Notes that the host answered.
    pub fn answered(&mut self) {
        self.host.last_answer = Some(Instant::now());
    }

    /// Pauses the whole host.
    pub fn pause(&mut self, pause: Duration) {
        self.host.paused_until = self.host.paused_until.max(Instant::now() + pause);
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.host.free_at = Instant::now() + self.interval;
    }
}

/// Numbers for jitter, where even spread matters and secrecy does not.
#[derive(Default)]
struct Dice {
    keys: RandomState,
    thrown: AtomicU64,
}

impl Dice {
    fn up_to(&self, most: u64) -> u64 {
        self.keys.hash_one(self.thrown.fetch_add(1, Ordering::Relaxed)) % (most + 1)
    }
}
