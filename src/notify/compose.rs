//! A letter as RFC 5322 bytes.

use std::fmt::Write as _;
use std::str::FromStr;
use std::time::{Duration, SystemTime};

use lettre::Address;
use lettre::message::header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message, MessageBuilder, MultiPart, SinglePart};
use sha2::{Digest, Sha256};

use super::render::{Letter, safe};
use super::{Addressing, NotifyError, parse_mailbox};
use crate::lang::Lang;

/// The mail: multipart/alternative with the text first, base64 UTF-8, the same bytes for the same input.
/// `doubtful` marks it as one that may have arrived before; see [`mark_doubtful`].
///
/// # Errors
/// When an address is none, or nobody is addressed.
pub fn compose(letter: &Letter, addressing: &Addressing, doubtful: bool) -> Result<Vec<u8>, NotifyError> {
    let mut builder = addressed(addressing)?
        .subject(header_text(&letter.subject))
        .raw_header(raw("X-Yuqing-Ref", folded_list(&letter.reference)))
        .raw_header(raw("Auto-Submitted", "auto-generated".into()))
        .raw_header(raw("X-Auto-Response-Suppress", "All".into()))
        .raw_header(raw("List-Id", format!("<{}>", token(&addressing.list_id))))
        .raw_header(raw("List-Unsubscribe", unsubscribe(addressing)?));
    if letter.urgent {
        builder = builder.raw_header(raw("X-Priority", "1 (Highest)".into()));
    }
    let message = builder.multipart(body(letter, addressing)).map_err(|e| NotifyError::Compose(e.to_string()))?;
    let mail = message.formatted();
    Ok(if doubtful { mark_doubtful(&mail, letter.lang) } else { mail })
}

/// Marks a mail that was composed before, whose fate is unknown: 「可能重复」 before its subject, `X-Yuqing-Doubtful: yes`,
/// all else, the Message-ID above all, unchanged. Marking twice is marking once.
pub fn mark_doubtful(mail: &[u8], lang: Lang) -> Vec<u8> {
    const SUBJECT: &[u8] = b"\r\nSubject: ";
    const MARK: &[u8] = b"\r\nX-Yuqing-Doubtful: yes";
    let head = find(mail, b"\r\n\r\n").unwrap_or(mail.len());
    let (header, _) = mail.split_at(head);
    if find(header, MARK).is_some() {
        return mail.to_vec();
    }
    let Some(at) = find(header, SUBJECT) else { return mail.to_vec() };
    let words: &[u8] = match lang {
        // 「可能重复」 as an encoded word.
        Lang::Zh => b"=?utf-8?B?44CM5Y+v6IO96YeN5aSN44CN?=",
        Lang::En => b"[may be a duplicate]",
    };
    let (before, rest) = mail.split_at(at);
    let subject = rest.get(SUBJECT.len()..).unwrap_or_default();
    [before, MARK, SUBJECT, words, b"\r\n ", subject].concat()
}

fn find(hay: &[u8], needle: &[u8]) -> Option<usize> {
    hay.windows(needle.len()).position(|window| window == needle)
}

/// The headers that say from whom, to whom, under which name.
fn addressed(addressing: &Addressing) -> Result<MessageBuilder, NotifyError> {
    let date = SystemTime::UNIX_EPOCH + Duration::from_secs(addressing.date.timestamp().max(0).unsigned_abs());
    let mut builder = Message::builder()
        .from(mailbox(&addressing.from)?)
        .date(date)
        .message_id(Some(format!("<{}>", token(&addressing.message_id))));
    if addressing.to.is_empty() {
        return Err(NotifyError::NoRecipient);
    }
    for to in &addressing.to {
        builder = builder.to(mailbox(to)?);
    }
    if let Some(reply_to) = &addressing.reply_to {
        builder = builder.reply_to(mailbox(reply_to)?);
    }
    if let Some(last) = addressing.references.last() {
        let all: Vec<_> = addressing.references.iter().map(|id| format!("<{}>", token(id))).collect();
        builder = builder.in_reply_to(format!("<{}>", token(last))).references(all.join(" "));
    }
    Ok(builder)
}

fn mailbox(text: &str) -> Result<Mailbox, NotifyError> {
    let (name, address) = parse_mailbox(text)?;
    let address = Address::from_str(&address).map_err(|_| NotifyError::Address { address: text.into() })?;
    Ok(Mailbox::new(name, address))
}

/// Where one writes to be taken off the list: the duty mailbox, or the sender.
fn unsubscribe(addressing: &Addressing) -> Result<String, NotifyError> {
    let (_, address) = parse_mailbox(addressing.reply_to.as_ref().unwrap_or(&addressing.from))?;
    Ok(format!("<mailto:{address}?subject=unsubscribe>"))
}

/// Text and HTML, the text first. The boundary follows from the Message-ID, so that equal input gives equal bytes.
fn body(letter: &Letter, addressing: &Addressing) -> MultiPart {
    let mut boundary = String::from("yuqing-");
    for byte in Sha256::digest(addressing.message_id.as_bytes()).iter().take(12) {
        let _ = write!(boundary, "{byte:02x}");
    }
    let part = |kind: ContentType, text: &str| {
        let text = text.replace("\r\n", "\n").replace('\n', "\r\n");
        SinglePart::builder().header(kind).header(ContentTransferEncoding::Base64).body(text)
    };
    MultiPart::alternative()
        .boundary(boundary)
        .singlepart(part(ContentType::TEXT_PLAIN, &letter.text))
        .singlepart(part(ContentType::TEXT_HTML, &letter.html))
}

/// One line that cannot end its header and cannot pass for an encoded word.
fn header_text(text: &str) -> String {
    safe::line(text).replace("=?", "= ?")
}

/// What may stand between angle brackets.
fn token(text: &str) -> String {
    text.chars().filter(|c| c.is_ascii_graphic() && !matches!(c, '<' | '>')).collect()
}

/// A header of ours: plain ASCII, already folded.
fn raw(name: &'static str, value: String) -> HeaderValue {
    HeaderValue::dangerous_new_pre_encoded(HeaderName::new_from_ascii_str(name), value.clone(), value)
}

/// A reference with its list of numbers folded after commas, so that a roll-up of hundreds keeps its lines short.
fn folded_list(reference: &str) -> String {
    let (mut folded, mut width) = (String::new(), "X-Yuqing-Ref: ".len());
    let plain: String = reference.chars().filter(|c| c.is_ascii_graphic() || *c == ' ').collect();
    for piece in plain.split_inclusive(',') {
        if width + piece.len() > 76 && !folded.is_empty() {
            folded.push_str("\r\n ");
            width = 1;
        }
        folded.push_str(piece);
        width += piece.len();
    }
    folded
}
