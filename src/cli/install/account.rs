//! The user the service runs as, and what belongs to it.

use std::io;
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::Path;
use std::process::Command;

/// User and group.
pub const NAME: &str = "yuqing";

/// What went wrong.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// Neither `systemd-sysusers` nor `useradd` is there.
    #[error("no tool")]
    NoTool,
    /// A tool or a folder failed.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// A tool said no.
    #[error("{0}")]
    Refused(String),
}

/// Whether a root has a list of users: a folder into which a package is being built has none.
pub fn is_system(root: &Path) -> bool {
    root.join("etc/passwd").is_file()
}

/// Makes the user unless it is there, and gives it its two folders.
///
/// # Errors
/// When no tool is there, or one refuses, or a folder cannot be handed over.
pub fn provide(root: &Path) -> Result<(), AccountError> {
    if ids(root)?.is_none() {
        create(root)?;
    }
    let Some((user, group)) = ids(root)? else { return Err(AccountError::NoTool) };
    let settings = root.join("etc/yuqing");
    hand_over(&settings, 0, group, 0o2770)?;
    for entry in std::fs::read_dir(&settings)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            chown(path, None, Some(group))?;
        }
    }
    hand_over(&root.join("var/lib/yuqing"), user, group, 0o750)?;
    Ok(())
}

fn hand_over(folder: &Path, user: u32, group: u32, mode: u32) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    chown(folder, Some(user), Some(group))?;
    std::fs::set_permissions(folder, PermissionsExt::from_mode(mode))
}

fn create(root: &Path) -> Result<(), AccountError> {
    let mut sysusers = Command::new("systemd-sysusers");
    // By its name: it is looked for below the root.
    sysusers.arg(format!("--root={}", root.display())).arg("yuqing.conf");
    let mut useradd = Command::new("useradd");
    useradd.args(["--system", "--user-group", "--no-create-home", "--home-dir", "/var/lib/yuqing"]);
    useradd.args(["--shell", "/usr/sbin/nologin"]);
    if root != Path::new("/") {
        useradd.arg("--root").arg(root);
    }
    useradd.arg(NAME);
    for mut tool in [sysusers, useradd] {
        match tool.output() {
            Ok(output) if output.status.success() => return Ok(()),
            Ok(output) => return Err(AccountError::Refused(String::from_utf8_lossy(&output.stderr).trim().to_owned())),
            Err(why) if why.kind() == io::ErrorKind::NotFound => {}
            Err(why) => return Err(why.into()),
        }
    }
    Err(AccountError::NoTool)
}

/// Numbers of user and group in the root's own lists.
fn ids(root: &Path) -> io::Result<Option<(u32, u32)>> {
    let number = |file: &str| -> io::Result<Option<u32>> {
        let list = std::fs::read_to_string(root.join(file))?;
        let line = list.lines().find(|line| line.split(':').next() == Some(NAME));
        Ok(line.and_then(|line| line.split(':').nth(2)?.parse().ok()))
    };
    Ok(number("etc/passwd")?.zip(number("etc/group")?))
}
