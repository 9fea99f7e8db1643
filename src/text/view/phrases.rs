//! Phrases whose characters are not simplified one by one: 乾隆 stays, 乾净 becomes 干净.

use std::sync::LazyLock;

/// `traditional simplified`, a phrase a line, both of one length; see data/NOTICE.
const PHRASES: &str = include_str!("../data/simplified-phrases.txt");

/// Phrases that begin with one character, longer ones first.
struct Group {
    first: char,
    phrases: Vec<(&'static str, &'static str)>,
}

/// Groups by their first character.
static GROUPS: LazyLock<Vec<Group>> = LazyLock::new(|| {
    let mut lines: Vec<_> = PHRASES.lines().filter_map(|line| line.split_once(' ')).collect();
    // Backwards, a phrase stands before its own beginning.
    lines.sort_unstable_by(|one, other| other.cmp(one));
    let mut groups: Vec<Group> = Vec::new();
    for (key, simplified) in lines {
        let Some(first) = key.chars().next() else { continue };
        match groups.last_mut().filter(|group| group.first == first) {
            Some(group) => group.phrases.push((key, simplified)),
            None => groups.push(Group { first, phrases: vec![(key, simplified)] }),
        }
    }
    groups.reverse();
    groups
});

/// The group of phrases that begin with a character, if there are any.
pub(super) fn group_of(c: char) -> Option<usize> {
    GROUPS.binary_search_by_key(&c, |group| group.first).ok()
}

/// The longest phrase of a group that a text begins with, and its simplified form.
pub(super) fn at(group: usize, text: &str) -> Option<(&'static str, &'static str)> {
    GROUPS.get(group)?.phrases.iter().find(|(phrase, _)| text.starts_with(phrase)).copied()
}
