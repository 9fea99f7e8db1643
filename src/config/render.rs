//! Faults as people read them (place, line, caret, hint) and as machines do (JSON).

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde_json::json;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::redact::redact;
use crate::lang::{self, Lang};
use crate::model::{Diagnostic, Level};

/// Wider lines are cut around the caret.
const MAX_COLUMNS: usize = 110;
const RED: &str = "\u{1b}[1;31m";
const YELLOW: &str = "\u{1b}[1;33m";
const BLUE: &str = "\u{1b}[1;34m";
const PLAIN: &str = "\u{1b}[0m";

/// The texts that faults point into, without their passwords.
#[derive(Clone, Debug, Default)]
pub struct Texts(BTreeMap<PathBuf, String>);

impl Texts {
    /// Reads the files that faults name. A file that cannot be read is left out: its faults have no line to show.
    pub fn read(diagnostics: &[Diagnostic]) -> Self {
        let mut texts = Self::default();
        for diagnostic in diagnostics.iter().filter(|diagnostic| diagnostic.line > 0) {
            if !texts.0.contains_key(&diagnostic.file)
                && let Ok(bytes) = std::fs::read(&diagnostic.file)
            {
                texts.insert(diagnostic.file.clone(), &String::from_utf8_lossy(&bytes));
            }
        }
        texts
    }

    /// Adds a text.
    pub fn insert(&mut self, file: PathBuf, text: &str) {
        self.0.insert(file, redact(text.trim_start_matches('\u{feff}')));
    }

    fn line(&self, file: &Path, line: usize) -> Option<&str> {
        self.0.get(file)?.lines().nth(line.checked_sub(1)?)
    }
}

/// All faults, each with place, line, caret and hint.
pub fn render(diagnostics: &[Diagnostic], texts: &Texts, lang: Lang, color: bool) -> String {
    let blocks: Vec<_> = diagnostics.iter().map(|diagnostic| block(diagnostic, texts, lang, color)).collect();
    blocks.join("\n")
}

/// `{"ok", "errors", "warnings", "diagnostics": [{file, line, column, width, level, message, hint}]}`.
pub fn to_json(diagnostics: &[Diagnostic]) -> serde_json::Value {
    let count = |level| diagnostics.iter().filter(|diagnostic| diagnostic.level == level).count();
    let errors = count(Level::Error);
    json!({ "ok": errors == 0, "errors": errors, "warnings": count(Level::Warning), "diagnostics": diagnostics })
}

fn block(diagnostic: &Diagnostic, texts: &Texts, lang: Lang, color: bool) -> String {
    let paint = |code: &str, text: &str| if color { format!("{code}{text}{PLAIN}") } else { text.to_owned() };
    let (code, level) = match diagnostic.level {
        Level::Error => (RED, lang::config::error(lang)),
        Level::Warning => (YELLOW, lang::config::warning(lang)),
    };
    let place = match diagnostic.line {
        0 => shown(&diagnostic.file),
        line => format!("{}:{line}:{}", shown(&diagnostic.file), diagnostic.column),
    };
    let mut text = format!("{place}  {}{}{}\n", paint(code, &level), colon(lang), diagnostic.message);
    let number = diagnostic.line.to_string();
    let margin = " ".repeat(number.len());
    if let Some(line) = texts.line(&diagnostic.file, diagnostic.line) {
        let excerpt = Excerpt::of(line, diagnostic.column, diagnostic.width);
        let bar = paint(BLUE, "|");
        let caret = paint(code, &"^".repeat(excerpt.width));
        let _ = writeln!(text, " {} {bar} {}", paint(BLUE, &number), excerpt.line);
        let _ = writeln!(text, " {margin} {bar} {}{caret}", " ".repeat(excerpt.indent));
    }
    if let Some(hint) = &diagnostic.hint {
        let _ = writeln!(text, " {margin} = {}{}{hint}", paint(BLUE, &lang::config::hint(lang)), colon(lang));
    }
    text
}

fn colon(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "：",
        Lang::En => ": ",
    }
}

/// Below the working folder a path is shown from there.
fn shown(file: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    file.strip_prefix(here).unwrap_or(file).display().to_string()
}

/// A line cut to what a terminal shows, and where the caret goes in terminal columns.
struct Excerpt {
    line: String,
    indent: usize,
    width: usize,
}

impl Excerpt {
    /// `column` from 1 and `width`, both in characters.
    fn of(line: &str, column: usize, width: usize) -> Self {
        let characters: Vec<char> = line.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let at = column.saturating_sub(1).min(characters.len());
        let start = Self::first_shown(&characters, at);
        let window = Self::window(&characters[start..]);
        let before: String = window.iter().take(at - start).collect();
        let under: String = window.iter().skip(at - start).take(width.max(1)).collect();
        let cut = if start > 0 { "…" } else { "" };
        Self {
            line: format!("{cut}{}", window.iter().collect::<String>().trim_end()),
            indent: cut.width() + before.width(),
            width: under.width().max(1),
        }
    }

    /// From the left edge when the caret is near it; else a little before the caret.
    fn first_shown(characters: &[char], at: usize) -> usize {
        let columns: usize = characters[..at].iter().filter_map(|c| c.width()).sum();
        if columns < MAX_COLUMNS * 3 / 4 { 0 } else { at.saturating_sub(20) }
    }

    fn window(characters: &[char]) -> &[char] {
        let mut columns = 0;
        let fits = |c: &&char| {
            columns += c.width().unwrap_or(0);
            columns <= MAX_COLUMNS
        };
        &characters[..characters.iter().take_while(fits).count()]
    }
}
