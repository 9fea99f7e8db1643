//! Lines that are the site's, not the author's.

/// The text without boilerplate lines (本帖最后由 … 编辑, 来自手机, …).
pub fn strip(text: &str) -> String {
    let _ = text;
    todo!()
}
