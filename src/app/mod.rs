//! The daemon: parts built from a configuration, tasks that run them, a reload, a graceful stop.
//!
//! - [`checks`]: what only the stages know is wrong with a configuration, in the same form as everything else
//! - [`Parts`]: everything built from one configuration; [`Plan`]: one source, ready to be visited
//! - [`Daemon`]: the tasks; `scheduler`: visits when they are due; `reload`: a new configuration while running;
//!   `supervise`: systemd and its watchdog; `disk`: room that runs out
//! - [`log`]: where its words go

pub mod checks;
mod daemon;
mod disk;
pub mod log;
mod parts;
mod reload;
mod scheduler;
mod supervise;

pub use daemon::{Daemon, Told, run};
pub use parts::{Parts, Plan};
pub use scheduler::visit_all;

use crate::model::Diagnostic;

/// The configuration cannot be put in force: every fault of it.
#[derive(Debug, thiserror::Error)]
#[error("{} faults in the configuration", .0.len())]
pub struct ConfigBroken(pub Vec<Diagnostic>);
