//! The real daemon, as `yuqing run` starts it: memory and processor time with 1,000 sources on schedule, and the time
//! from the commit of an alert until the mail server has the mail.

#[allow(dead_code, reason = "shared between benchmarks")]
mod compare;
mod feeds;
mod process;

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use chrono::{DateTime, Utc};
use yuqing::demo::files::{self, Pace};
use yuqing::demo::mailbox::Mailbox;
use yuqing::demo::serve::Sites;
use yuqing::demo::town::Town;
use yuqing::store::Store;

use feeds::{FEEDS, Feeds, Manner};

/// Seconds between two visits to one feed: a hundred times busier than an ordinary schedule.
const EVERY_SECS: u64 = 15;
/// Cycles after which memory is read.
const CYCLES: [u64; 3] = [1, 4, 8];
/// Mails that are timed.
const MAILS: usize = 15;

type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

fn main() -> Outcome<()> {
    if feeds::serve_if_asked() {
        return Ok(());
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(thousand_sources(false))?;
    runtime.block_on(thousand_sources(true))?;
    runtime.block_on(alert_to_mail())
}

/// The daemon, which ends with this.
struct Daemon(Child);

impl Daemon {
    fn start(config: &Path) -> std::io::Result<Self> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_yuqing"));
        command.arg("--config").arg(config).arg("run");
        Ok(Self(command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?))
    }

    fn pid(&self) -> u32 {
        self.0.id()
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

async fn thousand_sources(lively: bool) -> Outcome<()> {
    let feeds = Feeds::start(Manner { closing: true, lively })?;
    let dir = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    let daemon = Daemon::start(&feeds::configure(dir.path(), &feeds, EVERY_SECS)?)?;
    let store = reader(&dir.path().join("yuqing.db")).await?;
    println!("{FEEDS} sources every {EVERY_SECS} s, {}", if lively { "a tenth of them with news" } else { "no news" });
    let mut before = (0.0, 0.0);
    for cycles in CYCLES {
        let visits = reach(&store, cycles * FEEDS as u64).await? as f64;
        let (memory, cpu) = (process::memory(daemon.pid()), process::cpu_seconds(daemon.pid()));
        println!(
            "  after {visits:>5} visits: resident {:>5.1} MB, at most {:>5.1} MB; {:>6.0} ms CPU for 1,000 visits",
            memory.now,
            memory.most,
            (cpu - before.1) / (visits - before.0) * 1e6
        );
        before = (visits, cpu);
    }
    Ok(())
}

/// The daemon's database, once it is there.
async fn reader(file: &Path) -> Outcome<Store> {
    for _ in 0..200 {
        if let Ok(store) = Store::open_reader(file) {
            return Ok(store);
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Err("the daemon does not start".into())
}

/// Waits until so many visits are stored; how many there are then.
async fn reach(store: &Store, visits: u64) -> Outcome<u64> {
    loop {
        let stored = store.counts().await?.visits.iter().map(|(_, count)| count).sum();
        if stored >= visits {
            return Ok(stored);
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

async fn alert_to_mail() -> Outcome<()> {
    let dir = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    let town = Town::with_history(Utc::now());
    let sites = Sites::start(&town).await?;
    let mut mailbox = Mailbox::start(&dir.path().join("mail")).await?;
    let pace = Pace { every_secs: 2, host_interval_ms: 20, mail_interval_ms: 2_000, max_instant_per_hour: 1_000 };
    files::write(dir.path(), &sites, &mailbox, pace)?;
    let _daemon = Daemon::start(&dir.path().join("config/yuqing.toml"))?;
    let store = reader(&dir.path().join("yuqing.db")).await?;
    reach(&store, 6).await?;
    let mut delays = Vec::new();
    while delays.len() < MAILS {
        town.publish(1, Utc::now());
        // Longer than the pause between two mails, so that none waits for another.
        let until = tokio::time::Instant::now() + Duration::from_secs(5);
        while let Ok(Some(path)) = tokio::time::timeout_at(until, mailbox.arrivals.recv()).await {
            let arrived: DateTime<Utc> = std::fs::metadata(&path)?.modified()?.into();
            if let Some(id) = alert_of(&std::fs::read_to_string(&path)?)
                && let Some(alert) = store.alert(id).await?
            {
                delays.push((arrived - alert.raised_at).as_seconds_f64());
            }
        }
    }
    let most = delays.iter().copied().fold(0.0, f64::max);
    let median = compare::median(delays.iter().copied());
    println!("alert raised to mail accepted: median {median:.3} s, longest {most:.3} s, of {} mails", delays.len());
    Ok(())
}

/// The alert that a mail tells of: `Message-ID: <alert.17-…@…>`.
fn alert_of(mail: &str) -> Option<i64> {
    mail.split_once("<alert.")?.1.split('-').next()?.parse().ok()
}
