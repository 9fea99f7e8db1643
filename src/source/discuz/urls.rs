//! The addresses of a Discuz! site: dynamic, rewritten, archiver.

use std::sync::LazyLock;

use regex::Regex;
use url::Url;

use crate::source::pattern;

static THREAD: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:[?&;](?:ptid|tid)=|\bthread-|\btid-)(\d{1,10})(?:\D|$)"));
static POST: LazyLock<Regex> = LazyLock::new(|| pattern(r"[?&;]pid=(\d{1,12})(?:\D|$)"));
static PATH_PAGE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b((?:thread-\d+|forum-\w+|group-\d+)-)(\d{1,6})"));
static QUERY_PAGE: LazyLock<Regex> = LazyLock::new(|| pattern(r"([?&])page=(\d{1,6})"));
static NOISE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"[?&](?:extra|highlight|fromuid|from|_dsign|authorid|ordertype|simpletype|showmobile)=[^&#]*")
});
static MOBILE: LazyLock<Regex> = LazyLock::new(|| pattern(r"[?&]mobile=[^&#]*"));
/// `thread-T-P-X`: X is the page of the list one came from.
static LIST_PAGE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(thread-\d+-\d+)-\d+"));
static BOARD: LazyLock<Regex> = LazyLock::new(|| pattern(r"\bforum-\w+-\d+|mod=(?:forumdisplay|group)\b|\bfid-\d+"));

/// The number of the thread an address leads to.
pub fn tid(address: &str) -> Option<u64> {
    THREAD.captures(address)?.get(1)?.as_str().parse().ok()
}

/// The number of the post an address leads to.
pub fn pid(address: &str) -> Option<u64> {
    POST.captures(address)?.get(1)?.as_str().parse().ok()
}

/// Whether an address is a board's list.
pub fn is_board(address: &str) -> bool {
    BOARD.is_match(address)
}

/// The page an address asks for, from 1.
pub fn page_number(url: &Url) -> u32 {
    let address = url.as_str();
    let found = QUERY_PAGE.captures(address).or_else(|| PATH_PAGE.captures(address));
    found.and_then(|c| c.get(2)?.as_str().parse().ok()).filter(|n| *n > 0).unwrap_or(1)
}

/// The same list or thread at another page.
pub fn with_page(url: &Url, page: u32) -> Url {
    let address = url.as_str();
    let replaced = if PATH_PAGE.is_match(address) {
        PATH_PAGE.replace(address, format!("${{1}}{page}")).into_owned()
    } else {
        let mut bare = tidy(QUERY_PAGE.replace_all(address, "$1").into_owned());
        if page > 1 {
            bare.push_str(if bare.contains('?') { "&page=" } else { "?page=" });
            bare.push_str(&page.to_string());
        }
        bare
    };
    Url::parse(&replaced).unwrap_or_else(|_| url.clone())
}

/// The address of the PC page, whatever template linked it.
pub fn desktop(url: Url) -> Url {
    let bare = MOBILE.replace_all(url.as_str(), keep_question_mark);
    Url::parse(&tidy(bare.into_owned())).unwrap_or(url)
}

/// An address without the parameters that change nothing, and without a fragment. The template stays: its pages are cut
/// otherwise than those of the PC.
pub fn clean(mut url: Url) -> Url {
    url.set_fragment(None);
    let bare = NOISE.replace_all(url.as_str(), keep_question_mark);
    let bare = LIST_PAGE.replace(&bare, "${1}-1");
    Url::parse(&tidy(bare.into_owned())).unwrap_or(url)
}

/// The first parameter leaves its question mark behind.
fn keep_question_mark(found: &regex::Captures<'_>) -> String {
    found.get(0).filter(|whole| whole.as_str().starts_with('?')).map(|_| "?".to_string()).unwrap_or_default()
}

fn tidy(address: String) -> String {
    let mut address = address.replace("?&", "?");
    while address.contains("&&") {
        address = address.replace("&&", "&");
    }
    let end = address.trim_end_matches(['?', '&']).len();
    address.truncate(end);
    address
}
