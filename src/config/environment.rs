//! What configuration takes from outside its files: environment variables and the folders systemd names.

use std::ffi::OsString;
use std::path::PathBuf;

use crate::lang::Lang;

/// Environment variables, as a function so that tests can give their own.
#[derive(Clone, Copy)]
pub struct Environment<'a>(&'a dyn Fn(&str) -> Option<OsString>);

impl<'a> Environment<'a> {
    /// Variables from a function.
    pub fn new(variables: &'a dyn Fn(&str) -> Option<OsString>) -> Self {
        Self(variables)
    }

    /// The variables of this process.
    pub fn process() -> Environment<'static> {
        Environment(&|name| std::env::var_os(name))
    }

    /// A variable that is set and not empty.
    pub fn get(&self, name: &str) -> Option<OsString> {
        (self.0)(name).filter(|value| !value.is_empty())
    }

    /// `$STATE_DIRECTORY`: the first folder of its list.
    pub fn state_directory(&self) -> Option<PathBuf> {
        let value = self.get("STATE_DIRECTORY")?;
        std::env::split_paths(&value).next()
    }

    /// `$CREDENTIALS_DIRECTORY`.
    pub fn credentials_directory(&self) -> Option<PathBuf> {
        self.get("CREDENTIALS_DIRECTORY").map(PathBuf::from)
    }

    /// The language of `YUQING_LANG`, when it is set.
    pub fn lang(&self) -> Option<Lang> {
        let tag = self.get("YUQING_LANG")?.to_string_lossy().to_ascii_lowercase();
        Some(if tag.starts_with("en") { Lang::En } else { Lang::Zh })
    }
}
