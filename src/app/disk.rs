//! Room that runs out: operators are told once, and again only after it was better.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use crate::model::SystemNotice;
use crate::pipeline::Stages;

use super::reload::tell;

/// Disks do not fill in a second.
const LOOK_EVERY: Duration = Duration::from_secs(60);

/// Looks at the free room until told to stop.
pub(super) async fn run(stages: watch::Receiver<Arc<Stages>>, stop: CancellationToken) {
    let mut told = false;
    loop {
        let now = stages.borrow().clone();
        told = look(&now, told).await;
        tokio::select! {
            () = tokio::time::sleep(LOOK_EVERY) => {}
            () = stop.cancelled() => return,
        }
    }
}

async fn look(stages: &Stages, told: bool) -> bool {
    let limit_mb = stages.config.options.database.min_free_mb;
    let free_mb = match stages.store.free_disk_mb().await {
        Ok(free_mb) => free_mb,
        Err(error) => {
            tracing::warn!(%error, "the free room on the disk is unknown");
            return told;
        }
    };
    if free_mb < limit_mb && !told {
        tracing::error!(free_mb, limit_mb, "the disk under the database is nearly full");
        tell(stages, SystemNotice::DiskLow { free_mb }).await;
        return true;
    }
    // Only a clear recovery ends it, so that a disk at the edge does not tell again and again.
    told && free_mb < limit_mb.saturating_mul(2)
}
