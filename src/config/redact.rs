//! Takes passwords out of a configuration text before any of it is shown.

use std::sync::LazyLock;

use regex::Regex;

/// A password in a line, with what surrounds it: `password = "…"`, `mail.password = '…'`, `{ password = "…" }`.
static ASSIGNMENT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"(?i)(^|[\s{,.\["'])(password["']?\s*[=＝:]).*"#).expect("constant pattern"));
/// An account in front of a host.
static LOGIN: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"://[^/\s@]+@").expect("constant pattern"));

/// The text with everything after `password =` gone: the rest of the line, and of a multi-line string all its lines.
pub(super) fn redact(text: &str) -> String {
    let mut open: Option<&str> = None;
    let lines = text.split_inclusive('\n').map(|line| {
        if let Some(fence) = open {
            open = (!line.contains(fence)).then_some(fence);
            return "***\n".to_owned();
        }
        if ASSIGNMENT.is_match(line) {
            open = ["\"\"\"", "'''"].into_iter().find(|fence| line.matches(fence).count() % 2 == 1);
        }
        let line = ASSIGNMENT.replace(line, "${1}${2} ***");
        LOGIN.replace_all(&line, "://***@").into_owned()
    });
    lines.collect()
}
