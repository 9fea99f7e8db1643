//! Slots that passed: the newest is served, the others become one row.

use chrono::{DateTime, TimeDelta, Utc};

use crate::model::Reason;
use crate::pipeline::Stages;
use crate::pipeline::crawl::Task;
use crate::schedule::Slots;
use crate::store::StoreError;

/// Writes down the slots that were missed before this visit, and gives the visit the newest slot that is due.
pub(super) async fn settle(stages: &Stages, task: Task, awake_since: DateTime<Utc>) -> Result<Task, StoreError> {
    skipped(stages, &task).await?;
    let due = task.slot;
    let Some(late) = task.cadence.slots_between(due, stages.clock.now() + TimeDelta::milliseconds(1)) else {
        return Ok(task);
    };
    let rest = task.cadence.slots_between(due, late.last);
    let missed =
        Slots { first: due, last: rest.map_or(due, |rest| rest.last), count: 1 + rest.map_or(0, |rest| rest.count) };
    // A slot that passed while the daemon was up fell to a visit that took longer than the schedule allows.
    let reason = if due < awake_since { Reason::NotRunning } else { Reason::Timeout };
    record(stages, &task.source.id, missed, reason).await?;
    Ok(Task { slot: late.last, ..task })
}

/// After failures the pause is stretched: the slots in between were not looked at, for the reason of the failure.
async fn skipped(stages: &Stages, task: &Task) -> Result<(), StoreError> {
    if task.state.failures == 0 {
        return Ok(());
    }
    let last = stages.store.visits_of(&task.source.id, 1).await?.into_iter().next();
    let Some(last) = last.filter(|visit| visit.slots == 1) else { return Ok(()) };
    match task.cadence.slots_between(last.due_at, task.slot) {
        Some(slots) => record(stages, &task.source.id, slots, last.reason.unwrap_or(Reason::NotRunning)).await,
        None => Ok(()),
    }
}

async fn record(stages: &Stages, source: &str, slots: Slots, reason: Reason) -> Result<(), StoreError> {
    stages.store.record_not_run(source, slots.first, slots.last, slots.count, reason).await
}
