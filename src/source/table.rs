//! The table of adapters. Adding an engine adds a row here.

use super::SourceAdapter;

/// Every engine.
pub fn all() -> &'static [&'static dyn SourceAdapter] {
    &[]
}

/// The engine of a name.
pub fn find(name: &str) -> Option<&'static dyn SourceAdapter> {
    all().iter().copied().find(|adapter| adapter.name() == name)
}
