//! Tells when configuration files were saved.
//!
//! - [`FileWatch`]: one signal per saving, however an editor saves

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::Duration;

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use tokio::sync::mpsc;

/// Editors write, rename and touch in quick succession: one reload is enough.
const QUIET: Duration = Duration::from_millis(500);

/// Watches files for as long as it lives.
pub struct FileWatch {
    events: mpsc::Receiver<()>,
    /// Something was saved, and the quiet after it has not been waited for.
    pending: bool,
    _watcher: RecommendedWatcher,
}

/// Watches the folders of files: editors replace a file by renaming another one onto it, which a watch on the file
/// itself would lose.
///
/// # Errors
/// When the system has no watches left, or a folder cannot be watched.
pub fn watch_files(files: &[PathBuf]) -> Result<FileWatch, notify::Error> {
    let names: BTreeSet<OsString> = files.iter().filter_map(|file| file.file_name().map(Into::into)).collect();
    let folders: BTreeSet<&Path> = files.iter().filter_map(|file| file.parent()).collect();
    let (sender, events) = mpsc::channel(1);
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        if event.is_ok_and(|event| concerns(&event, &names)) {
            // A full channel already says that something was saved.
            let _ = sender.try_send(());
        }
    })?;
    for folder in folders {
        watcher.watch(folder, RecursiveMode::NonRecursive)?;
    }
    Ok(FileWatch { events, pending: false, _watcher: watcher })
}

fn concerns(event: &Event, names: &BTreeSet<OsString>) -> bool {
    let reading = matches!(event.kind, EventKind::Access(_));
    !reading && event.paths.iter().filter_map(|path| path.file_name()).any(|name| names.contains(name))
}

impl FileWatch {
    /// Waits until a file was saved and half a second has passed without another event. `None` when watching has ended.
    /// Dropping the future loses nothing: the next call waits for the quiet again.
    pub async fn saved(&mut self) -> Option<()> {
        if !self.pending {
            self.events.recv().await?;
            self.pending = true;
        }
        while let Ok(event) = tokio::time::timeout(QUIET, self.events.recv()).await {
            event?;
        }
        self.pending = false;
        Some(())
    }
}
