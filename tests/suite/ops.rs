//! Operation: the unit, the installation, the package, the image's steps in a bare Debian root, the licences.

mod image;
mod install;
mod package;
mod unit;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The repository.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The binary under test.
fn binary() -> PathBuf {
    env!("CARGO_BIN_EXE_yuqing").into()
}

/// Whether a program can be started.
fn has(program: &str) -> bool {
    let started = Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    started.is_ok()
}

/// Whether this is root: some tests make users and change roots.
fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0)
}

/// What a command that must succeed printed.
#[track_caller]
fn stdout(command: &mut Command) -> String {
    let output = command.output().expect("it starts");
    assert!(output.status.success(), "{command:?}: {}{}", text(&output.stdout), text(&output.stderr));
    text(&output.stdout)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn licences(lines: &str) -> Output {
    let mut script = Command::new(root().join("tests/licences"));
    let script = script.arg("-").stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut script = script.spawn().expect("bash and awk");
    script.stdin.take().expect("a pipe").write_all(lines.as_bytes()).expect("written");
    script.wait_with_output().expect("it ends")
}

#[test]
fn licences_and_names_of_crates() {
    let table = [
        ("a v1|MIT", true, "1 crates"),
        ("a v1|MIT OR GPL-3.0-only", true, ""),
        ("a v1|(MIT OR Apache-2.0) AND Unicode-3.0", true, ""),
        ("a v1|Apache-2.0 WITH LLVM-exception", true, ""),
        ("a v1|MIT/Unlicense", true, ""),
        ("a v1|GPL-3.0-only", false, "licence not allowed: a v1"),
        ("a v1|MIT AND GPL-2.0-or-later", false, "licence not allowed"),
        ("a v1|", false, "licence not allowed"),
        ("openssl-sys v0.9|MIT", false, "banned crate: openssl-sys"),
        ("aws-lc-rs v1|MIT", false, "banned crate"),
        ("", false, "no crates"),
    ];
    for (lines, good, said) in table {
        let output = licences(lines);
        assert_eq!(output.status.success(), good, "{lines}");
        assert!(text(&output.stdout).contains(said), "{lines}: {}", text(&output.stdout));
    }
}
