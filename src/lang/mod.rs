//! The catalogue of what people read, in 简体中文 (default) and English.
//!
//! Each entry is a function: `lang::visit::verdict(lang, …)`. Both languages stand side by side in one place,
//! so neither can be forgotten, and arguments are checked by the compiler. One file a concern.

/// The language people are addressed in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Lang {
    /// 简体中文.
    #[default]
    #[serde(rename = "zh-CN")]
    Zh,
    /// English.
    #[serde(rename = "en")]
    En,
}

impl Lang {
    /// The language of `YUQING_LANG`, if it is set to one we speak (`en…`); else Chinese.
    pub fn from_env() -> Self {
        match std::env::var("YUQING_LANG") {
            Ok(tag) if tag.to_ascii_lowercase().starts_with("en") => Self::En,
            _ => Self::Zh,
        }
    }
}

/// Defines catalogue entries: `name(arg, …) { "中文 {arg}", "English {arg}" }`.
macro_rules! catalogue {
    ($($(#[$doc:meta])* $name:ident($($arg:ident),*) { $zh:tt, $en:tt $(,)? })+) => {
        $(
            $(#[$doc])*
            pub fn $name(lang: $crate::lang::Lang $(, $arg: impl std::fmt::Display)*) -> String {
                match lang {
                    $crate::lang::Lang::Zh => format!($zh),
                    $crate::lang::Lang::En => format!($en),
                }
            }
        )+
    };
}
pub(crate) use catalogue;

pub mod app;
pub mod cli;
pub mod config;
pub mod demo;
pub mod health;
pub mod install;
pub mod mail;
pub mod mail_digest;
pub mod mail_server;
pub mod mail_system;
pub mod run;
pub mod status;
pub mod store;
pub mod visit;
