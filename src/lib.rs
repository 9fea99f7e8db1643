//! yuqing (舆情): early warning of what is written in public about one organisation.
//!
//! ```text
//! config ─► schedule ─► fetch ─► source ─► text ─► matching ─► assess ─► store ─► notify
//!                                                                         └────► web
//! ```
//!
//! One visit to one source is the unit of work and one database transaction.
//! [`pipeline::crawl`] shows a whole visit on one screen; nobody else composes stages.
//! Stages never import each other: they exchange the plain types of [`model`].
//! Modules in reading order; which may import which is held by a test
//! (`tests/suite/architecture.rs`).

pub mod clock;
pub mod lang;
pub mod model;

pub mod config;
pub mod text;

pub mod assess;
pub mod fetch;
pub mod matching;
pub mod notify;
pub mod schedule;
pub mod source;
pub mod store;

pub mod pipeline;
pub mod web;
pub mod workbench;

pub mod app;
pub mod cli;
pub mod demo;
