//! `[mail]`: the server, the addresses, and that they make sense together.

use std::path::Path;

use super::options::{Setting, parsed_list};
use super::password;
use crate::config::fault::Fault;
use crate::config::table::Table;
use crate::config::{MailOptions, TlsMode, value};
use crate::lang;

const TLS: [(&str, TlsMode); 3] =
    [("implicit", TlsMode::Implicit), ("starttls-required", TlsMode::StarttlsRequired), ("none", TlsMode::None)];

/// Ports that usually speak one kind of TLS.
const PORTS: [(u16, &str, TlsMode); 2] =
    [(465, "implicit", TlsMode::Implicit), (587, "starttls-required", TlsMode::StarttlsRequired)];

/// The whole table.
pub(super) fn mail(mut table: Table<'_>, setting: &Setting<'_>) -> MailOptions {
    let d = MailOptions::default();
    let path = |text: crate::config::table::Text<'_>| setting.path(Path::new(text.value));
    let options = MailOptions {
        enabled: table.boolean("enabled", d.enabled),
        host: table.parsed("host", value::host).unwrap_or(d.host),
        port: table.number("port", 1..=65_535, d.port),
        tls: table.choice("tls", &TLS).unwrap_or(d.tls),
        username: table.text("username").map(|text| text.value.to_owned()),
        password: None,
        from: table.parsed("from", value::mailbox).unwrap_or(d.from),
        to: parsed_list(&mut table, "to", value::mailbox),
        operators: parsed_list(&mut table, "operators", value::mailbox),
        reply_to: table.parsed("reply_to", value::mailbox),
        ca_file: table.text("ca_file").map(path),
        connect_timeout_secs: table.number("connect_timeout_secs", 1..=120, d.connect_timeout_secs),
        send_timeout_secs: table.number("send_timeout_secs", 1..=600, d.send_timeout_secs),
        interval_ms: table.number("interval_ms", 0..=600_000, d.interval_ms),
        max_instant_per_hour: table.number("max_instant_per_hour", 0..=1_000_000, d.max_instant_per_hour),
        retry_minutes: retry_minutes(&mut table).unwrap_or(d.retry_minutes),
        console_url: table.parsed("console_url", value::url).map(|url| url.as_str().trim_end_matches('/').to_owned()),
        copy_dir: table.text("copy_dir").map(path),
    };
    let password = password::password(&mut table, setting, options.username.is_some(), options.enabled);
    judge(&mut table, &options);
    table.finish();
    MailOptions { password, ..options }
}

fn retry_minutes(table: &mut Table<'_>) -> Option<Vec<u64>> {
    let minutes = table.numbers("retry_minutes", 1..=10_080)?;
    if minutes.is_empty() {
        table.error("retry_minutes", Fault::new(lang::config::empty_list(table.lang(), "retry_minutes")));
        return None;
    }
    Some(minutes)
}

/// What no single key can tell.
fn judge(table: &mut Table<'_>, mail: &MailOptions) {
    if !mail.enabled {
        return;
    }
    let lang = table.lang();
    let needed = [
        ("host", "host = \"smtp.qq.com\""),
        ("from", "from = \"yq@example.org\""),
        ("to", "to = [\"duty@example.org\"]"),
    ];
    for (key, example) in needed {
        let fault = || Fault::new(lang::config::mail_needs(lang, key)).hint(lang::config::write_like(lang, example));
        if table.node(key).is_none() {
            table.faults.absent(table.span_of("enabled"), fault());
        } else if key == "to" && table.node(key).is_some_and(|list| list.items().is_empty()) {
            table.error(key, fault());
        }
    }
    if mail.tls == TlsMode::None && mail.username.is_some() {
        table.warn("tls", Fault::new(lang::config::mail_clear_password(lang)));
    }
    let usual = PORTS.iter().find(|(port, _, _)| *port == mail.port);
    if let Some((port, name, _)) = usual.filter(|(_, _, tls)| *tls != mail.tls) {
        table.warn("port", Fault::new(lang::config::mail_port_tls(lang, port, name)));
    }
}
