//! What the bytes themselves say about their encoding when nothing trustworthy is declared.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, UTF_8};

/// How much is shown to the detector, in bytes, from the first one beyond ASCII.
const SAMPLE_BYTES: usize = 16 * 1024;

/// The likeliest encoding. Broken UTF-8 and broken GBK are recognised before the detector is asked, which rules an
/// encoding out at its first bad sequence.
pub(super) fn encoding(body: &[u8], host: Option<&str>) -> &'static Encoding {
    if is_nearly_utf8(body) {
        return UTF_8;
    }
    let start = body.iter().position(|byte| !byte.is_ascii()).unwrap_or(0).saturating_sub(64);
    let sample = body.get(start..).unwrap_or_default();
    let sample = sample.get(..SAMPLE_BYTES).unwrap_or(sample);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    let domain = host.and_then(top_level_domain);
    let guessed = detector.guess(domain.as_deref().map(str::as_bytes), Utf8Detection::Allow);
    if guessed.is_single_byte() && is_nearly_gbk(sample) { GB18030 } else { guessed }
}

/// The last label of a host, in lower case. Never a constant: with `cn` for every host, Big5 is taken for GBK.
fn top_level_domain(host: &str) -> Option<String> {
    let label = host.trim_end_matches('.').rsplit('.').next()?.to_ascii_lowercase();
    (!label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-')).then_some(label)
}

/// Whether nearly all sequences beyond ASCII are valid UTF-8 of three bytes or more: Han with a few broken characters.
pub(super) fn is_nearly_utf8(body: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in body.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| c.len_utf8() > 2).count();
        bad += usize::from(!chunk.invalid().is_empty());
        // A GBK page is broken UTF-8 all along: that is known after a few dozen sequences.
        if bad > 40 && bad > good {
            return false;
        }
    }
    good >= 4 && bad * 20 <= good
}

/// Whether nearly all bytes beyond ASCII are pairs of the common level of GB 2312.
fn is_nearly_gbk(sample: &[u8]) -> bool {
    let (mut common, mut other) = (0_usize, 0_usize);
    let mut bytes = sample.iter().copied();
    while let Some(lead) = bytes.next() {
        if lead.is_ascii() {
            continue;
        }
        let pair_is_common = bytes.next().is_some_and(|trail| {
            let level_1 = (0xB0..=0xD7).contains(&lead) && trail >= 0xA1;
            level_1 || (lead == 0xA1 || lead == 0xA3) && trail >= 0xA1
        });
        if pair_is_common { common += 1 } else { other += 1 }
    }
    common >= 4 && other * 4 <= common
}
