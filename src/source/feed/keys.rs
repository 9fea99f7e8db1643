//! What an entry is known by: its id where that is its own, else its address, else what it says.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use super::entry::Draft;
use crate::model::Post;

/// Gives every entry a key of its own; entries that say the same under the same key are one.
pub fn assign(drafts: Vec<Draft>) -> Vec<Post> {
    let ids = tally(drafts.iter().map(|draft| draft.id.as_deref()));
    let links = tally(drafts.iter().map(|draft| draft.link.as_deref()));
    let ids: HashMap<String, usize> = ids.into_iter().map(|(k, n)| (k.to_string(), n)).collect();
    let links: HashMap<String, usize> = links.into_iter().map(|(k, n)| (k.to_string(), n)).collect();
    let single = |counts: &HashMap<String, usize>, key: &Option<String>| {
        key.clone().filter(|key| counts.get(key).is_some_and(|n| *n == 1))
    };
    let mut posts: Vec<Post> = Vec::with_capacity(drafts.len());
    let mut seen = std::collections::HashSet::new();
    for mut draft in drafts {
        let own = single(&ids, &draft.id).or_else(|| single(&links, &draft.link));
        draft.post.key = own.unwrap_or_else(|| by_content(&draft));
        if seen.insert(draft.post.key.clone()) {
            posts.push(draft.post);
        }
    }
    posts
}

fn tally<'a>(keys: impl Iterator<Item = Option<&'a str>>) -> HashMap<&'a str, usize> {
    let mut counts = HashMap::new();
    for key in keys.flatten() {
        *counts.entry(key).or_insert(0) += 1;
    }
    counts
}

/// Address or id, and a hash of what the entry says.
fn by_content(draft: &Draft) -> String {
    let shared = draft.link.as_deref().or(draft.id.as_deref()).unwrap_or_default();
    let mut hash = Sha256::new();
    let time = draft.post.time.as_ref().map(|t| t.utc().timestamp().to_string()).unwrap_or_default();
    for part in [&draft.post.title, &time] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    // Without title and time only the words tell entries apart.
    if draft.post.title.is_empty() || time.is_empty() {
        hash.update(draft.post.text.as_bytes());
    }
    let hex: String = hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("{shared}#{hex}")
}
