//! The demo's folder with everything in it, and the parts of the ordinary daemon built from its files.

use std::path::{Path, PathBuf};

use chrono::Utc;

use crate::app::Parts;
use crate::clock::Clock;
use crate::config;
use crate::lang::{Lang, demo as words};
use crate::store::Store;

use super::DemoArgs;
use super::files::{self, Pace};
use super::mailbox::Mailbox;
use super::serve::Sites;
use super::town::Town;

/// The town is small and ours: it is visited faster than any real site would be.
const PACE: Pace = Pace { every_secs: 3, host_interval_ms: 20, mail_interval_ms: 200, max_instant_per_hour: 30 };
/// Where the demo lives when no folder is named.
const FOLDER: &str = "yuqing-demo";

/// The town, its sites and mailbox, and the daemon's parts.
pub struct Stage {
    /// The folder, absolute.
    pub dir: PathBuf,
    /// The town.
    pub town: Town,
    /// Its sites.
    pub sites: Sites,
    /// Its mailbox.
    pub mailbox: Mailbox,
    /// The ordinary daemon's parts.
    pub parts: Parts,
}

impl Stage {
    /// Builds the town, writes the files, loads them as any installation would.
    ///
    /// # Errors
    /// When the folder is not the demo's or cannot be written, or no port can be had.
    pub async fn set(args: &DemoArgs) -> anyhow::Result<Self> {
        let dir = folder(args)?;
        let town = Town::with_history(Utc::now());
        let sites = Sites::start(&town).await?;
        let mailbox = Mailbox::start(&dir.join("mail")).await?;
        files::write(&dir, &sites, &mailbox, PACE)?;
        let config = config::load(&dir.join("config/yuqing.toml")).map_err(crate::app::ConfigBroken)?;
        let database = config.options.database.clone();
        let store = Store::open(&database.file, database.min_free_mb)?;
        let parts = Parts::build(config, Clock::real(), store, None).map_err(crate::app::ConfigBroken)?;
        Ok(Self { dir, town, sites, mailbox, parts })
    }

    /// Prints what this is and where everything lies.
    pub fn introduce(&self, lang: Lang) {
        println!("{}\n", words::title(lang));
        let sites =
            format!("http://{}/  http://{}/  http://{}/feed.xml", self.forum(), self.sites.news, self.sites.wechat);
        let rows = [
            (words::place_folder(lang), self.dir.display().to_string()),
            (words::place_sources(lang), "sources.toml".into()),
            (words::place_settings(lang), "config/yuqing.toml  config/watches.toml".into()),
            (words::place_database(lang), "yuqing.db".into()),
            (words::place_mail(lang), "mail/*.eml".into()),
            (words::place_sites(lang), sites),
        ];
        let width =
            rows.iter().map(|(name, _)| unicode_width::UnicodeWidthStr::width(name.as_str())).max().unwrap_or(0);
        for (name, place) in rows {
            let gap = " ".repeat(width - unicode_width::UnicodeWidthStr::width(name.as_str()));
            println!("  {name}{gap}  {place}");
        }
        println!();
    }

    fn forum(&self) -> String {
        format!("{}/forum-{}-1.html", self.sites.forum, super::forum::BOARD)
    }
}

/// The folder: made when missing; one that was the demo's before begins anew; any other that is not empty is refused.
fn folder(args: &DemoArgs) -> anyhow::Result<PathBuf> {
    let dir = std::path::absolute(args.dir.clone().unwrap_or_else(|| PathBuf::from(FOLDER)))?;
    std::fs::create_dir_all(&dir)?;
    let marker = dir.join(MARKER);
    if !marker.exists() && std::fs::read_dir(&dir)?.next().is_some() {
        anyhow::bail!(words::foreign_folder(args.lang, dir.display()));
    }
    std::fs::write(&marker, "示例小城的文件夹，可以整个删除。 The demo's folder; it may be deleted.\n")?;
    clear(&dir)?;
    Ok(dir)
}

const MARKER: &str = "README.txt";

/// Ports are new at every start, so an old town's database would only confuse.
fn clear(dir: &Path) -> std::io::Result<()> {
    for name in ["yuqing.db", "yuqing.db-wal", "yuqing.db-shm"] {
        match std::fs::remove_file(dir.join(name)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    match std::fs::remove_dir_all(dir.join("mail")) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
