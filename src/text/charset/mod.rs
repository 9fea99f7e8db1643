//! Which encoding a body is in, and its text.
//!
//! The order is byte-order mark, valid UTF-8, what is declared (see `declared`), what is detected; each answer is
//! checked by what it makes of the bytes, because headers and proxies lie.
//!
//! - [`Decoded`]: the text, the encoding it was read in, how much was lost
//! - [`decode`]: the only door

mod declared;
mod guess;

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

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

impl Decoded {
    /// Whether so much was lost that another encoding is worth a try: more than 0.1 % of the characters, or more
    /// than a tenth of those beyond ASCII (a page is mostly markup).
    fn is_doubtful(&self) -> bool {
        if self.replaced == 0 {
            return false;
        }
        let chars = self.text.chars().count();
        let beyond_ascii = self.text.chars().filter(|c| !c.is_ascii()).count();
        self.replaced * 1000 > chars || self.replaced * 10 > beyond_ascii
    }
}

/// Decodes a body: byte-order mark, `Content-Type`, XML prolog or `<meta>`, each validated; else detected.
/// gb2312 and gbk are read as GB18030. `host` helps the detector (its top-level domain).
pub fn decode(body: &[u8], content_type: Option<&str>, host: Option<&str>) -> Decoded {
    if let Some((encoding, mark)) = Encoding::for_bom(body) {
        return decode_as(body.get(mark..).unwrap_or_default(), encoding);
    }
    let declared = declared::encoding(body, content_type).map(widened).filter(|encoding| is_possible(encoding, body));
    if let Some(decoded) = decode_valid_utf8(body, declared) {
        return decoded;
    }
    match declared {
        // Web servers say iso-8859-1 by default; it reads any bytes, so it proves nothing.
        Some(encoding) if encoding != WINDOWS_1252 => decode_checked(body, encoding),
        _ => decode_as(body, widened(guess::encoding(body, host))),
    }
}

/// Markup in UTF-16 is full of zero bytes: without any, the label is wrong.
fn is_possible(encoding: &Encoding, body: &[u8]) -> bool {
    !(*encoding == *UTF_16LE || *encoding == *UTF_16BE) || body.contains(&0)
}

/// GB18030 contains gbk and gb2312, and pages use its characters under their names.
fn widened(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == GBK { GB18030 } else { encoding }
}

/// Valid UTF-8 beyond ASCII is UTF-8 whatever is declared. Letters of other scripts are weak evidence: some pairs of
/// GBK or Big5 are valid there too.
fn decode_valid_utf8(body: &[u8], declared: Option<&'static Encoding>) -> Option<Decoded> {
    let text = UTF_8
        .decode_without_bom_handling_and_without_replacement(body)
        .or_else(|| cut_utf8(body).map(Cow::Borrowed))?;
    if let Some(encoding) = declared.filter(|encoding| *encoding != UTF_8 && *encoding != WINDOWS_1252) {
        let beyond_ascii = text.chars().filter(|c| !c.is_ascii()).count();
        let chinese = text.chars().filter(|c| matches!(c, '\u{2000}'..='\u{9FFF}' | '\u{FF00}'..='\u{FFEF}')).count();
        if chinese * 2 <= beyond_ascii || !encoding.is_ascii_compatible() {
            let other = decode_as(body, encoding);
            if other.replaced == 0 {
                return Some(other);
            }
        }
    }
    Some(Decoded { encoding: UTF_8.name(), replaced: 0, text: text.into_owned() })
}

/// The body as UTF-8 without a sequence that is cut off at its end, if nothing else is wrong.
fn cut_utf8(body: &[u8]) -> Option<&str> {
    let error = std::str::from_utf8(body).err().filter(|error| error.error_len().is_none())?;
    std::str::from_utf8(body.get(..error.valid_up_to())?).ok().filter(|text| !text.is_ascii())
}

/// The declared encoding, unless it loses much and one of UTF-8 and GB18030 loses less.
fn decode_checked(body: &[u8], encoding: &'static Encoding) -> Decoded {
    if encoding != UTF_8 && guess::is_nearly_utf8(body) {
        return decode_as(body, UTF_8);
    }
    let decoded = decode_as(body, encoding);
    if !decoded.is_doubtful() {
        return decoded;
    }
    [UTF_8, GB18030]
        .into_iter()
        .filter(|rival| *rival != encoding)
        .map(|rival| decode_as(body, rival))
        .fold(decoded, |best, rival| if rival.replaced < best.replaced { rival } else { best })
}

/// The body in one encoding. A sequence cut off at the end is dropped and not counted.
fn decode_as(body: &[u8], encoding: &'static Encoding) -> Decoded {
    let (text, damaged) = encoding.decode_without_bom_handling(body);
    let mut text = text.into_owned();
    let mut replaced = 0;
    if damaged {
        if text.ends_with('\u{FFFD}') {
            text.pop();
        }
        let given = if encoding == UTF_8 { replacements_in(body) } else { 0 };
        replaced = text.matches('\u{FFFD}').count().saturating_sub(given);
    }
    Decoded { encoding: encoding.name(), replaced, text }
}

/// How many U+FFFD the bytes themselves spell in UTF-8: those are the site's, not the decoder's.
fn replacements_in(body: &[u8]) -> usize {
    body.windows(3).filter(|window| *window == "\u{FFFD}".as_bytes()).count()
}
