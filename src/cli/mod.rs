//! The command line: one file a command.
//!
//! - [`main`]: parse, run, choose the exit code; [`exit::Exit`]: the table of exit codes
//! - [`args`]: the command line as types; [`help`]: its words
//! - `load`: the configuration for commands that need one

pub mod args;
pub mod check;
mod engines;
pub mod exit;
pub mod help;
mod try_;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::FromArgMatches;

use crate::config::{self, Config};
use crate::lang::{Lang, cli as words};
use crate::model::Diagnostic;

use args::{Cli, Command, LangArg};
use exit::Exit;

/// What every command knows.
#[derive(Clone, Debug)]
pub struct Setting {
    /// The language of messages.
    pub lang: Lang,
    /// `--config`.
    pub config: Option<std::path::PathBuf>,
}

/// The configuration cannot be loaded.
#[derive(Debug, thiserror::Error)]
#[error("{} problems in the configuration", .0.len())]
pub struct ConfigBroken(pub Vec<Diagnostic>);

/// The arguments parse, but do not make sense together.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Misuse(pub String);

/// Parses the arguments, runs the command, and gives the exit code.
pub fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let lang = asked_lang(&arguments).unwrap_or_else(Lang::from_env);
    let matches = help::command(lang).try_get_matches_from(&arguments);
    let cli = match matches.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => cli,
        Err(error) if help::report(&error, lang) => return Exit::Usage.into(),
        Err(_) => return Exit::Ok.into(),
    };
    let setting = Setting { lang, config: cli.config };
    match run(cli.command, &setting) {
        Ok(exit) => exit.into(),
        Err(error) => {
            report(&error, lang);
            Exit::of(&error).into()
        }
    }
}

fn run(command: Command, setting: &Setting) -> anyhow::Result<Exit> {
    match command {
        Command::Try { stage } => try_::run(stage, setting),
        Command::Engines(json) => engines::run(json, setting),
        Command::Help { topic } => help_on(&topic, setting.lang),
        _ => Err(Misuse("not yet".into()).into()),
    }
}

fn help_on(topic: &[String], lang: Lang) -> anyhow::Result<Exit> {
    let arguments = std::iter::once("yuqing").chain(topic.iter().map(String::as_str)).chain(["--help"]);
    match help::command(lang).try_get_matches_from(arguments) {
        Err(error) if help::report(&error, lang) => Ok(Exit::Usage),
        _ => Ok(Exit::Ok),
    }
}

/// The configuration, for commands that need one.
fn load(setting: &Setting) -> Result<Config, ConfigBroken> {
    let file = config::locate(setting.config.as_deref()).map_err(|fault| ConfigBroken(vec![fault]))?;
    config::load(&file).map_err(ConfigBroken)
}

/// `--lang` is needed before the arguments are parsed: their help is in that language.
fn asked_lang(arguments: &[OsString]) -> Option<Lang> {
    let texts: Vec<&str> = arguments.iter().filter_map(|argument| argument.to_str()).collect();
    let joined = texts.iter().find_map(|text| text.strip_prefix("--lang="));
    let apart = || texts.windows(2).find_map(|pair| if pair.first() == Some(&"--lang") { pair.last() } else { None });
    match joined.or_else(|| apart().copied())? {
        "en" => Some(Lang::En),
        "zh" | "zh-CN" => Some(Lang::Zh),
        _ => None,
    }
}

fn report(error: &anyhow::Error, lang: Lang) {
    match error.downcast_ref::<ConfigBroken>() {
        Some(ConfigBroken(faults)) => {
            for fault in faults {
                eprintln!("{}:{}:{}: {}", fault.file.display(), fault.line, fault.column, fault.message);
            }
            eprintln!("{}", words::config_broken(lang, faults.len()));
        }
        None => eprintln!("{}", words::error(lang, format!("{error:#}"))),
    }
}

impl From<LangArg> for Lang {
    fn from(lang: LangArg) -> Self {
        match lang {
            LangArg::Zh => Self::Zh,
            LangArg::En => Self::En,
        }
    }
}
