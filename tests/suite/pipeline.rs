//! Whole visits and whole mails: a real site, a real database, a real mail server, and a clock that is moved by hand.

mod daemon;
mod digest;
mod health;
mod mails;
mod room;
mod sources;
mod verdicts;
mod visits;

use room::{Room, feed, item};
