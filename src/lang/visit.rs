//! Verdicts and reasons in words. The catalogue imports nothing, so it takes their names (`AsRef<str>`).

use super::Lang;

/// A verdict in a word or two: 有新帖, 被拦.
pub fn verdict(lang: Lang, verdict: impl AsRef<str>) -> String {
    let _ = lang;
    verdict.as_ref().to_string()
}

/// A reason as a noun: 拦截页, 证书错误.
pub fn reason(lang: Lang, reason: impl AsRef<str>) -> String {
    let _ = lang;
    reason.as_ref().to_string()
}

/// A reason as a sentence: what happened.
pub fn reason_sentence(lang: Lang, reason: impl AsRef<str>) -> String {
    let _ = lang;
    reason.as_ref().to_string()
}

/// What to do about a reason, as a sentence.
pub fn reason_advice(lang: Lang, reason: impl AsRef<str>) -> String {
    let _ = lang;
    reason.as_ref().to_string()
}
