//! `yuqing status`: how each source stands, and the mail; read from the database, beside the daemon.

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use comfy_table::{CellAlignment, ContentArrangement, Table, presets};
use serde_json::json;

use crate::clock::Clock;
use crate::config::Config;
use crate::lang::{Lang, status as words, visit};
use crate::model::{Source, Verdict, Visit};
use crate::notify::render::safe;
use crate::store::{Counts, OutboxSummary, SourceStatus, Store, StoreError};

use super::Setting;
use super::exit::Exit;

/// A table is as wide as an old terminal, so that it reads the same in a mail and over ssh.
const WIDTH: u16 = 80;

/// A daemon that runs is never this late with every source.
const LATE_MINUTES: i64 = 10;

/// All that is shown.
struct Standing {
    sources: Vec<Source>,
    rows: Vec<SourceStatus>,
    outbox: OutboxSummary,
    counts: Counts,
}

/// Prints how things stand.
pub fn run(json: bool, setting: &Setting) -> anyhow::Result<Exit> {
    let config = super::load(setting)?;
    let standing = super::block_on(async { Ok(read(&config).await?) })?;
    if json {
        println!("{:#}", as_json(&standing));
    } else {
        print!("{}", as_text(&standing, &config, setting.lang));
    }
    Ok(Exit::Ok)
}

async fn read(config: &Config) -> Result<Standing, StoreError> {
    let store = Store::open_reader(&config.options.database.file)?;
    let sources: Vec<_> = config.sources.iter().filter(|source| source.enabled).cloned().collect();
    let rows = store.source_status(&sources).await?;
    Ok(Standing { sources, rows, outbox: store.outbox_summary().await?, counts: store.counts().await? })
}

/// The table, the troubles in sentences, the mail, the totals.
fn as_text(standing: &Standing, config: &Config, lang: Lang) -> String {
    let zone = config.options.organisation.zone;
    let mut text = if standing.rows.is_empty() {
        format!("{}\n", words::no_sources(lang))
    } else {
        format!("{}\n", table(standing, zone, lang))
    };
    let troubles: Vec<_> =
        standing.rows.iter().zip(&standing.sources).filter_map(|(r, s)| trouble(r, s, zone, lang)).collect();
    if let Some(since) = idle_since(standing) {
        text += &format!("\n{}\n", words::daemon_idle(lang, when(Some(since), zone, lang)));
    }
    if !troubles.is_empty() {
        text += &format!("\n{}\n", words::troubles(lang));
        text.extend(troubles.iter().map(|line| format!("  {line}\n")));
    }
    text += &format!("\n{}\n", mail(standing, config, zone, lang));
    let counts = &standing.counts;
    text + &format!("{}\n", words::totals(lang, counts.posts, counts.mentions, counts.alerts))
}

/// Since when nothing has been visited although everything was due: the daemon does not run, or cannot write.
fn idle_since(standing: &Standing) -> Option<DateTime<Utc>> {
    let due: Option<Vec<_>> = standing.rows.iter().map(|row| row.state.as_ref().map(|state| state.next_due)).collect();
    let latest = due?.into_iter().max()?;
    (latest < Clock::real().now() - TimeDelta::minutes(LATE_MINUTES)).then_some(latest)
}

fn table(standing: &Standing, zone: Tz, lang: Lang) -> Table {
    let mut table = Table::new();
    table
        .load_preset(presets::UTF8_HORIZONTAL_ONLY)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(WIDTH);
    table.set_header([
        words::source(lang),
        words::verdict(lang),
        words::last(lang),
        words::next(lang),
        words::newest(lang),
        words::posts(lang),
    ]);
    for (row, source) in standing.rows.iter().zip(&standing.sources) {
        let last = row.last_visit.as_ref();
        table.add_row([
            source.name.clone(),
            last.map_or_else(|| words::never(lang), |visit| in_words(visit, lang)),
            when(last.map(|visit| visit.finished_at), zone, lang),
            when(row.state.as_ref().map(|state| state.next_due), zone, lang),
            when(row.newest_post, zone, lang),
            row.posts_total.to_string(),
        ]);
    }
    if let Some(column) = table.column_mut(5) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table
}

/// The verdict, with the reason where there is one.
fn in_words(found: &Visit, lang: Lang) -> String {
    let verdict = visit::verdict(lang, found.verdict.as_str());
    match found.reason {
        Some(reason) => format!("{verdict}: {}", visit::reason(lang, reason.as_str())),
        None => verdict,
    }
}

/// A source that was not looked at, or not wholly: what happened and what to do, in sentences.
fn trouble(row: &SourceStatus, source: &Source, zone: Tz, lang: Lang) -> Option<String> {
    let last = row.last_visit.as_ref()?;
    let reason = last.reason.filter(|_| !last.verdict.looked() || last.verdict == Verdict::Partial)?;
    let since = row.state.as_ref().and_then(|state| state.dark_since).unwrap_or(last.started_at);
    let mut sentence = visit::reason_sentence(lang, reason.as_str());
    if let Some(detail) = &last.detail {
        sentence += &format!(" [{}]", harmless(detail));
    }
    sentence += &format!(" {}", visit::reason_advice(lang, reason.as_str()));
    Some(words::trouble(lang, &source.name, when(Some(since), zone, lang), sentence))
}

fn mail(standing: &Standing, config: &Config, zone: Tz, lang: Lang) -> String {
    if !config.options.mail.enabled {
        return words::mail_off(lang);
    }
    let outbox = &standing.outbox;
    let mut line = words::mail(lang, outbox.pending, outbox.failed, when(outbox.last_digest_accepted, zone, lang));
    if let Some(oldest) = outbox.oldest_pending {
        line += &format!("\n  {}", words::mail_waits(lang, when(Some(oldest), zone, lang)));
    }
    if let Some(error) = &outbox.last_error {
        line += &format!("\n  {}", words::mail_error(lang, harmless(error)));
    }
    line
}

fn when(time: Option<DateTime<Utc>>, zone: Tz, lang: Lang) -> String {
    time.map_or_else(|| words::none(lang), |time| time.with_timezone(&zone).format("%m-%d %H:%M").to_string())
}

/// What a site or a server sent, without what a terminal would obey, the direction of reading included.
pub(super) fn harmless(text: &str) -> String {
    safe::line(text)
}

fn as_json(standing: &Standing) -> serde_json::Value {
    let source = |(row, source): (&SourceStatus, &Source)| {
        json!({
            "source": source.id,
            "name": source.name,
            "next_due": row.state.as_ref().map(|state| state.next_due),
            "failures": row.state.as_ref().map_or(0, |state| state.failures),
            "dark_since": row.state.as_ref().and_then(|state| state.dark_since),
            "last_looked": row.last_looked,
            "newest_post": row.newest_post,
            "posts": row.posts_total,
            "last_visit": row.last_visit,
        })
    };
    let outbox = &standing.outbox;
    let counts = &standing.counts;
    json!({
        "sources": standing.rows.iter().zip(&standing.sources).map(source).collect::<Vec<_>>(),
        "outbox": {
            "pending": outbox.pending,
            "oldest_pending": outbox.oldest_pending,
            "failed": outbox.failed,
            "last_accepted": outbox.last_accepted,
            "last_digest_accepted": outbox.last_digest_accepted,
            "last_error": outbox.last_error,
        },
        "counts": {
            "posts": counts.posts,
            "mentions": counts.mentions,
            "alerts": counts.alerts,
            "db_bytes": counts.db_bytes,
        },
    })
}
