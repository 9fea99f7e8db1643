//! What a mail says: subject, text, HTML.
//!
//! - [`Letter`]: a mail's inside; [`Office`]: who writes, in which zone and language
//! - [`digest()`], [`alert()`], [`roll_up()`], [`system()`], [`test()`]: the five kinds
//!
//! Each kind lays out a `sheet` of blocks; `html` and `plain` make both parts of the mail from it. Everything that came
//! from the web passes `safe` on its way in.

mod alert;
mod conclusion;
mod coverage;
mod digest;
mod html;
mod item;
mod letter;
mod office;
mod plain;
pub mod safe;
mod sheet;
mod snippet;
mod subject;
mod system;
mod when;
pub mod wrap;

pub use item::badge;
pub use office::{Office, Topic};

use self::letter::{Limits, fitted};
use self::sheet::Sheet;
use super::NotifyError;
use crate::model::{Alert, DigestData, Severity, SystemNotice};

/// A roll-up shows this many alerts in full.
const ROLL_UP_ITEMS: usize = 20;

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
    let sheet = |limits: Limits| digest::sheet(data, office, limits);
    letter(digest::subject(data, office), format!("issue {}", data.issue), office, office.max_items, sheet)
}

/// One alert.
///
/// # Errors
/// When a template fails.
pub fn alert(alert: &Alert, office: &Office) -> Result<Letter, NotifyError> {
    let sheet = |_| alert::sheet(alert, office);
    let letter = letter(alert::subject(alert, office), format!("alert {}", alert.id), office, 1, sheet)?;
    Ok(Letter { urgent: alert.severity >= Severity::GRAVE, ..letter })
}

/// Several alerts in one mail.
///
/// # Errors
/// When a template fails.
pub fn roll_up(alerts: &[Alert], office: &Office) -> Result<Letter, NotifyError> {
    let ids: Vec<_> = alerts.iter().map(|a| a.id.to_string()).collect();
    let sheet = |limits: Limits| alert::roll_up_sheet(alerts, office, limits);
    let subject = alert::roll_up_subject(alerts, office);
    let letter = letter(subject, format!("roll-up {}", ids.join(",")), office, ROLL_UP_ITEMS, sheet)?;
    Ok(Letter { urgent: alert::top(alerts) >= Severity::GRAVE, ..letter })
}

/// Something an operator must know.
///
/// # Errors
/// When a template fails.
pub fn system(notice: &SystemNotice, office: &Office) -> Result<Letter, NotifyError> {
    let reference = format!("system {}", system::reference(notice));
    letter(system::subject(notice, office), reference, office, 1, |_| system::sheet(notice, office))
}

/// `yuqing mail-test`.
///
/// # Errors
/// When a template fails.
pub fn test(office: &Office) -> Result<Letter, NotifyError> {
    letter(system::test_subject(office), "test".into(), office, 1, |_| system::test_sheet(office))
}

/// A letter of a subject and the largest sheet that fits.
fn letter(
    subject: String,
    reference: String,
    office: &Office,
    items: usize,
    sheet: impl Fn(Limits) -> Sheet,
) -> Result<Letter, NotifyError> {
    let (text, html) = fitted(&subject, office, items, sheet)?;
    Ok(Letter { subject, text, html, urgent: false, reference, lang: office.lang })
}
