//! Characters into the pairs that full-text search stores, so that one- and two-character terms are found.
//!
//! The index is FTS5's own unicode61: it splits at spaces, so 人民医院 is stored as the words 人民 民医 医院 院. The last
//! character stands alone, so that every character of a text begins some word and a prefix finds it.

use super::view::{View, is_han};

/// More words than a person types; the rest of a longer query is not looked for.
const MAX_WORDS: usize = 16;

/// The text of the FTS column: overlapping character bigrams of Han runs, words of the rest, on the normalised view.
pub fn index_text(text: &str) -> String {
    tokens(View::of(text).text(), Ending::Open).join(" ")
}

/// The FTS5 MATCH expression for a person's search words; `None` if there is nothing to search. All words must be in the
/// text, each as it was typed; words of letters and figures match as whole words.
pub fn match_expression(query: &str) -> Option<String> {
    let phrases: Vec<String> = query.split_whitespace().filter_map(phrase).take(MAX_WORDS).collect();
    (!phrases.is_empty()).then(|| phrases.join(" AND "))
}

/// One word of a query as a phrase. Tokens hold letters and figures only, so nothing needs an escape.
fn phrase(word: &str) -> Option<String> {
    let view = View::of(word);
    let tokens = tokens(view.text(), Ending::Closed);
    let last = tokens.last()?;
    // A single Han character at the end may go on in the text.
    let open = last.chars().count() == 1 && last.chars().all(is_han);
    Some(format!("\"{}\"{}", tokens.join(" "), if open { "*" } else { "" }))
}

/// Whether the last character of a Han run gets a word of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ending {
    /// In the index: it does.
    Open,
    /// In a query: only where the run is known to end there.
    Closed,
}

fn tokens(text: &str, ending: Ending) -> Vec<String> {
    let runs = runs(text);
    let count = runs.len();
    let mut tokens = Vec::new();
    for (at, run) in runs.into_iter().enumerate() {
        if !run.starts_with(is_han) {
            tokens.push(run.to_owned());
            continue;
        }
        let ends = run.char_indices().map(|(at, c)| at + c.len_utf8());
        let pairs = run.char_indices().zip(ends.skip(1));
        let before = tokens.len();
        tokens.extend(pairs.filter_map(|((start, _), end)| run.get(start..end)).map(str::to_owned));
        let single = tokens.len() == before;
        if single || ending == Ending::Open || at + 1 < count {
            tokens.extend(run.chars().next_back().map(String::from));
        }
    }
    tokens
}

/// Runs of Han, and runs of other letters and figures; all else separates.
fn runs(text: &str) -> Vec<&str> {
    let mut runs = Vec::new();
    for word in text.split(|c: char| !c.is_alphanumeric()) {
        let mut rest = word;
        while let Some(first) = rest.chars().next() {
            let end = rest.find(|c| is_han(c) != is_han(first)).unwrap_or(rest.len());
            let Some((run, tail)) = rest.split_at_checked(end) else { break };
            runs.push(run);
            rest = tail;
        }
    }
    runs
}
