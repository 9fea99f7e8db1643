//! systemd: ready, reloading, stopping, and the watchdog, which is fed by progress and not by a timer.

use std::sync::Arc;
use std::time::Duration;

use sd_notify::NotifyState;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use crate::pipeline::Stages;
use crate::web::Vitals;

/// Without a watchdog the writer is still looked at, for `/healthz`.
const LOOK_EVERY: Duration = Duration::from_secs(10);

/// Tells systemd that the daemon serves.
pub(super) fn ready() {
    notify(&[NotifyState::Ready]);
}

/// Tells systemd that a new configuration is being loaded.
pub(super) fn reloading() {
    if let Ok(since) = NotifyState::monotonic_usec_now() {
        notify(&[NotifyState::Reloading, since]);
    }
}

/// Tells systemd that the daemon ends.
pub(super) fn stopping() {
    notify(&[NotifyState::Stopping]);
}

fn notify(states: &[NotifyState<'_>]) {
    if let Err(error) = sd_notify::notify(states) {
        tracing::warn!(%error, "systemd cannot be told");
    }
}

/// Looks at the scheduler and the writer; feeds the watchdog when both have moved since the last look.
pub(super) async fn feed(stages: watch::Receiver<Arc<Stages>>, vitals: Arc<Vitals>, stop: CancellationToken) {
    let pause = watchdog_interval().map_or(LOOK_EVERY, |limit| (limit / 3).min(LOOK_EVERY));
    let mut before = (vitals.scheduler_turns(), stages.borrow().store.writer_progress());
    loop {
        let store = stages.borrow().store.clone();
        // A job for an idle writer, so that it has something to move on. Its error is a full disk's, which a restart
        // would not mend: it counts as progress.
        let ping = tokio::time::timeout(pause, store.ping()).await;
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            () = stop.cancelled() => return,
        }
        let now = (vitals.scheduler_turns(), store.writer_progress());
        let writer_moved = now.1 != before.1 || matches!(ping, Ok(Err(_)));
        if writer_moved {
            vitals.writer_moved();
        }
        if writer_moved && now.0 != before.0 {
            notify(&[NotifyState::Watchdog]);
        }
        before = now;
    }
}

/// `WATCHDOG_USEC`, when systemd watches this process.
fn watchdog_interval() -> Option<Duration> {
    let meant = std::env::var("WATCHDOG_PID").map_or(true, |pid| pid == std::process::id().to_string());
    let micros = std::env::var("WATCHDOG_USEC").ok()?.parse().ok()?;
    meant.then(|| Duration::from_micros(micros))
}
