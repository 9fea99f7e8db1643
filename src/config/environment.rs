//! What configuration takes from outside its files: environment variables and the folders systemd names.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::lang::Lang;

/// Where systemd looks for credentials, see `config/yuqing.service`.
const CREDENTIAL_STORE: &str = "/etc/credstore";

/// Environment variables, as a function so that tests can give their own.
#[derive(Clone, Copy)]
pub struct Environment<'a> {
    variables: &'a dyn Fn(&str) -> Option<OsString>,
    credential_store: &'a Path,
}

impl<'a> Environment<'a> {
    /// Variables from a function.
    pub fn new(variables: &'a dyn Fn(&str) -> Option<OsString>) -> Self {
        Self { variables, credential_store: Path::new(CREDENTIAL_STORE) }
    }

    /// The same with another credential store.
    pub fn with_store(self, credential_store: &'a Path) -> Self {
        Self { credential_store, ..self }
    }

    /// The variables of this process.
    pub fn process() -> Environment<'static> {
        Environment::new(&|name| std::env::var_os(name))
    }

    /// A variable that is set and not empty.
    pub fn get(&self, name: &str) -> Option<OsString> {
        (self.variables)(name).filter(|value| !value.is_empty())
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

    /// The file from which systemd would take a credential of the unit: what an administrator's own commands read.
    pub fn stored_credential(&self, name: &str) -> PathBuf {
        self.credential_store.join(format!("yuqing-{name}"))
    }

    /// The language of `YUQING_LANG`, when it is set.
    pub fn lang(&self) -> Option<Lang> {
        let tag = self.get("YUQING_LANG")?.to_string_lossy().to_ascii_lowercase();
        Some(if tag.starts_with("en") { Lang::En } else { Lang::Zh })
    }
}
