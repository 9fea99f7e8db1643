//! The table of adapters. Adding an engine adds a row here.

use super::SourceAdapter;
use super::discuz::Discuz;
use super::feed::Feed;
use super::page::SelectedPage;

/// Every engine.
pub fn all() -> &'static [&'static dyn SourceAdapter] {
    &[&Feed, &Discuz, &SelectedPage]
}

/// The engine of a name.
pub fn find(name: &str) -> Option<&'static dyn SourceAdapter> {
    all().iter().copied().find(|adapter| adapter.name() == name)
}
