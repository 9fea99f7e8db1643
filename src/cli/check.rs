//! `yuqing check`: every problem of all files and of all stages at once, with file, line, caret and hint.

use std::io::{IsTerminal, Write};

use super::Setting;
use super::exit::Exit;
use crate::config::{self, Config, Survey, Texts};
use crate::lang::{self, Lang};
use crate::model::{Diagnostic, Level};

/// Reads the configuration, adds what the stages find in what is sound of it (`stages`), prints, and fails on errors.
pub fn run(json: bool, setting: &Setting, stages: impl FnOnce(&Config) -> Vec<Diagnostic>) -> Exit {
    let Survey { config, mut faults } = survey(setting);
    let lang = config.as_ref().map_or(setting.lang, Config::lang);
    if let Some(config) = &config {
        faults.extend(stages(config));
        config.sort(&mut faults);
    }
    let errors = faults.iter().filter(|fault| fault.level == Level::Error).count();
    let text = if json {
        format!("{:#}\n", config::to_json(&faults))
    } else {
        let summary = config.filter(|_| errors == 0).map(|config| good(&config, faults.len(), lang));
        let summary = summary.unwrap_or_else(|| lang::config::summary_bad(lang, errors, faults.len() - errors));
        format!("{}{summary}\n", list(&faults, lang))
    };
    // A reader that has seen enough (`yuqing check | head`) is no fault.
    let _ = std::io::stdout().write_all(text.as_bytes());
    if errors == 0 { Exit::Ok } else { Exit::Problems }
}

fn survey(setting: &Setting) -> Survey {
    super::in_environment(setting, |environment| match config::locate_in(setting.config.as_deref(), environment) {
        Ok(file) => config::survey(&file, environment),
        Err(fault) => Survey { config: None, faults: vec![fault] },
    })
}

/// All faults, coloured on a terminal that wants colours.
fn list(faults: &[Diagnostic], lang: Lang) -> String {
    if faults.is_empty() {
        return String::new();
    }
    let color = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    format!("{}\n", config::render(faults, &Texts::read(faults), lang, color))
}

fn good(config: &Config, warnings: usize, lang: Lang) -> String {
    let enabled = config.sources.iter().filter(|source| source.enabled).count();
    let (sources, entities, watches) = (config.sources.len(), config.entities.len(), config.watches.len());
    let good = lang::config::summary_good(lang, sources, enabled, entities, watches);
    if warnings == 0 { good } else { format!("{good}{}", lang::config::summary_warnings(lang, warnings)) }
}
