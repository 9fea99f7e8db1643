//! The command line as types. The words people read are in `lang::cli`, by the names used here.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// `yuqing`.
#[derive(Debug, Parser)]
#[command(name = "yuqing", version, disable_help_subcommand = true, disable_help_flag = true)]
#[command(disable_version_flag = true, arg_required_else_help = true)]
pub struct Cli {
    /// Which `yuqing.toml`.
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// The language of help and messages.
    #[arg(long, global = true, value_enum)]
    pub lang: Option<LangArg>,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// `--lang`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LangArg {
    /// 简体中文.
    #[value(alias = "zh-CN")]
    Zh,
    /// English.
    En,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// The daemon.
    Run,
    /// The sample town.
    Demo(DemoArgs),
    /// Every problem of the configuration.
    Check(JsonArgs),
    /// How things stand.
    Status(StatusArgs),
    /// The digest.
    Digest(DigestArgs),
    /// One mail through the real server.
    MailTest(MailTestArgs),
    /// A copy of the database.
    Backup(FileArgs),
    /// A backup put in place.
    Restore(FileArgs),
    /// Binary, unit, user and sample files put in place.
    Install(InstallArgs),
    /// One stage alone.
    Try {
        /// Which.
        #[command(subcommand)]
        stage: Stage,
    },
    /// The engines.
    Engines(JsonArgs),
    /// Search in what is kept.
    Search(SearchArgs),
    /// Help on a command.
    Help {
        /// Which.
        #[arg(value_name = "COMMAND")]
        topic: Vec<String>,
    },
}

/// `status`.
#[derive(Clone, Copy, Debug, Args)]
pub struct StatusArgs {
    /// Only ask the running daemon whether all is well.
    #[arg(long, conflicts_with = "json")]
    pub health: bool,
    /// For machines.
    #[arg(long)]
    pub json: bool,
}

/// `--json`.
#[derive(Clone, Copy, Debug, Args)]
pub struct JsonArgs {
    /// For machines.
    #[arg(long)]
    pub json: bool,
}

/// One file.
#[derive(Debug, Args)]
pub struct FileArgs {
    /// Which.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
}

/// `demo`.
#[derive(Clone, Debug, Args)]
pub struct DemoArgs {
    /// Two rounds, one digest, one table, and out.
    #[arg(long)]
    pub once: bool,
    /// Where its files go.
    #[arg(long, value_name = "DIR")]
    pub dir: Option<PathBuf>,
}

/// `install`.
#[derive(Debug, Args)]
pub struct InstallArgs {
    /// Below which folder, instead of `/`.
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// Only say what would be done.
    #[arg(long)]
    pub dry_run: bool,
}

/// `digest`.
#[derive(Debug, Args)]
pub struct DigestArgs {
    /// Written to a file (.html, .eml, .txt), or printed when none is named.
    #[arg(long, value_name = "FILE", num_args = 0..=1, conflicts_with = "send")]
    pub preview: Option<Option<PathBuf>>,
    /// Closed and queued now.
    #[arg(long)]
    pub send: bool,
}

/// `mail-test`.
#[derive(Debug, Args)]
pub struct MailTestArgs {
    /// To whom, instead of the configured recipients.
    #[arg(long, value_name = "ADDRESS")]
    pub to: Vec<String>,
}

/// `search`.
#[derive(Debug, Args)]
pub struct SearchArgs {
    /// The words.
    #[arg(value_name = "WORDS", required = true)]
    pub words: Vec<String>,
    /// How many.
    #[arg(long, default_value_t = 20)]
    pub limit: usize,
    /// For machines.
    #[arg(long)]
    pub json: bool,
}

/// `try`: the stages.
#[derive(Debug, Subcommand)]
pub enum Stage {
    /// Bytes into text.
    Decode {
        /// The `Content-Type` the bytes came with.
        #[arg(long, value_name = "H")]
        content_type: Option<String>,
        /// The files.
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,
    },
    /// A feed.
    Feed(PageArgs),
    /// A saved page.
    Page {
        /// The engine.
        #[arg(long)]
        engine: Option<String>,
        /// All the rest.
        #[command(flatten)]
        page: PageArgs,
    },
    /// An article.
    Article(PageArgs),
    /// Time texts, one a line.
    Time {
        /// Relative to when.
        #[arg(long, value_name = "T")]
        now: Option<String>,
    },
    /// Addresses, one a line.
    Url,
    /// Addresses or paths against a robots.txt.
    Robots {
        /// The file.
        #[arg(long, value_name = "FILE")]
        robots: PathBuf,
        /// The agent.
        #[arg(long, value_name = "A")]
        agent: String,
    },
    /// Texts, one a line.
    Text,
    /// JSON lines against the watches.
    Match {
        /// Which, instead of the configured ones.
        #[arg(long, value_name = "FILE")]
        watches: Option<PathBuf>,
    },
    /// JSON lines into stories.
    Stories,
}

/// What a saved page came with.
#[derive(Debug, Args)]
pub struct PageArgs {
    /// A source of `sources.toml`, for its engine, zone and selectors.
    #[arg(long, value_name = "ID")]
    pub source: Option<String>,
    /// Where the page was read.
    #[arg(long, value_name = "U")]
    pub url: Option<String>,
    /// When.
    #[arg(long, value_name = "T")]
    pub now: Option<String>,
    /// A dump of status line and headers.
    #[arg(long, value_name = "FILE")]
    pub headers: Option<PathBuf>,
    /// What it was asked for as.
    #[arg(long, value_enum)]
    pub role: Option<RoleArg>,
    /// The files.
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
}

/// `--role`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RoleArg {
    /// A list or a feed.
    List,
    /// A thread.
    Thread,
    /// An article.
    Article,
}
