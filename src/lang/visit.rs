//! Verdicts and reasons in words.

use super::Lang;

super::catalogue! {
    /// Not looked at.
    not_run() { "未运行", "not run" }
    /// Nothing changed since the last visit.
    unchanged() { "无变化", "unchanged" }
}

/// For the compiler until the entries are used.
pub fn default_lang() -> Lang {
    Lang::default()
}
