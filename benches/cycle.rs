//! A cycle over 1,000 feeds of which none changed (all 304), against a bare reqwest loop: processor time of this
//! process alone. Ours visits, judges and commits every one to SQLite; the floor asks the same questions of the same
//! server, as many at once, and forgets the answers.

#[allow(dead_code, reason = "shared between benchmarks")]
mod compare;
mod feeds;
mod process;

use std::sync::Arc;

use reqwest::header::{ACCEPT, ACCEPT_ENCODING, ACCEPT_LANGUAGE, IF_MODIFIED_SINCE, IF_NONE_MATCH};
use tokio::task::JoinSet;
use yuqing::app::{Parts, visit_all};
use yuqing::clock::Clock;
use yuqing::model::Verdict;
use yuqing::store::Store;

use feeds::{ETAG, FEEDS, Feeds, LAST_MODIFIED, Manner};

/// Rounds that count; each has this many cycles of ours and of the floor.
const ROUNDS: usize = 7;
const CYCLES: usize = 4;

type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

fn main() -> Outcome<()> {
    if feeds::serve_if_asked() {
        return Ok(());
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    for closing in [true, false] {
        runtime.block_on(measure(closing))?;
    }
    Ok(())
}

async fn measure(closing: bool) -> Outcome<()> {
    let feeds = Feeds::start(Manner { closing, lively: false })?;
    let dir = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    let parts = installation(&feeds, dir.path())?;
    let concurrency = parts.stages.config.options.fetch.concurrency as usize;
    let (client, urls) = (bare_client()?, Arc::new((0..FEEDS).map(|n| feeds.url(n)).collect::<Vec<_>>()));
    // The first visits read everything; after them nothing is new.
    visit_all(&parts).await?;
    cycle(&parts).await?;
    bare_cycle(&client, &urls, concurrency).await?;
    let mut rounds = Vec::new();
    for _ in 0..ROUNDS {
        let begin = own_cpu();
        for _ in 0..CYCLES {
            cycle(&parts).await?;
        }
        let between = own_cpu();
        for _ in 0..CYCLES {
            bare_cycle(&client, &urls, concurrency).await?;
        }
        rounds.push((between - begin, own_cpu() - between));
    }
    let each = |seconds: f64| seconds / CYCLES as f64 * 1e3;
    println!(
        "unchanged cycle, {FEEDS} feeds, {:<27} ours {:>6.0} ms CPU   floor {:>6.0} ms CPU   ratio {:.2}",
        if closing { "a connection for each answer" } else { "connections kept" },
        each(compare::median(rounds.iter().map(|round| round.0))),
        each(compare::median(rounds.iter().map(|round| round.1))),
        compare::median(rounds.iter().map(|round| round.0 / round.1)),
    );
    Ok(())
}

fn own_cpu() -> f64 {
    process::cpu_seconds(std::process::id())
}

fn installation(feeds: &Feeds, dir: &std::path::Path) -> Outcome<Parts> {
    let file = feeds::configure(dir, feeds, 600)?;
    let config = yuqing::config::load(&file).map_err(|faults| format!("{faults:?}"))?;
    let database = config.options.database.clone();
    let store = Store::open(&database.file, database.min_free_mb)?;
    Ok(Parts::build(config, Clock::real(), store, None).map_err(|faults| format!("{faults:?}"))?)
}

/// One cycle of ours, which must find nothing new.
async fn cycle(parts: &Parts) -> Outcome<()> {
    for visited in visit_all(parts).await? {
        let verdict = visited.committed.visit.map(|visit| visit.verdict);
        if verdict != Some(Verdict::Unchanged) {
            return Err(format!("a visit ended as {verdict:?}").into());
        }
    }
    Ok(())
}

/// A client with what ours sends, and nothing else.
fn bare_client() -> Outcome<reqwest::Client> {
    yuqing::fetch::install_crypto();
    let headers = [
        (ACCEPT, "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"),
        (ACCEPT_ENCODING, "gzip, deflate, br"),
        (ACCEPT_LANGUAGE, "zh-CN,zh;q=0.9,en;q=0.5"),
    ];
    let headers = headers.into_iter().map(|(name, value)| (name, reqwest::header::HeaderValue::from_static(value)));
    let builder = reqwest::Client::builder().user_agent("bare/1.0").no_proxy();
    Ok(builder.default_headers(headers.collect()).pool_max_idle_per_host(1).build()?)
}

/// One cycle of the floor: as many requests at once as ours has.
async fn bare_cycle(client: &reqwest::Client, urls: &Arc<Vec<String>>, concurrency: usize) -> Outcome<()> {
    let mut running = JoinSet::new();
    for first in 0..concurrency {
        let (client, urls) = (client.clone(), Arc::clone(urls));
        running.spawn(async move {
            for url in urls.iter().skip(first).step_by(concurrency) {
                let request = client.get(url).header(IF_NONE_MATCH, ETAG).header(IF_MODIFIED_SINCE, LAST_MODIFIED);
                let response = request.send().await?;
                assert_eq!(response.status(), 304);
                response.bytes().await?;
            }
            Ok::<_, reqwest::Error>(())
        });
    }
    while let Some(ended) = running.join_next().await {
        ended??;
    }
    Ok(())
}
