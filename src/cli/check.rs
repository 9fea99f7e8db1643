//! `yuqing check`: every problem of all files at once, with file, line, caret and hint.

use std::io::IsTerminal;
use std::path::Path;

use super::exit::Exit;
use crate::config::{self, Config, Texts};
use crate::lang::{self, Lang};
use crate::model::{Diagnostic, Level};

/// Loads the configuration, adds what the stages find (`stages`), prints, and fails on errors.
pub fn run(config: Option<&Path>, json: bool, lang: Lang, stages: impl FnOnce(&Config) -> Vec<Diagnostic>) -> Exit {
    let loaded = config::locate(config).map_err(|fault| vec![fault]).and_then(|file| config::load(&file));
    let (diagnostics, lang, summary) = match &loaded {
        Err(faults) => (faults.clone(), lang, None),
        Ok(config) => {
            let mut all = config.warnings.clone();
            all.extend(stages(config));
            (all, config.lang(), Some(good(config, config.lang())))
        }
    };
    let errors = diagnostics.iter().filter(|fault| fault.level == Level::Error).count();
    if json {
        println!("{:#}", config::to_json(&diagnostics));
    } else {
        let warnings = diagnostics.len() - errors;
        print(&diagnostics, lang);
        match summary.filter(|_| errors == 0) {
            Some(summary) if warnings == 0 => println!("{summary}"),
            Some(summary) => println!("{summary}{}", lang::config::summary_warnings(lang, warnings)),
            None => println!("{}", lang::config::summary_bad(lang, errors, warnings)),
        }
    }
    if errors == 0 { Exit::Ok } else { Exit::Problems }
}

/// Faults to standard output, coloured on a terminal that wants colours.
fn print(diagnostics: &[Diagnostic], lang: Lang) {
    if !diagnostics.is_empty() {
        let color = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        println!("{}", config::render(diagnostics, &Texts::read(diagnostics), lang, color));
    }
}

fn good(config: &Config, lang: Lang) -> String {
    let enabled = config.sources.iter().filter(|source| source.enabled).count();
    let counts = (config.sources.len(), config.entities.len(), config.watches.len());
    lang::config::summary_good(lang, counts.0, enabled, counts.1, counts.2)
}
