//! Everything built from one configuration.

use std::collections::HashMap;
use std::sync::Arc;

use crate::clock::Clock;
use crate::config::Config;
use crate::fetch::Fetcher;
use crate::model::{Diagnostic, Source};
use crate::pipeline::Stages;
use crate::pipeline::alerting::AlertPolicy;
use crate::schedule::Cadence;
use crate::source::SourceAdapter;
use crate::store::Store;

use super::checks;

/// One source, ready to be visited.
#[derive(Clone)]
pub struct Plan {
    /// The source.
    pub source: Arc<Source>,
    /// Its engine.
    pub adapter: &'static dyn SourceAdapter,
    /// When it is due.
    pub cadence: Cadence,
}

/// Everything built from one configuration: what a reload replaces.
#[derive(Clone)]
pub struct Parts {
    /// What visits, mails and digests use.
    pub stages: Arc<Stages>,
    /// The enabled sources, in the order of the file.
    pub plans: Arc<Vec<Plan>>,
    /// Where each stands in `plans`.
    index: Arc<HashMap<String, usize>>,
}

impl Parts {
    /// Builds everything; `before` lends its fetcher, with pace and robots cache, when `[fetch]` is as it was.
    ///
    /// # Errors
    /// Every fault that the stages find.
    pub fn build(config: Config, clock: Clock, store: Store, before: Option<&Self>) -> Result<Self, Vec<Diagnostic>> {
        let options = &config.options.fetch;
        let lent = before.map(|parts| &parts.stages).filter(|stages| stages.config.options.fetch == *options);
        let fetcher = match lent {
            Some(stages) => Ok(Arc::clone(&stages.fetcher)),
            None => Fetcher::new(options).map(Arc::new),
        };
        let fetcher = fetcher.map_err(|fault| config.fault("fetch", None, fault.to_string(), None));
        let (fetcher, compiled) = match (fetcher, checks::compile(&config)) {
            (Ok(fetcher), Ok(compiled)) => (fetcher, compiled),
            (fetcher, compiled) => {
                let faults = compiled.err().unwrap_or_default();
                return Err(fetcher.err().into_iter().chain(faults).collect());
            }
        };
        let run_id = before.map_or_else(|| run_id(&clock), |parts| parts.stages.run_id.clone());
        let policy = AlertPolicy::new(&config);
        let (judge, courier) = (compiled.judge, compiled.courier);
        let stages = Stages { config, clock, store, fetcher, judge, policy, courier, run_id };
        let index = compiled.plans.iter().enumerate().map(|(at, plan)| (plan.source.id.clone(), at)).collect();
        Ok(Self { stages: Arc::new(stages), plans: Arc::new(compiled.plans), index: Arc::new(index) })
    }

    /// The plan of a source.
    pub fn plan(&self, source: &str) -> Option<&Plan> {
        self.plans.get(*self.index.get(source)?)
    }
}

/// A short name for a run of the daemon: when it began, and its process.
fn run_id(clock: &Clock) -> String {
    format!("{:x}-{:x}", clock.now().timestamp(), std::process::id())
}
