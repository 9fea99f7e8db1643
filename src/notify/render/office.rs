//! For whom and by whom a mail is written.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use crate::config::Config;
use crate::lang::Lang;

/// What every mail of an installation has in common, and the moment it is rendered at.
#[derive(Clone, Debug, PartialEq)]
pub struct Office {
    /// The organisation's full name.
    pub name: String,
    /// Its short name, for subject lines.
    pub short_name: String,
    /// The zone times are shown in.
    pub zone: Tz,
    /// The language people are addressed in.
    pub lang: Lang,
    /// The link base of the console, when it has one.
    pub console_url: Option<String>,
    /// The duty mailbox that answers go to.
    pub reply_to: Option<String>,
    /// The program's version.
    pub version: String,
    /// The moment of rendering.
    pub now: DateTime<Utc>,
    /// Names the run of the daemon that wrote the mail.
    pub run_id: String,
    /// A snippet is at most this many characters long.
    pub snippet_chars: usize,
    /// Rows of the ranked list.
    pub max_items: usize,
    /// From this confidence on an entity is ours; below it is 疑似.
    pub ours_from: f32,
    /// Names of watches, by id.
    pub watches: BTreeMap<String, String>,
    /// Topics, by id.
    pub topics: BTreeMap<String, Topic>,
}

/// A category of the lexicon as a mail shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// The name people read.
    pub name: String,
    /// Praise.
    pub positive: bool,
}

impl Office {
    /// The office of a configuration.
    pub fn new(config: &Config, now: DateTime<Utc>, run_id: &str) -> Self {
        let options = &config.options;
        let topic = |c: &crate::model::Category| Topic { name: c.name.clone(), positive: c.polarity == "positive" };
        Self {
            name: options.organisation.name.clone(),
            short_name: options.organisation.short_name.clone(),
            zone: options.organisation.zone,
            lang: options.organisation.language,
            console_url: options.mail.console_url.clone(),
            reply_to: options.mail.reply_to.clone(),
            version: env!("CARGO_PKG_VERSION").into(),
            now,
            run_id: run_id.into(),
            snippet_chars: options.alert.snippet_chars,
            max_items: options.digest.max_items,
            ours_from: options.matching.ours_from,
            watches: config.watches.iter().map(|w| (w.id.clone(), w.name.clone())).collect(),
            topics: config.categories.iter().map(|c| (c.id.clone(), topic(c))).collect(),
        }
    }
}
