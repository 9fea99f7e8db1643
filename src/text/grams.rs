//! Characters into the pairs that full-text search stores, so that one- and two-character terms are found.

/// The text of the FTS column: overlapping character bigrams of Han runs, words of the rest, on the normalised view.
pub fn index_text(text: &str) -> String {
    let _ = text;
    todo!()
}

/// The FTS5 MATCH expression for a person's search words; `None` if there is nothing to search.
pub fn match_expression(query: &str) -> Option<String> {
    let _ = query;
    todo!()
}
