//! `yuqing search`: in the stored texts.

use serde_json::json;

use crate::lang::status as words;
use crate::store::{SearchHit, Store};

use super::Setting;
use super::args::SearchArgs;
use super::exit::Exit;
use super::status::harmless;

/// Prints what is found.
pub fn run(args: &SearchArgs, setting: &Setting) -> anyhow::Result<Exit> {
    let config = super::load(setting)?;
    let query = args.words.join(" ");
    let hits = super::block_on(async {
        let store = Store::open_reader(&config.options.database.file)?;
        Ok(store.search(&query, args.limit).await?)
    })?;
    let zone = config.options.organisation.zone;
    if args.json {
        hits.iter().for_each(|hit| println!("{}", as_json(hit)));
    } else if hits.is_empty() {
        println!("{}", words::nothing_found(setting.lang, &query));
    } else {
        println!("{}", words::found(setting.lang, hits.len()));
        for hit in &hits {
            let time = hit.published.unwrap_or(hit.first_seen).with_timezone(&zone).format("%Y-%m-%d %H:%M");
            let floor = hit.floor.map(|floor| format!(" #{floor}")).unwrap_or_default();
            println!("\n{time}  {}{floor}", harmless(&hit.title));
            println!("    {}", harmless(&hit.snippet));
            println!("    {}", harmless(&hit.url));
        }
    }
    Ok(Exit::Ok)
}

fn as_json(hit: &SearchHit) -> serde_json::Value {
    json!({
        "source": hit.source,
        "site": hit.site,
        "key": hit.key,
        "url": hit.url,
        "title": hit.title,
        "snippet": hit.snippet,
        "floor": hit.floor,
        "published": hit.published,
        "first_seen": hit.first_seen,
    })
}
