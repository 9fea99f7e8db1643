//! Texts into types: ids, URLs, durations, zones, times of day, addresses.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use chrono::NaiveTime;
use chrono_tz::Tz;
use url::Url;

use super::fault::Fault;
use super::suggest::similar;
use crate::lang::{self, Lang};

/// The longest interval that can be written: 30 days.
const MAX_DURATION_SECS: u64 = 30 * 86_400;

/// Letters a–z, digits and hyphens, at most 64 of them.
pub(super) fn id(lang: Lang, value: &str) -> Result<String, Fault> {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if value.len() > 64 || !value.chars().all(fits) || value.starts_with('-') {
        return Err(Fault::new(lang::config::bad_id(lang, value)).hint(suggested_id(lang, value)));
    }
    Ok(value.to_owned())
}

/// The same with `_`, as categories of the lexicon have it.
pub(super) fn category_id(lang: Lang, value: &str) -> Result<String, Fault> {
    id(lang, &value.replace('_', "-")).map(|_| value.to_owned())
}

fn suggested_id(lang: Lang, value: &str) -> Option<String> {
    let words: Vec<_> = value.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let id = words.join("-").to_ascii_lowercase();
    (!id.is_empty() && id.len() <= 64).then(|| lang::config::write_like(lang, format!("\"{id}\"")))
}

/// An http or https URL of a public page.
pub(super) fn url(lang: Lang, value: &str) -> Result<Url, Fault> {
    let hint = lang::config::url_hint(lang);
    let url = Url::parse(value).map_err(|why| not_a_url(lang, why).hint(hint.clone()))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(Fault::new(lang::config::url_scheme(lang, url.scheme())).hint(hint));
    }
    if has_login(&url) {
        return Err(Fault::new(lang::config::url_login(lang)));
    }
    Ok(url)
}

fn not_a_url(lang: Lang, why: url::ParseError) -> Fault {
    Fault::new(match why {
        url::ParseError::RelativeUrlWithoutBase => lang::config::url_relative(lang),
        url::ParseError::EmptyHost => lang::config::url_hostless(lang),
        url::ParseError::InvalidPort => lang::config::url_port(lang),
        why => lang::config::bad_url(lang, why),
    })
}

/// A proxy's URL, without a log-in.
pub(super) fn proxy(lang: Lang, value: &str) -> Result<String, Fault> {
    let url = Url::parse(value).map_err(|why| not_a_url(lang, why))?;
    if !matches!(url.scheme(), "http" | "https" | "socks5" | "socks5h") {
        return Err(Fault::new(lang::config::url_scheme(lang, url.scheme())));
    }
    if has_login(&url) {
        return Err(Fault::new(lang::config::proxy_login(lang)).hint(lang::config::proxy_login_hint(lang)));
    }
    Ok(value.to_owned())
}

fn has_login(url: &Url) -> bool {
    !url.username().is_empty() || url.password().is_some()
}

/// `90s`, `10m`, `1h30m`, `1d` in seconds.
pub(super) fn duration_secs(lang: Lang, value: &str) -> Result<u64, Fault> {
    let fault = || Fault::new(lang::config::bad_duration(lang, value)).hint(lang::config::duration_hint(lang));
    let mut total: u64 = 0;
    let mut rest = value;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit()).ok_or_else(fault)?;
        let (number, tail) = rest.split_at(digits);
        let unit = tail.chars().next().ok_or_else(fault)?;
        let factor = [('s', 1), ('m', 60), ('h', 3_600), ('d', 86_400)].into_iter().find(|(name, _)| *name == unit);
        let (_, factor) = factor.ok_or_else(fault)?;
        let seconds = number.parse::<u64>().ok().and_then(|number| number.checked_mul(factor));
        total = seconds.and_then(|seconds| total.checked_add(seconds)).ok_or_else(fault)?;
        rest = &tail[unit.len_utf8()..];
    }
    if (1..=MAX_DURATION_SECS).contains(&total) { Ok(total) } else { Err(fault()) }
}

/// A zone of the IANA list.
pub(super) fn zone(lang: Lang, value: &str) -> Result<Tz, Fault> {
    Tz::from_str(value).map_err(|_| {
        let near = similar(value, chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name()));
        let hint = near.map_or_else(
            || lang::config::write_like(lang, "\"Asia/Shanghai\""),
            |zone| lang::config::did_you_mean(lang, zone),
        );
        Fault::new(lang::config::unknown_zone(lang, value)).hint(hint)
    })
}

/// `08:00`.
pub(super) fn time_of_day(lang: Lang, value: &str) -> Result<NaiveTime, Fault> {
    NaiveTime::parse_from_str(value, "%H:%M").map_err(|_| {
        let hint = lang::config::write_like(lang, "\"08:00\"");
        Fault::new(lang::config::bad_time(lang, value)).hint(hint)
    })
}

/// A mail address, with or without a name: `泰兴二院舆情 <yq@example.org>`.
pub(super) fn mailbox(lang: Lang, value: &str) -> Result<String, Fault> {
    let address = match value.rsplit_once('<') {
        Some((_, tail)) => tail.strip_suffix('>').unwrap_or_default(),
        None => value,
    };
    let plain = !value.chars().any(char::is_control);
    if plain && lettre::Address::from_str(address.trim()).is_ok() {
        return Ok(value.to_owned());
    }
    let hint = lang::config::write_like(lang, "\"name@example.org\"");
    Err(Fault::new(lang::config::bad_address(lang, value)).hint(hint))
}

/// A mail server: a host name or an IP address.
pub(super) fn host(lang: Lang, value: &str) -> Result<String, Fault> {
    match url::Host::parse(value) {
        Ok(_) if !value.contains(['/', '@', ' ']) => Ok(value.to_owned()),
        _ => Err(Fault::new(lang::config::bad_host(lang, value))),
    }
}

/// `host` or `host:port`, in lower case.
pub(super) fn host_and_port(lang: Lang, value: &str) -> Result<String, Fault> {
    let parsed = Url::parse(&format!("http://{value}/")).ok();
    let fits = parsed.is_some_and(|url| url.path() == "/" && !has_login(&url) && url.query().is_none());
    if fits && !value.contains(['/', '@']) {
        return Ok(value.to_lowercase());
    }
    Err(Fault::new(lang::config::bad_host(lang, value)))
}

/// A socket address, or `off`.
pub(super) fn listen(lang: Lang, value: &str) -> Result<Option<SocketAddr>, Fault> {
    if value == "off" {
        return Ok(None);
    }
    let fault = || Fault::new(lang::config::bad_listen(lang, value)).hint(lang::config::listen_hint(lang));
    value.parse().map(Some).map_err(|_| fault())
}

/// A log filter.
pub(super) fn log_filter(lang: Lang, value: &str) -> Result<String, Fault> {
    let parsed = tracing_subscriber::EnvFilter::try_new(value);
    let levels = lang::config::write_like(lang, "\"info\", \"info,yuqing::fetch=debug\"");
    parsed.map(|_| value.to_owned()).map_err(|_| Fault::new(lang::config::bad_filter(lang, value)).hint(levels))
}

/// A path as seen from the folder of the file that names it, without `..` where the folders are there.
pub(super) fn path(base: &Path, value: impl AsRef<Path>) -> PathBuf {
    let joined = base.join(value);
    let absolute = std::path::absolute(&joined).unwrap_or(joined);
    let folder = absolute.parent().and_then(|folder| folder.canonicalize().ok());
    match (folder, absolute.file_name()) {
        (Some(folder), Some(name)) => folder.join(name),
        _ => absolute,
    }
}
