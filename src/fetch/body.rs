//! A body, read and unpacked within bounds.
//!
//! - `Bounds`: how much is taken, before and after decompression, and what happens beyond
//! - `Fault`: why a body was not read
//! - `read`: the bytes as they come; `unpack`: what they hold

use std::io::Read;

use brotli_decompressor::{BrotliDecompressStream, BrotliResult, BrotliState};
use bytes::{Bytes, BytesMut};
use flate2::bufread::{DeflateDecoder, GzDecoder, ZlibDecoder};
use reqwest::Response;
use reqwest::header::{CONTENT_ENCODING, HeaderMap};

use super::error::{FetchError, Phase, of_client};
use crate::model::Reason;

/// A server may wrap a body this many times; more is a trick.
const MAX_LAYERS: usize = 3;
/// The piece that a decoder fills at a time, in bytes.
const PIECE_BYTES: usize = 16 << 10;

/// How much of a body is taken, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bounds {
    /// As received.
    pub received: u64,
    /// Once decompressed.
    pub unpacked: u64,
    /// What happens beyond.
    pub beyond: Beyond,
}

/// What happens to a body that exceeds its bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Beyond {
    /// It is refused.
    Refuse,
    /// Its beginning is used.
    Cut,
}

/// Why a body was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault(pub Reason, pub String);

impl Fault {
    fn bad_compression(words: impl ToString) -> Self {
        Self(Reason::BadCompression, words.to_string())
    }
}

/// The bytes of a body as they come, still compressed.
pub(super) async fn read(response: &mut Response, bounds: Bounds) -> Result<Bytes, FetchError> {
    let url = response.url().clone();
    let too_large = || {
        let words = format!("more than {} KB", bounds.received >> 10);
        FetchError::at(Reason::BodyTooLarge, &url, &words)
    };
    let announced = response.content_length();
    if bounds.beyond == Beyond::Refuse && announced.is_some_and(|bytes| bytes > bounds.received) {
        return Err(too_large());
    }
    let mut whole = BytesMut::new();
    loop {
        let piece = response.chunk().await.map_err(|error| of_client(&error, &url, Phase::Body))?;
        let Some(piece) = piece else { return Ok(whole.freeze()) };
        if announced == Some(piece.len() as u64) && whole.is_empty() {
            return Ok(piece);
        }
        whole.extend_from_slice(&piece);
        if whole.len() as u64 > bounds.received {
            whole.truncate(bounds.received as usize);
            return if bounds.beyond == Beyond::Cut { Ok(whole.freeze()) } else { Err(too_large()) };
        }
    }
}

/// The body without its content encodings.
pub(super) fn unpack(headers: &HeaderMap, body: Bytes, bounds: Bounds) -> Result<Bytes, Fault> {
    let mut layers = Vec::new();
    for value in headers.get_all(CONTENT_ENCODING) {
        let names = value.to_str().map_err(|_| Fault::bad_compression("an unreadable Content-Encoding"))?;
        layers.extend(names.split(',').map(|name| name.trim().to_ascii_lowercase()));
    }
    layers.retain(|name| !matches!(name.as_str(), "" | "identity" | "none" | "utf-8"));
    if layers.len() > MAX_LAYERS {
        return Err(Fault::bad_compression("wrapped too many times"));
    }
    let mut body = body;
    for name in layers.iter().rev() {
        if body.is_empty() {
            break;
        }
        body = unpack_layer(name, &body, bounds)?.into();
    }
    if body.len() as u64 > bounds.unpacked {
        return match bounds.beyond {
            Beyond::Refuse => Err(too_large_unpacked(bounds)),
            Beyond::Cut => Ok(body.slice(..bounds.unpacked as usize)),
        };
    }
    Ok(body)
}

fn unpack_layer(name: &str, packed: &[u8], bounds: Bounds) -> Result<Vec<u8>, Fault> {
    match name {
        "gzip" | "x-gzip" => gunzip(packed, bounds),
        "deflate" if is_zlib(packed) => drain(ZlibDecoder::new(packed), Vec::new(), bounds).map(|(out, _)| out),
        "deflate" => drain(DeflateDecoder::new(packed), Vec::new(), bounds).map(|(out, _)| out),
        "br" => unbrotli(packed, bounds),
        other => Err(Fault::bad_compression(format!("Content-Encoding {other} was not asked for"))),
    }
}

/// All members of a gzip file. What follows the last one is padding, which browsers ignore too.
fn gunzip(packed: &[u8], bounds: Bounds) -> Result<Vec<u8>, Fault> {
    let mut rest = packed;
    let mut out = Vec::new();
    loop {
        let (grown, decoder) = drain(GzDecoder::new(rest), out, bounds)?;
        out = grown;
        rest = decoder.into_inner();
        if !rest.starts_with(&[0x1f, 0x8b]) || out.len() as u64 >= bounds.unpacked {
            return Ok(out);
        }
    }
}

/// Reads a decoder to its end or to the bound, whichever comes first, behind what `out` holds already.
fn drain<R: Read>(mut decoder: R, mut out: Vec<u8>, bounds: Bounds) -> Result<(Vec<u8>, R), Fault> {
    let room = (bounds.unpacked + 1).saturating_sub(out.len() as u64);
    let read = decoder.by_ref().take(room).read_to_end(&mut out);
    if bounds.beyond == Beyond::Refuse {
        read.map_err(Fault::bad_compression)?;
    }
    within(out, bounds).map(|out| (out, decoder))
}

/// Brotli by hand: the crate's reader also accepts windows of up to a gigabyte, which no browser does.
fn unbrotli(packed: &[u8], bounds: Bounds) -> Result<Vec<u8>, Fault> {
    let alloc = brotli_decompressor::writer::StandardAlloc::default;
    let mut state = BrotliState::new_strict(alloc(), alloc(), alloc());
    let (mut left, mut offset, mut total) = (packed.len(), 0, 0);
    let mut out = Vec::new();
    let mut piece = vec![0; PIECE_BYTES];
    loop {
        let (mut room, mut filled) = (piece.len(), 0);
        let result = BrotliDecompressStream(
            &mut left,
            &mut offset,
            packed,
            &mut room,
            &mut filled,
            &mut piece,
            &mut total,
            &mut state,
        );
        out.extend_from_slice(piece.get(..filled).unwrap_or_default());
        match result {
            BrotliResult::ResultSuccess => return within(out, bounds),
            BrotliResult::NeedsMoreOutput if out.len() as u64 > bounds.unpacked => return within(out, bounds),
            BrotliResult::NeedsMoreOutput => {}
            _ if bounds.beyond == Beyond::Cut => return Ok(out),
            BrotliResult::NeedsMoreInput => return Err(Fault::bad_compression("the brotli stream ends too early")),
            BrotliResult::ResultFailure => return Err(Fault::bad_compression("a damaged brotli stream")),
        }
    }
}

fn within(mut out: Vec<u8>, bounds: Bounds) -> Result<Vec<u8>, Fault> {
    if out.len() as u64 <= bounds.unpacked {
        return Ok(out);
    }
    match bounds.beyond {
        Beyond::Refuse => Err(too_large_unpacked(bounds)),
        Beyond::Cut => {
            out.truncate(bounds.unpacked as usize);
            Ok(out)
        }
    }
}

fn too_large_unpacked(bounds: Bounds) -> Fault {
    Fault(Reason::DecompressedTooLarge, format!("more than {} KB once decompressed", bounds.unpacked >> 10))
}

/// RFC 9110 says that `deflate` is zlib; some servers send the bare stream. The zlib header has a check value.
fn is_zlib(packed: &[u8]) -> bool {
    matches!(packed, [first, second, ..]
        if first & 0x0f == 8 && ((u16::from(*first) << 8) | u16::from(*second)) % 31 == 0)
}
