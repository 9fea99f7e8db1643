//! The tasks of the daemon, from start to stop.
//!
//! - [`Daemon`]: starts them, hands orders on, stops them; [`run`]: `yuqing run`; [`Told`]: what a visit brought

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::{broadcast, mpsc, watch};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::clock::Clock;
use crate::config::Config;
use crate::model::Visit;
use crate::pipeline::{Stages, deliver, digest, retention};
use crate::store::Store;
use crate::web::{self, Vitals};

use super::reload::Reloader;
use super::scheduler::{Order, Scheduler};
use super::{ConfigBroken, Parts, disk, supervise};

/// A graceful stop takes at most this long; what is not done by then is picked up after the next start.
const STOP_WITHIN: Duration = Duration::from_secs(8);

/// What a visit brought, for those who watch live.
#[derive(Clone, Debug)]
pub struct Told {
    /// Its row.
    pub visit: Visit,
    /// Alerts raised.
    pub alerts: Vec<i64>,
}

/// The running daemon.
pub struct Daemon {
    stop: CancellationToken,
    tasks: JoinSet<()>,
    orders: mpsc::Sender<Order>,
    stages: watch::Sender<Arc<Stages>>,
    told: broadcast::Sender<Told>,
    vitals: Arc<Vitals>,
    parts: Parts,
}

impl Daemon {
    /// Starts every task.
    ///
    /// # Errors
    /// When the database fails, or the port of `[web] listen` is taken.
    pub async fn start(parts: Parts) -> anyhow::Result<Self> {
        let vitals = Arc::new(Vitals::new(parts.stages.clock.now()));
        let (orders, ordered) = mpsc::channel(64);
        let (stages, seen) = watch::channel(Arc::clone(&parts.stages));
        let (told, _) = broadcast::channel(256);
        let (stop, mut tasks) = (CancellationToken::new(), JoinSet::new());

        let doubtful = parts.stages.store.recover_sending().await?;
        if doubtful > 0 {
            tracing::warn!(mails = doubtful, "mails whose fate is unknown go again, marked");
        }
        let scheduler = Scheduler::new(parts.clone(), Arc::clone(&vitals), told.clone()).await?;
        tasks.spawn(scheduler.run(ordered, stop.clone()));
        tasks.spawn(deliver::run(seen.clone(), stop.clone()));
        tasks.spawn(digest::run(seen.clone(), stop.clone()));
        tasks.spawn(retention::run(seen.clone(), stop.clone()));
        tasks.spawn(disk::run(seen.clone(), stop.clone()));
        tasks.spawn(supervise::feed(seen.clone(), Arc::clone(&vitals), stop.clone()));
        if let Some(address) = parts.stages.config.options.web.listen {
            let listener = tokio::net::TcpListener::bind(address).await;
            let listener = listener.with_context(|| format!("[web] listen = \"{address}\""))?;
            tasks.spawn(web::serve(listener, health(seen, &vitals), stop.clone()));
        }
        Ok(Self { stop, tasks, orders, stages, told, vitals, parts })
    }

    /// Hears of every visit from now on.
    pub fn listen(&self) -> broadcast::Receiver<Told> {
        self.told.subscribe()
    }

    /// How the daemon feels.
    pub fn vitals(&self) -> &Arc<Vitals> {
        &self.vitals
    }

    /// Puts a new configuration in force; visits and mails under way end with the old one.
    pub async fn reload(&mut self, parts: Parts) {
        self.parts = parts.clone();
        self.stages.send_replace(Arc::clone(&parts.stages));
        // A scheduler that is gone is the watchdog's concern.
        let _ = self.orders.send(Order::Reload(parts)).await;
    }

    /// The parts in force.
    pub fn parts(&self) -> &Parts {
        &self.parts
    }

    /// Asks for a visit now.
    pub async fn visit_now(&self, source: &str) {
        let _ = self.orders.send(Order::VisitNow(source.to_owned())).await;
    }

    /// Stops: visits under way get a few seconds, a mail under way is finished, and nothing is half-committed.
    pub async fn stop(mut self) {
        self.stop.cancel();
        let all = async { while self.tasks.join_next().await.is_some() {} };
        if tokio::time::timeout(STOP_WITHIN, all).await.is_err() {
            tracing::warn!("not everything ended in time; it is picked up after the next start");
        }
        self.tasks.abort_all();
    }
}

fn health(stages: watch::Receiver<Arc<Stages>>, vitals: &Arc<Vitals>) -> web::Health {
    let view = move || {
        let stages = stages.borrow();
        let sources = stages.config.sources.iter().filter(|source| source.enabled).cloned().collect();
        web::View {
            store: stages.store.clone(),
            clock: stages.clock.clone(),
            sources,
            min_free_mb: stages.config.options.database.min_free_mb,
            mail: stages.config.options.mail.enabled,
        }
    };
    web::Health { vitals: Arc::clone(vitals), view: Arc::new(view) }
}

/// What wakes the daemon while it runs.
enum Event {
    Stop,
    Reload,
    Digest,
}

/// `yuqing run`: everything until a signal ends it.
///
/// # Errors
/// When it cannot start.
pub async fn run(file: PathBuf, config: Config) -> anyhow::Result<()> {
    let mut signals = Signals::new()?;
    let database = config.options.database.clone();
    let store = Store::open(&database.file, database.min_free_mb)?;
    let parts = Parts::build(config, Clock::real(), store, None).map_err(ConfigBroken)?;
    let mut daemon = Daemon::start(parts).await?;
    let mut reloader = Reloader::new(&file, &daemon.parts().stages.config);
    supervise::ready();
    tracing::info!(sources = daemon.parts().plans.len(), database = %database.file.display(), "running");
    loop {
        match next_event(&mut signals, &mut reloader).await {
            Event::Stop => break,
            Event::Reload => reloader.reload(&mut daemon).await,
            Event::Digest => close_digest(&daemon.parts().stages).await,
        }
    }
    supervise::stopping();
    tracing::info!("stopping");
    daemon.stop().await;
    Ok(())
}

async fn next_event(signals: &mut Signals, reloader: &mut Reloader) -> Event {
    tokio::select! {
        _ = signals.terminate.recv() => Event::Stop,
        _ = signals.interrupt.recv() => Event::Stop,
        _ = signals.hang_up.recv() => Event::Reload,
        _ = signals.user.recv() => Event::Digest,
        () = reloader.saved() => Event::Reload,
    }
}

/// A person asked for an issue now (`yuqing digest --send` beside a running daemon).
async fn close_digest(stages: &Stages) {
    let closed = match digest::until_now(stages).await {
        Ok(period) => digest::close(stages, period).await,
        Err(error) => Err(error),
    };
    match closed {
        Ok(issue) => tracing::info!(issue, "an issue of the digest is closed, as asked"),
        Err(error) => tracing::error!(%error, "the digest cannot be closed"),
    }
}

struct Signals {
    terminate: Signal,
    interrupt: Signal,
    hang_up: Signal,
    user: Signal,
}

impl Signals {
    fn new() -> std::io::Result<Self> {
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
            hang_up: signal(SignalKind::hangup())?,
            user: signal(SignalKind::user_defined1())?,
        })
    }
}
