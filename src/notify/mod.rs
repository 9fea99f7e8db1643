//! Ways out: mail now, webhooks later.

pub mod render;
