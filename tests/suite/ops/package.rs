//! `packaging/deb.sh`: a package that carries what `yuqing install` puts in place.

use std::process::Command;

use super::{binary, has, root, stdout};
use crate::support::skip;

#[test]
fn the_package_carries_the_installation() {
    if !has("dpkg-deb") {
        return skip("the_package_carries_the_installation", "dpkg-deb is not installed");
    }
    let folder = tempfile::tempdir().expect("a folder");
    let mut build = Command::new(root().join("packaging/deb.sh"));
    // The test binary is large; the container format is what is looked at.
    build.arg(binary()).arg(folder.path()).env("DPKG_DEB_COMPRESSOR_TYPE", "none");
    let package = stdout(&mut build).trim().to_owned();

    let contents = stdout(Command::new("dpkg-deb").args(["--contents", &package]));
    for file in [
        "-rwxr-xr-x root/root ./usr/bin/yuqing",
        "-rw-r--r-- root/root ./lib/systemd/system/yuqing.service",
        "-rw-r--r-- root/root ./usr/lib/sysusers.d/yuqing.conf",
        "-rw-rw---- root/root ./etc/yuqing/sources.toml",
        "-rw-r--r-- root/root ./usr/share/doc/yuqing/README.zh-CN.md",
    ] {
        let (mode, path) = file.split_once(" root/root ").expect("two parts");
        let line = contents.lines().find(|line| line.ends_with(path)).unwrap_or_else(|| panic!("{path}\n{contents}"));
        assert!(line.starts_with(&format!("{mode} root/root")), "{line}");
    }
    assert!(!contents.contains("passwd"), "{contents}");

    let control = stdout(Command::new("dpkg-deb").args(["--field", &package]));
    assert!(control.contains(&format!("Version: {}", env!("CARGO_PKG_VERSION"))), "{control}");
    assert!(control.contains("Depends: ca-certificates, libc6"), "{control}");
    let conffiles = stdout(Command::new("dpkg-deb").args(["--info", &package, "conffiles"]));
    let expected =
        ["lexicon", "sources", "watches", "yuqing"].map(|name| format!("/etc/yuqing/{name}.toml\n")).concat();
    assert_eq!(conffiles, expected);
}
