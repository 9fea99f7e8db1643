//! When a source is due again, how many failures that makes, and whether people are told that it went dark or is back.

use chrono::TimeDelta;

use crate::model::{SystemNotice, Visit};
use crate::schedule::{After, next_slot};
use crate::store::SourceState;

use super::Stages;
use super::crawl::Task;

/// How a visit ended, as far as the timetable is concerned.
#[derive(Clone, Copy, Debug)]
pub struct Ended<'a> {
    /// Its row.
    pub visit: &'a Visit,
    /// The pause the site asked for, in seconds.
    pub retry_after_secs: Option<u64>,
}

/// What follows from it.
#[derive(Clone, Debug, PartialEq)]
pub struct Outlook {
    /// Where the source stands from now on.
    pub state: SourceState,
    /// Mails to operators.
    pub notices: Vec<SystemNotice>,
}

/// The next slot, the failures so far, and what people are told: once when a source goes dark, once when it is back.
pub fn after(stages: &Stages, task: &Task, ended: &Ended<'_>) -> Outlook {
    let visit = ended.visit;
    let failures = if visit.verdict.looked() { 0 } else { task.state.failures.saturating_add(1) };
    let ceiling_secs = stages.config.options.schedule.backoff_ceiling_secs;
    let ceiling = TimeDelta::seconds(i64::try_from(ceiling_secs).unwrap_or(i64::MAX / 1_000));
    let after =
        After { slot: task.slot, finished_at: visit.finished_at, failures, retry_after_secs: ended.retry_after_secs };
    let notices: Vec<_> = notice(stages, task, visit, failures).into_iter().collect();
    let told_now = !notices.is_empty() && stages.message_domain().is_some();
    let state = SourceState {
        source: task.source.id.clone(),
        next_due: next_slot(&task.cadence, &after, ceiling),
        failures,
        dark_since: (failures > 0).then(|| task.state.dark_since.unwrap_or(visit.started_at)),
        dark_told: failures > 0 && (task.state.dark_told || told_now),
    };
    Outlook { state, notices }
}

fn notice(stages: &Stages, task: &Task, visit: &Visit, failures: u32) -> Option<SystemNotice> {
    let (source, name) = (task.source.id.clone(), task.source.name.clone());
    let since = task.state.dark_since.unwrap_or(visit.started_at);
    if failures == 0 {
        let back = SystemNotice::SourceBack { source, name, since, back_at: visit.finished_at };
        return task.state.dark_told.then_some(back);
    }
    let is_dark = failures >= stages.config.options.alert.dark_after_failures;
    let (reason, detail) = (visit.reason, visit.detail.clone());
    let dark = SystemNotice::SourceDark { source, name, reason, detail, since };
    (is_dark && !task.state.dark_told).then_some(dark)
}
