//! Which encoding a body is in, and its text.

/// A decoded body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The WHATWG name of the encoding that was used.
    pub encoding: &'static str,
    /// How many U+FFFD the decoder produced.
    pub replaced: usize,
    /// The text, without a byte-order mark.
    pub text: String,
}

/// Decodes a body: byte-order mark, `Content-Type`, XML prolog or `<meta>`, each validated; else detected.
/// gb2312 and gbk are read as GB18030. `host` helps the detector (its top-level domain).
pub fn decode(body: &[u8], content_type: Option<&str>, host: Option<&str>) -> Decoded {
    let _ = (body, content_type, host);
    todo!()
}
