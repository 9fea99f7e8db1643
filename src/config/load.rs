//! From files to a [`Config`], or to every problem of all of them.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::document::Document;
use super::documents::Documents;
use super::environment::Environment;
use super::fault::{Fault, Faults, diagnostic};
use super::read::{self, Setting};
use super::table::Table;
use super::{Config, Options, value};
use crate::lang::{self, Lang};
use crate::model::{Category, Diagnostic, Level};

/// A configuration file is a few kilobytes; a log file named by mistake is not.
const MAX_FILE_MB: u64 = 16;
/// The lexicon that is used when no file is there.
const BUILT_IN_LEXICON: &str = include_str!("../../config/lexicon.toml");

/// Finds `yuqing.toml`: the argument, `YUQING_CONFIG`, `./config/yuqing.toml`, `/etc/yuqing/yuqing.toml`.
///
/// # Errors
/// When none of them is there: a diagnostic that names all places looked at.
pub fn locate(argument: Option<&Path>) -> Result<PathBuf, Diagnostic> {
    locate_in(argument, Environment::process())
}

/// The same with given environment variables.
///
/// # Errors
/// As [`locate`].
pub fn locate_in(argument: Option<&Path>, environment: Environment<'_>) -> Result<PathBuf, Diagnostic> {
    let lang = environment.lang().unwrap_or_default();
    let named = argument.map(Path::to_owned).or_else(|| environment.get("YUQING_CONFIG").map(PathBuf::from));
    let places = match named {
        Some(named) => vec![named],
        None => vec!["config/yuqing.toml".into(), "/etc/yuqing/yuqing.toml".into()],
    };
    if let Some(found) = places.iter().find(|place| place.is_file()) {
        return Ok(value::path(Path::new(""), found));
    }
    let list: Vec<_> = places.iter().map(|place| place.display().to_string()).collect();
    let message = lang::config::no_configuration(lang, list.join(", "));
    let fault = Fault::new(message).hint(lang::config::no_configuration_hint(lang));
    Err(whole_file(places.first().map_or(Path::new("yuqing.toml"), PathBuf::as_path), fault))
}

/// Reads `yuqing.toml` and the files it names.
///
/// # Errors
/// Every problem of every file.
pub fn load(file: &Path) -> Result<Config, Vec<Diagnostic>> {
    load_in(file, Environment::process())
}

/// The same with given environment variables.
///
/// # Errors
/// As [`load`].
pub fn load_in(file: &Path, environment: Environment<'_>) -> Result<Config, Vec<Diagnostic>> {
    let survey = survey(file, environment);
    let broken = survey.faults.iter().any(|fault| fault.level == Level::Error);
    survey.config.filter(|_| !broken).ok_or(survey.faults)
}

/// What can be read, and everything that is wrong with it.
#[derive(Debug)]
pub struct Survey {
    /// What is sound, for other stages to look at; `None` when `yuqing.toml` itself cannot be read. What is broken is left
    /// out, and what depends on it, so that no fault is reported twice in other words.
    pub config: Option<Config>,
    /// Every problem of every file, warnings too.
    pub faults: Vec<Diagnostic>,
}

/// Reads as much of `yuqing.toml` and the files it names as can be read.
pub fn survey(file: &Path, environment: Environment<'_>) -> Survey {
    let file = value::path(Path::new(""), file);
    let fallback = environment.lang();
    let document = match open(&file, fallback.unwrap_or_default(), None) {
        Ok(document) => document,
        Err(fault) => return Survey { config: None, faults: vec![fault] },
    };
    let lang = fallback.unwrap_or_else(|| written_lang(&document));
    let mut reading = Reading { lang, found: Vec::new() };
    let setting = Setting { file: &file, environment };
    let mut options = reading.of(&document, |table| read::options(table, &setting));
    // Half of [mail] is no mail: its own faults are enough.
    options.mail.enabled &= !reading.broken();

    let sources_file = reading.file(&options.files.sources, "sources");
    let sources = reading.of(&sources_file, |table| read::sources(table, &options));
    let watches_file = reading.file(&options.files.watches, "watches");
    let (entities, watches) = reading.of(&watches_file, read::watches);
    let lexicon_file = match &options.files.lexicon {
        Some(file) => reading.file(file, "lexicon"),
        None => built_in_lexicon(),
    };
    let categories = reading.of(&lexicon_file, read::lexicon);

    let files = Arc::new([document, sources_file, watches_file, lexicon_file]);
    let documents = Documents { lang, files, sources: sources.numbers.into(), watches: watches.numbers.into() };
    let (sources, watches) = (sources.items, watches.items);
    let warnings = reading.warnings();
    let config = Config { options, sources, entities, watches, categories, warnings, documents };
    Survey { config: Some(config), faults: reading.found }
}

/// Reads a `watches.toml` alone: no sources, every option at its default, the built-in lexicon. For `yuqing try match`.
///
/// # Errors
/// Every problem of the file.
pub fn load_watches(file: &Path) -> Result<Config, Vec<Diagnostic>> {
    let lang = Lang::from_env();
    let file = value::path(Path::new(""), file);
    let mut reading = Reading { lang, found: Vec::new() };
    let document = reading.file(&file, "watches");
    let (entities, watches) = reading.of(&document, read::watches);
    let lexicon = built_in_lexicon();
    let categories = reading.of(&lexicon, read::lexicon);
    let documents = [Document::default(), Document::default(), document, lexicon];
    if reading.broken() {
        return Err(reading.found);
    }
    let documents = Documents { lang, files: Arc::new(documents), sources: [].into(), watches: watches.numbers.into() };
    let (options, sources, warnings) = (Options::default(), Vec::new(), reading.found);
    Ok(Config { options, sources, entities, watches: watches.items, categories, warnings, documents })
}

/// The categories that are used when there is no `lexicon.toml`.
pub fn built_in_categories() -> Vec<Category> {
    let document = built_in_lexicon();
    read::lexicon(Table::root(&Faults::new(&document, Lang::default())))
}

fn built_in_lexicon() -> Document {
    Document::parse(Path::new("lexicon.toml"), BUILT_IN_LEXICON.to_owned())
}

/// The language that `[organisation]` asks for, before anything else of the file is judged.
fn written_lang(document: &Document) -> Lang {
    let tag = document.root.get("organisation").and_then(|table| table.get("language")).and_then(|node| node.text());
    if tag.is_some_and(|tag| tag.starts_with("en")) { Lang::En } else { Lang::Zh }
}

/// Faults of all files as they are read.
struct Reading {
    lang: Lang,
    found: Vec<Diagnostic>,
}

impl Reading {
    /// A file that `[files]` names; an empty one, and a fault, when it cannot be read.
    fn file(&mut self, file: &Path, key: &str) -> Document {
        open(file, self.lang, Some(key)).unwrap_or_else(|fault| {
            self.found.push(fault);
            Document { file: file.to_owned(), ..Document::default() }
        })
    }

    /// Reads one document with one reader.
    fn of<T>(&mut self, document: &Document, reader: impl FnOnce(Table<'_>) -> T) -> T {
        let faults = Faults::new(document, self.lang);
        let value = reader(Table::root(&faults));
        self.found.extend(faults.finish());
        value
    }

    /// Whether something refuses to load.
    fn broken(&self) -> bool {
        self.found.iter().any(|fault| fault.level == Level::Error)
    }

    fn warnings(&self) -> Vec<Diagnostic> {
        self.found.iter().filter(|fault| fault.level == Level::Warning).cloned().collect()
    }
}

/// Reads and parses one file. `key`: where `[files]` names it.
fn open(file: &Path, lang: Lang, key: Option<&str>) -> Result<Document, Diagnostic> {
    let bytes = bytes(file).map_err(|why| {
        let gone = why.kind() == std::io::ErrorKind::NotFound;
        let message = if gone { lang::config::not_there(lang) } else { lang::config::unreadable(lang, &why) };
        let hint = key.filter(|_| gone).map(|key| lang::config::not_there_hint(lang, key));
        whole_file(file, Fault::new(message).hint(hint))
    })?;
    if bytes.len() as u64 > MAX_FILE_MB << 20 {
        return Err(whole_file(file, Fault::new(lang::config::too_large(lang, MAX_FILE_MB))));
    }
    let text = String::from_utf8(bytes).map_err(|error| not_utf8(file, lang, &error))?;
    let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
    Ok(Document::parse(file, text))
}

fn bytes(file: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::fs::File::open(file)?.take((MAX_FILE_MB << 20) + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn not_utf8(file: &Path, lang: Lang, error: &std::string::FromUtf8Error) -> Diagnostic {
    let valid = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
    let before = String::from_utf8_lossy(valid).into_owned();
    let end = before.len();
    let document = Document { file: file.to_owned(), text: before, ..Document::default() };
    let fault = Fault::new(lang::config::not_utf8(lang)).hint(lang::config::not_utf8_hint(lang));
    diagnostic(&document, &(end..end), Level::Error, fault)
}

fn whole_file(file: &Path, fault: Fault) -> Diagnostic {
    let document = Document { file: file.to_owned(), ..Document::default() };
    Diagnostic { line: 0, column: 0, width: 0, ..diagnostic(&document, &(0..0), Level::Error, fault) }
}
