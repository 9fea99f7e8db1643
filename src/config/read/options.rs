//! `yuqing.toml`: one function a table.

use std::path::{Path, PathBuf};

use super::mail::mail;
use crate::config::environment::Environment;
use crate::config::fault::Fault;
use crate::config::table::Table;
use crate::config::{
    AlertOptions, DatabaseOptions, DigestOptions, FetchOptions, Files, LogOptions, MatchOptions, Options, Organisation,
    RetentionOptions, ScheduleOptions, WebOptions, value,
};
use crate::lang::{self, Lang};

/// What the reading of options needs besides their table.
#[derive(Clone, Copy)]
pub(in crate::config) struct Setting<'a> {
    /// `yuqing.toml`, absolute.
    pub file: &'a Path,
    /// Variables and folders of systemd.
    pub environment: Environment<'a>,
}

impl Setting<'_> {
    /// A path as seen from the folder of `yuqing.toml`.
    pub fn path(&self, value: impl AsRef<Path>) -> PathBuf {
        value::path(self.folder(), value)
    }

    fn folder(&self) -> &Path {
        self.file.parent().unwrap_or(Path::new("."))
    }
}

/// All of `yuqing.toml`.
pub(in crate::config) fn options(mut root: Table<'_>, setting: &Setting<'_>) -> Options {
    let options = Options {
        files: files(root.table("files"), setting),
        organisation: organisation(root.table("organisation")),
        database: database(root.table("database"), setting),
        fetch: fetch(root.table("fetch"), setting),
        schedule: schedule(root.table("schedule")),
        matching: matching(root.table("match")),
        mail: mail(root.table("mail"), setting),
        digest: digest(root.table("digest")),
        alert: alert(root.table("alert")),
        web: web(root.table("web")),
        retention: retention(root.table("retention")),
        log: log(root.table("log")),
    };
    root.finish();
    options
}

fn files(mut table: Table<'_>, setting: &Setting<'_>) -> Files {
    let named = |table: &mut Table<'_>, key| table.text(key).map(|text| setting.path(text.value));
    let beside = |name| Some(setting.path(name)).filter(|path| path.is_file());
    let sources = named(&mut table, "sources");
    let watches = named(&mut table, "watches");
    let lexicon = named(&mut table, "lexicon");
    table.finish();
    Files {
        options: setting.file.to_owned(),
        sources: sources.unwrap_or_else(|| default_sources(setting)),
        watches: watches.unwrap_or_else(|| setting.path("watches.toml")),
        lexicon: lexicon.or_else(|| beside("lexicon.toml")),
    }
}

/// One folder up as in the repository; beside `yuqing.toml` where only that one is there, as in `/etc/yuqing`.
fn default_sources(setting: &Setting<'_>) -> PathBuf {
    let (above, beside) = (setting.path("../sources.toml"), setting.path("sources.toml"));
    if !above.is_file() && beside.is_file() { beside } else { above }
}

fn organisation(mut table: Table<'_>) -> Organisation {
    let default = Organisation::default();
    let name = table.text("name").map(|text| text.value.to_owned());
    let organisation = Organisation {
        short_name: short_text(&mut table, "short_name", 12).or_else(|| name.clone()).unwrap_or(default.short_name),
        name: name.unwrap_or(default.name),
        id: table.parsed("id", value::id).unwrap_or(default.id),
        language: table.choice("language", &[("zh-CN", Lang::Zh), ("en", Lang::En)]).unwrap_or(default.language),
        zone: table.parsed("zone", value::zone).unwrap_or(default.zone),
    };
    table.finish();
    organisation
}

fn short_text(table: &mut Table<'_>, key: &'static str, limit: usize) -> Option<String> {
    let text = table.text(key)?;
    if text.value.chars().count() > limit {
        table.error(key, Fault::new(lang::config::too_long(table.lang(), key, limit)));
    }
    Some(text.value.to_owned())
}

/// Under systemd a relative file lies in the state folder, whatever `..` it begins with.
fn database(mut table: Table<'_>, setting: &Setting<'_>) -> DatabaseOptions {
    let default = DatabaseOptions::default();
    let file = table.text("file").map_or(default.file, |text| PathBuf::from(text.value));
    let file = match setting.environment.state_directory() {
        Some(state) if file.is_relative() => {
            let inside = file.components().filter(|part| matches!(part, std::path::Component::Normal(_)));
            state.join(inside.collect::<PathBuf>())
        }
        _ => setting.path(file),
    };
    let options =
        DatabaseOptions { file, min_free_mb: table.number("min_free_mb", 1..=1_000_000, default.min_free_mb) };
    table.finish();
    options
}

fn fetch(mut table: Table<'_>, setting: &Setting<'_>) -> FetchOptions {
    let d = FetchOptions::default();
    let contact = table.text("contact").map_or(d.contact, |text| text.value.to_owned());
    let own_hosts = parsed_list(&mut table, "own_hosts", value::host_and_port);
    let options = FetchOptions {
        user_agent: table.text("user_agent").map_or(d.user_agent, |text| text.value.to_owned()),
        contact,
        total_timeout_secs: table.number("total_timeout_secs", 1..=600, d.total_timeout_secs),
        connect_timeout_secs: table.number("connect_timeout_secs", 1..=120, d.connect_timeout_secs),
        max_body_bytes: table.number("max_body_bytes", 1_024..=268_435_456, d.max_body_bytes),
        max_decompressed_bytes: table.number("max_decompressed_bytes", 1_024..=268_435_456, d.max_decompressed_bytes),
        max_redirects: table.number("max_redirects", 0..=20, d.max_redirects),
        host_interval_ms: table.number("host_interval_ms", 1_000..=600_000, d.host_interval_ms),
        host_jitter_percent: table.number("host_jitter_percent", 0..=100, d.host_jitter_percent),
        own_hosts,
        own_host_interval_ms: table.number("own_host_interval_ms", 0..=600_000, d.own_host_interval_ms),
        concurrency: table.number("concurrency", 1..=1_000, d.concurrency),
        robots_cache_hours: table.number("robots_cache_hours", 1..=168, d.robots_cache_hours),
        proxy: table.parsed("proxy", value::proxy),
        ca_file: table.text("ca_file").map(|text| setting.path(text.value)),
        max_posts_per_page: table.number("max_posts_per_page", 1..=100_000, d.max_posts_per_page),
        visit_timeout_secs: table.number("visit_timeout_secs", 1..=86_400, d.visit_timeout_secs),
    };
    table.finish();
    options
}

/// A list whose texts a parser takes.
pub(super) fn parsed_list<T>(
    table: &mut Table<'_>,
    key: &'static str,
    parse: impl Fn(Lang, &str) -> Result<T, Fault>,
) -> Vec<T> {
    let texts = table.texts(key).unwrap_or_default();
    let lang = table.lang();
    let one = |text: &crate::config::table::Text<'_>| {
        parse(lang, text.value).map_err(|fault| table.faults.error(&text.node.span, fault)).ok()
    };
    texts.iter().filter_map(one).collect()
}

fn schedule(mut table: Table<'_>) -> ScheduleOptions {
    let d = ScheduleOptions::default();
    const EVERY: std::ops::RangeInclusive<i64> = 1..=2_592_000;
    let options = ScheduleOptions {
        key_every_secs: table.number("key_every_secs", EVERY, d.key_every_secs),
        normal_every_secs: table.number("normal_every_secs", EVERY, d.normal_every_secs),
        low_every_secs: table.number("low_every_secs", EVERY, d.low_every_secs),
        jitter_secs: table.number("jitter_secs", 0..=3_600, d.jitter_secs),
        backoff_ceiling_secs: table.number("backoff_ceiling_secs", EVERY, d.backoff_ceiling_secs),
    };
    table.finish();
    options
}

fn matching(mut table: Table<'_>) -> MatchOptions {
    let d = MatchOptions::default();
    let options = MatchOptions {
        ours_from: table.decimal("ours_from", 0.0..=1.0, d.ours_from),
        maybe_from: table.decimal("maybe_from", 0.0..=1.0, d.maybe_from),
    };
    if options.maybe_from > options.ours_from {
        table.error("maybe_from", Fault::new(lang::config::wrong_order(table.lang(), "maybe_from", "ours_from")));
    }
    table.finish();
    options
}

fn digest(mut table: Table<'_>) -> DigestOptions {
    let d = DigestOptions::default();
    let options = DigestOptions {
        enabled: table.boolean("enabled", d.enabled),
        at: table.parsed("at", value::time_of_day).unwrap_or(d.at),
        closes_at: table.parsed("closes_at", value::time_of_day).unwrap_or(d.closes_at),
        max_items: table.number("max_items", 1..=200, d.max_items),
    };
    table.finish();
    options
}

fn alert(mut table: Table<'_>) -> AlertOptions {
    let d = AlertOptions::default();
    let options = AlertOptions {
        baseline_hours: table.number("baseline_hours", 0..=8_760, d.baseline_hours),
        instant_from_severity: table.number("instant_from_severity", 0..=5, d.instant_from_severity),
        snippet_chars: table.number("snippet_chars", 0..=500, d.snippet_chars),
        dark_after_failures: table.number("dark_after_failures", 1..=1_000, d.dark_after_failures),
        sensitive_terms: table.strings("sensitive_terms").unwrap_or(d.sensitive_terms),
    };
    table.finish();
    options
}

fn web(mut table: Table<'_>) -> WebOptions {
    let listen = table.parsed("listen", value::listen).unwrap_or(WebOptions::default().listen);
    if let Some(address) = listen.filter(|address| !address.ip().is_loopback()) {
        let hint = lang::config::listen_open_hint(table.lang());
        table.warn("listen", Fault::new(lang::config::listen_open(table.lang(), address)).hint(hint));
    }
    table.finish();
    WebOptions { listen }
}

fn retention(mut table: Table<'_>) -> RetentionOptions {
    let d = RetentionOptions::default();
    let options = RetentionOptions {
        unmatched_text_days: table.number("unmatched_text_days", 0..=3_650, d.unmatched_text_days),
        pseudonym_days: table.number("pseudonym_days", 0..=3_650, d.pseudonym_days),
        mail_body_days: table.number("mail_body_days", 1..=3_650, d.mail_body_days),
        visit_days: table.number("visit_days", 7..=3_650, d.visit_days),
    };
    table.finish();
    options
}

fn log(mut table: Table<'_>) -> LogOptions {
    let d = LogOptions::default();
    let formats = ["auto", "journald", "text", "json"].map(|word| (word, word));
    let options = LogOptions {
        level: table.parsed("level", value::log_filter).unwrap_or(d.level),
        format: table.choice("format", &formats).map_or(d.format, String::from),
    };
    table.finish();
    options
}
