//! Bodies: large, endless, compressed, damaged.

use std::io::Write;

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
use yuqing::model::Reason;

use super::{fetch, page, reason};
use crate::hostile::{Hostile, Reply};

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn raw_deflate(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A brotli stream of stored metablocks, written by hand: no encoder is at hand.
fn brotli_stored(bytes: &[u8]) -> Vec<u8> {
    // WBITS = 16 is the single bit 0.
    let mut out = Bits::default();
    out.put(0, 1);
    for piece in bytes.chunks(1 << 16) {
        out.put(0, 1); // ISLAST
        out.put(0, 2); // MNIBBLES = 4
        out.put(piece.len() as u32 - 1, 16);
        out.put(1, 1); // ISUNCOMPRESSED
        out.align();
        out.bytes.extend(piece);
    }
    out.put(3, 2); // ISLAST, ISLASTEMPTY
    out.align();
    out.bytes
}

#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    used: u32,
}

impl Bits {
    fn put(&mut self, value: u32, count: u32) {
        for bit in 0..count {
            if self.used == 0 {
                self.bytes.push(0);
            }
            *self.bytes.last_mut().unwrap() |= (((value >> bit) & 1) as u8) << self.used;
            self.used = (self.used + 1) % 8;
        }
    }

    fn align(&mut self) {
        self.used = 0;
    }
}

async fn body(encoding: &'static str, bytes: Vec<u8>) -> Vec<u8> {
    let server = Hostile::start(move |_| Reply::html(bytes.clone()).with("content-encoding", encoding));
    page(fetch(&server, "/").await).body.to_vec()
}

async fn fault(encoding: &'static str, bytes: Vec<u8>) -> Reason {
    let server = Hostile::start(move |_| Reply::html(bytes.clone()).with("content-encoding", encoding));
    reason(fetch(&server, "/").await)
}

#[tokio::test]
async fn each_encoding_is_unpacked() {
    let text = "泰兴二院".repeat(2000).into_bytes();
    assert_eq!(body("gzip", gzip(&text)).await, text);
    assert_eq!(body("x-gzip", gzip(&text)).await, text);
    assert_eq!(body("GZIP", gzip(&text)).await, text);
    assert_eq!(body("deflate", zlib(&text)).await, text);
    assert_eq!(body("deflate", raw_deflate(&text)).await, text);
    assert_eq!(body("br", brotli_stored(&text)).await, text);
    assert_eq!(body("identity", text.clone()).await, text);
    assert_eq!(body("gzip, br", brotli_stored(&gzip(&text))).await, text);
    assert_eq!(body("gzip", [gzip(b"one "), gzip(b"two")].concat()).await, b"one two");
    assert_eq!(body("gzip", [gzip(b"padded"), vec![0; 20]].concat()).await, b"padded");
    assert_eq!(body("gzip", Vec::new()).await, b"");
}

#[tokio::test]
async fn damage_is_called_damage() {
    let whole = gzip(&"泰兴二院".repeat(2000).into_bytes());
    let mut flipped = whole.clone();
    let last = flipped.len() - 6;
    flipped[last] ^= 0xff;
    let cases = [
        ("gzip", b"<html>not gzip at all</html>".to_vec()),
        ("gzip", whole[..whole.len() / 2].to_vec()),
        ("gzip", flipped),
        ("deflate", vec![0xff; 50]),
        ("br", b"<html>not brotli</html>".to_vec()),
        ("br", brotli_stored(&[b'x'; 1000])[..500].to_vec()),
        ("zstd", vec![0x28, 0xb5, 0x2f, 0xfd]),
        ("gzip, gzip, gzip, gzip", whole.clone()),
    ];
    for (encoding, bytes) in cases {
        assert_eq!(fault(encoding, bytes.clone()).await, Reason::BadCompression, "{encoding} {:?}", &bytes[..4]);
    }
}

#[tokio::test]
async fn bombs_do_not_go_off() {
    let a_hundred_megabytes = |kind: &str| {
        let zeros = vec![0; 1 << 20];
        let mut gz = GzEncoder::new(Vec::new(), Compression::best());
        let mut raw = DeflateEncoder::new(Vec::new(), Compression::best());
        for _ in 0..100 {
            match kind {
                "gzip" => gz.write_all(&zeros).unwrap(),
                _ => raw.write_all(&zeros).unwrap(),
            }
        }
        if kind == "gzip" { gz.finish().unwrap() } else { raw.finish().unwrap() }
    };
    let gz = a_hundred_megabytes("gzip");
    assert!(gz.len() < 1 << 20);
    assert_eq!(fault("gzip", gz.clone()).await, Reason::DecompressedTooLarge);
    assert_eq!(fault("deflate", a_hundred_megabytes("deflate")).await, Reason::DecompressedTooLarge);
    assert_eq!(fault("gzip, gzip", gzip(&gz)).await, Reason::DecompressedTooLarge);
    let many_members = gzip(&vec![0; 100_000]).repeat(100);
    assert_eq!(fault("gzip", many_members).await, Reason::DecompressedTooLarge);
    let br = brotli_bomb();
    assert!(br.len() < 1 << 10);
    assert_eq!(fault("br", br).await, Reason::DecompressedTooLarge);
}

/// Sixteen megabytes in two dozen bytes, by hand as RFC 7932 §9.2 lays a metablock out: every prefix code has one
/// symbol, and the only command inserts four literals and copies them on and on.
fn brotli_bomb() -> Vec<u8> {
    let length = 16_000_000;
    let mut out = Bits::default();
    out.put(0, 1); // WBITS = 16
    out.put(1, 1); // ISLAST
    out.put(0, 1); // not ISLASTEMPTY
    out.put(2, 2); // MNIBBLES = 6
    out.put(length - 1, 24);
    out.put(0, 3); // one block type each
    out.put(0, 6); // NPOSTFIX, NDIRECT
    out.put(0, 2); // context mode
    out.put(0, 2); // one tree each
    for (symbol, bits) in [(u32::from(b'x'), 8), (384 + 4 * 8 + 7, 10), (0, 6)] {
        out.put(1, 2); // a simple prefix code
        out.put(0, 2); // of one symbol
        out.put(symbol, bits);
    }
    out.put(length - 4 - 2118, 24); // copy length
    out.bytes
}

#[tokio::test]
async fn large_bodies_are_refused_before_or_while_they_come() {
    let chunked = b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ntransfer-encoding: chunked\r\n\r\n".to_vec();
    let endless_chunks = [b"1000\r\n".to_vec(), vec![b'x'; 0x1000], b"\r\n".to_vec()].concat();
    let cases = [
        ("50 MB", Reply::html(vec![b'x'; 50 << 20])),
        ("announced", Reply::Raw(b"HTTP/1.1 200 OK\r\ncontent-length: 99999999999\r\n\r\n".to_vec())),
        ("chunked", Reply::Endless { head: chunked, piece: endless_chunks }),
        ("endless", Reply::Endless { head: b"HTTP/1.1 200 OK\r\n\r\n".to_vec(), piece: vec![b'x'; 4096] }),
    ];
    for (name, reply) in cases {
        let server = Hostile::start(move |_| reply.clone());
        assert_eq!(reason(fetch(&server, "/").await), Reason::BodyTooLarge, "{name}");
    }
}

#[tokio::test]
async fn a_body_at_the_bound_is_taken() {
    let server = Hostile::start(|_| Reply::html(vec![b'x'; 1 << 20]));
    assert_eq!(page(fetch(&server, "/").await).body.len(), 1 << 20);
}
