//! Parameters that name no content: tracking, sharing, sessions, cache busters.

/// Names that are noise on every site, sorted.
const NAMES: &[&str] = &[
    "_dsign",
    "app_id",
    "appinstall",
    "bd_vid",
    "bdshare",
    "channel",
    "chksm",
    "clicktime",
    "dclid",
    "eqid",
    "fbclid",
    "from",
    "from_source",
    "fromuid",
    "gclid",
    "hmci",
    "hmcu",
    "hmkw",
    "hmpl",
    "hmsr",
    "igshid",
    "isappinstalled",
    "jsessionid",
    "mc_cid",
    "mc_eid",
    "mobile",
    "msclkid",
    "nsukey",
    "openid",
    "phpsessid",
    "ref",
    "referer",
    "referrer",
    "scene",
    "scm",
    "share",
    "shareid",
    "source",
    "spm",
    "src",
    "tdsourcetag",
    "tracelog",
    "tt_from",
    "vd_source",
    "wd",
    "wechat_redirect",
    "wxshare_count",
    "yclid",
];

/// Beginnings of names that are noise on every site.
const PREFIXES: &[&str] = &["utm_", "share_", "sharer", "wx_", "aspsessionid", "spm_", "hmsr_", "__hs", "_hs"];

/// Names that defeat caches.
const BUSTERS: &[&str] = &["_", "_t", "rnd", "rand", "random", "nocache", "cachebuster", "_r", "_rnd"];

/// Names that are cache busters on one site and ids on the next; the value tells.
const PERHAPS: &[&str] = &["t", "ts", "v", "ver", "time", "timestamp", "r", "stamp"];

/// Whether a parameter names no content.
pub(super) fn is_noise(name: &str, value: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let name = name.as_str();
    NAMES.binary_search(&name).is_ok()
        || PREFIXES.iter().any(|prefix| name.starts_with(prefix))
        || BUSTERS.contains(&name)
        || PERHAPS.contains(&name) && is_stamp(value)
        || name == "sid" && is_session(value)
}

/// A moment, a random fraction or a version: no id looks like these.
fn is_stamp(value: &str) -> bool {
    let digits = value.bytes().all(|byte| byte.is_ascii_digit());
    let version = value.contains('.') && value.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let dated = value.starts_with("19") || value.starts_with("20");
    version
        || digits
            && (matches!(value.len(), 10 | 13) && value.starts_with(['1', '2'])
                || matches!(value.len(), 8 | 12 | 14) && dated)
}

/// A session's id; a short number may be an article's.
fn is_session(value: &str) -> bool {
    value.len() > 10 || !value.bytes().all(|byte| byte.is_ascii_digit())
}
