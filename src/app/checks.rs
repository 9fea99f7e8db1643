//! What only a stage knows is wrong with a configuration: a schedule, an engine's options, a watch, a mail address.
//! Every fault of every stage at once, each with its place.

use crate::assess::Assessor;
use crate::config::Config;
use crate::fetch::Fetcher;
use crate::lang::{Lang, app as words};
use crate::matching::Watches;
use crate::model::{Diagnostic, Source};
use crate::pipeline::deliver::Courier;
use crate::pipeline::judge::Judge;
use crate::schedule::Cadence;
use crate::source::{SourceAdapter, table};

use super::Plan;

/// A name this close to a known one was probably meant (Jaro–Winkler).
const MEANT: f64 = 0.8;

/// What the stages made of a configuration.
pub(super) struct Compiled {
    pub judge: Judge,
    pub plans: Vec<Plan>,
    pub courier: Option<Courier>,
}

/// Every fault that the stages find.
pub fn faults(config: &Config) -> Vec<Diagnostic> {
    let fetcher = Fetcher::new(&config.options.fetch).err();
    let fetcher = fetcher.map(|fault| config.fault("fetch", None, fault.to_string(), None));
    let compiled = compile(config).err().unwrap_or_default();
    fetcher.into_iter().chain(compiled).collect()
}

/// Compiles everything that can be wrong.
///
/// # Errors
/// Every fault, not only the first.
pub(super) fn compile(config: &Config) -> Result<Compiled, Vec<Diagnostic>> {
    let mut faults = Vec::new();
    let judge = keep(judge(config), &mut faults);
    let plans: Vec<_> = config.sources.iter().enumerate().filter(|(_, source)| source.enabled).collect();
    let plans: Vec<_> = plans.into_iter().filter_map(|(i, s)| keep(plan(config, i, s), &mut faults)).collect();
    let courier = keep(courier(config), &mut faults);
    match (judge, courier) {
        (Some(judge), Some(courier)) if faults.is_empty() => Ok(Compiled { judge, plans, courier }),
        _ => Err(faults),
    }
}

fn keep<T>(result: Result<T, Vec<Diagnostic>>, faults: &mut Vec<Diagnostic>) -> Option<T> {
    result.map_err(|more| faults.extend(more)).ok()
}

/// The matcher and the lexicon.
///
/// # Errors
/// Every watch and entity that cannot work.
pub fn judge(config: &Config) -> Result<Judge, Vec<Diagnostic>> {
    let lang = config.lang();
    let watches = Watches::compile(&config.entities, &config.watches).map_err(|faults| {
        let diagnostic = |fault: &crate::matching::WatchFault| {
            let within = fault.at.map(|(from, to)| from..to);
            config.fault(&fault.key, within, say(lang, &fault.message), fault.hint.as_ref().map(|hint| say(lang, hint)))
        };
        faults.iter().map(diagnostic).collect::<Vec<_>>()
    })?;
    Ok(Judge::new(watches, Assessor::compile(&config.categories), &config.options.matching))
}

fn plan(config: &Config, index: usize, source: &Source) -> Result<Plan, Vec<Diagnostic>> {
    let mut faults = Vec::new();
    let cadence = keep(cadence(config, index, source), &mut faults);
    let adapter = keep(adapter(config, index, source), &mut faults);
    match (adapter, cadence) {
        (Some(adapter), Some(cadence)) => Ok(Plan { source: source.clone().into(), adapter, cadence }),
        _ => Err(faults),
    }
}

fn cadence(config: &Config, index: usize, source: &Source) -> Result<Cadence, Vec<Diagnostic>> {
    Cadence::of(source, &config.options.schedule).map_err(|fault| {
        let key = format!("source[{index}].{}", fault.key);
        let within = fault.at.map(|(from, to)| from..to);
        vec![config.fault(&key, within, say(config.lang(), &fault.message), None)]
    })
}

/// The engine, if it exists and the source's options suit it.
fn adapter(config: &Config, index: usize, source: &Source) -> Result<&'static dyn SourceAdapter, Vec<Diagnostic>> {
    let lang = config.lang();
    let Some(adapter) = table::find(&source.engine) else {
        let key = format!("source[{index}].engine");
        let hint = meant(&source.engine).map(|name| words::did_you_mean(lang, name));
        let hint = hint.unwrap_or_else(|| words::known_engines(lang, engines().join("、")));
        return Err(vec![config.fault(&key, None, words::no_engine(lang, &source.engine), Some(hint))]);
    };
    let fault = |fault: crate::source::OptionFault| {
        config.fault(&format!("source[{index}].{}", fault.key), None, say(lang, &fault.message), None)
    };
    let faults: Vec<_> = adapter.check(source).into_iter().map(fault).collect();
    if faults.is_empty() { Ok(adapter) } else { Err(faults) }
}

fn courier(config: &Config) -> Result<Option<Courier>, Vec<Diagnostic>> {
    let options = &config.options.mail;
    if !options.enabled {
        return Ok(None);
    }
    let courier = Courier::new(options, config.lang());
    courier.map(Some).map_err(|fault| vec![config.fault("mail", None, fault.to_string(), None)])
}

fn engines() -> Vec<&'static str> {
    table::all().iter().map(|adapter| adapter.name()).collect()
}

fn meant(name: &str) -> Option<&'static str> {
    let near = |known: &&'static str| strsim::jaro_winkler(known, name);
    let best = engines().into_iter().max_by(|a, b| near(a).total_cmp(&near(b)))?;
    (near(&best) >= MEANT).then_some(best)
}

fn say(lang: Lang, text: &(String, String)) -> String {
    match lang {
        Lang::Zh => text.0.clone(),
        Lang::En => text.1.clone(),
    }
}
