//! `yuqing try STAGE`: one stage alone, many inputs, one JSON object a line, an error in its place.

use std::io::{BufRead, BufWriter, Write};
use std::path::Path;

use anyhow::Context;
use chrono::{DateTime, FixedOffset, Offset, TimeZone};
use serde::Serialize;
use url::Url;

use crate::app::{ConfigBroken, checks};
use crate::clock::Clock;
use crate::config;
use crate::fetch::robots::Robots;
use crate::lang::{Lang, cli as words};
use crate::model::PageRole;
use crate::workbench::{Bench, Fault, Head, bench_source, lines, matching, page, stories};

use super::args::{PageArgs, RoleArg, Stage};
use super::exit::Exit;
use super::{Misuse, Setting};

/// Where a page is said to come from when nobody says.
const NOWHERE: &str = "http://example.invalid/";

/// Runs one stage over all inputs.
pub fn run(stage: Stage, setting: &Setting) -> anyhow::Result<Exit> {
    match stage {
        Stage::Decode { content_type, files } => {
            each_file(&files, setting, |name, body| Ok(page::decode(name, &body, content_type.as_deref())))
        }
        Stage::Feed(args) => {
            let bench = bench(&args, Some("feed"), PageRole::List, setting)?;
            each_file(&args.files, setting, |name, body| page::feed(name, body, &bench))
        }
        Stage::Page { engine, page: args } => {
            let bench = bench(&args, engine.as_deref(), PageRole::List, setting)?;
            each_file(&args.files, setting, |name, body| page::page(name, body, &bench))
        }
        Stage::Article(args) => {
            let bench = bench(&args, Some("page"), PageRole::Article, setting)?;
            each_file(&args.files, setting, |name, body| Ok(page::article(name, body, &bench)))
        }
        Stage::Time { now } => {
            let now = now.as_deref().map(|text| time(text, setting.lang)).transpose()?.unwrap_or_else(present);
            each_line(|line| Ok(lines::time(line, now)))
        }
        Stage::Url => each_line(lines::canonical),
        Stage::Robots { robots, agent } => {
            let robots = Robots::parse(&read(&robots, setting.lang).map_err(anyhow::Error::msg)?);
            each_line(|line| Ok(lines::allowed(line, &robots, &agent)))
        }
        Stage::Text => each_line(|line| Ok(lines::view(line))),
        Stage::Match { watches } => {
            let config = match watches {
                Some(file) => config::load_watches(&file).map_err(ConfigBroken)?,
                None => super::load(setting)?,
            };
            let judge = checks::judge(&config).map_err(ConfigBroken)?;
            each_line(|line| matching::find(line, &judge, &config.sources))
        }
        Stage::Stories => {
            let mut stories = stories::Stories::default();
            each_line(|line| stories.place(line))
        }
    }
}

/// What a saved page is read as: a configured source, or an engine and a URL.
fn bench(args: &PageArgs, engine: Option<&str>, role: PageRole, setting: &Setting) -> anyhow::Result<Bench> {
    let lang = setting.lang;
    let url = |text: &str| Url::parse(text).map_err(|_| Misuse(words::bad_url(lang, text)));
    let mut source = match (&args.source, engine) {
        (Some(id), _) => {
            let found = super::load(setting)?.sources.into_iter().find(|source| source.id == *id);
            found.ok_or_else(|| Misuse(words::no_source(lang, id)))?
        }
        (None, Some(engine)) => bench_source(engine, url(NOWHERE)?),
        (None, None) => return Err(Misuse(words::engine_needed(lang)).into()),
    };
    if let Some(text) = &args.url {
        source.url = url(text)?;
    }
    let mut bench = Bench::new(source);
    bench.role = args.role.map_or(role, PageRole::from);
    bench.now = args.now.as_deref().map(|text| time(text, lang)).transpose()?;
    if let Some(file) = &args.headers {
        let dump = read(file, lang).map_err(anyhow::Error::msg)?;
        bench.head = Head::read(&String::from_utf8_lossy(&dump));
    }
    Ok(bench)
}

fn time(text: &str, lang: Lang) -> Result<DateTime<FixedOffset>, Misuse> {
    DateTime::parse_from_rfc3339(text).map_err(|_| Misuse(words::bad_time(lang, text)))
}

fn present() -> DateTime<FixedOffset> {
    let now = Clock::real().now();
    now.with_timezone(&chrono_tz::Asia::Shanghai.offset_from_utc_datetime(&now.naive_utc()).fix())
}

fn read(file: &Path, lang: Lang) -> Result<Vec<u8>, Fault> {
    std::fs::read(file).map_err(|why| Fault::new(words::cannot_read(lang, file.display(), why)))
}

/// One answer a file; a file that cannot be read is an error in its place.
fn each_file<T: Serialize>(
    files: &[std::path::PathBuf],
    setting: &Setting,
    mut answer: impl FnMut(&str, Vec<u8>) -> Result<T, Fault>,
) -> anyhow::Result<Exit> {
    let mut out = Answers::new();
    for file in files {
        let name = file.display().to_string();
        out.print(read(file, setting.lang).and_then(|body| answer(&name, body)))?;
    }
    out.finish()
}

/// One answer a line of the standard input; bytes that are no UTF-8 are replaced.
fn each_line<T: Serialize>(mut answer: impl FnMut(&str) -> Result<T, Fault>) -> anyhow::Result<Exit> {
    let mut out = Answers::new();
    let mut input = std::io::stdin().lock();
    let mut line = Vec::new();
    while input.read_until(b'\n', &mut line)? > 0 {
        let text = String::from_utf8_lossy(&line);
        out.print(answer(text.trim_end_matches(['\n', '\r'])))?;
        line.clear();
    }
    out.finish()
}

/// Answers on the standard output, in order.
struct Answers {
    out: BufWriter<std::io::StdoutLock<'static>>,
}

impl Answers {
    fn new() -> Self {
        Self { out: BufWriter::new(std::io::stdout().lock()) }
    }

    fn print<T: Serialize>(&mut self, answer: Result<T, Fault>) -> anyhow::Result<()> {
        match answer {
            Ok(answer) => serde_json::to_writer(&mut self.out, &answer)?,
            Err(fault) => serde_json::to_writer(&mut self.out, &fault)?,
        }
        writeln!(self.out).context("stdout")
    }

    fn finish(mut self) -> anyhow::Result<Exit> {
        self.out.flush()?;
        Ok(Exit::Ok)
    }
}

impl From<RoleArg> for PageRole {
    fn from(role: RoleArg) -> Self {
        match role {
            RoleArg::List => Self::List,
            RoleArg::Thread => Self::Thread,
            RoleArg::Article => Self::Article,
        }
    }
}
