//! What tests share.

/// Says that a test, or a part of it, is skipped and why; `tests/run` lists it at the end.
pub fn skip(test: &str, reason: &str) {
    use std::io::Write as _;
    eprintln!("skipped {test}: {reason}");
    if let Some(list) = std::env::var_os("YUQING_TEST_SKIPS") {
        let file = std::fs::OpenOptions::new().append(true).create(true).open(list);
        writeln!(file.expect("the list of skipped tests"), "{test}: {reason}").expect("a line");
    }
}
