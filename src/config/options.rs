//! The tables of `config/yuqing.toml`. Every option has a default; units stand in the names.

use std::path::PathBuf;

use chrono::NaiveTime;
use chrono_tz::Tz;

use super::Secret;
use crate::lang::Lang;

/// All tables.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    /// `[files]`
    pub files: Files,
    /// `[organisation]`
    pub organisation: Organisation,
    /// `[database]`
    pub database: DatabaseOptions,
    /// `[fetch]`
    pub fetch: FetchOptions,
    /// `[schedule]`
    pub schedule: ScheduleOptions,
    /// `[match]`
    pub matching: MatchOptions,
    /// `[mail]`
    pub mail: MailOptions,
    /// `[digest]`
    pub digest: DigestOptions,
    /// `[alert]`
    pub alert: AlertOptions,
    /// `[web]`
    pub web: WebOptions,
    /// `[retention]`
    pub retention: RetentionOptions,
    /// `[log]`
    pub log: LogOptions,
}

/// `[files]`: absolute once loaded.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Files {
    /// `yuqing.toml` itself.
    pub options: PathBuf,
    /// `sources.toml`.
    pub sources: PathBuf,
    /// `watches.toml`.
    pub watches: PathBuf,
    /// `lexicon.toml`; the built-in one when it is not there.
    pub lexicon: Option<PathBuf>,
}

/// `[organisation]`
#[derive(Clone, Debug, PartialEq)]
pub struct Organisation {
    /// The full name, on mails and pages.
    pub name: String,
    /// The short name, in subject lines.
    pub short_name: String,
    /// An ASCII id, in Message-IDs.
    pub id: String,
    /// The language people are addressed in.
    pub language: Lang,
    /// The zone of the office.
    pub zone: Tz,
}

impl Default for Organisation {
    fn default() -> Self {
        Self {
            name: "本单位".into(),
            short_name: "本单位".into(),
            id: "org".into(),
            language: Lang::Zh,
            zone: Tz::Asia__Shanghai,
        }
    }
}

/// `[database]`
#[derive(Clone, Debug, PartialEq)]
pub struct DatabaseOptions {
    /// The SQLite file; relative to `yuqing.toml`, or to `$STATE_DIRECTORY` when systemd sets it.
    pub file: PathBuf,
    /// Start-up refuses below this much free disk, and warns below four times as much.
    pub min_free_mb: u64,
}

impl Default for DatabaseOptions {
    fn default() -> Self {
        Self { file: "../yuqing.db".into(), min_free_mb: 200 }
    }
}

/// `[fetch]`
#[derive(Clone, Debug, PartialEq)]
pub struct FetchOptions {
    /// The product part of the user agent; the contact is added.
    pub user_agent: String,
    /// Who answers for the visits: an address or a URL, shown to every site.
    pub contact: String,
    /// Bound on one request with all its redirects.
    pub total_timeout_secs: u64,
    /// Bound on connecting.
    pub connect_timeout_secs: u64,
    /// Bound on a body as received.
    pub max_body_bytes: u64,
    /// Bound on a body once decompressed.
    pub max_decompressed_bytes: u64,
    /// Bound on redirects.
    pub max_redirects: u32,
    /// Between two requests to one host.
    pub host_interval_ms: u64,
    /// Up to this share is added to or taken from the interval, at random.
    pub host_jitter_percent: u8,
    /// Hosts (`host` or `host:port`) the operator owns, for which `own_host_interval_ms` holds.
    pub own_hosts: Vec<String>,
    /// Between two requests to an own host.
    pub own_host_interval_ms: u64,
    /// How many requests may be under way at once, over all hosts.
    pub concurrency: usize,
    /// How long a robots.txt is believed.
    pub robots_cache_hours: u64,
    /// A proxy (`http://…`, `socks5://…`); none by default, the environment is not asked.
    pub proxy: Option<String>,
    /// A CA file in PEM for sites with a private authority.
    pub ca_file: Option<PathBuf>,
    /// A reader of a page refuses more posts than this.
    pub max_posts_per_page: usize,
    /// Bound on a whole visit.
    pub visit_timeout_secs: u64,
}

impl Default for FetchOptions {
    fn default() -> Self {
        Self {
            user_agent: concat!("Yuqing/", env!("CARGO_PKG_VERSION")).into(),
            contact: String::new(),
            total_timeout_secs: 30,
            connect_timeout_secs: 10,
            max_body_bytes: 4 << 20,
            max_decompressed_bytes: 8 << 20,
            max_redirects: 5,
            host_interval_ms: 5_000,
            host_jitter_percent: 30,
            own_hosts: Vec::new(),
            own_host_interval_ms: 200,
            concurrency: 32,
            robots_cache_hours: 24,
            proxy: None,
            ca_file: None,
            max_posts_per_page: 1_000,
            visit_timeout_secs: 300,
        }
    }
}

/// `[schedule]`
#[derive(Clone, Debug, PartialEq)]
pub struct ScheduleOptions {
    /// Default interval of `priority = "key"`.
    pub key_every_secs: u64,
    /// Default interval of `priority = "normal"`.
    pub normal_every_secs: u64,
    /// Default interval of `priority = "low"`.
    pub low_every_secs: u64,
    /// A slot starts up to this much later, fixed per source, so that a thousand sources do not start together.
    pub jitter_secs: u64,
    /// The longest pause between visits that failures can bring.
    pub backoff_ceiling_secs: u64,
}

impl Default for ScheduleOptions {
    fn default() -> Self {
        Self {
            key_every_secs: 600,
            normal_every_secs: 1_800,
            low_every_secs: 7_200,
            jitter_secs: 30,
            backoff_ceiling_secs: 21_600,
        }
    }
}

/// `[match]`
#[derive(Clone, Debug, PartialEq)]
pub struct MatchOptions {
    /// From this confidence on an entity is ours.
    pub ours_from: f32,
    /// From this confidence on it is 疑似, in a queue of its own.
    pub maybe_from: f32,
}

impl Default for MatchOptions {
    fn default() -> Self {
        Self { ours_from: 0.6, maybe_from: 0.3 }
    }
}

/// `[mail]`
#[derive(Clone, Debug, PartialEq)]
pub struct MailOptions {
    /// Whether mail is sent at all.
    pub enabled: bool,
    /// The server.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is secured; never falls back.
    pub tls: TlsMode,
    /// The account; none means no authentication.
    pub username: Option<String>,
    /// From a systemd credential, a file or the environment.
    pub password: Option<Secret>,
    /// `From`, with or without a name.
    pub from: String,
    /// `To` of alerts and digests.
    pub to: Vec<String>,
    /// `To` of system mails; `to` when empty.
    pub operators: Vec<String>,
    /// `Reply-To`: the duty mailbox.
    pub reply_to: Option<String>,
    /// A CA file in PEM for an intranet relay.
    pub ca_file: Option<PathBuf>,
    /// Bound on connecting.
    pub connect_timeout_secs: u64,
    /// Bound on one mail.
    pub send_timeout_secs: u64,
    /// Between two mails.
    pub interval_ms: u64,
    /// Immediate mails in an hour before they are folded into one.
    pub max_instant_per_hour: u32,
    /// The waits after temporary failures; the last one repeats.
    pub retry_minutes: Vec<u64>,
    /// The link base of the console (`https://yq.example`), when it has one.
    pub console_url: Option<String>,
    /// Every accepted mail is also kept here as `.eml` (used by the demo; none by default).
    pub copy_dir: Option<PathBuf>,
}

impl Default for MailOptions {
    fn default() -> Self {
        Self {
            enabled: false,
            host: String::new(),
            port: 465,
            tls: TlsMode::Implicit,
            username: None,
            password: None,
            from: String::new(),
            to: Vec::new(),
            operators: Vec::new(),
            reply_to: None,
            ca_file: None,
            connect_timeout_secs: 10,
            send_timeout_secs: 60,
            interval_ms: 2_000,
            max_instant_per_hour: 8,
            retry_minutes: vec![1, 5, 15, 60],
            console_url: None,
            copy_dir: None,
        }
    }
}

/// How a mail connection is secured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TlsMode {
    /// TLS from the first byte (465).
    #[default]
    Implicit,
    /// STARTTLS, or nothing is sent (587).
    StarttlsRequired,
    /// In the clear: only where the operator says so.
    None,
}

/// `[digest]`
#[derive(Clone, Debug, PartialEq)]
pub struct DigestOptions {
    /// Whether a digest is sent.
    pub enabled: bool,
    /// When, every day, in the office's zone.
    pub at: NaiveTime,
    /// What was seen until then is in it.
    pub closes_at: NaiveTime,
    /// Rows of the ranked list.
    pub max_items: usize,
}

impl Default for DigestOptions {
    fn default() -> Self {
        let time = |h, m| NaiveTime::from_hms_opt(h, m, 0).unwrap_or_default();
        Self { enabled: true, at: time(8, 0), closes_at: time(7, 30), max_items: 10 }
    }
}

/// `[alert]`
#[derive(Clone, Debug, PartialEq)]
pub struct AlertOptions {
    /// A first visit's finds older than this are baseline and raise no mail of their own.
    pub baseline_hours: u64,
    /// From this severity on a mail is sent at once whatever the watch says; 5 means never.
    pub instant_from_severity: u8,
    /// The snippet in a mail is at most this long.
    pub snippet_chars: usize,
    /// Visits in a row that must fail before people are told that a source is dark.
    pub dark_after_failures: u32,
    /// Words that make a snippet sensitive: it is withheld in mails.
    pub sensitive_terms: Vec<String>,
}

impl Default for AlertOptions {
    fn default() -> Self {
        let words = ["未成年", "幼女", "男童", "女童", "性侵", "猥亵", "强奸", "艾滋", "HIV", "精神病", "堕胎", "流产"];
        Self {
            baseline_hours: 24,
            instant_from_severity: 4,
            snippet_chars: 80,
            dark_after_failures: 3,
            sensitive_terms: words.map(String::from).to_vec(),
        }
    }
}

/// `[web]`
#[derive(Clone, Debug, PartialEq)]
pub struct WebOptions {
    /// Where `/healthz` and `/metrics` answer; loopback only by default.
    pub listen: Option<std::net::SocketAddr>,
}

impl Default for WebOptions {
    fn default() -> Self {
        Self { listen: Some(std::net::SocketAddr::from(([127, 0, 0, 1], 8650))) }
    }
}

/// `[retention]`
#[derive(Clone, Debug, PartialEq)]
pub struct RetentionOptions {
    /// Masked text of posts without a mention.
    pub unmatched_text_days: u32,
    /// Pseudonyms of authors.
    pub pseudonym_days: u32,
    /// Bodies of sent mails.
    pub mail_body_days: u32,
    /// Visit rows.
    pub visit_days: u32,
}

impl Default for RetentionOptions {
    fn default() -> Self {
        Self { unmatched_text_days: 30, pseudonym_days: 30, mail_body_days: 30, visit_days: 400 }
    }
}

/// `[log]`
#[derive(Clone, Debug, PartialEq)]
pub struct LogOptions {
    /// `error`, `warn`, `info`, `debug`, `trace`, or a filter such as `info,yuqing::fetch=debug`.
    pub level: String,
    /// `auto` (journald under systemd, else text), `journald`, `text` or `json`.
    pub format: String,
}

impl Default for LogOptions {
    fn default() -> Self {
        Self { level: "info".into(), format: "auto".into() }
    }
}
