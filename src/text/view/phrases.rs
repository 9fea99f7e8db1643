//! Phrases whose characters are not simplified one by one: 乾隆 stays, 乾净 becomes 干净.

use std::collections::HashSet;
use std::sync::LazyLock;

/// `traditional simplified`, a phrase a line, both of one length; see data/NOTICE.
const PHRASES: &str = include_str!("../data/simplified-phrases.txt");

/// Phrases in order, so that those with one beginning stand together.
static TABLE: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let mut table: Vec<_> = PHRASES.lines().filter_map(|line| line.split_once(' ')).collect();
    table.sort_unstable();
    table
});

static FIRST: LazyLock<HashSet<char>> =
    LazyLock::new(|| TABLE.iter().filter_map(|(key, _)| key.chars().next()).collect());

/// Whether a phrase begins with a character. Slow: for building the table.
pub(super) fn may_begin(c: char) -> bool {
    FIRST.contains(&c)
}

/// The simplified form of the longest phrase that a text begins with.
pub(super) fn at(text: &str) -> Option<&'static str> {
    let first = text.chars().next()?;
    let start = TABLE.partition_point(|(key, _)| key.chars().next() < Some(first));
    // Longer phrases stand behind their own beginnings.
    let group = TABLE.get(start..)?.iter().take_while(|(key, _)| key.starts_with(first));
    group.filter(|(key, _)| text.starts_with(key)).last().map(|(_, simplified)| *simplified)
}
