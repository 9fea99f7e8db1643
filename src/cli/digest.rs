//! `yuqing digest`: a preview of the next issue, or an issue now.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::Context;

use crate::app::{ConfigBroken, Parts};
use crate::clock::Clock;
use crate::config::Config;
use crate::lang::{Lang, cli, run as words};
use crate::model::{Delivery, MailKind};
use crate::notify::compose;
use crate::notify::render::{self, Letter};
use crate::pipeline::deliver::{self, Step};
use crate::pipeline::{Stages, digest, letters};
use crate::store::{Store, StoreError};

use super::args::DigestArgs;
use super::exit::Exit;
use super::{Misuse, Setting};

/// A daemon that is asked for an issue gets this long to close it.
const DAEMON_ANSWERS_WITHIN: Duration = Duration::from_secs(10);

/// Previews or sends.
pub fn run(args: DigestArgs, setting: &Setting) -> anyhow::Result<Exit> {
    let config = super::load(setting)?;
    match (args.preview, args.send) {
        (Some(file), _) => super::block_on(preview(config, file.as_deref(), setting.lang)),
        (None, true) => super::block_on(send(config, setting.lang)),
        (None, false) => Err(Misuse(words::digest_what(setting.lang)).into()),
    }
}

async fn preview(config: Config, file: Option<&Path>, lang: Lang) -> anyhow::Result<Exit> {
    let store = Store::open_reader(&config.options.database.file)?;
    let parts = Parts::build(config, Clock::real(), store, None).map_err(ConfigBroken)?;
    let stages = &parts.stages;
    let number = stages.store.last_issue().await?.map_or(1, |issue| issue.number + 1);
    let data = digest::data(stages, number, digest::until_now(stages).await?).await?;
    let letter = render::digest(&data, &letters::office(stages))?;
    let Some(file) = file else {
        print!("{}", letter.text);
        return Ok(Exit::Ok);
    };
    let bytes = in_the_form_of(file, letter, stages, lang)?;
    std::fs::write(file, bytes).map_err(|why| anyhow::anyhow!(cli::cannot_write(lang, file.display(), why)))?;
    println!("{}", words::preview_written(lang, file.display()));
    Ok(Exit::Ok)
}

/// What the file's name asks for.
fn in_the_form_of(file: &Path, letter: Letter, stages: &Stages, lang: Lang) -> anyhow::Result<Vec<u8>> {
    match file.extension().and_then(|kind| kind.to_str()) {
        Some("html") => Ok(letter.html.into_bytes()),
        Some("txt") => Ok(letter.text.into_bytes()),
        Some("eml") => {
            let message_id = format!("preview.{}", stages.mail_domain());
            Ok(compose(&letter, &letters::addressing(stages, MailKind::Digest, &message_id), false)?)
        }
        _ => Err(Misuse(words::preview_kind(lang, file.display())).into()),
    }
}

/// Closes an issue and sends it; beside a daemon, the daemon does both.
async fn send(config: Config, lang: Lang) -> anyhow::Result<Exit> {
    if !config.options.mail.enabled {
        return Err(Misuse(words::mail_is_off(lang)).into());
    }
    let database = config.options.database.clone();
    let store = match Store::open(&database.file, database.min_free_mb) {
        Err(StoreError::Locked(_)) => return ask_the_daemon(&database.file, lang).await,
        opened => opened?,
    };
    let parts = Parts::build(config, Clock::real(), store, None).map_err(ConfigBroken)?;
    let stages = &parts.stages;
    let issue = digest::close(stages, digest::until_now(stages).await?).await?;
    match deliver_issue(stages).await? {
        Some(Delivery::Accepted { .. }) => println!("{}", words::issue_sent(lang, issue)),
        Some(Delivery::Deferred { error } | Delivery::Refused { error } | Delivery::Unknown { error }) => {
            println!("{}", words::issue_waits(lang, issue, error));
            return Ok(Exit::Network);
        }
        None => {}
    }
    Ok(Exit::Ok)
}

/// Everything that waits goes out with it; the answer to the last mail tried.
async fn deliver_issue(stages: &Stages) -> Result<Option<Delivery>, StoreError> {
    let mut last = None;
    loop {
        match deliver::step(stages).await? {
            Step::Tried { delivery, .. } => last = Some(delivery),
            Step::Folded => {}
            Step::Idle(_) => return Ok(last),
        }
    }
}

/// Asks by signal, and waits until the issue stands in the database.
async fn ask_the_daemon(database: &Path, lang: Lang) -> anyhow::Result<Exit> {
    let store = Store::open_reader(database)?;
    let before = store.last_issue().await?.map(|issue| issue.number);
    let holder = Store::holder(database).context("the lock of the database names nobody")?;
    let asked = Command::new("kill").args(["-USR1", &holder.to_string()]).status().context("kill")?;
    let deadline = tokio::time::Instant::now() + DAEMON_ANSWERS_WITHIN;
    while asked.success() && tokio::time::Instant::now() < deadline {
        let last = store.last_issue().await?.map(|issue| issue.number);
        if let Some(issue) = last.filter(|_| last != before) {
            println!("{}", words::issue_asked(lang, issue));
            return Ok(Exit::Ok);
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    println!("{}", words::daemon_silent(lang));
    Ok(Exit::Problems)
}
