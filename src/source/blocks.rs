//! Pages that are not what was asked for: challenge, block, log-in, maintenance, HTTP refusals. Of any site.
//!
//! The order is: status, address after redirects, title, body. Title and body are asked only where the engine found
//! nothing of its own: an article about 验证码 is an article. Nothing here is ever solved, only named.
//!
//! - [`classify`]: the whole order, for a page without structure
//! - [`by_status`], [`by_address`], [`by_title`]: the first three, alone

use super::document::Document;
use super::dom;
use crate::model::{Outcome, Page, PageRole, Parsed, Reason};

/// What a page without structure is; `None` when nothing gives it away.
pub fn classify(page: &Page, document: &Document) -> Option<Parsed> {
    by_status(page, document)
        .or_else(|| by_address(page, document))
        .or_else(|| by_title(document))
        .or_else(|| by_body(document))
        .or_else(|| scripts_only(page, document))
        .or_else(|| blank(document))
}

/// What the HTTP status says; `None` for success.
pub fn by_status(page: &Page, document: &Document) -> Option<Parsed> {
    let (outcome, reason) = match page.status {
        200..=399 => return None,
        401 => (Outcome::LoginWall, Reason::HttpForbidden),
        404 | 410 if page.role == PageRole::List => (Outcome::Gone, Reason::HttpGone),
        404 | 410 => (Outcome::Gone, Reason::ContentGone),
        429 => (Outcome::Blocked, Reason::RateLimited),
        405 | 412 | 418 | 521 | 567 => (Outcome::Blocked, Reason::BlockPage),
        403 | 503 => return Some(refused(page.status, document)),
        500..=599 => (Outcome::Unknown, Reason::HttpServer),
        _ => (Outcome::Unknown, Reason::HttpClient),
    };
    Some(document.unread(outcome, reason, notice(document)))
}

/// 403 and 503 are a firewall's answers as often as the site's own: the words decide which.
fn refused(status: u16, document: &Document) -> Parsed {
    by_title(document).or_else(|| by_body(document)).unwrap_or_else(|| {
        let (outcome, reason) = match status {
            403 => (Outcome::Blocked, Reason::HttpForbidden),
            _ => (Outcome::Unknown, Reason::HttpServer),
        };
        document.unread(outcome, reason, notice(document))
    })
}

/// Where redirects ended: a log-in page or a place for challenges.
pub fn by_address(page: &Page, document: &Document) -> Option<Parsed> {
    if page.url == page.requested {
        return None;
    }
    let address = page.url.as_str().to_ascii_lowercase();
    let row = ADDRESSES.iter().find(|(mark, ..)| address.contains(mark))?;
    Some(document.unread(row.1, row.2, notice(document)))
}

/// What the title says, where it says nothing else.
pub fn by_title(document: &Document) -> Option<Parsed> {
    let title = document.title()?;
    let row = TITLES.iter().find(|row| row.fits(&title))?;
    Some(document.unread(row.outcome, row.reason, Some(title)))
}

fn by_body(document: &Document) -> Option<Parsed> {
    let row = SOURCE_MARKS.iter().find(|(mark, ..)| document.source.contains(mark));
    if let Some((_, outcome, reason)) = row {
        return Some(document.unread(*outcome, *reason, notice(document)));
    }
    let text = visible(document);
    if text.chars().count() > SHORT_PAGE_CHARS {
        return None;
    }
    let (_, outcome, reason) = WORDS.iter().find(|(mark, ..)| text.contains(mark))?;
    Some(document.unread(*outcome, *reason, Some(head(&text))))
}

/// A small page of nothing but scripts is a challenge nobody has named yet.
fn scripts_only(page: &Page, document: &Document) -> Option<Parsed> {
    let small = page.body.len() < 2_048 && document.source.contains("<script");
    (small && visible(document).chars().count() < 16)
        .then(|| document.unread(Outcome::Blocked, Reason::BlockPage, notice(document)))
}

/// A page with nothing in it, not even a picture.
fn blank(document: &Document) -> Option<Parsed> {
    const HEAD: &[&str] = &["html", "head", "body", "meta", "title", "link", "style", "base"];
    let empty = dom::elements(document.html.root_element()).all(|e| HEAD.contains(&dom::name(e)));
    (empty && visible(document).is_empty())
        .then(|| document.unread(Outcome::Unknown, Reason::EmptyBody, document.title()))
}

/// The site's own words: its title, else the beginning of its text.
fn notice(document: &Document) -> Option<String> {
    document.title().or_else(|| Some(head(&visible(document)))).filter(|words| !words.is_empty())
}

fn head(text: &str) -> String {
    text.chars().take(120).collect()
}

fn visible(document: &Document) -> String {
    let mut out = String::new();
    for node in document.html.tree.nodes() {
        let Some(text) = node.value().as_text() else { continue };
        let parent = node.parent().and_then(scraper::ElementRef::wrap);
        if parent.is_none_or(|p| !matches!(dom::name(p), "script" | "style" | "title" | "noscript")) {
            out.push_str(text);
            out.push(' ');
        }
        if out.len() > 4 * SHORT_PAGE_CHARS {
            break;
        }
    }
    dom::squeeze(&out)
}

/// Longer texts are somebody's writing, not a notice.
const SHORT_PAGE_CHARS: usize = 600;

struct Title {
    words: &'static [&'static str],
    /// The title is these words and at most this many characters more.
    slack: usize,
    outcome: Outcome,
    reason: Reason,
}

impl Title {
    fn fits(&self, title: &str) -> bool {
        let length = title.chars().count();
        self.words.iter().any(|w| title.contains(w) && length <= w.chars().count() + self.slack)
    }
}

const TITLES: &[Title] = &[
    Title {
        words: &[
            "百度安全验证",
            "Just a moment",
            "Attention Required! | Cloudflare",
            "安全验证",
            "人机验证",
            "滑动验证",
            "访问验证",
            "安全检查",
            "浏览器安全检查",
            "网站防火墙",
            "代理服务器访问限制",
            "页面重载开启",
            "访问被拒绝",
            "访问被阻断",
            "拦截提示",
            "请求被拦截",
            "Access Denied",
            "WAF",
            "环境异常",
        ],
        slack: 12,
        outcome: Outcome::Blocked,
        reason: Reason::BlockPage,
    },
    Title {
        words: &["频繁刷新限制", "访问过于频繁", "操作太频繁", "请求过于频繁", "Too Many Requests"],
        slack: 8,
        outcome: Outcome::Blocked,
        reason: Reason::RateLimited,
    },
    Title {
        words: &[
            "系统维护",
            "网站维护",
            "站点维护",
            "网站升级",
            "站点关闭",
            "网站暂时关闭",
            "网站已关闭",
            "域名已过期",
            "未备案",
            "域名停放",
            "网站暂未开通",
            "502 Bad Gateway",
            "503 Service",
            "504 Gateway",
            "没有找到站点",
            "站点已暂停",
        ],
        slack: 12,
        outcome: Outcome::Closed,
        reason: Reason::SiteClosed,
    },
    Title {
        words: &["用户登录", "会员登录", "请先登录", "登录", "登陆", "统一身份认证", "Login", "Sign in", "Log in"],
        slack: 10,
        outcome: Outcome::LoginWall,
        reason: Reason::LoginWall,
    },
    Title {
        words: &["404 Not Found", "页面不存在", "页面未找到", "内容不存在", "文章不存在"],
        slack: 12,
        outcome: Outcome::Gone,
        reason: Reason::ContentGone,
    },
];

const ADDRESSES: &[(&str, Outcome, Reason)] = &[
    ("mod=logging", Outcome::LoginWall, Reason::LoginWall),
    ("/login", Outcome::LoginWall, Reason::LoginWall),
    ("passport.", Outcome::LoginWall, Reason::LoginWall),
    ("/antispider/", Outcome::Blocked, Reason::BlockPage),
    ("wappass.baidu.com", Outcome::Blocked, Reason::BlockPage),
    ("/mp/wappoc_appmsgcaptcha", Outcome::Blocked, Reason::BlockPage),
    ("/mp/verify", Outcome::Blocked, Reason::BlockPage),
    ("/cdn-cgi/challenge", Outcome::Blocked, Reason::BlockPage),
];

/// Marks in the source that only a challenge carries.
const SOURCE_MARKS: &[(&str, Outcome, Reason)] = &[
    ("acw_sc__v2", Outcome::Blocked, Reason::BlockPage),
    ("aliyun_waf_aa", Outcome::Blocked, Reason::BlockPage),
    ("__jsl_clearance", Outcome::Blocked, Reason::BlockPage),
    ("cf-chl", Outcome::Blocked, Reason::BlockPage),
    ("Security powered by SafeLine WAF", Outcome::Blocked, Reason::BlockPage),
    ("yunsuo_session_verify", Outcome::Blocked, Reason::BlockPage),
    ("wappass.baidu.com", Outcome::Blocked, Reason::BlockPage),
    ("js_verify", Outcome::Blocked, Reason::BlockPage),
    ("seccodeImage", Outcome::Blocked, Reason::BlockPage),
    ("$_ts=window", Outcome::Blocked, Reason::BlockPage),
];

/// Words that a short page without structure says.
const WORDS: &[(&str, Outcome, Reason)] = &[
    ("刷新间隔时间小于", Outcome::Blocked, Reason::RateLimited),
    ("访问过于频繁", Outcome::Blocked, Reason::RateLimited),
    ("操作太频繁", Outcome::Blocked, Reason::RateLimited),
    ("操作频繁", Outcome::Blocked, Reason::RateLimited),
    ("请求过于频繁", Outcome::Blocked, Reason::RateLimited),
    ("页面正在重新载入", Outcome::Blocked, Reason::BlockPage),
    ("环境异常", Outcome::Blocked, Reason::BlockPage),
    ("安全验证", Outcome::Blocked, Reason::BlockPage),
    ("人机验证", Outcome::Blocked, Reason::BlockPage),
    ("人机识别", Outcome::Blocked, Reason::BlockPage),
    ("滑动验证", Outcome::Blocked, Reason::BlockPage),
    ("请按住滑块", Outcome::Blocked, Reason::BlockPage),
    ("浏览器安全检查", Outcome::Blocked, Reason::BlockPage),
    ("网站防火墙", Outcome::Blocked, Reason::BlockPage),
    ("已被网站管理员设置拦截", Outcome::Blocked, Reason::BlockPage),
    ("安全狗", Outcome::Blocked, Reason::BlockPage),
    ("创宇盾", Outcome::Blocked, Reason::BlockPage),
    ("360网站卫士", Outcome::Blocked, Reason::BlockPage),
    ("该内容已被发布者删除", Outcome::Gone, Reason::ContentGone),
    ("此内容因违规", Outcome::Gone, Reason::ContentGone),
    ("此内容发送失败无法查看", Outcome::Gone, Reason::ContentGone),
    ("此内容被投诉", Outcome::Gone, Reason::ContentGone),
    ("此帐号已", Outcome::Gone, Reason::ContentGone),
    ("此账号已", Outcome::Gone, Reason::ContentGone),
    ("该账号已", Outcome::Gone, Reason::ContentGone),
    ("该公众号已迁移", Outcome::Gone, Reason::ContentGone),
    ("链接已过期", Outcome::Gone, Reason::ContentGone),
    ("请在微信客户端打开", Outcome::Denied, Reason::Permission),
    ("请在微信中打开", Outcome::Denied, Reason::Permission),
    ("系统维护", Outcome::Closed, Reason::SiteClosed),
    ("网站正在维护", Outcome::Closed, Reason::SiteClosed),
    ("网站升级", Outcome::Closed, Reason::SiteClosed),
    ("域名已过期", Outcome::Closed, Reason::SiteClosed),
    ("该网站未备案", Outcome::Closed, Reason::SiteClosed),
    ("网站暂未开通", Outcome::Closed, Reason::SiteClosed),
    ("请先登录", Outcome::LoginWall, Reason::LoginWall),
    ("需要登录", Outcome::LoginWall, Reason::LoginWall),
    ("登录后", Outcome::LoginWall, Reason::LoginWall),
];
