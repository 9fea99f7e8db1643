//! Configuration: text files into types; every problem of all files reported at once.
//!
//! - [`Config`]: everything, valid; [`load()`]: from files; [`locate`]: where the files are
//! - [`survey`]: what can be read of broken files, so that other stages find their faults too
//! - [`options`]: one struct a table of `config/yuqing.toml`, units in the names
//! - [`Secret`]: a password that never prints; [`Environment`]: where systemd and the shell put things
//! - [`render()`], [`to_json`]: faults as people and machines read them
//! - [`diff()`], [`Change`], [`watch_files`]: what a reload changes, and when to reload
//!
//! Inside: `document` (a file as a tree with places), `documents` (all of them), `table` (keys asked for, the rest refused), `typed` and
//! `suggest` (values of nodes, what was meant), `fault` (collecting),
//! `value` (texts into types), `read/` (one file a file or table), `keypath` (from `source[3].schedule` to a place).

mod diff;
mod document;
mod documents;
mod environment;
mod fault;
mod keypath;
mod load;
pub mod options;
mod read;
mod redact;
mod render;
mod secret;
mod suggest;
mod table;
mod typed;
mod value;
mod watcher;

pub use diff::{Change, ChangeKind, Part, diff};
pub use environment::Environment;
pub use load::{Survey, built_in_categories, load, load_in, load_watches, locate, locate_in, survey};
pub use options::*;
pub use render::{Texts, render, to_json};
pub use secret::Secret;
pub use watcher::{FileWatch, watch_files};

use std::ops::Range;
use std::path::PathBuf;

use self::documents::Documents;
use self::fault::{Fault, diagnostic};
use crate::lang::Lang;
use crate::model::{Category, Diagnostic, Entity, Level, Source, Watch};

/// The whole configuration, with the texts it was read from so that later stages can point into them.
#[derive(Clone, Debug)]
pub struct Config {
    /// `config/yuqing.toml`.
    pub options: Options,
    /// `sources.toml`.
    pub sources: Vec<Source>,
    /// The entities of `config/watches.toml`.
    pub entities: Vec<Entity>,
    /// The watches of `config/watches.toml`.
    pub watches: Vec<Watch>,
    /// The categories of `config/lexicon.toml`.
    pub categories: Vec<Category>,
    /// Warnings: it works, but probably not as meant.
    pub warnings: Vec<Diagnostic>,
    documents: Documents,
}

impl Config {
    /// A fault at a key such as `source[3].schedule`, `watch[0].query` or `mail.port`, with the place it stands at.
    /// `within` narrows it to characters of the value. A key that is not written gives the table it would stand in.
    pub fn fault(&self, key: &str, within: Option<Range<usize>>, message: String, hint: Option<String>) -> Diagnostic {
        let (document, span) = self.documents.place(key, within);
        diagnostic(document, &span, Level::Error, Fault::new(message).hint(hint))
    }

    /// The same for something that works, but probably not as meant.
    pub fn warning(&self, key: &str, message: String, hint: Option<String>) -> Diagnostic {
        Diagnostic { level: Level::Warning, ..self.fault(key, None, message, hint) }
    }

    /// Faults of several stages in the order of the files, their lines and columns.
    pub fn sort(&self, diagnostics: &mut [Diagnostic]) {
        self.documents.sort(diagnostics);
    }

    /// The language its faults are told in: `YUQING_LANG`, else `[organisation] language`.
    pub fn lang(&self) -> Lang {
        self.documents.lang
    }

    /// The files that were read, to be watched for changes.
    pub fn files(&self) -> Vec<PathBuf> {
        let files = &self.options.files;
        let named = [&files.options, &files.sources, &files.watches].into_iter().chain(&files.lexicon);
        named.cloned().collect()
    }
}
