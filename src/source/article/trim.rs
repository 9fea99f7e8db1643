//! Lines around a body that the site put there: the title again, the byline, the editors, the buttons.

use std::sync::LazyLock;

use regex::Regex;

use crate::source::{dom, pattern};

/// How many lines at either end may be the site's.
const EDGE_LINES: usize = 8;
/// A longer line is the author's.
const EDGE_CHARS: usize = 60;

static HEAD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\W*(来\s?源|稿\s?源|作\s?者|时\s?间|日\s?期|发布时间|发布日期|发布人|发布者|信息来源|文章来源|浏览|点击|阅读|字体|字号|打印|分享|编辑|责编|责任编辑|审核|(19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2})",
    )
});
static TAIL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\W*(责任编辑|责\s?编|编\s?辑|编审|审\s?核|终\s?审|初\s?审|复\s?审|校\s?对|签\s?发|总值班|监制|来源[:：]|分享(到|至)|打印(本页)?$|关闭(本页|窗口)?$|上一(篇|条)|下一(篇|条)|上一页|下一页|相关(阅读|新闻|链接|文章)|推荐阅读|延伸阅读|往期(推荐|回顾)|精彩(推荐|回顾)|热门推荐|猜你喜欢|免责声明|版权声明|版权所有|扫一扫|扫码|长按|点击(关注|进入|查看|上方|下方)|微信扫|关注我们|返回(顶部|列表|首页|上级)|收藏|举报|点赞|评论|更多精彩|阅读原文|预览时标签不可点|轻触阅读|继续滑动|素材来源|转载请注明|【纠错】|纠错)",
    )
});

/// The body's own lines, blank ones left out.
pub fn trim(text: &str, title: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let title = dom::squeeze(title);
    let foreign = |line: &str, words: &Regex| line.chars().count() <= EDGE_CHARS && words.is_match(line);
    let start = lines
        .iter()
        .take(EDGE_LINES)
        .take_while(|line| (!title.is_empty() && dom::squeeze(line) == title) || foreign(line, &HEAD))
        .count();
    let end = lines.len() - lines.iter().skip(start).rev().take(EDGE_LINES).take_while(|l| foreign(l, &TAIL)).count();
    lines.get(start..end).unwrap_or_default().join("\n")
}
