//! From whom, to whom, under which name a mail goes.

use chrono::{DateTime, Utc};

use super::NotifyError;
use crate::config::{MailOptions, Organisation};
use crate::model::MailKind;

/// The outside of one mail.
#[derive(Clone, Debug, PartialEq)]
pub struct Addressing {
    /// `From`, with or without a name.
    pub from: String,
    /// `To`.
    pub to: Vec<String>,
    /// `Reply-To`.
    pub reply_to: Option<String>,
    /// Without angle brackets.
    pub message_id: String,
    /// `Date`.
    pub date: DateTime<Utc>,
    /// Message-IDs this one belongs to, oldest first, without angle brackets.
    pub references: Vec<String>,
    /// `List-Id`, without angle brackets.
    pub list_id: String,
}

impl Addressing {
    /// The addressing of a mail of one kind: system mails go to the operators where there are any.
    pub fn of(
        mail: &MailOptions,
        organisation: &Organisation,
        kind: MailKind,
        message_id: &str,
        date: DateTime<Utc>,
    ) -> Self {
        let _ = (mail, organisation, kind, message_id, date);
        todo!()
    }
}

/// What follows the local part of every Message-ID: `ORG@host`, the host taken from `from`.
pub fn message_domain(mail: &MailOptions, organisation: &Organisation) -> String {
    let _ = (mail, organisation);
    todo!()
}

/// Reads `name@host` or `名称 <name@host>` into a name and an address.
///
/// # Errors
/// When it is no address.
pub fn parse_mailbox(text: &str) -> Result<(Option<String>, String), NotifyError> {
    let _ = text;
    todo!()
}
