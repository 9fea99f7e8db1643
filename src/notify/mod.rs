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
mod error;
pub mod folder;
pub mod render;

pub use addressing::{Addressing, message_domain, parse_mailbox};
pub use compose::{compose, mark_doubtful};
pub use error::NotifyError;

use std::future::Future;
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

/// Makes ring the process's TLS provider. Safe to call often; needed before any TLS client or server is built.
pub fn install_tls() {
    // An error only says that a provider stands already.
    let _ = rustls::crypto::ring::default_provider().install_default();
}
