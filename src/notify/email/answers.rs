//! What a server's refusal means: temporary or for good, and what a person can do. Exceptions are rows of a table.
//!
//! - [`Fate`]: whether to try again; [`judge`]: the fate of an answer, with advice

use lettre::transport::smtp::Error;

use crate::lang::{Lang, mail_server as words};

/// Whether it is worth trying again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Later.
    Temporary,
    /// Never: a person must look.
    Final,
}

/// An answer that does not mean what its first digit says, or that calls for advice.
struct Rule {
    /// Kept for reading: who answers so.
    _name: &'static str,
    codes: &'static [u16],
    /// The answer has one of these, in any case of letters; empty fits all.
    contains: &'static [&'static str],
    fate: Fate,
    advice: fn(Lang) -> String,
}

/// First fit wins.
const RULES: &[Rule] = &[
    Rule {
        _name: "QQ: too many mails in a short time",
        codes: &[550],
        contains: &["frequency", "频率"],
        fate: Fate::Temporary,
        advice: words::advice_frequency,
    },
    Rule {
        _name: "163: too many mails to too many people",
        codes: &[550, 554],
        contains: &["HL:ITC", "HL:ICC"],
        fate: Fate::Temporary,
        advice: words::advice_frequency,
    },
    Rule {
        _name: "Microsoft 365: basic authentication is retired",
        codes: &[535, 550],
        contains: &["5.7.30", "5.7.139", "basic authentication is"],
        fate: Fate::Final,
        advice: words::advice_basic_auth,
    },
    Rule {
        _name: "wrong or void authorisation code",
        codes: &[530, 534, 535],
        contains: &[],
        fate: Fate::Final,
        advice: words::advice_code,
    },
    Rule {
        _name: "163: taken for spam",
        codes: &[550, 554],
        contains: &["DT:SPM", "DT:SUM", "spam"],
        fate: Fate::Final,
        advice: words::advice_spam,
    },
    Rule {
        _name: "QQ, 163: From is not the account",
        codes: &[501, 550, 553],
        contains: &["same as authorization", "must be equal", "authorization user"],
        fate: Fate::Final,
        advice: words::advice_sender,
    },
    Rule {
        _name: "the mail is too large",
        codes: &[552, 523],
        contains: &[],
        fate: Fate::Final,
        advice: words::advice_size,
    },
    Rule {
        _name: "no such mailbox",
        codes: &[550, 551, 553],
        contains: &["user", "mailbox", "recipient", "5.1.1"],
        fate: Fate::Final,
        advice: words::advice_recipient,
    },
];

/// A server's refusal: its code and words, harmless to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// 4xx or 5xx.
    pub code: u16,
    /// One line.
    pub words: String,
}

impl Refusal {
    /// The refusal in an error, if a server's answer caused it.
    pub fn of(error: &Error) -> Option<Self> {
        let code = u16::from(error.status()?);
        let words = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
        Some(Self { code, words: shown(&words) })
    }
}

/// The fate of a refusal, and advice where there is any.
pub fn judge(refusal: &Refusal, lang: Lang) -> (Fate, Option<String>) {
    let lower = refusal.words.to_lowercase();
    let fits = |rule: &&Rule| {
        rule.codes.contains(&refusal.code)
            && (rule.contains.is_empty() || rule.contains.iter().any(|w| lower.contains(&w.to_lowercase())))
    };
    match RULES.iter().find(fits) {
        Some(rule) => (rule.fate, Some((rule.advice)(lang))),
        None if refusal.code < 500 => (Fate::Temporary, None),
        None => (Fate::Final, None),
    }
}

/// A server's words on one line of at most 300 characters. Some servers repeat the command they did not understand,
/// which may be the log-in: whatever looks like base64 is blotted out.
pub fn shown(words: &str) -> String {
    let blot = |word: &str| {
        let secret = word.len() >= 12 && word.bytes().all(|b| b.is_ascii_alphanumeric() || b"+/=".contains(&b));
        let mixed = word.bytes().any(|b| b.is_ascii_uppercase()) && word.bytes().any(|b| b.is_ascii_lowercase());
        if secret && mixed { "***".to_string() } else { word.to_string() }
    };
    let line: String = words.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let line: Vec<String> = line.split_whitespace().map(blot).collect();
    line.join(" ").chars().take(300).collect()
}
