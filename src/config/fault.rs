//! Collecting faults: no check stops at the first one.
//!
//! - [`Fault`]: what is wrong with a value and what to do; [`Faults`]: all of one document

use std::cell::RefCell;
use std::ops::Range;

use super::document::Document;
use crate::lang::{self, Lang};
use crate::model::{Diagnostic, Level};

/// What is wrong, and what to do about it.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    message: String,
    hint: Option<String>,
}

impl Fault {
    /// A fault without a hint.
    pub fn new(message: String) -> Self {
        Self { message, hint: None }
    }

    /// The same with a hint.
    pub fn hint(mut self, hint: impl Into<Option<String>>) -> Self {
        self.hint = hint.into();
        self
    }
}

/// All faults of one document, in the order they are found.
pub(super) struct Faults<'a> {
    /// The document.
    pub document: &'a Document,
    /// The language of the sentences.
    pub lang: Lang,
    found: RefCell<Vec<Found>>,
    /// Where the syntax failed, and what that puts in doubt.
    breach: Option<(Diagnostic, Breach)>,
}

struct Found {
    diagnostic: Diagnostic,
    nature: Nature,
}

/// How far a fault can be trusted in a file with broken syntax.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Nature {
    /// Something stands there and is wrong: trusted away from the break.
    Presence,
    /// Something is absent from a table: not trusted in the broken table.
    Absence,
    /// Something is absent from the whole file: not trusted at all.
    Unresolved,
}

impl<'a> Faults<'a> {
    /// None yet, but for what the syntax gives.
    pub fn new(document: &'a Document, lang: Lang) -> Self {
        let stumble = document.stumble.as_ref().map(|(span, message)| syntax(document, lang, span, message));
        let breach = stumble.map(|stumble| {
            let breach = Breach::of(&document.text, stumble.line);
            (stumble, breach)
        });
        Self { document, lang, found: RefCell::default(), breach }
    }

    /// How many errors there are so far.
    pub fn errors(&self) -> usize {
        self.found.borrow().iter().filter(|found| found.diagnostic.level == Level::Error).count()
    }

    /// Whether a table stands where the syntax is broken.
    pub fn is_doubtful(&self, span: &Range<usize>) -> bool {
        let line = self.document.position(span.start).line;
        self.breach.as_ref().is_some_and(|(_, breach)| (breach.header..breach.end).contains(&line))
    }

    /// Whether the file refuses to load.
    pub fn is_broken(&self) -> bool {
        self.breach.is_some() || self.errors() > 0
    }

    /// It refuses to load.
    pub fn error(&self, span: &Range<usize>, fault: Fault) {
        self.push(diagnostic(self.document, span, Level::Error, fault), Nature::Presence);
    }

    /// It works, but probably not as meant.
    pub fn warn(&self, span: &Range<usize>, fault: Fault) {
        self.push(diagnostic(self.document, span, Level::Warning, fault), Nature::Presence);
    }

    /// Something must be in a table and is not.
    pub fn absent(&self, span: &Range<usize>, fault: Fault) {
        self.push(diagnostic(self.document, span, Level::Error, fault), Nature::Absence);
    }

    /// Something names what is nowhere in the file.
    pub fn unresolved(&self, span: &Range<usize>, fault: Fault) {
        self.push(diagnostic(self.document, span, Level::Error, fault), Nature::Unresolved);
    }

    fn push(&self, diagnostic: Diagnostic, nature: Nature) {
        self.found.borrow_mut().push(Found { diagnostic, nature });
    }

    /// All of them in the order of the file. Of a file with broken syntax only those that the break cannot have
    /// caused: before it, or below the next table header.
    pub fn finish(self) -> Vec<Diagnostic> {
        let found = self.found.into_inner().into_iter();
        let mut all: Vec<_> = match self.breach {
            None => found.map(|found| found.diagnostic).collect(),
            Some((stumble, breach)) => {
                let sound = found.filter(|found| !breach.doubts(found)).map(|found| found.diagnostic);
                sound.chain([stumble]).collect()
            }
        };
        all.sort_by(|a, b| (a.line, a.column, &a.message).cmp(&(b.line, b.column, &b.message)));
        all
    }
}

/// A fault with its place.
pub(super) fn diagnostic(document: &Document, span: &Range<usize>, level: Level, fault: Fault) -> Diagnostic {
    let position = document.position(span.start);
    Diagnostic {
        file: document.file.clone(),
        line: position.line,
        column: position.column,
        width: document.width(span),
        level,
        message: fault.message,
        hint: fault.hint,
    }
}

/// The lines that a break in the syntax puts in doubt.
struct Breach {
    /// The header of the broken table.
    header: usize,
    /// The break itself.
    line: usize,
    /// The next table header below.
    end: usize,
}

impl Breach {
    fn of(text: &str, line: usize) -> Self {
        let header_lines = text.lines().enumerate().filter(|(_, text)| text.trim_start().starts_with('['));
        let headers: Vec<usize> = header_lines.map(|(index, _)| index + 1).collect();
        let header = headers.iter().rev().find(|header| **header <= line).copied();
        let end = headers.iter().find(|header| **header > line).copied();
        Self { header: header.unwrap_or(1), line, end: end.unwrap_or(usize::MAX) }
    }

    fn doubts(&self, found: &Found) -> bool {
        let line = found.diagnostic.line;
        match found.nature {
            Nature::Presence => (self.line..self.end).contains(&line),
            Nature::Absence => (self.header..self.end).contains(&line),
            Nature::Unresolved => true,
        }
    }
}

fn syntax(document: &Document, lang: Lang, span: &Range<usize>, message: &str) -> Diagnostic {
    let words = match lang {
        Lang::Zh => chinese(message).map_or_else(|| message.to_owned(), |words| words(lang)),
        Lang::En => message.to_owned(),
    };
    let fault = Fault::new(lang::config::syntax(lang, words));
    let line = document.position(span.start).line;
    let hint = document.text.lines().nth(line - 1).and_then(|line| fullwidth(lang, line));
    diagnostic(document, span, Level::Error, fault.hint(hint))
}

type Words = fn(Lang) -> String;

/// The parser's most frequent words and ours. The first row that fits.
const SYNTAX: [(&str, Words); 20] = [
    ("duplicate key", lang::config::toml_duplicate),
    ("redefine", lang::config::toml_duplicate),
    ("cannot extend value", lang::config::toml_duplicate),
    ("string values must be quoted", lang::config::toml_value),
    ("opening quote", lang::config::toml_string),
    ("invalid basic string", lang::config::toml_string),
    ("invalid literal string", lang::config::toml_string),
    ("invalid multi-line", lang::config::toml_string),
    ("key with no value", lang::config::toml_equals),
    ("missing assignment", lang::config::toml_equals),
    ("missing value", lang::config::toml_no_value),
    ("unquoted key", lang::config::toml_key),
    ("missing key", lang::config::toml_key),
    ("array table", lang::config::toml_header),
    ("unclosed table", lang::config::toml_header),
    ("missing table open", lang::config::toml_header),
    ("array", lang::config::toml_list),
    ("inline table", lang::config::toml_list),
    ("unexpected key or value", lang::config::toml_line),
    ("invalid value", lang::config::toml_value),
];

fn chinese(message: &str) -> Option<Words> {
    SYNTAX.iter().find(|(fragment, _)| message.contains(fragment)).map(|(_, words)| *words)
}

/// The usual reason in a Chinese office: the input method was still on.
fn fullwidth(lang: Lang, line: &str) -> Option<String> {
    let pairs = [('“', '"'), ('”', '"'), ('‘', '\''), ('’', '\''), ('＝', '='), ('【', '['), ('】', ']'), ('，', ',')];
    let mut quoted = false;
    let outside = line.chars().filter(|&c| {
        quoted ^= c == '"';
        !quoted
    });
    let (found, wanted) = outside.filter_map(|c| pairs.iter().find(|(wide, _)| *wide == c)).next()?;
    Some(lang::config::fullwidth(lang, found, wanted))
}
