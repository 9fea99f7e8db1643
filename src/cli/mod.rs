//! The command line: one file a command.
//!
//! - [`main`]: parse, run, choose the exit code; [`exit::Exit`]: the table of exit codes
//! - [`args`]: the command line as types; [`help`]: its words
//! - `load`: the configuration for commands that need one

pub mod args;
mod backup;
pub mod check;
mod demo;
mod digest;
mod engines;
pub mod exit;
mod health;
pub mod help;
pub mod install;
mod mail_test;
mod run;
mod search;
mod status;
mod try_;

use std::ffi::{OsStr, OsString};
use std::future::Future;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::FromArgMatches;

use crate::app::{self, ConfigBroken};
use crate::config::{self, Config, Environment, Texts};
use crate::lang::{Lang, cli as words};
use crate::store::StoreError;

use args::{Cli, Command, LangArg};
use exit::Exit;

/// What every command knows.
#[derive(Clone, Debug)]
pub struct Setting {
    /// The language of messages.
    pub lang: Lang,
    /// `--lang`, when it was given: then faults of the configuration are told in it too.
    pub asked: Option<Lang>,
    /// `--config`.
    pub config: Option<PathBuf>,
}

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
    let setting = Setting { lang, asked: cli.lang.map(Lang::from), config: cli.config };
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
        Command::Run => run::run(setting),
        Command::Demo(args) => demo::run(args, setting),
        Command::Check(json) => Ok(check::run(json.json, setting, app::checks::faults)),
        Command::Status(args) if args.health => health::run(setting),
        Command::Status(args) => status::run(args.json, setting),
        Command::Digest(args) => digest::run(args, setting),
        Command::MailTest(args) => mail_test::run(args, setting),
        Command::Backup(args) => backup::backup(&args.file, setting),
        Command::Restore(args) => backup::restore(&args.file, setting),
        Command::Try { stage } => try_::run(stage, setting),
        Command::Install(args) => Ok(install::run(args.root.as_deref(), args.dry_run, setting.lang)),
        Command::Engines(json) => engines::run(json, setting),
        Command::Search(args) => search::run(&args, setting),
        Command::Help { topic } => help_on(&topic, setting.lang),
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
    located(setting).map(|(_, config)| config)
}

/// The configuration, and where it was found.
fn located(setting: &Setting) -> Result<(PathBuf, Config), ConfigBroken> {
    in_environment(setting, |environment| {
        let file = config::locate_in(setting.config.as_deref(), environment);
        let file = file.map_err(|fault| ConfigBroken(vec![fault]))?;
        let config = config::load_in(&file, environment).map_err(ConfigBroken)?;
        Ok((file, config))
    })
}

/// In the environment of this process, where `--lang` speaks for `YUQING_LANG`.
fn in_environment<T>(setting: &Setting, work: impl FnOnce(Environment<'_>) -> T) -> T {
    let variables = |name: &str| match (name, setting.asked) {
        ("YUQING_LANG", Some(Lang::En)) => Some(OsStr::new("en").to_owned()),
        ("YUQING_LANG", Some(Lang::Zh)) => Some(OsStr::new("zh-CN").to_owned()),
        _ => std::env::var_os(name),
    };
    work(Environment::new(&variables))
}

/// Runs what waits for a database or a network.
fn block_on<T>(work: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let answer = runtime.block_on(work);
    // A page that is still being parsed must not hold up the end.
    runtime.shutdown_background();
    answer
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

/// An error in words: every fault of a configuration with its place, what to do about a database, or the chain of causes.
fn report(error: &anyhow::Error, lang: Lang) {
    if let Some(ConfigBroken(faults)) = error.downcast_ref() {
        eprintln!("{}", config::render(faults, &Texts::read(faults), lang, false));
        eprintln!("{}", words::config_broken(lang, faults.len()));
    } else if let Some(error) = error.chain().find_map(|cause| cause.downcast_ref::<StoreError>()) {
        eprintln!("{}", error.explain(lang));
    } else {
        eprintln!("{}", words::error(lang, format!("{error:#}")));
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
