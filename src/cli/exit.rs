//! Exit codes: one table, the same for every command, printed by `yuqing help`.

use std::process::ExitCode;

use crate::lang::{Lang, cli as words};
use crate::store::StoreError;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// As asked.
    Ok,
    /// It ran, and found problems: faults in `check`, a daemon that does not answer.
    Problems,
    /// The command line is wrong.
    Usage,
    /// The configuration cannot be loaded.
    Config,
    /// The database: in use, damaged, full, not there.
    Database,
    /// The network or the mail server.
    Network,
    /// The system: a file that cannot be read or written, a port in use.
    System,
}

/// Code and name in the catalogue, in order.
pub const TABLE: [(Exit, u8); 7] = [
    (Exit::Ok, 0),
    (Exit::Problems, 1),
    (Exit::Usage, 2),
    (Exit::Config, 3),
    (Exit::Database, 4),
    (Exit::Network, 5),
    (Exit::System, 6),
];

impl Exit {
    /// The number a shell sees.
    pub fn code(self) -> u8 {
        TABLE.iter().find(|(exit, _)| *exit == self).map_or(1, |(_, code)| *code)
    }

    /// What an error means for the shell.
    pub fn of(error: &anyhow::Error) -> Self {
        for cause in error.chain() {
            if cause.is::<crate::app::ConfigBroken>() {
                return Self::Config;
            }
            if cause.is::<StoreError>() {
                return Self::Database;
            }
            if cause.is::<crate::notify::NotifyError>() || cause.is::<crate::fetch::FetchError>() {
                return Self::Network;
            }
            if cause.is::<super::Misuse>() {
                return Self::Usage;
            }
        }
        Self::System
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

/// The table as people read it.
pub fn table(lang: Lang) -> String {
    let row = |(exit, code): &(Exit, u8)| format!("  {code}  {}", words::exit(lang, *exit as usize));
    let rows: Vec<_> = TABLE.iter().map(row).collect();
    format!("{}\n{}", words::exit_heading(lang), rows.join("\n"))
}
