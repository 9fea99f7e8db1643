//! Whether all is well, and what is not.

use std::time::Duration;

use chrono::TimeDelta;
use serde::Serialize;

use super::Health;

/// The scheduler turns every second.
const SCHEDULER_STALLS_AFTER: Duration = Duration::from_secs(60);
/// The writer is given a job every ten seconds.
const WRITER_STALLS_AFTER: Duration = Duration::from_secs(90);
/// A mail that waits longer than this is stuck; the first four tries fall within an hour and a half.
const MAIL_STUCK_AFTER: TimeDelta = TimeDelta::hours(2);

/// The answer of `/healthz`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Whether all is well.
    pub ok: bool,
    /// The program's version.
    pub version: &'static str,
    /// What is not well.
    pub reasons: Vec<Complaint>,
}

/// One thing that is not well.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Complaint {
    /// `scheduler_stalled`, `writer_stalled`, `store_failing`, `mail_stuck`, `disk_low`.
    pub code: &'static str,
    /// The particulars.
    pub detail: String,
}

/// Looks at everything.
pub async fn look(health: &Health) -> Report {
    let mut reasons = tasks(health);
    match stored(health).await {
        Ok(more) => reasons.extend(more),
        Err(error) => reasons.push(Complaint { code: "store_failing", detail: error.to_string() }),
    }
    Report { ok: reasons.is_empty(), version: env!("CARGO_PKG_VERSION"), reasons }
}

fn tasks(health: &Health) -> Vec<Complaint> {
    let vitals = &health.vitals;
    let idle = |code, idle: Duration, limit| {
        (idle > limit).then(|| Complaint { code, detail: format!("no progress for {} s", idle.as_secs()) })
    };
    let failing = vitals.store_fault().map(|detail| Complaint { code: "store_failing", detail });
    [
        idle("scheduler_stalled", vitals.scheduler_idle(), SCHEDULER_STALLS_AFTER),
        idle("writer_stalled", vitals.writer_idle(), WRITER_STALLS_AFTER),
        failing,
    ]
    .into_iter()
    .flatten()
    .collect()
}

async fn stored(health: &Health) -> Result<Vec<Complaint>, crate::store::StoreError> {
    let view = (health.view)();
    let (now, mut found) = (view.clock.now(), Vec::new());
    let outbox = view.store.outbox_summary().await?;
    if let Some(oldest) = outbox.oldest_pending.filter(|oldest| view.mail && now - *oldest > MAIL_STUCK_AFTER) {
        let error = outbox.last_error.unwrap_or_default();
        let detail = format!("{} waiting since {}: {error}", outbox.pending, oldest.to_rfc3339());
        found.push(Complaint { code: "mail_stuck", detail });
    }
    let free_mb = view.store.free_disk_mb().await?;
    if free_mb < view.min_free_mb {
        found.push(Complaint { code: "disk_low", detail: format!("{free_mb} MB free") });
    }
    Ok(found)
}
