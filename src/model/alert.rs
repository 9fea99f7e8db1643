//! What people are told, and what waits to be sent.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Mention, Notify, Severity, Verdict};

/// A decision to tell someone about a post, with all a mail or a page needs to show it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Alert {
    /// The row's number.
    pub id: i64,
    /// When it was raised.
    pub raised_at: DateTime<Utc>,
    /// How people are told.
    pub notify: Notify,
    /// As proposed by the rules.
    pub severity: Severity,
    /// Whether mails withhold the snippet.
    pub withhold: bool,
    /// A short name of the matter for a subject line.
    pub headline: String,
    /// The source's id.
    pub source: String,
    /// The source's name.
    pub source_name: String,
    /// Whether the source is the organisation's own outlet.
    pub official: bool,
    /// The post's key.
    pub key: String,
    /// The post's address.
    pub url: String,
    /// The post's title, masked.
    pub title: String,
    /// The post's text, masked.
    pub text: String,
    /// When it was published, as far as the site says.
    pub published: Option<DateTime<Utc>>,
    /// How exact that is (`minute`, `day` …).
    pub precision: Option<String>,
    /// When we first saw it.
    pub first_seen: DateTime<Utc>,
    /// The floor, for replies.
    pub floor: Option<u32>,
    /// Counters as last seen.
    pub engagement: super::Engagement,
    /// What was found.
    pub mentions: Vec<Mention>,
}

/// What waits to be sent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OutboxItem {
    /// The row's number.
    pub id: i64,
    /// What it is about.
    pub content: MailContent,
    /// The Message-ID without angle brackets, fixed when the row was written.
    pub message_id: String,
    /// Where it stands.
    pub state: OutboxState,
    /// When the row was written.
    pub created_at: DateTime<Utc>,
    /// Not before this time.
    pub not_before: DateTime<Utc>,
    /// Tries so far.
    pub attempts: u32,
    /// What the server said last.
    pub last_error: Option<String>,
    /// The rendered mail, once rendered: every try sends the same bytes (but for the doubt mark).
    pub rendered: Option<Vec<u8>>,
    /// The connection was lost after DATA: the fate of an earlier try is unknown.
    pub doubtful: bool,
}

impl OutboxItem {
    /// The kind of its content.
    pub fn kind(&self) -> MailKind {
        self.content.kind()
    }
}

/// What a mail is about; kept as JSON in its outbox row and rendered when it is first sent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailContent {
    /// One alert, by its id.
    Alert(i64),
    /// Several alerts, by their ids, because the hour's cap was reached.
    RollUp(Vec<i64>),
    /// An issue of the digest, by its number.
    Digest(i64),
    /// Something an operator must know.
    System(SystemNotice),
    /// `yuqing mail-test`.
    Test,
}

impl MailContent {
    /// The kind of mail this makes.
    pub fn kind(&self) -> MailKind {
        match self {
            Self::Alert(_) => MailKind::Alert,
            Self::RollUp(_) => MailKind::RollUp,
            Self::Digest(_) => MailKind::Digest,
            Self::System(_) => MailKind::System,
            Self::Test => MailKind::Test,
        }
    }
}

/// Something an operator must know, told once when it begins and once when it ends.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SystemNotice {
    /// A source cannot be looked at.
    SourceDark {
        /// Its id.
        source: String,
        /// Its name.
        name: String,
        /// Why.
        reason: Option<super::Reason>,
        /// The particulars.
        detail: Option<String>,
        /// Since when.
        since: DateTime<Utc>,
    },
    /// It can be looked at again.
    SourceBack {
        /// Its id.
        source: String,
        /// Its name.
        name: String,
        /// Since when it had been dark.
        since: DateTime<Utc>,
        /// When it was back.
        back_at: DateTime<Utc>,
    },
    /// A changed configuration cannot be loaded; the last good one stays in force.
    ConfigBroken {
        /// Every fault.
        faults: Vec<super::Diagnostic>,
    },
    /// A changed configuration loads again.
    ConfigMended,
    /// The disk under the database is nearly full.
    DiskLow {
        /// What is left.
        free_mb: u64,
    },
}

/// The kinds of mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailKind {
    /// 即时预警.
    Alert,
    /// Several alerts folded into one because the hour's cap was reached.
    RollUp,
    /// 日报.
    Digest,
    /// 系统告警: a source went dark or came back, a configuration is broken, the disk is full.
    System,
    /// `yuqing mail-test`.
    Test,
}

impl MailKind {
    /// The name used in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Alert => "alert",
            Self::RollUp => "roll_up",
            Self::Digest => "digest",
            Self::System => "system",
            Self::Test => "test",
        }
    }
}

/// Where an outbox row stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutboxState {
    /// Waits for its time.
    Pending,
    /// Handed to a connection; its fate is unknown until the row says otherwise.
    Sending,
    /// The server took it.
    Accepted,
    /// The server refused it for good; a person must look.
    Failed,
    /// Folded into a roll-up.
    Folded,
}

impl OutboxState {
    /// The name used in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Sending => "sending",
            Self::Accepted => "accepted",
            Self::Failed => "failed",
            Self::Folded => "folded",
        }
    }
}

/// How one try to send ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// The server took it.
    Accepted {
        /// The server's last line.
        response: String,
    },
    /// Try again later.
    Deferred {
        /// What the server or the connection said.
        error: String,
    },
    /// Never again: a person must look.
    Refused {
        /// What the server said.
        error: String,
    },
    /// The connection was lost after the data was sent: perhaps it arrived.
    Unknown {
        /// What happened.
        error: String,
    },
}

/// One source's row of the coverage table, for a digest and for `yuqing status`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Coverage {
    /// The source's id.
    pub source: String,
    /// Its name.
    pub name: String,
    /// Whether it is the organisation's own outlet.
    pub official: bool,
    /// Slots that were due in the period.
    pub expected: u32,
    /// Slots at which it was looked at.
    pub looked: u32,
    /// The last visit's verdict.
    pub verdict: Option<Verdict>,
    /// The last visit's reason.
    pub reason: Option<super::Reason>,
    /// The particulars of the last visit.
    pub detail: Option<String>,
    /// The last visit that looked.
    pub last_looked: Option<DateTime<Utc>>,
    /// When the present run of failures began.
    pub dark_since: Option<DateTime<Utc>>,
    /// Posts new in the period.
    pub new_posts: u32,
    /// Mentions in the period.
    pub mentions: u32,
    /// Stretches of the period in which it was not looked at: from, to.
    pub unseen: Vec<(DateTime<Utc>, DateTime<Utc>)>,
}

/// All that a digest shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DigestData {
    /// 第 N 期.
    pub issue: i64,
    /// The period's begin.
    pub from: DateTime<Utc>,
    /// The period's end.
    pub to: DateTime<Utc>,
    /// The alerts of the period, most pressing first.
    pub alerts: Vec<Alert>,
    /// Mentions in the period, alerts or not.
    pub mentions: u32,
    /// New posts in the period.
    pub new_posts: u32,
    /// Mean of negative alerts over the seven days before, when they are known.
    pub mean_negative: Option<f64>,
    /// What was looked at and what was not.
    pub coverage: Vec<Coverage>,
    /// When the next issue is due.
    pub next_issue: Option<DateTime<Utc>>,
}
