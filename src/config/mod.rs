//! Configuration: three text files into types; every problem of all files reported at once.
//!
//! - [`Config`]: everything, valid; [`load`]: from files; [`locate`]: where the files are
//! - [`options`]: one struct a table of `config/yuqing.toml`, units in the names
//! - [`Secret`]: a password that never prints

pub mod options;
mod secret;

pub use options::*;
pub use secret::Secret;

use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::model::{Category, Diagnostic, Entity, Source, Watch};

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
}

impl Config {
    /// A fault at a key such as `source[3].schedule`, `watch[0].query` or `mail.port`, with the place it stands at.
    /// `within` narrows it to characters of the value.
    pub fn fault(&self, key: &str, within: Option<Range<usize>>, message: String, hint: Option<String>) -> Diagnostic {
        let _ = (key, within, message, hint);
        todo!()
    }
}

/// Finds `yuqing.toml`: the argument, `YUQING_CONFIG`, `./config/yuqing.toml`, `/etc/yuqing/yuqing.toml`.
///
/// # Errors
/// When none of them is there: a diagnostic that names all places looked at.
pub fn locate(argument: Option<&Path>) -> Result<PathBuf, Diagnostic> {
    let _ = argument;
    todo!()
}

/// Reads `yuqing.toml` and the files it names.
///
/// # Errors
/// Every problem of every file.
pub fn load(file: &Path) -> Result<Config, Vec<Diagnostic>> {
    let _ = file;
    todo!()
}

/// Reads a `watches.toml` alone: no sources, every option at its default, the built-in lexicon. For `yuqing try match`.
///
/// # Errors
/// Every problem of the file.
pub fn load_watches(file: &Path) -> Result<Config, Vec<Diagnostic>> {
    let _ = file;
    todo!()
}
