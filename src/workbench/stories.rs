//! Texts about one event, by the pairs of characters they share.
//!
//! A first cut that compares each text with the ones before it: near equality makes a copy, a good share of common
//! pairs makes the same story, a smaller share is only suggested to a person.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use crate::text::view::View;

use super::Fault;

/// From this share of common pairs on, a text is a copy.
const COPY_FROM: f64 = 0.8;
/// From this share on, it belongs to the story.
const STORY_FROM: f64 = 0.35;
/// From this share on, the story is suggested.
const SUGGEST_FROM: f64 = 0.2;

/// A line of `try stories`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct StoryInput {
    /// Handed back.
    pub id: String,
    /// Where it was read: only different sites make copies.
    pub source: String,
    /// When.
    pub published: Option<String>,
    /// The title.
    pub title: String,
    /// The text.
    pub text: String,
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StoryLine {
    id: String,
    story: String,
    copy_of: Option<String>,
    suggested: Vec<String>,
}

/// The texts seen so far.
#[derive(Clone, Debug, Default)]
pub struct Stories {
    seen: Vec<Told>,
}

#[derive(Clone, Debug)]
struct Told {
    id: String,
    source: String,
    story: String,
    pairs: HashSet<(char, char)>,
}

impl Stories {
    /// Places one text among those before it.
    ///
    /// # Errors
    /// When the line is not the JSON object that is asked for.
    pub fn place(&mut self, line: &str) -> Result<StoryLine, Fault> {
        let input: StoryInput = serde_json::from_str(line).map_err(Fault::new)?;
        let pairs = pairs(&format!("{} {}", input.title, input.text));
        let mut near: Vec<_> = self.seen.iter().map(|told| (jaccard(&told.pairs, &pairs), told)).collect();
        near.sort_by(|a, b| b.0.total_cmp(&a.0));
        let joins = near.first().filter(|(share, _)| *share >= STORY_FROM).map(|(_, told)| told.story.clone());
        let copy = near.iter().find(|(share, told)| *share >= COPY_FROM && told.source != input.source);
        let answer = StoryLine {
            story: joins.clone().unwrap_or_else(|| input.id.clone()),
            copy_of: copy.map(|(_, told)| told.id.clone()),
            suggested: suggestions(&near, joins.as_deref()),
            id: input.id,
        };
        self.seen.push(Told { id: answer.id.clone(), source: input.source, story: answer.story.clone(), pairs });
        Ok(answer)
    }
}

fn suggestions(near: &[(f64, &Told)], joined: Option<&str>) -> Vec<String> {
    let mut stories = Vec::new();
    for (_, told) in near.iter().take_while(|(share, _)| *share >= SUGGEST_FROM) {
        if Some(told.story.as_str()) != joined && !stories.contains(&told.story) {
            stories.push(told.story.clone());
        }
    }
    stories.truncate(5);
    stories
}

fn pairs(text: &str) -> HashSet<(char, char)> {
    let view = View::of(text);
    let chars: Vec<_> = view.text().chars().filter(|c| c.is_alphanumeric()).collect();
    chars.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.last()?))).collect()
}

fn jaccard(a: &HashSet<(char, char)>, b: &HashSet<(char, char)>) -> f64 {
    let common = a.intersection(b).count();
    let all = a.len() + b.len() - common;
    if all == 0 { 0.0 } else { common as f64 / all as f64 }
}
