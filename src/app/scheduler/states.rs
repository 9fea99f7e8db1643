//! The timetable from the database, and back: at the start, after a reload, when the clock was set.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, TimeDelta, Utc};

use crate::schedule::Cadence;
use crate::store::{SourceState, StoreError};

use super::Scheduler;

/// A pause after failures can be this long at most, whatever a site asks for.
const LONGEST_PAUSE: TimeDelta = TimeDelta::hours(25);

impl Scheduler {
    /// Takes the configured sources on: new ones are due at once, known ones when the database says; those that are
    /// gone are dropped.
    pub(super) async fn adopt(&mut self) -> Result<(), StoreError> {
        let store = self.parts.stages.store.clone();
        store.name_sources(&self.parts.stages.config.sources).await?;
        let known = store.source_states().await?;
        let now = self.now();
        let mut known: HashMap<_, _> = known.into_iter().map(|s| (s.source.clone(), s)).collect();
        let plans = self.parts.plans.clone();
        for plan in plans.iter() {
            let id = &plan.source.id;
            if !known.contains_key(id) {
                store.adopt_source(id, now).await?;
                known.insert(id.clone(), fresh(id, now));
            }
        }
        known.retain(|id, _| self.parts.plan(id).is_some());
        let gone: Vec<String> = self.table.sources().filter(|id| !known.contains_key(*id)).map(str::to_owned).collect();
        for id in gone {
            self.table.remove(&id);
        }
        self.states = known;
        self.place_all();
        Ok(())
    }

    /// Puts every source that is not being visited at its slot. A slot further ahead than its cadence explains comes
    /// from a clock that was wrong, or from another schedule: it is computed anew.
    pub(super) fn place_all(&mut self) {
        let now = self.now();
        // Those that wait for a host stand on the timetable again below, due as they were.
        self.hosts.waiting.clear();
        let plans = self.parts.plans.clone();
        let visited: HashSet<String> = self.tasks.values().map(|task| task.source.id.clone()).collect();
        for plan in plans.iter() {
            let id = &plan.source.id;
            if visited.contains(id) {
                continue;
            }
            if let Some(state) = self.states.get_mut(id) {
                state.next_due = believable(&plan.cadence, state, now);
            }
            self.place(id);
        }
    }
}

fn fresh(source: &str, now: DateTime<Utc>) -> SourceState {
    SourceState { source: source.to_owned(), next_due: now, failures: 0, dark_since: None, dark_told: false }
}

fn believable(cadence: &Cadence, state: &SourceState, now: DateTime<Utc>) -> DateTime<Utc> {
    let next = cadence.next_after(now);
    let latest = if state.failures > 0 { next + LONGEST_PAUSE } else { next };
    if state.next_due > latest { next } else { state.next_due }
}
