//! Plain data that the stages exchange. No I/O, no imports from other modules.
//!
//! - [`Source`]: a watched place; [`Watch`], [`Entity`], [`Alias`]: what is looked for there
//! - [`Request`], [`Page`], [`Outcome`], [`Reason`]: what was asked for and what came back
//! - [`Post`], [`PostTime`], [`Engagement`]: what an engine read on a page
//! - [`Cursor`], [`Pending`], [`Verdict`], [`Visit`]: what a source knew, how a visit ended
//! - [`Mention`], [`Span`], [`Tier`], [`Severity`]: what was found in a post
//! - [`Alert`], [`OutboxItem`]: what people are told
//! - [`Diagnostic`]: a fault in a configuration file, with its place and a hint

mod alert;
mod diagnostic;
mod mention;
mod page;
mod post;
mod reason;
mod source;
mod visit;
mod watch;

pub use alert::*;
pub use diagnostic::*;
pub use mention::*;
pub use page::*;
pub use post::*;
pub use reason::*;
pub use source::*;
pub use visit::*;
pub use watch::*;
