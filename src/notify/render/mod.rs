//! What a mail says: subject, text, HTML.
//!
//! - [`Letter`]: a mail's inside; [`Office`]: who writes, in which zone and language
//! - [`digest`], [`alert`], [`roll_up`], [`system`], [`test`]: the five kinds
//!
//! Everything that came from the web is made harmless on its way in.

mod office;

pub use office::{Office, Topic};

use super::NotifyError;
use crate::model::{Alert, DigestData, SystemNotice};

/// A mail's inside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// One line, at most 40 Han wide.
    pub subject: String,
    /// The whole of it as text, 38 Han a line.
    pub text: String,
    /// The whole of it as HTML, under 100 KB.
    pub html: String,
    /// Red: the mail says that it is urgent.
    pub urgent: bool,
    /// `X-Yuqing-Ref`: `alert 12`, `roll-up 12,13`, `issue 7`, `system source-dark taixing-bbs`, `test`.
    pub reference: String,
    /// The language it is written in.
    pub lang: crate::lang::Lang,
}

/// An issue of the digest.
///
/// # Errors
/// When a template fails.
pub fn digest(data: &DigestData, office: &Office) -> Result<Letter, NotifyError> {
    let _ = (data, office);
    todo!()
}

/// One alert.
///
/// # Errors
/// When a template fails.
pub fn alert(alert: &Alert, office: &Office) -> Result<Letter, NotifyError> {
    let _ = (alert, office);
    todo!()
}

/// Several alerts in one mail.
///
/// # Errors
/// When a template fails.
pub fn roll_up(alerts: &[Alert], office: &Office) -> Result<Letter, NotifyError> {
    let _ = (alerts, office);
    todo!()
}

/// Something an operator must know.
///
/// # Errors
/// When a template fails.
pub fn system(notice: &SystemNotice, office: &Office) -> Result<Letter, NotifyError> {
    let _ = (notice, office);
    todo!()
}

/// `yuqing mail-test`.
///
/// # Errors
/// When a template fails.
pub fn test(office: &Office) -> Result<Letter, NotifyError> {
    let _ = office;
    todo!()
}
