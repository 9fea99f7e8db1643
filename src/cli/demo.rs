//! `yuqing demo`: the sample town and the ordinary daemon over it.

use crate::demo;

use super::args::DemoArgs;
use super::exit::Exit;
use super::{Setting, block_on};

/// Runs the demo until it ends or is ended.
///
/// # Errors
/// When its folder cannot be used, or the daemon cannot run.
pub fn run(args: DemoArgs, setting: &Setting) -> anyhow::Result<Exit> {
    let args = demo::DemoArgs { once: args.once, dir: args.dir, lang: setting.lang };
    block_on(async move { demo::run(&args).await })?;
    Ok(Exit::Ok)
}
