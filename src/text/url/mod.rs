//! One spelling for each address.
//!
//! The canonical spelling is for identity only: it is compared and stored, never fetched (its scheme is always https).
//!
//! - [`canonical`]: the only door
//! - `parts`: an address taken apart; `query`: its parameters
//! - `noise`: parameters that name no content
//! - `discuz`, `platforms`: forms of one engine or one platform folded into one

mod discuz;
mod noise;
mod parts;
mod platforms;
mod query;

use parts::Parts;

/// The longest address that is read, in bytes.
const MAX_BYTES: usize = 8 * 1024;

/// Rows of engines and platforms; the first that knows an address spells it.
const FOLDS: &[fn(&Parts) -> Option<String>] =
    &[platforms::wechat, platforms::tieba, platforms::netease, platforms::sina, platforms::toutiao, discuz::fold];

/// The canonical spelling used for identity: noise parameters gone, engine forms folded. `None` if `url` is no http(s) URL.
pub fn canonical(url: &str) -> Option<String> {
    if url.len() > MAX_BYTES {
        return None;
    }
    let parts = Parts::of(url)?;
    FOLDS.iter().find_map(|fold| fold(&parts)).or_else(|| Some(generic(&parts)))
}

/// Any other site: its path, and the parameters that name content.
fn generic(parts: &Parts) -> String {
    let kept = parts.query.without(noise::is_noise);
    format!("https://{}{}{}{}", parts.host, parts.path, kept.sorted(), parts.route)
}
