//! A letter from a sheet: text, HTML, and a size that no mail program cuts.

use super::sheet::Sheet;
use super::{Office, html, plain};
use crate::lang::mail as words;
use crate::notify::NotifyError;

/// The HTML of a mail is kept under this, so that the whole mail, encoded, stays under 100 KB: Gmail clips beyond.
pub const HTML_BYTES: usize = 60 << 10;

/// How much a sheet may list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Rows of the ranked list.
    pub items: usize,
    /// Rows of the coverage table.
    pub rows: usize,
    /// Alerts in a line each.
    pub lines: usize,
}

/// From generous to meagre: the first whose mail is small enough is taken; the last always is.
fn steps(items: usize) -> [Limits; 5] {
    let at_most = |most: usize, rows: usize, lines: usize| Limits { items: items.min(most), rows, lines };
    [at_most(30, 24, 60), at_most(20, 12, 40), at_most(10, 12, 24), at_most(6, 8, 12), at_most(3, 4, 6)]
}

/// Text and HTML of the largest sheet that is small enough.
///
/// # Errors
/// When the template fails.
pub fn fitted(
    subject: &str,
    office: &Office,
    items: usize,
    sheet: impl Fn(Limits) -> Sheet,
) -> Result<(String, String), NotifyError> {
    let mut fit = (String::new(), String::new());
    for limits in steps(items) {
        let sheet = sheet(limits);
        fit = (plain::text(&sheet, office.lang), html::html(&sheet, subject, office.lang)?);
        if fit.1.len() <= HTML_BYTES {
            break;
        }
    }
    Ok(fit)
}

/// The lines at the foot of every mail.
pub fn foot(office: &Office, next: Option<String>) -> Vec<String> {
    let lang = office.lang;
    let reply = match &office.reply_to {
        Some(address) => words::foot_reply(lang, super::safe::short(address, 80)),
        None => words::foot_reply_sender(lang),
    };
    let mut run = words::foot_run(lang, &office.version, &office.run_id);
    if let Some(next) = next {
        run = format!("{run}　{next}");
    }
    vec![words::foot_why(lang, super::safe::short(&office.name, 40)), reply, run]
}
