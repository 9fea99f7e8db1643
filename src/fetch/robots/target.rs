//! The part of a URL that rules are about: path, parameters and query, without scheme, host and fragment.

use super::pattern::upper_case_escapes;

/// The path of a URL or of what may be one; `/` where there is none.
pub(super) fn path(url: &str) -> String {
    let after_slashes = if url.starts_with("//") { 2 } else { 0 };
    let tail = |from: usize| url.get(from..).unwrap_or_default();
    let find = |from: usize, what: &[char]| tail(from).find(what).map(|at| from + at);
    let early = find(after_slashes, &['/', '?', ';']);
    let scheme_end = tail(after_slashes).find("://").map(|at| after_slashes + at);
    // `://` within a path or a query is no end of a scheme.
    let host = match (scheme_end, early) {
        (Some(end), Some(early)) if early < end => after_slashes,
        (Some(end), _) => end + 3,
        (None, _) => after_slashes,
    };
    let Some(start) = find(host, &['/', '?', ';']) else { return "/".into() };
    let end = find(after_slashes, &['#']).unwrap_or(url.len());
    let Some(path) = url.get(start..end) else { return "/".into() };
    let path = if path.starts_with('/') { path.to_owned() } else { format!("/{path}") };
    upper_case_escapes(path)
}
