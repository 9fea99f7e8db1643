//! Where stages meet: a visit, a mail, a digest, forgetting.
//!
//! - [`crawl`]: a whole visit on one screen; [`gather`]: its pages; [`verdict`]: how it ended; [`clean`]: what may be
//!   stored; [`judge`]: what is found; [`alerting`]: who is told, and how; [`memory`]: what the source knows afterwards;
//!   [`outlook`]: when it is due again, and whether it went dark
//! - [`deliver`]: one mail out of the outbox; [`letters`]: what it says; [`digest`]: the daily issue
//! - [`retention`]: forgetting, once a night
//! - [`Stages`]: the parts that all of these use

pub mod alerting;
pub mod clean;
pub mod crawl;
pub mod deliver;
pub mod digest;
pub mod gather;
pub mod judge;
pub mod letters;
pub mod memory;
pub mod outlook;
pub mod retention;
mod stages;
pub mod verdict;

pub use stages::Stages;
