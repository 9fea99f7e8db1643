//! The sample town: a small invented web of forum, news, WeChat feed and mail, served on loopback,
//! and the ordinary daemon run over it.
//!
//! - [`town`]: what is written there and what is yet to come; [`words`]: its sentences
//! - [`forum`], [`news`], [`wechat`]: how its sites print it; [`serve`]: the sites on real ports
//! - [`mailbox`]: a mail server that keeps what it is sent
//! - [`files`]: the configuration a newcomer would have written
//! - `stage`: all of it set up; `live`, `once`: the two ways to run it

pub mod files;
pub mod forum;
mod live;
pub mod mailbox;
pub mod news;
mod once;
pub mod serve;
mod stage;
pub mod town;
pub mod wechat;
pub mod words;

use std::path::PathBuf;

use crate::lang::Lang;

/// How the demo is run.
#[derive(Clone, Debug)]
pub struct DemoArgs {
    /// Two rounds, one digest, one table, and out.
    pub once: bool,
    /// The folder for its files; `yuqing-demo` here when none is named.
    pub dir: Option<PathBuf>,
    /// The language it speaks.
    pub lang: Lang,
}

/// Runs the demo.
///
/// # Errors
/// When the folder cannot be used, no port can be had, or the daemon cannot run.
pub async fn run(args: &DemoArgs) -> anyhow::Result<()> {
    let stage = stage::Stage::set(args).await?;
    if args.once { once::run(stage, args.lang).await } else { live::run(stage, args.lang).await }
}
