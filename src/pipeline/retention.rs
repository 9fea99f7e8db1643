//! Forgetting, once a night.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use super::Stages;

/// When the office is asleep and the digest not yet due.
const AT: (u32, u32) = (3, 20);

/// Forgets what is past its term, every night, until told to stop.
pub async fn run(stages: watch::Receiver<Arc<Stages>>, stop: CancellationToken) {
    loop {
        let now = stages.borrow().clone();
        let next = next_night(now.clock.now(), now.config.options.organisation.zone);
        let pause = (next - now.clock.now()).to_std().unwrap_or(Duration::from_secs(60));
        tokio::select! {
            // In steps, for a clock may be set and a machine may sleep.
            () = tokio::time::sleep(pause.min(Duration::from_secs(600))) => {}
            () = stop.cancelled() => return,
        }
        if now.clock.now() >= next {
            let current = stages.borrow().clone();
            once(&current).await;
        }
    }
}

async fn once(stages: &Stages) {
    match stages.store.retention(stages.clock.now(), &stages.config.options.retention).await {
        Ok(report) => tracing::info!(
            texts = report.texts,
            pseudonyms = report.pseudonyms,
            mail_bodies = report.mail_bodies,
            visits = report.visits,
            "forgot what is past its term"
        ),
        Err(error) => tracing::error!(%error, "could not forget what is past its term; tomorrow again"),
    }
}

fn next_night(now: DateTime<Utc>, zone: Tz) -> DateTime<Utc> {
    let wall = now.with_timezone(&zone).naive_local();
    let night = wall.date().and_time(NaiveTime::from_hms_opt(AT.0, AT.1, 0).unwrap_or_default());
    let wait = night - wall;
    now + if wait > TimeDelta::zero() { wait } else { wait + TimeDelta::days(1) }
}
