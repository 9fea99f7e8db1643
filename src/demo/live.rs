//! `demo`: the daemon runs, the town goes on writing, and what happens is printed as it happens.

use std::path::Path;
use std::time::Duration;

use chrono::{Local, Utc};
use tokio::sync::broadcast::error::RecvError;

use crate::app::{Daemon, Told};
use crate::lang::{Lang, demo as words};
use crate::notify::render::badge;
use crate::notify::render::safe;
use crate::store::Store;

use super::stage::Stage;

/// Someone in the town writes this often.
const WRITES_EVERY: Duration = Duration::from_secs(4);

/// Runs until Ctrl-C or SIGTERM.
///
/// # Errors
/// When the daemon cannot start.
pub async fn run(mut stage: Stage, lang: Lang) -> anyhow::Result<()> {
    stage.introduce(lang);
    println!("{}", words::watching(lang));
    println!("{}\n", words::try_status(lang, stage.dir.join("config/yuqing.toml").display()));
    let store = stage.parts.stages.store.clone();
    let daemon = Daemon::start(stage.parts.clone()).await?;
    let mut told = daemon.listen();
    let mut clock = tokio::time::interval(WRITES_EVERY);
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    loop {
        tokio::select! {
            _ = clock.tick() => stage.town.publish(1, Utc::now()),
            visit = told.recv() => match visit {
                Ok(visit) => show_alerts(&store, &visit, lang).await?,
                Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => break,
            },
            Some(path) = stage.mailbox.arrivals.recv() => show_mail(&path, lang),
            _ = tokio::signal::ctrl_c() => break,
            _ = terminate.recv() => break,
        }
    }
    daemon.stop().await;
    println!("\n{}", words::stopped(lang));
    Ok(())
}

async fn show_alerts(store: &Store, told: &Told, lang: Lang) -> anyhow::Result<()> {
    for alert in store.alerts(&told.alerts).await? {
        let level = badge(lang, alert.severity);
        say(&words::alert(lang, level, &alert.source_name, &alert.title));
    }
    Ok(())
}

fn show_mail(path: &Path, lang: Lang) {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    say(&words::mail(lang, name, ""));
}

/// One line with its time; what came from the web may not steer the terminal.
fn say(line: &str) {
    println!("{}  {}", Local::now().format("%H:%M:%S"), safe::line(line));
}
