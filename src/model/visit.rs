//! One run over one source: what was known before, how it ended.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Notify, Post, Reason, Request, Severity};

/// What the last visit knew of a source.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Cursor {
    /// Validators of pages asked for conditionally, by URL.
    #[serde(default)]
    pub validators: BTreeMap<String, Validator>,
    /// Threads as last seen on a list: key to what was known, newest kept, bounded by the store.
    #[serde(default)]
    pub threads: BTreeMap<String, KnownThread>,
    /// Keys of posts already stored that a list may show again.
    #[serde(default)]
    pub known: std::collections::BTreeSet<String>,
    /// Whether a first visit has ended well; what it found was the baseline.
    #[serde(default)]
    pub baseline_done: bool,
    /// The newest post time seen.
    #[serde(default)]
    pub newest: Option<DateTime<Utc>>,
    /// List pages were left unread: lists are read back to this time, however much on the way is known.
    #[serde(default)]
    pub gap_since: Option<DateTime<Utc>>,
    /// Pages that were wanted and not read: a list shows only that something is new, not what was left behind it.
    #[serde(default)]
    pub pending: Vec<Pending>,
}

/// A page that a visit wanted and did not get, because of a bound or a fault: the next visit asks for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pending {
    /// What to ask for.
    pub request: Request,
    /// The key of the thread or article it belongs to, where that is known.
    pub about: Option<String>,
    /// How often it was asked for in vain.
    pub tries: u8,
}

/// What a conditional request sends.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Validator {
    /// The `ETag` last seen.
    pub etag: Option<String>,
    /// The `Last-Modified` last seen.
    pub last_modified: Option<String>,
}

/// What is known of a thread from lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownThread {
    /// The reply count when its pages were last read.
    pub replies: Option<u64>,
    /// How many floors are stored.
    pub floors: u32,
}

/// How a visit ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The slot passed while nothing could run.
    NotRun,
    /// The site said so (304), or the bytes were the same.
    Unchanged,
    /// The site says there is nothing.
    Empty,
    /// A page came, and nothing could be read in it.
    ParsedNothing,
    /// Posts were read, all of them known.
    OldOnly,
    /// New posts.
    New,
    /// Read, but not to the end.
    Partial,
    /// The site refuses: block page, log-in, robots.txt.
    Blocked,
    /// No answer that could be read.
    Failed,
}

impl Verdict {
    /// All verdicts, in the order of the design.
    pub const ALL: [Self; 9] = [
        Self::NotRun,
        Self::Unchanged,
        Self::Empty,
        Self::ParsedNothing,
        Self::OldOnly,
        Self::New,
        Self::Partial,
        Self::Blocked,
        Self::Failed,
    ];

    /// The name used in the database and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotRun => "not_run",
            Self::Unchanged => "unchanged",
            Self::Empty => "empty",
            Self::ParsedNothing => "parsed_nothing",
            Self::OldOnly => "old_only",
            Self::New => "new",
            Self::Partial => "partial",
            Self::Blocked => "blocked",
            Self::Failed => "failed",
        }
    }

    /// The verdict of a name, if it is one.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|v| v.as_str() == name)
    }

    /// Whether the source was looked at, so that "nothing" means nothing.
    pub fn looked(self) -> bool {
        matches!(self, Self::Unchanged | Self::Empty | Self::OldOnly | Self::New | Self::Partial)
    }
}

/// Its name; the catalogue of words takes it in this way.
impl AsRef<str> for Verdict {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

/// One run over one source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Visit {
    /// The source.
    pub source: String,
    /// The slot it was due at.
    pub due_at: DateTime<Utc>,
    /// How many slots this row stands for: more than one only for a missed series.
    pub slots: u32,
    /// When it began.
    pub started_at: DateTime<Utc>,
    /// When it ended.
    pub finished_at: DateTime<Utc>,
    /// How it ended.
    pub verdict: Verdict,
    /// Why, from the closed list.
    pub reason: Option<Reason>,
    /// The particulars: a URL, an error's words, the site's own notice.
    pub detail: Option<String>,
    /// Pages read.
    pub pages: u32,
    /// Bytes received.
    pub bytes: u64,
    /// Posts read on those pages.
    pub posts: u32,
    /// Those not known before.
    pub new_posts: u32,
    /// Mentions found in new or changed posts.
    pub mentions: u32,
    /// Alerts raised.
    pub alerts: u32,
    /// The newest post time seen.
    pub newest_post: Option<DateTime<Utc>>,
}

/// A post as the store takes it: masked, its handle replaced, scanned and rated.
#[derive(Clone, Debug, PartialEq)]
pub struct RatedPost {
    /// The post; `author` is a pseudonym by now, and text and title are masked.
    pub post: Post,
    /// SHA-256 of title and text after noise is gone; tells a revision from a sighting.
    pub content_hash: String,
    /// What was found in it.
    pub found: super::Found,
    /// How people are told of it; `None` where nothing was found or history is a baseline.
    pub alert: Option<AlertDraft>,
}

/// An alert as proposed by a visit; the store raises it once per post.
#[derive(Clone, Debug, PartialEq)]
pub struct AlertDraft {
    /// The most urgent way of its mentions.
    pub notify: Notify,
    /// The highest severity of its mentions.
    pub severity: Severity,
    /// Whether mails must withhold the snippet (sensitive, or about a minor).
    pub withhold: bool,
    /// A short name of the matter, free of names and of site words, for a subject line.
    pub headline: String,
}

/// Everything one visit changes, committed at once or not at all.
#[derive(Clone, Debug)]
pub struct VisitCommit {
    /// The visit's row, counts of new posts and alerts still zero: the store fills them in.
    pub visit: Visit,
    /// The site under which keys are unique.
    pub site: String,
    /// What was read.
    pub posts: Vec<RatedPost>,
    /// Posts the site now says are gone: keys.
    pub gone: Vec<String>,
    /// The cursor after the visit.
    pub cursor: Cursor,
    /// When the source is due next.
    pub next_due: DateTime<Utc>,
    /// Failures in a row, this visit included.
    pub failures: u32,
    /// What follows the local part of a Message-ID: `ORG@host`. `None` when no mail is to be written.
    pub message_domain: Option<String>,
    /// Mails to operators that this visit gives rise to (gone dark, back again).
    pub notices: Vec<super::SystemNotice>,
}
