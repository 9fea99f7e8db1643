//! `yuqing install`: everything in place, nothing of the operator's overwritten.

use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;

use yuqing::cli::install::files::Placed;
use yuqing::cli::install::{Row, install};
use yuqing::config::{Environment, load_in};

use super::{has, is_root};
use crate::support::skip;

fn placed(rows: &[Row], path: &str) -> Placed {
    rows.iter().find(|(file, _)| file.ends_with(path)).expect("a row").1
}

fn mode(file: &Path) -> u32 {
    file.metadata().expect("it is there").permissions().mode() & 0o7777
}

#[test]
fn a_fresh_root_gets_everything() {
    let folder = tempfile::tempdir().expect("a folder");
    let rows = install(folder.path(), false).expect("it installs");
    assert!(rows.iter().all(|(file, placed)| *placed == Placed::Written && file.is_file()), "{rows:?}");
    for (file, expected) in [
        ("usr/bin/yuqing", 0o755),
        ("usr/lib/systemd/system/yuqing.service", 0o644),
        ("usr/lib/sysusers.d/yuqing.conf", 0o644),
        ("etc/yuqing/yuqing.toml", 0o660),
        ("etc/yuqing/sources.toml", 0o660),
        ("etc/yuqing/watches.toml", 0o660),
        ("etc/yuqing/lexicon.toml", 0o660),
    ] {
        assert_eq!(mode(&folder.path().join(file)), expected, "{file}");
    }
}

#[test]
fn the_installed_files_load_where_they_are() {
    let folder = tempfile::tempdir().expect("a folder");
    install(folder.path(), false).expect("it installs");
    let none = |_: &str| None;
    let settings = folder.path().join("etc/yuqing").canonicalize().expect("it is there");
    let config = load_in(&settings.join("yuqing.toml"), Environment::new(&none)).expect("the samples");
    assert_eq!(config.warnings, []);
    assert_eq!(config.options.files.sources, settings.join("sources.toml"));
    assert_eq!(config.options.files.lexicon, Some(settings.join("lexicon.toml")));
    assert_eq!(config.options.database.file, Path::new("/var/lib/yuqing/yuqing.db"));
}

#[test]
fn what_was_edited_is_kept_and_the_program_is_renewed() {
    let folder = tempfile::tempdir().expect("a folder");
    install(folder.path(), false).expect("it installs");
    let (sources, unit) = ("etc/yuqing/sources.toml", "usr/lib/systemd/system/yuqing.service");
    for file in [sources, unit] {
        std::fs::write(folder.path().join(file), "# mine\n").expect("edited");
    }
    let rows = install(folder.path(), false).expect("it installs again");
    assert_eq!((placed(&rows, sources), placed(&rows, unit)), (Placed::Kept, Placed::Replaced));
    assert_eq!(placed(&rows, "etc/yuqing/watches.toml"), Placed::Same);
    assert_eq!(std::fs::read_to_string(folder.path().join(sources)).expect("kept"), "# mine\n");
    let drafts = walk(folder.path()).into_iter().filter(|file| file.ends_with(".new"));
    assert_eq!(drafts.count(), 0, "no draft is left behind");
}

#[test]
fn a_dry_run_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let rows = install(folder.path(), true).expect("it says what it would do");
    assert!(rows.iter().all(|(_, placed)| *placed == Placed::Written));
    assert_eq!(walk(folder.path()), Vec::<String>::new());
}

#[test]
fn a_whole_system_gets_the_user() {
    const NAME: &str = "a_whole_system_gets_the_user";
    if !is_root() {
        return skip(NAME, "only root makes users");
    }
    if !has("systemd-sysusers") {
        return skip(NAME, "systemd-sysusers is not installed");
    }
    let folder = tempfile::tempdir().expect("a folder");
    for (file, text) in [("passwd", "root:x:0:0::/:/bin/sh\n"), ("group", "root:x:0:\n"), ("shadow", "")] {
        std::fs::create_dir_all(folder.path().join("etc")).expect("a folder");
        std::fs::write(folder.path().join("etc").join(file), text).expect("a list");
    }
    install(folder.path(), false).expect("it installs");
    install(folder.path(), false).expect("twice does no harm");
    let passwd = std::fs::read_to_string(folder.path().join("etc/passwd")).expect("the list");
    assert_eq!(passwd.matches("\nyuqing:").count(), 1, "{passwd}");
    let state = folder.path().join("var/lib/yuqing").metadata().expect("the state folder");
    let settings = folder.path().join("etc/yuqing").metadata().expect("the settings");
    assert!(state.uid() != 0 && settings.uid() == 0 && settings.gid() == state.gid());
    assert_eq!((mode(&folder.path().join("etc/yuqing")), state.mode() & 0o777), (0o2770, 0o750));
}

/// Every file below a folder.
fn walk(folder: &Path) -> Vec<String> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        match path.is_dir() {
            true => files.extend(walk(&path)),
            false => files.push(path.display().to_string()),
        }
    }
    files
}
