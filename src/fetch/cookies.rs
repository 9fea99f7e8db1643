//! Cookies as a reader's browser would keep them for one session: in memory, per host, forgotten at restart.
//!
//! Some forums show nothing but a reload page to a visitor who does not return the cookie of the first answer.
//! No log-in is ever made with them, and none is passed from one host to another.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, Utc};
use reqwest::header::{HeaderMap, HeaderValue, SET_COOKIE};
use url::Url;

/// Per host.
const MAX_COOKIES: usize = 20;
/// Name and value together, in bytes.
const MAX_COOKIE_BYTES: usize = 4_096;
/// All are forgotten when more hosts than this have set some.
const MAX_HOSTS: usize = 2_048;

/// The cookies of every host.
#[derive(Default)]
pub(super) struct Jar {
    hosts: Mutex<HashMap<String, Vec<Cookie>>>,
}

struct Cookie {
    name: String,
    value: String,
    secure: bool,
}

impl Jar {
    /// The `Cookie` header for an address, if its host has set any.
    pub fn header(&self, url: &Url) -> Option<HeaderValue> {
        let hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        let cookies = hosts.get(url.host_str()?)?;
        let fitting = cookies.iter().filter(|cookie| !cookie.secure || url.scheme() == "https");
        let pairs: Vec<String> = fitting.map(|cookie| format!("{}={}", cookie.name, cookie.value)).collect();
        if pairs.is_empty() { None } else { HeaderValue::from_str(&pairs.join("; ")).ok() }
    }

    /// Keeps what an answer sets. Returns whether that changed anything.
    pub fn keep(&self, url: &Url, headers: &HeaderMap, now: DateTime<Utc>) -> bool {
        let mut set = headers.get_all(SET_COOKIE).iter().filter_map(|value| Change::parse(value.to_str().ok()?, now));
        let (Some(first), Some(host)) = (set.next(), url.host_str()) else { return false };
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        if hosts.len() >= MAX_HOSTS && !hosts.contains_key(host) {
            hosts.clear();
        }
        let cookies = hosts.entry(host.to_owned()).or_default();
        std::iter::once(first)
            .chain(set)
            .take(MAX_COOKIES)
            .fold(false, |changed, change| change.apply(cookies) | changed)
    }
}

/// What one `Set-Cookie` line does.
enum Change {
    Set(Cookie),
    Remove(String),
}

impl Change {
    fn parse(line: &str, now: DateTime<Utc>) -> Option<Self> {
        let mut parts = line.split(';').map(str::trim);
        let (name, value) = parts.next()?.split_once('=')?;
        let (name, value) = (name.trim().to_owned(), value.trim().to_owned());
        if name.is_empty() || name.len() + value.len() > MAX_COOKIE_BYTES {
            return None;
        }
        let mut secure = false;
        for part in parts {
            let (attribute, setting) = part.split_once('=').unwrap_or((part, ""));
            let over = match attribute.to_ascii_lowercase().as_str() {
                "secure" => {
                    secure = true;
                    false
                }
                "max-age" => setting.parse::<i64>().is_ok_and(|secs| secs <= 0),
                "expires" => DateTime::parse_from_rfc2822(&setting.replace('-', " ")).is_ok_and(|at| at < now),
                _ => false,
            };
            if over {
                return Some(Self::Remove(name));
            }
        }
        Some(Self::Set(Cookie { name, value, secure }))
    }

    fn apply(self, cookies: &mut Vec<Cookie>) -> bool {
        match self {
            Self::Remove(name) => {
                let before = cookies.len();
                cookies.retain(|cookie| cookie.name != name);
                cookies.len() != before
            }
            Self::Set(new) => {
                if let Some(old) = cookies.iter_mut().find(|cookie| cookie.name == new.name) {
                    let changed = old.value != new.value;
                    *old = new;
                    return changed;
                }
                if cookies.len() >= MAX_COOKIES {
                    cookies.remove(0);
                }
                cookies.push(new);
                true
            }
        }
    }
}
