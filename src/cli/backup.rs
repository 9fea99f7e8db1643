//! `yuqing backup` and `yuqing restore`.

use std::io::IsTerminal;
use std::path::Path;

use indicatif::{ProgressBar, ProgressStyle};

use crate::lang::run as words;
use crate::store::{self, Store};

use super::Setting;
use super::exit::Exit;

/// Copies the database, beside a running daemon too.
pub fn backup(to: &Path, setting: &Setting) -> anyhow::Result<Exit> {
    let config = super::load(setting)?;
    let bar = progress();
    let shown = bar.clone();
    let bytes = super::block_on(async {
        let store = Store::open_reader(&config.options.database.file)?;
        let heard = move |done: usize, all: usize| {
            shown.set_length(u64::try_from(all).unwrap_or_default());
            shown.set_position(u64::try_from(done).unwrap_or_default());
        };
        Ok(store.backup(to, heard).await?)
    })?;
    bar.finish_and_clear();
    println!("{}", words::backup_done(setting.lang, to.display(), bytes.div_ceil(1 << 20)));
    Ok(Exit::Ok)
}

/// Puts a backup in place of the database.
pub fn restore(from: &Path, setting: &Setting) -> anyhow::Result<Exit> {
    let config = super::load(setting)?;
    let database = &config.options.database.file;
    let kept = store::restore(from, database)?;
    println!("{}", words::restore_done(setting.lang, database.display()));
    if let Some(kept) = kept {
        println!("{}", words::restore_kept(setting.lang, kept.display()));
    }
    Ok(Exit::Ok)
}

/// A bar on a terminal, nothing in a pipe.
fn progress() -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(0);
    match ProgressStyle::with_template("{wide_bar} {percent}%") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
