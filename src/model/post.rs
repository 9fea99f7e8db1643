//! One message or article, as an engine read it.

use chrono::{DateTime, FixedOffset, Utc};
use serde::{Deserialize, Serialize};
use url::Url;

/// One message or article. `key` is unique within its site.
#[derive(Clone, Debug, PartialEq)]
pub struct Post {
    /// The engine's key: `t:93` a thread row, `p:446` a floor, else a guid, an article id or the canonical URL.
    pub key: String,
    /// What it is.
    pub kind: PostKind,
    /// The key of the thread it belongs to (`t:93`), for rows and floors alike.
    pub thread: Option<String>,
    /// Where a person reads it.
    pub url: Url,
    /// Its title; a floor carries its thread's.
    pub title: String,
    /// The handle as printed. Never stored as such: it becomes a pseudonym before the store.
    pub author: Option<String>,
    /// When it was written, as far as the page tells.
    pub time: Option<PostTime>,
    /// When its thread was last replied to, on list rows.
    pub last_reply: Option<PostTime>,
    /// Its place in the thread, from 1.
    pub floor: Option<u32>,
    /// Counters as seen.
    pub engagement: Engagement,
    /// Its own words: no quote, edit note, jammer or signature.
    pub text: String,
    /// The text it quotes.
    pub quote: Option<String>,
    /// The board it stands in.
    pub board: Option<String>,
    /// What else the page says of it.
    pub flags: PostFlags,
}

impl Post {
    /// A post with nothing but its identity and words.
    pub fn new(key: impl Into<String>, kind: PostKind, url: Url, title: impl Into<String>) -> Self {
        Self {
            key: key.into(),
            kind,
            thread: None,
            url,
            title: title.into(),
            author: None,
            time: None,
            last_reply: None,
            floor: None,
            engagement: Engagement::default(),
            text: String::new(),
            quote: None,
            board: None,
            flags: PostFlags::default(),
        }
    }

    /// What an alert about this post is unique by: a thread and its first floor are one thing.
    pub fn alert_key(&self) -> &str {
        match (self.kind, self.floor, &self.thread) {
            (PostKind::Floor, Some(1), Some(thread)) => thread,
            _ => &self.key,
        }
    }
}

/// What a post is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PostKind {
    /// A thread's row on a list: a title and counters.
    Thread,
    /// A floor of a thread.
    Floor,
    /// An article or a feed entry.
    Article,
    /// A comment under an article.
    Comment,
}

impl PostKind {
    /// The name used in the database and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Thread => "thread",
            Self::Floor => "floor",
            Self::Article => "article",
            Self::Comment => "comment",
        }
    }
}

/// Counters as seen at one time. `None` means the page did not say, which is not zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Engagement {
    /// Replies or comments.
    pub replies: Option<u64>,
    /// Views or reads.
    pub views: Option<u64>,
    /// Likes.
    pub likes: Option<u64>,
}

/// What else a page says of a post.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostFlags {
    /// Kept at the top of its list; never proves that a list is all known.
    pub sticky: bool,
    /// Hidden by the site but present in the page.
    pub hidden: bool,
    /// The site shows a notice instead of the body.
    pub masked: bool,
    /// The text is an excerpt.
    pub truncated: bool,
    /// The post carries attachments.
    pub attachments: bool,
    /// The floor number is computed, not printed.
    pub floor_estimated: bool,
    /// The thread was moved or closed.
    pub closed: bool,
}

/// A time as read from a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostTime {
    /// The instant, with the offset it was read in.
    pub at: DateTime<FixedOffset>,
    /// How exact it is.
    pub precision: Precision,
    /// What it is the time of.
    pub role: TimeRole,
    /// The text it was read from.
    pub raw: String,
}

impl PostTime {
    /// The instant in UTC.
    pub fn utc(&self) -> DateTime<Utc> {
        self.at.to_utc()
    }
}

/// How exact a time is, finest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// To the second.
    Second,
    /// To the minute.
    Minute,
    /// To the hour.
    Hour,
    /// To the day.
    Day,
    /// To the month.
    Month,
    /// To the year.
    Year,
    /// A few minutes ago, lately.
    Vague,
}

impl Precision {
    /// The name used in the database and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Second => "second",
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
            Self::Vague => "vague",
        }
    }
}

/// What a time is the time of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeRole {
    /// When it was written.
    #[default]
    Created,
    /// When it was last replied to.
    LastReply,
    /// When it was edited.
    Edit,
}

impl TimeRole {
    /// The name used in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::LastReply => "last_reply",
            Self::Edit => "edit",
        }
    }
}
