//! One spelling for each address.

/// The canonical spelling used for identity: noise parameters gone, engine forms folded. `None` if `url` is no http(s) URL.
pub fn canonical(url: &str) -> Option<String> {
    let _ = url;
    todo!()
}
