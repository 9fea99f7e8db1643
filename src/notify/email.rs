//! The mail server: one connection a mail, every step's failure told apart.

use super::{Channel, Envelope, NotifyError, Sending};
use crate::config::MailOptions;

/// A mail server as configured.
pub struct Email {
    options: MailOptions,
}

impl Email {
    /// Checks the options and loads certificates; connects to nothing yet.
    ///
    /// # Errors
    /// When an option cannot be used.
    pub fn new(options: &MailOptions) -> Result<Self, NotifyError> {
        Ok(Self { options: options.clone() })
    }
}

impl Channel for Email {
    fn name(&self) -> String {
        format!("{}:{}", self.options.host, self.options.port)
    }

    fn send<'a>(&'a self, mail: &'a Envelope) -> Sending<'a> {
        let _ = mail;
        todo!()
    }
}
