//! Refusals of a forum in its own words, and which pages a list leads to.

use std::collections::BTreeMap;

use yuqing::model::{Cursor, KnownThread, Outcome, PageRole, Reason, Request, Validator};
use yuqing::source::table;

use super::Case;

const BOARD: &str = "http://bbs.linxi.example/forum-8-1.html";

fn message(words: &str) -> String {
    format!(
        r#"<html><head><title>提示信息 - 临溪论坛 - Powered by Discuz!</title></head><body><form id="lsform"></form>
<div id="messagetext" class="alert_error"><p>{words}</p><script>document.write('<p><a>返回</a></p>')</script></div></body></html>"#
    )
}

fn check_message(words: &str, outcome: Outcome, reason: Reason) {
    for status in [200, 404] {
        let parsed = Case::new("discuz", BOARD, message(words)).status(status).role(PageRole::Thread).parse();
        assert_eq!((parsed.outcome, parsed.reason), (outcome, Some(reason)), "{words}");
        assert_eq!(parsed.notice.as_deref(), Some(words));
    }
}

#[test]
fn message_pages_are_what_they_say() {
    check_message("抱歉，指定的主题不存在或已被删除或正在被审核", Outcome::Gone, Reason::ContentGone);
    check_message("没有找到帖子", Outcome::Gone, Reason::ContentGone);
    check_message("抱歉，指定的版块不存在", Outcome::Gone, Reason::ContentGone);
    check_message("抱歉，您尚未登录，没有权限访问该版块", Outcome::LoginWall, Reason::LoginWall);
    check_message("您需要先登录才能继续本操作", Outcome::LoginWall, Reason::LoginWall);
    check_message("抱歉，您没有权限访问该版块", Outcome::Denied, Reason::Permission);
    check_message("抱歉，本帖要求阅读权限高于 50 才能浏览", Outcome::Denied, Reason::Permission);
    check_message("抱歉，本站点暂时关闭，详情请联系管理员", Outcome::Closed, Reason::SiteClosed);
    check_message("抱歉，您的 IP 地址不在允许范围内，无法访问本站点", Outcome::Blocked, Reason::BlockPage);
    check_message("抱歉，您在 30 秒内只能进行一次搜索", Outcome::Blocked, Reason::RateLimited);
    check_message("站长今天请假", Outcome::Unknown, Reason::NoStructure);
}

fn check_page(html: &str, outcome: Outcome, reason: Option<Reason>) {
    let parsed = Case::new("discuz", BOARD, html).parse();
    assert_eq!((parsed.outcome, parsed.reason), (outcome, reason), "{html}");
    assert!(parsed.posts.is_empty() && parsed.next.is_empty());
}

#[test]
fn other_refusals_are_told_apart() {
    let touch = r#"<title>提示信息 - 手机版 - Powered by Discuz!</title><div class="jump_c"><p>抱歉，指定的主题不存在</p></div>"#;
    check_page(touch, Outcome::Gone, Some(Reason::ContentGone));
    let password = r#"<div class="nfl"><div class="f_c"><form action="forum.php?mod=forumdisplay&fid=8&action=pwverify"><input type="password"></form></div></div>"#;
    check_page(password, Outcome::Denied, Some(Reason::Permission));
    let guard = "<html><head><title>频繁刷新限制</title></head><body>您访问本站速度过快或者刷新间隔时间小于两秒！请等待页面自动跳转 ...</body></html>";
    check_page(guard, Outcome::Blocked, Some(Reason::RateLimited));
    let reload = "<title>页面重载开启</title><body>欢迎光临本站，页面正在重新载入，请稍候 ...</body>";
    check_page(reload, Outcome::Blocked, Some(Reason::BlockPage));
    let login = r#"<title>登录 - 临溪论坛 - Powered by Discuz!</title><form name="login" id="loginform_x" action="member.php?mod=logging"></form>"#;
    check_page(login, Outcome::LoginWall, Some(Reason::LoginWall));
    check_page("", Outcome::Unknown, Some(Reason::EmptyBody));
    check_page(
        "<html><title>另一种软件</title><p>没有任何帖子</p></html>",
        Outcome::Unknown,
        Some(Reason::NoStructure),
    );
}

#[test]
fn a_thread_about_logging_in_is_a_thread() {
    let html = r#"<title>登录后安全验证过不去 - 临溪论坛</title><span id="thread_subject">登录后安全验证过不去</span>
<div id="postlist"><div id="post_5"><a id="postnum5">楼主</a><td id="postmessage_5"></td><div id="postmessage_5">请先登录，访问过于频繁</div></div></div>"#;
    let parsed = Case::new("discuz", "http://bbs.linxi.example/thread-1-1-1.html", html).role(PageRole::Thread).parse();
    assert_eq!((parsed.outcome, parsed.posts.len()), (Outcome::Thread, 1));
}

/// A board's list: tid, replies, pages linked.
fn board(rows: &[(u64, u64, u32)], last_page: u32) -> String {
    let mut html =
        String::from(r#"<html><head><script>var lasttime = 1772676000;</script></head><table id="threadlisttableid">"#);
    for (tid, replies, pages) in rows {
        let links: String = (2..=*pages).map(|n| format!(r#"<a href="thread-{tid}-{n}-1.html">{n}</a>"#)).collect();
        html += &format!(
            r#"<tbody id="normalthread_{tid}"><tr><th><a class="s xst" href="thread-{tid}-1-1.html">第{tid}帖</a><span class="tps">{links}</span></th>
<td class="by"><cite><a>甲</a></cite><em><span>2026-3-4 10:00</span></em></td><td class="num"><a>{replies}</a><em>9</em></td></tr></tbody>"#
        );
    }
    html + &format!(r#"</table><div class="pg"><strong>1</strong><span title="共 {last_page} 页"></span></div>"#)
}

fn knowing(threads: &[(u64, u64, u32)]) -> Cursor {
    let threads: BTreeMap<String, KnownThread> = threads
        .iter()
        .map(|(tid, replies, floors)| (format!("t:{tid}"), KnownThread { replies: Some(*replies), floors: *floors }))
        .collect();
    Cursor { threads, ..Cursor::default() }
}

fn check_next(rows: &[(u64, u64, u32)], known: &[(u64, u64, u32)], expected: &[&str]) {
    let mut case = Case::new("discuz", BOARD, board(rows, 4));
    case.cursor = knowing(known);
    let next: Vec<String> =
        case.parse().next.iter().map(|r| r.url.path().trim_start_matches('/').to_string()).collect();
    assert_eq!(next, expected);
}

#[test]
fn lists_lead_to_threads_that_are_new_or_have_grown() {
    let seen = (1, 0, 1);
    check_next(&[(9, 0, 1), (1, 0, 1)], &[seen], &["thread-9-1-1.html"]);
    check_next(&[(1, 0, 1)], &[seen], &[]);
    // 23 replies on three pages: ten floors a page. Eleven are read, so the twelfth is on page 2.
    check_next(&[(2, 23, 3), (1, 0, 1)], &[(2, 10, 11), seen], &["thread-2-2-1.html"]);
    check_next(&[(2, 20, 3), (1, 0, 1)], &[(2, 19, 20), seen], &["thread-2-3-1.html"]);
    // 23 replies on five pages: five floors a page.
    check_next(&[(2, 23, 5), (1, 0, 1)], &[(2, 10, 11), seen], &["thread-2-3-1.html"]);
    // Known from a list, never read.
    check_next(&[(2, 3, 1), (1, 0, 1)], &[(2, 3, 0), seen], &["thread-2-1-1.html"]);
    // It shrank: its end is read again.
    check_next(&[(2, 4, 1), (1, 0, 1)], &[(2, 25, 26), seen], &["thread-2-1-1.html"]);
}

#[test]
fn lists_are_read_on_until_they_meet_what_is_known() {
    check_next(&[(9, 0, 1), (8, 0, 1)], &[(1, 0, 1)], &["thread-9-1-1.html", "thread-8-1-1.html", "forum-8-2.html"]);
    check_next(&[(9, 0, 1), (1, 5, 1)], &[(1, 0, 1)], &["thread-9-1-1.html", "thread-1-1-1.html", "forum-8-2.html"]);
    check_next(&[(9, 0, 1)], &[], &["thread-9-1-1.html", "forum-8-2.html"]);
    // A first visit goes back a few days, no further.
    let old = board(&[(9, 0, 1)], 4).replace("2026-3-4 10:00", "2026-1-4 10:00");
    assert_eq!(Case::new("discuz", BOARD, old).parse().next.len(), 1);
}

#[test]
fn sticky_rows_prove_nothing() {
    let html = board(&[(9, 0, 1), (1, 0, 1)], 4).replace("normalthread_1\"", "stickthread_1\"");
    let mut case = Case::new("discuz", BOARD, html);
    case.cursor = knowing(&[(1, 0, 1)]);
    let last = case.parse().next.pop();
    assert_eq!(
        last.map(|r: Request| (r.role, r.url.path().to_string())),
        Some((PageRole::List, "/forum-8-2.html".into()))
    );
}

#[test]
fn a_visit_begins_where_the_source_says() {
    let adapter = table::find("discuz").expect("the engine");
    let check = |address: &str, role: PageRole| {
        let case = Case::new("discuz", address, "");
        let mut cursor = Cursor::default();
        let validator = Validator { etag: Some("\"1\"".into()), last_modified: None };
        cursor.validators.insert(case.page.url.to_string(), validator);
        let requests = adapter.begin(&case.source(), &cursor);
        assert_eq!(requests.len(), 1);
        assert_eq!((requests[0].url.as_str(), requests[0].role), (address, role));
        assert_eq!(requests[0].etag.as_deref(), Some("\"1\""));
    };
    check("http://bbs.linxi.example/forum.php?mod=guide&view=newthread", PageRole::List);
    check("http://bbs.linxi.example/forum-8-1.html", PageRole::List);
    check("http://bbs.linxi.example/thread-601-1-1.html", PageRole::Thread);
}
