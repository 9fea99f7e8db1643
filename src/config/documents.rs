//! The files of a configuration together: which key stands where.

use std::borrow::Cow;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use super::document::Document;
use super::keypath;
use crate::lang::Lang;
use crate::model::Diagnostic;

/// `yuqing.toml`, `sources.toml`, `watches.toml`, `lexicon.toml` as read.
#[derive(Clone, Debug)]
pub(super) struct Documents {
    /// The language faults are told in.
    pub lang: Lang,
    /// In that order.
    pub files: Arc<[Document; 4]>,
    /// Where the sources stand in their file: while it has faults some are left out.
    pub sources: Arc<[usize]>,
    /// The same for watches.
    pub watches: Arc<[usize]>,
}

impl Documents {
    /// The file a key belongs to.
    pub fn of(&self, key: &str) -> &Document {
        let [options, sources, watches, lexicon] = self.files.as_ref();
        match key.split(['[', '.']).next() {
            Some("source") => sources,
            Some("watch" | "entity") => watches,
            Some("category" | "red" | "context") => lexicon,
            _ => options,
        }
    }

    /// The file and the bytes of a key, by its number in [`super::Config`].
    pub fn place(&self, key: &str, within: Option<Range<usize>>) -> (&Document, Range<usize>) {
        let document = self.of(key);
        (document, keypath::span_of(document, &self.written(key), within))
    }

    /// Sorts faults of several stages: by file, line and column.
    pub fn sort(&self, diagnostics: &mut [Diagnostic]) {
        let rank = |file: &Path| self.files.iter().position(|document| document.file == file);
        let order = |fault: &Diagnostic| (rank(&fault.file), fault.line, fault.column, fault.message.clone());
        diagnostics.sort_by_cached_key(order);
    }

    /// The key with its number in the file.
    fn written<'k>(&self, key: &'k str) -> Cow<'k, str> {
        let numbers = match key.split('[').next() {
            Some("source") => &self.sources,
            Some("watch") => &self.watches,
            _ => return Cow::Borrowed(key),
        };
        let parts = key.split_once('[').and_then(|(name, rest)| Some((name, rest.split_once(']')?)));
        let Some((name, (number, tail))) = parts else { return Cow::Borrowed(key) };
        let number = number.parse().ok().and_then(|number: usize| numbers.get(number));
        number.map_or(Cow::Borrowed(key), |number| Cow::Owned(format!("{name}[{number}]{tail}")))
    }
}
