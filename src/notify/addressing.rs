//! From whom, to whom, under which name a mail goes.

use std::str::FromStr;

use chrono::{DateTime, Utc};
use lettre::Address;

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
        let to = match kind {
            MailKind::System if !mail.operators.is_empty() => &mail.operators,
            _ => &mail.to,
        };
        Self {
            from: mail.from.clone(),
            to: to.clone(),
            reply_to: mail.reply_to.clone(),
            message_id: message_id.into(),
            date,
            references: Vec::new(),
            list_id: format!("yuqing.{}", message_domain(mail, organisation).replace('@', ".")),
        }
    }
}

/// What follows the local part of every Message-ID: `ORG@host`, the host taken from `from`.
pub fn message_domain(mail: &MailOptions, organisation: &Organisation) -> String {
    let host = parse_mailbox(&mail.from).ok().and_then(|(_, a)| a.rsplit_once('@').map(|(_, host)| atom(host)));
    let host = host.filter(|host| !host.is_empty()).unwrap_or_else(|| "localhost".into());
    let id = atom(&organisation.id);
    format!("{}@{host}", if id.is_empty() { "org" } else { &id })
}

/// What may stand in a Message-ID of `text`.
fn atom(text: &str) -> String {
    let kept: String =
        text.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_')).take(100).collect();
    kept.trim_matches('.').to_ascii_lowercase()
}

/// Reads `name@host` or `名称 <name@host>` into a name and an address.
///
/// # Errors
/// When it is no address.
pub fn parse_mailbox(text: &str) -> Result<(Option<String>, String), NotifyError> {
    let fault = || NotifyError::Address { address: text.escape_debug().to_string() };
    if text.chars().any(char::is_control) {
        return Err(fault());
    }
    let text = text.trim();
    let (name, address) = match text.strip_suffix('>').and_then(|rest| rest.rsplit_once('<')) {
        Some((name, address)) => (name.trim().trim_matches('"').trim(), address.trim()),
        None => ("", text),
    };
    let address = Address::from_str(address).map_err(|_| fault())?;
    Ok(((!name.is_empty()).then(|| name.to_string()), address.to_string()))
}
