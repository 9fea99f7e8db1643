//! A thousand sources that are due at the same minute do not start together.

use chrono::TimeDelta;

/// How much later than its slot a source starts: fixed per source, at most `jitter_secs`, and less than a tenth of its
/// interval.
pub fn jitter(id: &str, jitter_secs: u64, interval: TimeDelta) -> TimeDelta {
    let tenth_ms = u64::try_from(interval.num_milliseconds() / 10).unwrap_or(0);
    let bound_ms = (jitter_secs.saturating_mul(1_000)).min(tenth_ms.saturating_sub(1));
    let ms = if bound_ms == 0 { 0 } else { hash(id) % (bound_ms + 1) };
    TimeDelta::milliseconds(i64::try_from(ms).unwrap_or(0))
}

/// FNV-1a with a final mix: spreads ids that differ in one letter, and never changes between versions.
pub(super) fn hash(id: &str) -> u64 {
    let start = 0xcbf2_9ce4_8422_2325_u64;
    let mut value = id.bytes().fold(start, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    value ^= value >> 33;
    value = value.wrapping_mul(0xff51_afd7_ed55_8ccd);
    value ^ (value >> 33)
}
