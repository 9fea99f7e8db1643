//! What is installed where.

use std::borrow::Cow;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

/// Whose file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeper {
    /// The program's: replaced by every version.
    Program,
    /// The operator's: written once, never touched again.
    Operator,
}

/// One file.
#[derive(Clone, Debug)]
pub struct Item {
    /// Below the root, without a leading slash.
    pub path: &'static str,
    /// Its permissions.
    pub mode: u32,
    /// Whose it is.
    pub keeper: Keeper,
    /// What is in it.
    pub content: Cow<'static, [u8]>,
}

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placed {
    /// It was not there.
    Written,
    /// It was another version's.
    Replaced,
    /// It is as it should be.
    Same,
    /// It was edited and stays so.
    Kept,
}

const OPTIONS: &str = include_str!("../../../config/yuqing.toml");
const WATCHES: &str = include_str!("../../../config/watches.toml");
const LEXICON: &str = include_str!("../../../config/lexicon.toml");
const SOURCES: &str = include_str!("../../../sources.toml");
const UNIT: &str = include_str!("../../../config/yuqing.service");
const SYSUSERS: &str = include_str!("../../../packaging/sysusers.conf");
const README: &str = include_str!("../../../README.zh-CN.md");

/// Everything but the binary. Samples stand twice: to be edited, and as shipped to compare with.
pub fn items() -> Vec<Item> {
    let program = |path, content: Cow<'static, [u8]>| Item { path, mode: 0o644, keeper: Keeper::Program, content };
    let operator = |path, content: Cow<'static, [u8]>| Item { path, mode: 0o660, keeper: Keeper::Operator, content };
    let plain = |text: &'static str| Cow::Borrowed(text.as_bytes());
    let options: Cow<'static, [u8]> = Cow::Owned(installed_options().into_bytes());
    vec![
        program("usr/lib/systemd/system/yuqing.service", plain(UNIT)),
        program("usr/lib/sysusers.d/yuqing.conf", plain(SYSUSERS)),
        program("usr/share/doc/yuqing/README.zh-CN.md", plain(README)),
        program("usr/share/doc/yuqing/examples/yuqing.toml", options.clone()),
        program("usr/share/doc/yuqing/examples/sources.toml", plain(SOURCES)),
        program("usr/share/doc/yuqing/examples/watches.toml", plain(WATCHES)),
        program("usr/share/doc/yuqing/examples/lexicon.toml", plain(LEXICON)),
        operator("etc/yuqing/yuqing.toml", options),
        operator("etc/yuqing/sources.toml", plain(SOURCES)),
        operator("etc/yuqing/watches.toml", plain(WATCHES)),
        operator("etc/yuqing/lexicon.toml", plain(LEXICON)),
    ]
}

/// The binary that is running.
///
/// # Errors
/// When it cannot be read.
pub fn binary() -> io::Result<Item> {
    let content = std::fs::read(std::env::current_exe()?)?;
    Ok(Item { path: "usr/bin/yuqing", mode: 0o755, keeper: Keeper::Program, content: content.into() })
}

/// In the repository `sources.toml` and the database stand one folder up; installed, they do not.
fn installed_options() -> String {
    OPTIONS
        .replace("sources = \"../sources.toml\"", "sources = \"sources.toml\"")
        .replace("file = \"../yuqing.db\"", "file = \"/var/lib/yuqing/yuqing.db\"")
}

impl Item {
    /// Where it goes.
    pub fn target(&self, root: &Path) -> PathBuf {
        root.join(self.path)
    }

    /// Puts it in place, or only says what would happen.
    ///
    /// # Errors
    /// When a folder or the file cannot be written.
    pub fn place(&self, root: &Path, dry_run: bool) -> io::Result<Placed> {
        let target = self.target(root);
        let placed = match std::fs::read(&target) {
            Ok(there) if there == *self.content => Placed::Same,
            Ok(_) if self.keeper == Keeper::Operator => Placed::Kept,
            Ok(_) => Placed::Replaced,
            Err(why) if why.kind() == io::ErrorKind::NotFound => Placed::Written,
            Err(why) => return Err(why),
        };
        if !dry_run && matches!(placed, Placed::Written | Placed::Replaced) {
            self.write(&target)?;
        }
        Ok(placed)
    }

    /// Whole or not at all: a running binary cannot be written into, but it can be replaced.
    fn write(&self, target: &Path) -> io::Result<()> {
        let folder = target.parent().unwrap_or(target);
        std::fs::create_dir_all(folder)?;
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        let draft = folder.join(format!(".{name}.new"));
        std::fs::write(&draft, &self.content)?;
        std::fs::set_permissions(&draft, PermissionsExt::from_mode(self.mode))?;
        std::fs::rename(&draft, target)
    }
}
