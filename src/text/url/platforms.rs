//! Platforms whose articles go by an id: WeChat, Tieba, 163, Sina, Toutiao.

use super::parts::Parts;
use super::query::in_utf8;

/// An article of mp.weixin.qq.com: the short form, or the four parameters that name it. A temporary address from a
/// search keeps all of its parameters, since none of them names the article.
pub(super) fn wechat(parts: &Parts) -> Option<String> {
    if parts.host != "mp.weixin.qq.com" {
        return None;
    }
    if let Some(id) = parts.path.strip_prefix("/s/").filter(|id| !id.contains('/')) {
        return Some(format!("https://mp.weixin.qq.com/s/{id}"));
    }
    let query = &parts.query;
    let (biz, mid) = (query.get("__biz"), query.get("mid").or(query.get("appmsgid")));
    let (idx, sn) = (query.get("idx").or(query.get("itemidx")), query.get("sn").or(query.get("sign")));
    match (biz, mid, idx, sn) {
        (Some(biz), Some(mid), Some(idx), Some(sn)) => {
            Some(format!("https://mp.weixin.qq.com/s?__biz={biz}&idx={idx}&mid={mid}&sn={sn}"))
        }
        _ if query.get("signature").is_some() => {
            Some(format!("https://mp.weixin.qq.com{}{}", parts.path, query.sorted()))
        }
        _ => None,
    }
}

/// Hosts that serve the same threads.
const TIEBA_HOSTS: &[&str] =
    &["c.tieba.baidu.com", "jump.bdimg.com", "jump2.bdimg.com", "tieba.baidu.com", "wapp.baidu.com", "www.tieba.com"];

/// A thread of Tieba (by page; a floor by its pid) or a forum.
pub(super) fn tieba(parts: &Parts) -> Option<String> {
    if !TIEBA_HOSTS.contains(&parts.host.as_str()) {
        return None;
    }
    let query = &parts.query;
    let is_number = |text: &&str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(tid) = parts.path.strip_prefix("/p/").filter(is_number).or(query.number("kz")) {
        let pid = query.number("pid").or(Some(parts.fragment.as_str()).filter(is_number));
        let page = query.number("pn").filter(|page| !matches!(*page, "0" | "1"));
        return Some(match (pid, page) {
            (Some(pid), _) => format!("https://tieba.baidu.com/p/{tid}#{pid}"),
            (None, Some(page)) => format!("https://tieba.baidu.com/p/{tid}?pn={page}"),
            (None, None) => format!("https://tieba.baidu.com/p/{tid}"),
        });
    }
    let name = query.get("kw").filter(|_| parts.path == "/f" || parts.path.starts_with("/mo/"))?;
    let page = query.number("pn").filter(|page| *page != "0").map_or_else(String::new, |page| format!("&pn={page}"));
    let tab = query.get("tab").map_or_else(String::new, |tab| format!("&tab={tab}"));
    Some(format!("https://tieba.baidu.com/f?kw={}{page}{tab}", in_utf8(name)))
}

/// An article of 163.com goes by its 16-character DOCID in every channel and on the phone.
pub(super) fn netease(parts: &Parts) -> Option<String> {
    if !is_of(&parts.host, "163.com") {
        return None;
    }
    let (_, file) = parts.folder_and_file();
    let id = file.strip_suffix(".html").unwrap_or(file);
    let is_id = id.len() == 16 && id.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    is_id.then(|| format!("https://www.163.com/article/{id}.html"))
}

/// An article of Sina goes by its `doc-i…` in every channel and on the phone (`detail-i….d.html`).
pub(super) fn sina(parts: &Parts) -> Option<String> {
    if !is_of(&parts.host, "sina.com.cn") && !is_of(&parts.host, "sina.cn") {
        return None;
    }
    let (_, file) = parts.folder_and_file();
    let id = file.strip_prefix("doc-").or_else(|| file.strip_prefix("detail-"))?.split('.').next()?;
    (id.len() > 8 && id.starts_with('i')).then(|| format!("https://news.sina.com.cn/doc-{id}.shtml"))
}

/// An article of Toutiao: `/article/7…/`, `/a7…`, `/i7…`, `/group/7…/`, `/w/7…`.
pub(super) fn toutiao(parts: &Parts) -> Option<String> {
    if !is_of(&parts.host, "toutiao.com") {
        return None;
    }
    let path = &parts.path;
    let id = ["/article/", "/group/", "/w/", "/a", "/i"].iter().find_map(|prefix| path.strip_prefix(prefix))?;
    let is_id = id.len() >= 15 && id.bytes().all(|byte| byte.is_ascii_digit());
    is_id.then(|| format!("https://www.toutiao.com/article/{id}"))
}

/// Whether a host is a domain or stands under it.
fn is_of(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}
