//! What came from the web, made harmless for a mail: no controls, no tricks of direction, no endless lines, no odd links.

use url::Url;

/// A link longer than this is not shown.
const LINK_BYTES: usize = 500;

/// One line: control characters become spaces, bidirectional controls and invisible tags vanish.
pub fn line(text: &str) -> String {
    text.chars().filter(|c| !is_trick(*c)).map(|c| if is_break(c) { ' ' } else { c }).collect()
}

/// One line of at most `chars` characters, inner runs of white space made one; an ellipsis shows that it was cut.
pub fn short(text: &str, chars: usize) -> String {
    let tidy = line(text).split_whitespace().collect::<Vec<_>>().join(" ");
    if tidy.chars().count() <= chars {
        return tidy;
    }
    let kept: String = tidy.chars().take(chars.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// Characters that reorder, hide or fake other ones.
fn is_trick(c: char) -> bool {
    matches!(c,
        '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{206F}'
        | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}' | '\u{F8F0}'..='\u{F8F1}')
        || (c as u32 & 0xFFFE) == 0xFFFE
}

fn is_break(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

/// A link that a mail may carry: where it leads, and the host that is shown beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SafeLink {
    /// Only http or https, without a user name.
    pub url: String,
    /// The host, as ASCII.
    pub host: String,
}

/// The link of an address from the web, if it is one that people may be sent to.
pub fn link(address: &str) -> Option<SafeLink> {
    let mut url = Url::parse(address.trim()).ok()?;
    if !matches!(url.scheme(), "http" | "https") {
        return None;
    }
    let host = match (url.host_str()?, url.port()) {
        (host, Some(port)) => format!("{host}:{port}"),
        (host, None) => host.to_string(),
    };
    url.set_username("").ok()?;
    url.set_password(None).ok()?;
    (url.as_str().len() <= LINK_BYTES).then(|| SafeLink { url: url.into(), host })
}
