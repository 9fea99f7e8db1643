//! Ways out: mail now, webhooks later.
//!
//! - [`Channel`]: a way out; [`email::Email`] hands a mail to a server, [`folder::Folder`] keeps it as a file
//! - [`Envelope`]: the bytes of one mail and whom they go to
//! - [`render`]: what a mail says ([`render::Letter`]); [`compose()`]: the letter as RFC 5322 bytes
//! - [`Addressing`]: from whom, to whom, under which Message-ID
//!
//! Nothing here keeps state: the outbox belongs to the store, and the pipeline composes both.

mod addressing;
mod compose;
pub mod email;
pub mod folder;
pub mod render;

pub use addressing::{Addressing, message_domain, parse_mailbox};
pub use compose::{compose, mark_doubtful};

use std::future::Future;
use std::path::PathBuf;
use std::pin::Pin;

use crate::model::Delivery;

/// One mail, ready to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// Bare addresses or `Name <address>`.
    pub recipients: Vec<String>,
    /// Without angle brackets.
    pub message_id: String,
    /// The mail as RFC 5322 has it.
    pub bytes: Vec<u8>,
    /// Tries before this one.
    pub attempts: u32,
}

/// The answer of a channel, boxed so that channels can stand in one list.
pub type Sending<'a> = Pin<Box<dyn Future<Output = Delivery> + Send + 'a>>;

/// A way out.
pub trait Channel: Send + Sync {
    /// What people call it, with its place: `smtp.example.org:465`.
    fn name(&self) -> String;

    /// Tries once, within its own bounds of time. Every fault is an answer, none is an error.
    fn send<'a>(&'a self, mail: &'a Envelope) -> Sending<'a>;
}

/// Why a mail could not be made, or a channel not be set up.
#[derive(Debug, thiserror::Error)]
pub enum NotifyError {
    /// An address that cannot be one.
    #[error("“{address}” is not a mail address; write it as name@host or 名称 <name@host> ([mail] in yuqing.toml)")]
    Address {
        /// As written.
        address: String,
    },
    /// Nobody to write to.
    #[error("no recipient: set `to` (and `operators`) under [mail] in yuqing.toml")]
    NoRecipient,
    /// No server named.
    #[error("no mail server: set `host` under [mail] in yuqing.toml")]
    NoHost,
    /// The CA file cannot be read.
    #[error("cannot read the CA file {}: {source} (`ca_file` under [mail] in yuqing.toml)", file.display())]
    CaFile {
        /// The file.
        file: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// TLS cannot be set up.
    #[error("cannot set up TLS for the mail server: {0}")]
    Tls(String),
    /// The mail cannot be put together.
    #[error("cannot put the mail together: {0}")]
    Compose(String),
    /// A template failed.
    #[error("cannot lay out the mail: {0}")]
    Layout(String),
    /// A folder cannot be written.
    #[error("cannot write to the mail folder {}: {source}", folder.display())]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}

/// Makes ring the process's TLS provider. Safe to call often; needed before any TLS client or server is built.
pub fn install_tls() {
    // An error only says that a provider stands already.
    let _ = rustls::crypto::ring::default_provider().install_default();
}
