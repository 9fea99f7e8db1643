//! A watched place: a board, a section, a feed.

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use url::Url;

/// A watched place, as written in `sources.toml`, defaults filled in.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// Letters a–z, digits, hyphens; never reused.
    pub id: String,
    /// The name people read.
    pub name: String,
    /// The engine's name; see `yuqing engines`.
    pub engine: String,
    /// Where a visit begins.
    pub url: Url,
    /// A crontab line of five fields or an `@` word; wins over `every_secs`.
    pub schedule: Option<String>,
    /// A fixed interval in seconds.
    pub every_secs: Option<u64>,
    /// Sets the default interval.
    pub priority: Priority,
    /// The place the site belongs to; helps to tell same-named organisations apart.
    pub locality: Option<String>,
    /// Influence in heat, 0–10.
    pub weight: u8,
    /// The organisation's own outlet.
    pub official: bool,
    /// Whether it is visited at all.
    pub enabled: bool,
    /// Free labels, for scopes and filters.
    pub tags: Vec<String>,
    /// Where keys are unique; `None` means the URL's host (see [`Source::site`]).
    pub site: Option<String>,
    /// The zone in which the site prints times and in which the schedule is read.
    pub zone: Tz,
    /// How many pages one visit may ask for.
    pub max_pages: u32,
    /// Whether threads with a mention are visited again.
    pub track: bool,
    /// Lets this source reach private and loopback addresses.
    pub allow_private: bool,
    /// Whether comments under articles are read.
    pub comments: bool,
    /// CSS selectors, for `engine = "page"` only.
    pub select: Option<Selectors>,
}

impl Source {
    /// The name under which this source's keys are unique: the configured one, or host and port.
    pub fn site(&self) -> String {
        if let Some(site) = &self.site {
            return site.clone();
        }
        let host = self.url.host_str().unwrap_or_default();
        let port = self.url.port().map(|p| format!(":{p}")).unwrap_or_default();
        format!("{host}{port}")
    }
}

/// How eagerly a source is visited when it has no schedule of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Priority {
    /// Must be watched closely.
    Key,
    /// The usual.
    #[default]
    Normal,
    /// Now and then.
    Low,
}

/// CSS selectors of an `engine = "page"` source. `a@href` reads an attribute.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Selectors {
    /// One list entry.
    pub item: String,
    /// The title, inside an item.
    pub title: Option<String>,
    /// The link, inside an item; default `a@href`.
    pub link: Option<String>,
    /// The time, inside an item.
    pub time: Option<String>,
    /// The author, inside an item.
    pub author: Option<String>,
    /// The text: inside an item, or on the linked page when nothing in the item fits.
    pub body: Option<String>,
    /// The link to the next list page.
    pub next: Option<String>,
}
