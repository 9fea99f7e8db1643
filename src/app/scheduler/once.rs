//! Every source once, now: for the demo and for tests, without a loop.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{SubsecRound, TimeDelta};
use tokio::task::JoinSet;

use crate::app::{Parts, Plan};
use crate::pipeline::crawl::{self, Task, Visited};
use crate::store::{SourceState, StoreError};

/// Visits every enabled source once, each host one source at a time; in the order of the configuration.
///
/// # Errors
/// When the database fails.
pub async fn visit_all(parts: &Parts) -> Result<Vec<Visited>, StoreError> {
    parts.stages.store.name_sources(&parts.stages.config.sources).await?;
    let states = parts.stages.store.source_states().await?;
    let states: Arc<HashMap<_, _>> = Arc::new(states.into_iter().map(|s| (s.source.clone(), s)).collect());
    let mut hosts: HashMap<String, Vec<(usize, Plan)>> = HashMap::new();
    for (index, plan) in parts.plans.iter().enumerate() {
        hosts.entry(super::host_of(plan)).or_default().push((index, plan.clone()));
    }
    let mut running = JoinSet::new();
    for plans in hosts.into_values() {
        let (parts, states) = (parts.clone(), Arc::clone(&states));
        running.spawn(async move {
            let mut visited = Vec::new();
            for (index, plan) in plans {
                let state = states.get(&plan.source.id).cloned();
                visited.push((index, visit(&parts, plan, state).await?));
            }
            Ok::<_, StoreError>(visited)
        });
    }
    let mut all = Vec::new();
    while let Some(host) = running.join_next().await {
        all.extend(host.map_err(|_| StoreError::Closed)??);
    }
    all.sort_by_key(|(index, _)| *index);
    Ok(all.into_iter().map(|(_, visited)| visited).collect())
}

async fn visit(parts: &Parts, plan: Plan, state: Option<SourceState>) -> Result<Visited, StoreError> {
    // Slots of one source must differ, so that no visit is written over another.
    let now = parts.stages.clock.now().trunc_subsecs(3) + TimeDelta::milliseconds(1);
    let id = plan.source.id.clone();
    let state =
        state.unwrap_or(SourceState { source: id, next_due: now, failures: 0, dark_since: None, dark_told: false });
    let task = Task { source: plan.source, adapter: plan.adapter, cadence: plan.cadence, state, slot: now };
    crawl::visit(&parts.stages, &task).await
}
