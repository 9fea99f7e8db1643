//! Each file's tables into types. Every reader asks its table for keys and ends with `finish`, which refuses the rest.

mod lexicon;
mod mail;
mod options;
mod password;
mod sources;
mod watches;

pub(super) use lexicon::lexicon;
pub(super) use options::{Setting, options};
pub(super) use sources::sources;
pub(super) use watches::watches;
