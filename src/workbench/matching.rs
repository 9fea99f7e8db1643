//! Watches over a text: what the pipeline would find in it, and what it would hold back.

use serde::{Deserialize, Serialize};

use crate::model::{Found, Mention, Source, Suppressed};
use crate::pipeline::judge::{Judge, Words};

use super::Fault;

/// A line of `try match`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct MatchInput {
    /// Handed back.
    pub id: serde_json::Value,
    /// A source's id, for its locality and tags.
    pub source: String,
    /// The title.
    pub title: String,
    /// The text.
    pub text: String,
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MatchLine {
    id: serde_json::Value,
    mentions: Vec<Mention>,
    suppressed: Vec<Suppressed>,
}

/// Finds and rates what one line holds.
///
/// # Errors
/// When the line is not the JSON object that is asked for.
pub fn find(line: &str, judge: &Judge, sources: &[Source]) -> Result<MatchLine, Fault> {
    let input: MatchInput = serde_json::from_str(line).map_err(Fault::new)?;
    let source = sources.iter().find(|source| source.id == input.source);
    let words = Words {
        title: &input.title,
        text: &input.text,
        source: &input.source,
        locality: source.and_then(|source| source.locality.as_deref()),
        tags: source.map(|source| source.tags.as_slice()).unwrap_or_default(),
        title_counts: true,
    };
    let Found { mentions, suppressed } = judge.find(&words);
    Ok(MatchLine { id: input.id, mentions, suppressed })
}
