//! The many spellings of a Discuz address: dynamic, rewritten, archiver, phone, old versions, jumps to a post.

use super::noise;
use super::parts::Parts;
use super::query::{Query, in_utf8};

/// Parameters that name content on a page of Discuz.
const CONTENT: &[&str] = &[
    "ac",
    "action",
    "aid",
    "archiveid",
    "catid",
    "do",
    "fid",
    "gid",
    "id",
    "mod",
    "op",
    "page",
    "tid",
    "topic",
    "type",
    "uid",
    "username",
    "view",
];

/// The canonical spelling of a Discuz address, `None` if it is none.
pub(super) fn fold(parts: &Parts) -> Option<String> {
    let (folder, file) = parts.folder_and_file();
    archiver(parts, folder, file)
        .or_else(|| rewritten(parts, folder, file))
        .or_else(|| dynamic(parts, folder, file))
        .or_else(|| phone(parts))
}

/// A thread, by page; a post in it has one address whatever page it stands on.
fn thread(parts: &Parts, folder: &str, tid: &str, page: Option<&str>, pid: Option<&str>) -> String {
    let thread = spelled(parts, folder, "forum.php?mod=viewthread&tid=", tid, None);
    match pid.or_else(|| anchored_post(&parts.fragment)) {
        Some(pid) => format!("{thread}#pid{pid}"),
        None => thread + &page_suffix(page),
    }
}

/// `#pid446`
fn anchored_post(fragment: &str) -> Option<&str> {
    fragment.strip_prefix("pid").filter(|pid| is_number(pid))
}

fn spelled(parts: &Parts, folder: &str, form: &str, id: &str, page: Option<&str>) -> String {
    format!("https://{}{folder}{form}{}{}", parts.host, without_zeros(id), page_suffix(page))
}

fn page_suffix(page: Option<&str>) -> String {
    page.filter(|page| is_number(page) && !matches!(without_zeros(page), "0" | "1"))
        .map_or_else(String::new, |page| format!("&page={}", without_zeros(page)))
}

fn without_zeros(number: &str) -> &str {
    let trimmed = if is_number(number) { number.trim_start_matches('0') } else { number };
    if trimmed.is_empty() { "0" } else { trimmed }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.len() <= 20 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `archiver/tid-93.html`, `archiver/?tid-93.html&page=2`, `archiver/fid-37.html`
fn archiver(parts: &Parts, folder: &str, file: &str) -> Option<String> {
    let (base, item) = match (folder.strip_suffix("archiver/"), file) {
        (Some(base), item) if item.contains('-') => (base, item),
        (_, "archiver") => (folder, parts.query.bare()?),
        _ => return None,
    };
    let (kind, id) = item.strip_suffix(".html")?.split_once('-')?;
    let (id, page) = id.split_once('-').map_or((id, None), |(id, page)| (id, Some(page)));
    let page = parts.query.number("page").or(page);
    match kind {
        "tid" if is_number(id) => Some(thread(parts, base, id, page, None)),
        "fid" if is_number(id) => Some(spelled(parts, base, "forum.php?mod=forumdisplay&fid=", id, page)),
        _ => None,
    }
}

/// `thread-93-1-1.html`, `forum-37-2.html`, `space-uid-5.html` …
fn rewritten(parts: &Parts, folder: &str, file: &str) -> Option<String> {
    let name = file.strip_suffix(".html").or_else(|| file.strip_suffix(".htm"))?;
    if let Some(user) = name.strip_prefix("space-username-") {
        return Some(spelled(parts, folder, "home.php?mod=space&username=", &in_utf8(user), None));
    }
    let fields: Vec<&str> = name.split('-').collect();
    let page_of = |at: usize| fields.get(at).copied();
    let numbers = |from: usize| fields.iter().skip(from).all(|field| is_number(field));
    match *fields.as_slice() {
        ["thread" | "t", tid, ..] if fields.len() <= 4 && numbers(1) => {
            Some(thread(parts, folder, tid, page_of(2), None))
        }
        // 19lou and its kin name the board before the thread.
        ["forum", _, "thread", tid, ..] if fields.len() <= 6 && numbers(3) => {
            Some(thread(parts, folder, tid, page_of(4), None))
        }
        ["forum", fid, page] if is_number(page) => {
            Some(spelled(parts, folder, "forum.php?mod=forumdisplay&fid=", fid, Some(page)))
        }
        ["group", fid, page] if numbers(1) => Some(spelled(parts, folder, "forum.php?mod=group&fid=", fid, Some(page))),
        ["space", "uid", uid] if is_number(uid) => Some(spelled(parts, folder, "home.php?mod=space&uid=", uid, None)),
        ["blog", uid, id] if numbers(1) => {
            let form = format!("home.php?mod=space&do=blog&id={}&uid=", without_zeros(id));
            Some(spelled(parts, folder, &form, uid, None))
        }
        ["article", aid, page] if numbers(1) => {
            Some(spelled(parts, folder, "portal.php?mod=view&aid=", aid, Some(page)))
        }
        _ => None,
    }
}

/// `forum.php?mod=…`, `viewthread.php?tid=…` and the other scripts.
fn dynamic(parts: &Parts, folder: &str, file: &str) -> Option<String> {
    let query = &parts.query;
    let page = query.number("page");
    match (file, query.get("mod").unwrap_or_default()) {
        ("viewthread.php", _) | ("forum.php", "viewthread") => {
            Some(thread(parts, folder, query.number("tid").or(query.number("ptid"))?, page, query.number("pid")))
        }
        ("redirect.php", _) | ("forum.php", "redirect") => redirect(parts, folder),
        ("forumdisplay.php", _) | ("forum.php", "forumdisplay") => {
            Some(spelled(parts, folder, "forum.php?mod=forumdisplay&fid=", query.get("fid")?, page))
        }
        ("forum.php", "group") => Some(spelled(parts, folder, "forum.php?mod=group&fid=", query.get("fid")?, page)),
        ("portal.php", "view") => Some(spelled(parts, folder, "portal.php?mod=view&aid=", query.number("aid")?, page)),
        ("home.php", "space") if query.get("do") == Some("blog") && query.number("id").is_some() => {
            let form = format!("home.php?mod=space&do=blog&id={}&uid=", without_zeros(query.number("id")?));
            Some(spelled(parts, folder, &form, query.number("uid")?, None))
        }
        ("home.php", "space") if query.get("do").is_none() && query.number("uid").is_some() => {
            Some(spelled(parts, folder, "home.php?mod=space&uid=", query.number("uid")?, None))
        }
        ("home.php", "space") if query.get("do").is_none() && query.get("username").is_some() => {
            Some(spelled(parts, folder, "home.php?mod=space&username=", &in_utf8(query.get("username")?), None))
        }
        ("forum.php" | "home.php" | "portal.php" | "group.php" | "misc.php", _) => Some(other(parts)),
        _ => None,
    }
}

/// Jumps: to a post of a thread, or to its end.
fn redirect(parts: &Parts, folder: &str) -> Option<String> {
    let query = &parts.query;
    match query.get("goto")? {
        "findpost" => {
            let tid = query.number("ptid").or(query.number("tid"))?;
            Some(thread(parts, folder, tid, None, query.number("pid")))
        }
        "lastpost" | "newpost" => Some(thread(parts, folder, query.number("tid")?, None, None)),
        _ => None,
    }
}

/// Old phone version: `m/?a=viewthread&tid=93`.
fn phone(parts: &Parts) -> Option<String> {
    let base = parts.path.strip_suffix("/m")?;
    (parts.query.get("a") == Some("viewthread")).then_some(())?;
    Some(thread(parts, &format!("{base}/"), parts.query.number("tid")?, parts.query.number("page"), None))
}

/// A script of Discuz with a `mod` of no special form: what names content stays.
fn other(parts: &Parts) -> String {
    let known = parts.query.get("mod").is_some();
    let kept: Query = parts.query.without(|name, value| {
        if known {
            !CONTENT.contains(&name) || name == "page" && matches!(value, "0" | "1")
        } else {
            noise::is_noise(name, value)
        }
    });
    format!("https://{}{}{}", parts.host, parts.path, kept.sorted())
}
