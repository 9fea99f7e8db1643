//! `yuqing install`: binary, unit, user and sample files put in place. What an operator edited stays as it is.
//!
//! - [`run`]: the command; [`install`]: the same without words
//! - [`files`]: what goes where; [`account`]: the user

pub mod account;
pub mod files;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use super::exit::Exit;
use crate::lang::{Lang, install as words};
use account::AccountError;
use files::Placed;

/// One row of what was done: a path below the root, and what became of it.
pub type Row = (PathBuf, Placed);

/// What went wrong, and where.
#[derive(Debug, thiserror::Error)]
pub enum InstallError {
    /// A file.
    #[error("{}: {why}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What the system said.
        why: io::Error,
    },
    /// The user.
    #[error(transparent)]
    Account(#[from] AccountError),
}

/// Installs below `root` (`/` by default), or says what would be done.
pub fn run(root: Option<&Path>, dry_run: bool, lang: Lang) -> Exit {
    let root = root.unwrap_or(Path::new("/"));
    match install(root, dry_run) {
        Ok(rows) => {
            // A reader that has seen enough is no fault.
            let _ = io::stdout().write_all(report(root, dry_run, &rows, lang).as_bytes());
            Exit::Ok
        }
        Err(error) => {
            eprintln!("{}", sentence(&error, lang));
            Exit::System
        }
    }
}

/// Every file, then the user where the root is a whole system.
///
/// # Errors
/// At the first file that cannot be written: run again, it goes on where it stopped.
pub fn install(root: &Path, dry_run: bool) -> Result<Vec<Row>, InstallError> {
    let binary = files::binary().map_err(|why| InstallError::File { path: "usr/bin/yuqing".into(), why })?;
    let mut rows = Vec::new();
    for item in std::iter::once(binary).chain(files::items()) {
        let path = item.target(root);
        let placed = item.place(root, dry_run).map_err(|why| InstallError::File { path: path.clone(), why })?;
        rows.push((path, placed));
    }
    if !dry_run && account::is_system(root) {
        account::provide(root)?;
    }
    if !dry_run && root == Path::new("/") && Path::new("/run/systemd/system").is_dir() {
        // So that systemd sees the new unit. Where it fails, `systemctl enable` reloads by itself.
        let _ = Command::new("systemctl").arg("daemon-reload").status();
    }
    Ok(rows)
}

fn report(root: &Path, dry_run: bool, rows: &[Row], lang: Lang) -> String {
    let mut lines = Vec::new();
    lines.extend(dry_run.then(|| words::dry_run(lang)));
    lines.extend(rows.iter().map(|(path, placed)| format!("{}  {}", path.display(), word(*placed, lang))));
    lines.push(match account::is_system(root) {
        true => words::account(lang, account::NAME),
        false => words::account_skipped(lang, root.display()),
    });
    lines.extend((!dry_run && root == Path::new("/")).then(|| words::next(lang)));
    lines.join("\n") + "\n"
}

fn word(placed: Placed, lang: Lang) -> String {
    match placed {
        Placed::Written => words::written(lang),
        Placed::Replaced => words::replaced(lang),
        Placed::Same => words::same(lang),
        Placed::Kept => words::kept(lang),
    }
}

fn sentence(error: &InstallError, lang: Lang) -> String {
    match error {
        InstallError::File { path, why } => {
            let what = words::failed(lang, path.display(), why);
            let denied = why.kind() == io::ErrorKind::PermissionDenied;
            if denied { format!("{what}\n{}", words::needs_root(lang)) } else { what }
        }
        InstallError::Account(AccountError::NoTool) => words::no_account(lang, words::no_account_tool(lang)),
        InstallError::Account(error) => words::no_account(lang, error),
    }
}
