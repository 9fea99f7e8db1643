//! The lines of a robots.txt: bytes in any encoding to known keys and raw values.

/// What is kept of one line, in bytes: eight times the longest URL of old browsers, as Google's parser has it.
const MAX_LINE_BYTES: usize = 2083 * 8 - 1;

/// The keys that are acted on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key {
    UserAgent,
    Allow,
    Disallow,
    CrawlDelay,
}

/// How keys begin, with the misspellings that are common enough to be meant.
const KEYS: &[(&str, Key)] = &[
    ("user-agent", Key::UserAgent),
    ("useragent", Key::UserAgent),
    ("user agent", Key::UserAgent),
    ("allow", Key::Allow),
    ("disallow", Key::Disallow),
    ("dissallow", Key::Disallow),
    ("dissalow", Key::Disallow),
    ("disalow", Key::Disallow),
    ("diasllow", Key::Disallow),
    ("disallaw", Key::Disallow),
    ("crawl-delay", Key::CrawlDelay),
    ("crawldelay", Key::CrawlDelay),
    ("crawl delay", Key::CrawlDelay),
];

/// The lines with a known key. Everything else, `Sitemap` among it, neither counts nor ends a group.
pub(super) fn lines(body: &[u8]) -> impl Iterator<Item = (Key, &[u8])> {
    without_mark(body).split(|byte| matches!(byte, b'\n' | b'\r')).filter_map(line)
}

/// Without a byte order mark, whole or cut.
fn without_mark(body: &[u8]) -> &[u8] {
    let mark = [0xef, 0xbb, 0xbf];
    let len = body.iter().zip(mark).take_while(|(byte, mark)| *byte == mark).count();
    body.get(len..).unwrap_or_default()
}

fn line(line: &[u8]) -> Option<(Key, &[u8])> {
    let line = line.get(..MAX_LINE_BYTES).unwrap_or(line);
    let line = line.split(|byte| *byte == b'#').next().unwrap_or_default().trim_ascii();
    let (key, value) = split(line)?;
    Some((known(key.trim_ascii())?, value.trim_ascii()))
}

/// Key and value, at the colon; a line of exactly two words may lack it.
fn split(line: &[u8]) -> Option<(&[u8], &[u8])> {
    if let Some(at) = line.iter().position(|byte| *byte == b':') {
        return line.split_at_checked(at).map(|(key, rest)| (key, rest.get(1..).unwrap_or_default()));
    }
    let at = line.iter().position(|byte| matches!(byte, b' ' | b'\t'))?;
    let (key, value) = line.split_at_checked(at)?;
    let value = value.trim_ascii();
    let two_words = !value.iter().any(|byte| matches!(byte, b' ' | b'\t'));
    two_words.then_some((key, value))
}

fn known(key: &[u8]) -> Option<Key> {
    let begins = |name: &str| key.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes()));
    KEYS.iter().find(|(name, _)| begins(name)).map(|(_, key)| *key)
}
