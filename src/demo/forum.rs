//! The town's forum as its software prints it: GBK, rewritten addresses, list and thread pages with a pager.

use std::fmt::Write;

use chrono::{DateTime, Utc};

use super::serve::{escape, local};
use super::town::{FLOORS_PER_PAGE, State, THREADS_PER_PAGE, Thread};

/// The board's number.
pub const BOARD: u32 = 2;

/// The page at `path`, in GBK, or `None` where the forum has none.
pub fn page(state: &State, path: &str, now: DateTime<Utc>) -> Option<Vec<u8>> {
    let name = path.trim_start_matches('/');
    let numbers: Vec<usize> = name.split(['-', '.']).filter_map(|part| part.parse().ok()).collect();
    let html = match (name.split('-').next()?, numbers.as_slice()) {
        ("forum", [_, number]) => list(state, *number, now),
        ("thread", [tid, number, _]) => {
            let thread = state.threads.iter().find(|t| t.tid as usize == *tid)?;
            thread_page(thread, *number, now)
        }
        _ => return None,
    };
    Some(encoding_rs::GBK.encode(&html).0.into_owned())
}

fn list(state: &State, number: usize, now: DateTime<Utc>) -> String {
    let threads = state.by_last_reply();
    let pages = threads.len().div_ceil(THREADS_PER_PAGE).max(1);
    let number = number.clamp(1, pages);
    let mut rows = String::new();
    for thread in threads.iter().skip((number - 1) * THREADS_PER_PAGE).take(THREADS_PER_PAGE) {
        rows.push_str(&row(thread));
    }
    let pager = pager(number, pages, |n| format!("forum-{BOARD}-{n}.html"));
    let body = format!(
        r#"<body id="nv_forum" class="pg_forumdisplay"><h1 class="xs2"><a href="forum-{BOARD}-1.html">城事杂谈</a></h1>
<div id="threadlist"><table summary="forum_{BOARD}" id="threadlisttableid">
<tbody id="stickthread_9"><tr><td class="icn"><a title="本版置顶主题"></a></td><th class="common"><a href="thread-9-1-1.html" class="s xst">版规：文明发帖</a></th><td class="by"><cite><a href="space-uid-1.html">管理员</a></cite><em><span>2024-1-2</span></em></td><td class="num"><a class="xi2">0</a><em>9021</em></td><td class="by"><cite><a>管理员</a></cite><em><a>2024-1-2 09:00</a></em></td></tr></tbody>
<tbody id="separatorline"><tr><td colspan="5">版块主题</td></tr></tbody>
{rows}</table></div>{pager}"#
    );
    frame("城事杂谈", &body, now)
}

fn row(thread: &Thread) -> String {
    let Some(first) = thread.floors.first() else { return String::new() };
    let (tid, title, author) = (thread.tid, escape(&thread.title), first.author);
    let (made, last) = (local(first.at).format("%Y-%-m-%-d"), local(thread.last_at()).format("%Y-%-m-%-d %H:%M"));
    let (replies, views) = (thread.floors.len() - 1, thread.floors.len() * 37 + tid as usize);
    format!(
        r#"<tbody id="normalthread_{tid}"><tr><td class="icn"></td><th class="new"><a href="thread-{tid}-1-1.html" class="s xst">{title}</a></th><td class="by"><cite><a href="space-uid-{tid}.html">{author}</a></cite><em><span>{made}</span></em></td><td class="num"><a class="xi2">{replies}</a><em>{views}</em></td><td class="by"><cite><a>{author}</a></cite><em><a href="thread-{tid}-1-1.html">{last}</a></em></td></tr></tbody>
"#
    )
}

fn thread_page(thread: &Thread, number: usize, now: DateTime<Utc>) -> String {
    let pages = thread.pages();
    let number = number.clamp(1, pages);
    let mut floors = String::new();
    let begin = (number - 1) * FLOORS_PER_PAGE;
    for (index, floor) in thread.floors.iter().enumerate().skip(begin).take(FLOORS_PER_PAGE) {
        let (pid, author) = (floor.pid, floor.author);
        let at = local(floor.at).format("%Y-%-m-%-d %H:%M:%S");
        let text = escape(&floor.text).replace('\n', "<br />\n");
        let place = if index == 0 { "楼主".to_string() } else { format!("<em>{}</em><sup>#</sup>", index + 1) };
        let _ = writeln!(
            floors,
            r#"<div id="post_{pid}"><table id="pid{pid}" class="plhin"><tr><td class="pls"><div class="authi"><a href="space-uid-{pid}.html" class="xw1">{author}</a></div></td><td class="plc"><div class="pi"><strong><a href="thread-{tid}-{number}-1.html#pid{pid}" id="postnum{pid}">{place}</a></strong><div class="pti"><div class="authi"><em id="authorposton{pid}">发表于 <span title="{at}">{at}</span></em></div></div></div><div class="pct"><div class="pcb"><table><tr><td class="t_f" id="postmessage_{pid}">{text}</td></tr></table></div></div></td></tr></table></div>"#,
            tid = thread.tid,
        );
    }
    let (tid, title) = (thread.tid, escape(&thread.title));
    let pager = pager(number, pages, |n| format!("thread-{tid}-{n}-1.html"));
    let body = format!(
        r#"<body id="nv_forum" class="pg_viewthread"><div id="pt"><div class="z"><a href="forum-{BOARD}-1.html">城事杂谈</a></div></div>
<div id="postlist"><div class="hm"><span class="xi1">{views}</span><span class="xi1">{replies}</span></div><h1 class="ts"><span id="thread_subject">{title}</span></h1>
{floors}</div>{pager}"#,
        views = thread.floors.len() * 37 + tid as usize,
        replies = thread.floors.len() - 1,
    );
    frame(&thread.title, &body, now)
}

fn pager(current: usize, pages: usize, address: impl Fn(usize) -> String) -> String {
    if pages < 2 {
        return String::new();
    }
    let mut out = String::from(r#"<div class="pg">"#);
    for n in 1..=pages {
        if n == current {
            let _ = write!(out, "<strong>{n}</strong>");
        } else {
            let _ = write!(out, r#"<a href="{}">{n}</a>"#, address(n));
        }
    }
    let _ = write!(out, r#"<label><span title="共 {pages} 页"> / {pages} 页</span></label>"#);
    if current < pages {
        let _ = write!(out, r#"<a href="{}" class="nxt">下一页</a>"#, address(current + 1));
    }
    out + "</div>"
}

fn frame(title: &str, body: &str, now: DateTime<Utc>) -> String {
    format!(
        r#"<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset=gbk" /><title>{} - 临溪论坛 - Powered by Discuz!</title><meta name="generator" content="Discuz! X3.4" /><script>var STYLEID = '1', discuz_uid = '0', charset = 'gbk'; var lasttime = {};</script></head>
{body}</body></html>"#,
        escape(title),
        now.timestamp(),
    )
}
