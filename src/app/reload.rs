//! A new configuration while running: on SIGHUP and when a file is saved. A broken one changes nothing, and operators
//! are told once; once again when it is mended.

use std::path::{Path, PathBuf};

use crate::config::{self, Config, FileWatch};
use crate::model::{Diagnostic, Level, SystemNotice};
use crate::pipeline::Stages;

use super::daemon::Daemon;
use super::{Parts, supervise};

/// Watches the files, and loads them anew.
pub(super) struct Reloader {
    file: PathBuf,
    watch: Option<FileWatch>,
    told_broken: bool,
}

impl Reloader {
    /// Watches the files of a configuration.
    pub fn new(file: &Path, config: &Config) -> Self {
        Self { file: file.to_owned(), watch: watch(config), told_broken: false }
    }

    /// Waits until a file was saved; for ever where the system cannot watch.
    pub async fn saved(&mut self) {
        let saved = match &mut self.watch {
            Some(watch) => watch.saved().await,
            None => None,
        };
        if saved.is_none() {
            self.watch = None;
            std::future::pending::<()>().await;
        }
    }

    /// Loads the files; what can be loaded is put in force, what cannot changes nothing.
    pub async fn reload(&mut self, daemon: &mut Daemon) {
        supervise::reloading();
        let before = daemon.parts().clone();
        let stages = &before.stages;
        let built = config::load(&self.file)
            .and_then(|config| Parts::build(config, stages.clock.clone(), stages.store.clone(), Some(&before)));
        match built {
            Ok(parts) => {
                self.watch = watch(&parts.stages.config);
                log_changes(&stages.config, &parts.stages.config);
                if std::mem::take(&mut self.told_broken) {
                    tell(&parts.stages, SystemNotice::ConfigMended).await;
                }
                daemon.reload(parts).await;
            }
            Err(faults) => self.broken(stages, faults).await,
        }
        supervise::ready();
    }

    async fn broken(&mut self, stages: &Stages, mut faults: Vec<Diagnostic>) {
        faults.retain(|fault| fault.level == Level::Error);
        for fault in &faults {
            let (file, line, column) = (fault.file.display(), fault.line, fault.column);
            tracing::error!(%file, line, column, "{}", fault.message);
        }
        tracing::error!(faults = faults.len(), "the new configuration cannot be loaded; the old one stays in force");
        if !std::mem::replace(&mut self.told_broken, true) {
            tell(stages, SystemNotice::ConfigBroken { faults }).await;
        }
    }
}

fn watch(config: &Config) -> Option<FileWatch> {
    match config::watch_files(&config.files()) {
        Ok(watch) => Some(watch),
        Err(error) => {
            tracing::warn!(%error, "configuration files cannot be watched; use `systemctl reload yuqing` after a change");
            None
        }
    }
}

fn log_changes(before: &Config, after: &Config) {
    let changes = config::diff(before, after);
    tracing::info!(changes = changes.len(), "the configuration was loaded anew");
    for change in &changes {
        let [what, kind, from, to] = change.cells(after.options.organisation.language);
        tracing::info!(what, kind, from, to, "changed");
    }
    let fixed =
        |config: &Config| (config.options.database.clone(), config.options.web.clone(), config.options.log.clone());
    if fixed(before) != fixed(after) {
        tracing::warn!("[database], [web] and [log] take effect after a restart");
    }
}

/// Writes a mail to operators, where mail is sent at all.
pub(super) async fn tell(stages: &Stages, notice: SystemNotice) {
    let Some(domain) = stages.message_domain() else { return };
    let now = stages.clock.now();
    let message_id = format!("system.{}.{domain}", now.timestamp_millis());
    if let Err(error) = stages.store.store_notice(notice, message_id, now).await {
        tracing::error!(%error, "operators could not be told");
    }
}
