//! An address taken apart, each part in one spelling.

use url::Url;

use super::query::{Query, tidy_escapes};

/// The parts of an http(s) address that can matter for identity.
pub(super) struct Parts {
    /// Host in lower case and punycode, with a port that is not the default.
    pub host: String,
    /// Path with its leading slash: no session, no index file, no slash at the end (`/` alone stays).
    pub path: String,
    /// The parameters, in their order.
    pub query: Query,
    /// The fragment, without `#`.
    pub fragment: String,
    /// The fragment with `#` if it is a page of its own (`#/detail/7`, `#!/t/7`), else empty.
    pub route: String,
}

impl Parts {
    /// Takes an address apart; `None` if it is no http(s) URL with a host.
    pub fn of(url: &str) -> Option<Self> {
        let url = Url::parse(&unescaped(url.trim())).ok()?;
        if !matches!(url.scheme(), "http" | "https") {
            return None;
        }
        let host = url.host_str()?.trim_end_matches('.');
        if host.is_empty() {
            return None;
        }
        let port = url.port().filter(|port| *port != 80 && *port != 443);
        let fragment = url.fragment().unwrap_or_default();
        let is_route = fragment.starts_with('/') || fragment.starts_with("!/");
        Some(Self {
            host: port.map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")),
            path: tidy_path(url.path()),
            query: Query::of(url.query().unwrap_or_default()),
            fragment: fragment.to_owned(),
            route: if is_route { format!("#{fragment}") } else { String::new() },
        })
    }

    /// The path after its last slash, and the folder before it (with its slash).
    pub fn folder_and_file(&self) -> (&str, &str) {
        self.path.rfind('/').map_or(("/", ""), |at| self.path.split_at(at + 1))
    }
}

/// Addresses cut out of HTML or scripts carry their escapes along.
fn unescaped(url: &str) -> String {
    let mut url = url.to_owned();
    for (escape, plain) in
        [("\\x26amp;", "&"), ("\\x26", "&"), ("\\u0026", "&"), ("\\/", "/"), ("&amp;", "&"), ("&#38;", "&")]
    {
        if url.contains(escape) {
            url = url.replace(escape, plain);
        }
    }
    url
}

fn tidy_path(path: &str) -> String {
    let segments: Vec<&str> = path.split('/').map(without_session).collect();
    let mut path = tidy_escapes(&segments.join("/"), b"");
    loop {
        path.truncate(path.trim_end_matches('/').len());
        let folder = path.rfind('/').map_or(0, |at| at + 1);
        if !path.get(folder..).is_some_and(is_index) {
            break;
        }
        path.truncate(folder);
    }
    if path.is_empty() { "/".to_owned() } else { path }
}

/// The file a server gives for its folder.
fn is_index(file: &str) -> bool {
    let file = file.to_ascii_lowercase();
    let endings = ["html", "htm", "shtml", "php", "asp", "aspx", "jsp"];
    matches!(file.split_once('.'), Some(("index" | "default", ending)) if endings.contains(&ending))
}

/// A segment without `;jsessionid=…` and its kin.
fn without_session(segment: &str) -> &str {
    match segment.split_once(';') {
        Some((name, rest)) if is_session(rest) => name,
        _ => segment,
    }
}

fn is_session(parameter: &str) -> bool {
    let name = parameter.split('=').next().unwrap_or_default();
    ["jsessionid", "phpsessid", "sid", "sessionid"].iter().any(|known| name.eq_ignore_ascii_case(known))
}
