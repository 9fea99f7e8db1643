//! The boolean tree of a rule, written or compiled.
//!
//! - [`Expr`]: the tree; [`Written`]: a leaf as a person wrote it, with its place

/// A boolean expression over leaves of one kind.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Expr<L> {
    /// Something that holds or not.
    Leaf(L),
    /// The opposite.
    Not(Box<Expr<L>>),
    /// All of them.
    And(Vec<Expr<L>>),
    /// One of them at least.
    Or(Vec<Expr<L>>),
}

/// A leaf as written, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Written {
    /// What is asked for.
    pub asked: Asked,
    /// The configuration key it stands at.
    pub key: String,
    /// Where inside the value, in characters.
    pub at: Option<(usize, usize)>,
}

/// What a leaf asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// A term.
    Term(String),
    /// An entity, by its id.
    Entity(String),
    /// A regular expression, without its slashes.
    Regex(String),
}

impl<L> Expr<L> {
    /// One node for many; a single one stays itself.
    pub(super) fn all(mut parts: Vec<Self>) -> Option<Self> {
        if parts.len() > 1 { Some(Self::And(parts)) } else { parts.pop() }
    }

    /// One node for alternatives; a single one stays itself.
    pub(super) fn any(mut parts: Vec<Self>) -> Option<Self> {
        if parts.len() > 1 { Some(Self::Or(parts)) } else { parts.pop() }
    }

    /// Whether it holds when no leaf does: such a rule would match everything.
    pub(super) fn holds_for_nothing(&self) -> bool {
        match self {
            Self::Leaf(_) => false,
            Self::Not(inner) => !inner.holds_for_nothing(),
            Self::And(parts) => parts.iter().all(Self::holds_for_nothing),
            Self::Or(parts) => parts.iter().any(Self::holds_for_nothing),
        }
    }

    /// Calls `see` with each leaf that speaks for the rule (stands under an even number of NOT).
    pub(super) fn affirmed<'a>(&'a self, see: &mut impl FnMut(&'a L)) {
        self.walk(true, &mut |leaf, affirmed| {
            if affirmed {
                see(leaf);
            }
        });
    }

    /// Calls `see` with each leaf and whether it speaks for the rule.
    pub(super) fn walk<'a>(&'a self, affirmed: bool, see: &mut impl FnMut(&'a L, bool)) {
        match self {
            Self::Leaf(leaf) => see(leaf, affirmed),
            Self::Not(inner) => inner.walk(!affirmed, see),
            Self::And(parts) | Self::Or(parts) => {
                for part in parts {
                    part.walk(affirmed, see);
                }
            }
        }
    }
}
