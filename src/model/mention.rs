//! What was found in a post.

use serde::{Deserialize, Serialize};

/// One post matching one watch.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// The watch.
    pub watch: String,
    /// The entity that was meant, if the watch asks for one.
    pub entity: Option<String>,
    /// How sure it is that the entity is meant, 0–1; 1 where no entity is asked for.
    pub confidence: f32,
    /// The weakest tolerance that was needed.
    pub tier: Tier,
    /// Where, in the text as stored.
    pub spans: Vec<Span>,
    /// The topic, by the lexicon.
    pub category: Option<String>,
    /// 0–10.
    pub score: f32,
    /// As proposed by the rules.
    pub severity: Severity,
    /// In words, for people.
    pub why: String,
}

/// A stretch of a post. Offsets count Unicode scalars of the field given, end exclusive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// Which part of the post.
    pub field: Field,
    /// The first scalar.
    pub start: usize,
    /// One past the last scalar.
    pub end: usize,
    /// The original text there.
    pub text: String,
}

/// A part of a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Field {
    /// Its title.
    Title,
    /// Its text.
    Text,
}

/// By which tolerance a hit was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Tier {
    /// Exact on the normalised view.
    #[default]
    T0,
    /// Variant table.
    T1,
    /// Phonetic.
    T2,
    /// Initials and mixed writing.
    T3,
    /// Reversed organisation name.
    T4,
}

/// How serious: 0 关注, 1 一般 (Ⅳ 蓝), 2 较大 (Ⅲ 黄), 3 重大 (Ⅱ 橙), 4 特别重大 (Ⅰ 红).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Severity(pub u8);

impl Severity {
    /// Worth knowing; not a case.
    pub const NOTICE: Self = Self(0);
    /// 一般.
    pub const MINOR: Self = Self(1);
    /// 较大.
    pub const MODERATE: Self = Self(2);
    /// 重大.
    pub const MAJOR: Self = Self(3);
    /// 特别重大.
    pub const GRAVE: Self = Self(4);
}

/// A watch that matched and was then held back by a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suppressed {
    /// The watch.
    pub watch: String,
    /// What held it back.
    pub rule: String,
}

/// All that a scan of one post gives.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// What survived.
    pub mentions: Vec<Mention>,
    /// What did not.
    pub suppressed: Vec<Suppressed>,
}
