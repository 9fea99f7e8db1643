//! Why a mail could not be made, or a channel not be set up.

use std::fmt;
use std::path::PathBuf;

use crate::lang::{Lang, mail_server as words};

/// Why a mail could not be made, or a channel not be set up. Shown in the language of the environment.
#[derive(Debug, thiserror::Error)]
pub enum NotifyError {
    /// An address that cannot be one.
    Address {
        /// As written.
        address: String,
    },
    /// Nobody to write to.
    NoRecipient,
    /// No server named.
    NoHost,
    /// The CA file cannot be read.
    CaFile {
        /// The file.
        file: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// TLS cannot be set up.
    Tls(String),
    /// The mail cannot be put together.
    Compose(String),
    /// A template failed.
    Layout(String),
    /// A folder cannot be written.
    Folder {
        /// The folder.
        folder: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}

impl NotifyError {
    /// What is wrong and what to do, in words.
    pub fn words(&self, lang: Lang) -> String {
        match self {
            Self::Address { address } => words::fault_address(lang, address),
            Self::NoRecipient => words::fault_no_recipient(lang),
            Self::NoHost => words::fault_no_host(lang),
            Self::CaFile { file, source } => words::fault_ca_file(lang, file.display(), source),
            Self::Tls(what) => words::fault_tls(lang, what),
            Self::Compose(what) => words::fault_compose(lang, what),
            Self::Layout(what) => words::fault_layout(lang, what),
            Self::Folder { folder, source } => words::fault_folder(lang, folder.display(), source),
        }
    }
}

impl fmt::Display for NotifyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words(Lang::from_env()))
    }
}
