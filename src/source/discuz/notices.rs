//! Pages on which the forum's software itself says why there is nothing to read.

use super::anatomy::Anatomy;
use crate::model::{Outcome, Parsed, Reason};
use crate::source::document::Document;
use crate::source::dom;

/// The page's own refusal, if it is one.
pub fn read(document: &Document, anatomy: &Anatomy<'_>) -> Option<Parsed> {
    if let Some(words) = message(anatomy) {
        let (outcome, reason) = judge(&words);
        return Some(document.unread(outcome, reason, Some(words)));
    }
    if anatomy.password.is_some() && anatomy.floors.is_empty() && anatomy.rows.is_empty() {
        let words = "本版块需要密码".to_string();
        return Some(document.unread(Outcome::Denied, Reason::Permission, Some(words)));
    }
    None
}

/// The sentence of a message page.
fn message(anatomy: &Anatomy<'_>) -> Option<String> {
    let place = anatomy.message?;
    // The touch template also has an empty box of that name for its scripts.
    let sentence = dom::find(place, |e| dom::name(e) == "p").map(dom::line).filter(|words| !words.is_empty());
    let words = sentence.unwrap_or_else(|| dom::line(place));
    (!words.is_empty() && anatomy.floors.is_empty() && anatomy.touch_floors.is_empty())
        .then(|| words.chars().take(200).collect())
}

/// What a sentence means, by the stems all versions share.
fn judge(words: &str) -> (Outcome, Reason) {
    MEANINGS
        .iter()
        .find(|(stems, ..)| stems.iter().any(|stem| words.contains(stem)))
        .map_or((Outcome::Unknown, Reason::NoStructure), |(_, outcome, reason)| (*outcome, *reason))
}

/// First fit wins: a refusal for want of a log-in also speaks of permission.
const MEANINGS: &[(&[&str], Outcome, Reason)] = &[
    (
        &[
            "不存在或已被删除",
            "已经被删除",
            "没有找到帖子",
            "无效楼层",
            "版块不存在",
            "主题不存在",
            "文章不存在",
            "已被删除",
        ],
        Outcome::Gone,
        Reason::ContentGone,
    ),
    (&["暂时关闭", "站点关闭", "论坛关闭", "站点维护", "系统维护"], Outcome::Closed, Reason::SiteClosed),
    (&["IP 地址不在允许范围", "IP地址不在允许范围", "账号被禁用", "非法字符"], Outcome::Blocked, Reason::BlockPage),
    (&["秒内只能", "最多响应", "刷新间隔", "过于频繁"], Outcome::Blocked, Reason::RateLimited),
    (&["尚未登录", "需要登录", "先登录", "登录后", "请登录"], Outcome::LoginWall, Reason::LoginWall),
    (
        &["阅读权限", "没有权限", "无权", "特定用户组", "满足以下条件", "无法进行此操作", "需要密码", "支付"],
        Outcome::Denied,
        Reason::Permission,
    ),
];
