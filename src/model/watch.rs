//! What is followed: the organisation's names, and what is asked about it.

use serde::{Deserialize, Serialize};

/// An organisation, department, place, product, project or event; never a person.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// Its id, as watches name it.
    pub id: String,
    /// What it is.
    pub kind: EntityKind,
    /// Its full name; an alias with prior 1.
    pub name: String,
    /// The other names it goes by.
    pub aliases: Vec<Alias>,
}

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EntityKind {
    /// A body with staff.
    Organisation,
    /// A part of one.
    Department,
    /// A town, a street, a building.
    Place,
    /// Something sold or given.
    Product,
    /// An undertaking.
    Project,
    /// Something that happens.
    Event,
}

/// One name an entity goes by.
#[derive(Clone, Debug, PartialEq)]
pub struct Alias {
    /// The name.
    pub text: String,
    /// How sure the name alone is, 0–1; default 0.9.
    pub prior: f32,
    /// Lifts the confidence when one of these is near or the source's locality is one of them.
    pub needs_any: Vec<String>,
    /// Longer names of others: where one of them covers the alias, it does not count.
    pub blocked_by: Vec<String>,
}

/// What is followed.
#[derive(Clone, Debug, PartialEq)]
pub struct Watch {
    /// Its id.
    pub id: String,
    /// The name people read.
    pub name: String,
    /// What must hold.
    pub rule: WatchRule,
    /// How people are told.
    pub notify: Notify,
    /// Sentences it must find.
    pub must_hit: Vec<String>,
    /// Sentences it must leave alone.
    pub must_not_hit: Vec<String>,
    /// Whether it is in force.
    pub enabled: bool,
}

/// The rule of a watch, as written.
#[derive(Clone, Debug, PartialEq)]
pub enum WatchRule {
    /// A boolean expression.
    Query(String),
    /// The sugar for one.
    Lists {
        /// One of these entities must be meant.
        entities: Vec<String>,
        /// One of these terms must stand (if there are any).
        any: Vec<String>,
        /// All of these.
        all: Vec<String>,
        /// None of these.
        none: Vec<String>,
    },
}

/// How people are told of a mention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Notify {
    /// It waits to be looked at.
    Queue,
    /// In the next digest.
    #[default]
    Digest,
    /// By a mail at once.
    Instant,
}

impl Notify {
    /// The name used in the database and in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Queue => "queue",
            Self::Digest => "digest",
            Self::Instant => "instant",
        }
    }
}

/// A category of weighted terms, from `config/lexicon.toml`.
#[derive(Clone, Debug, PartialEq)]
pub struct Category {
    /// Its id.
    pub id: String,
    /// The name people read.
    pub name: String,
    /// `negative`, `positive`, `amplifier` or `topic`.
    pub polarity: String,
    /// Who looks after it unless told otherwise.
    pub owner: Option<String>,
    /// Whether a negation directly before a term cancels it (`negatable` of the lexicon); where it is false,
    /// 没有人管 is the complaint itself.
    pub negatable: bool,
    /// Its terms.
    pub terms: Vec<WeightedTerm>,
}

/// A term and its weight on the 0–10 scale; negative means praise.
#[derive(Clone, Debug, PartialEq)]
pub struct WeightedTerm {
    /// The term.
    pub text: String,
    /// Its weight.
    pub weight: f32,
    /// Whether it is a red term: someone is told at once.
    pub red: bool,
}
