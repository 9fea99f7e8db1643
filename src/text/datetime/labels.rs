//! The words around a time: 发表于 2024-1-2, 最后回复 昨天 08:18, 本帖最后由 甲 于 2024-1-2 10:11 编辑.

use unicode_normalization::UnicodeNormalization as _;

/// The longest text that is read, in characters.
const MAX_CHARS: usize = 200;

/// Words that stand before a time. A colon or spaces may follow.
const BEFORE: &[&str] = &[
    "本帖最后由",
    "最后回复",
    "最后发表",
    "最后更新",
    "最后编辑",
    "最近回复",
    "最新回复",
    "发表时间",
    "发布时间",
    "发布日期",
    "发帖时间",
    "回复时间",
    "回帖时间",
    "更新时间",
    "更新日期",
    "编辑时间",
    "修改时间",
    "创建时间",
    "刊发时间",
    "来源时间",
    "上传时间",
    "写信时间",
    "来信时间",
    "答复时间",
    "成文日期",
    "发文日期",
    "首次发布",
    "时间",
    "日期",
    "发表于",
    "发布于",
    "发表在",
    "创建于",
    "更新于",
    "编辑于",
    "修改于",
    "回复于",
    "评论于",
    "提问于",
    "上传于",
    "写于",
    "发于",
    "始于",
    "发表",
    "发布",
    "更新",
    "编辑",
    "修改",
    "回复",
    "评论",
    "楼主",
    "大约",
    "大概",
    "约",
    "于",
    "published on",
    "published at",
    "published",
    "posted on",
    "posted at",
    "posted",
    "updated on",
    "updated",
    "last reply",
    "edited on",
    "created",
    "date",
    "time",
    "on",
];

/// Words that end a time; what follows is something else.
const AFTER: &[&str] = &[
    "|",
    "来自",
    "来源",
    "编辑",
    "发表",
    "发布",
    "更新",
    "上传",
    "浏览",
    "阅读",
    "点击",
    "ip",
    "只看",
    "作者",
    "回复",
    "评论",
    "·",
    "北京时间",
    "左右",
    "许",
];

/// Words for no time.
const NOTHING: &[&str] = &["n/a", "-", "--", "暂无", "未知", "无", "null", "none", "nil", "不详", "从未", "never"];

/// One spelling: NFKC, plain spaces, lower case, simplified characters. `None` if it is empty, too long or says that
/// there is no time.
pub(super) fn tidied(text: &str) -> Option<String> {
    if text.len() > MAX_CHARS * 4 || text.chars().count() > MAX_CHARS {
        return None;
    }
    let text: String = text.nfkc().filter_map(folded).flat_map(char::to_lowercase).collect();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ").replace("&nbsp;", " ").replace("&#160;", " ");
    let text = text.trim_matches(is_edge).to_owned();
    let nothing = text.is_empty() || NOTHING.contains(&text.as_str());
    (!nothing).then_some(text)
}

/// A character in its plain form; `None` for what is not seen.
fn folded(c: char) -> Option<char> {
    Some(match c {
        '剛' => '刚',
        '鐘' | '鍾' => '钟',
        '時' => '时',
        '週' => '周',
        '個' => '个',
        '後' => '后',
        '發' => '发',
        '於' => '于',
        '內' => '内',
        '點' => '点',
        '號' => '号',
        '樓' => '楼',
        '復' | '覆' => '复',
        '間' => '间',
        '編' => '编',
        '輯' => '辑',
        '兩' => '两',
        '幾' => '几',
        '數' => '数',
        '禮' => '礼',
        '過' => '过',
        '○' | '◯' => '〇',
        '–' | '—' | '−' | '‐' | '‑' => '-',
        '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}' | '\u{202A}'..='\u{202E}' => return None,
        c if c.is_whitespace() => ' ',
        c => c,
    })
}

fn is_edge(c: char) -> bool {
    c.is_whitespace() || "()[]{}【】〔〕<>《》\"'“”‘’`·•,,。;;、|:*#".contains(c)
}

/// What may be the time itself: the text as it is, then without its labels.
pub(super) fn candidates(text: &str) -> Vec<&str> {
    let mut found = vec![text];
    for candidate in [Some(without_labels(text)), after_name(text)].into_iter().flatten() {
        if !candidate.is_empty() && !found.contains(&candidate) {
            found.push(candidate);
        }
    }
    found
}

/// Without known words before and after.
fn without_labels(text: &str) -> &str {
    // Sogou prints its Unix times into a script.
    let mut rest = text.strip_prefix("timeconvert(").unwrap_or(text);
    while let Some(shorter) = BEFORE.iter().find_map(|label| rest.strip_prefix(label)) {
        rest = shorter.trim_start_matches(is_edge);
    }
    cut_after(rest)
}

/// Up to the first word that ends a time.
fn cut_after(text: &str) -> &str {
    let end = AFTER.iter().filter_map(|word| text.find(word)).filter(|at| *at > 0).min().unwrap_or(text.len());
    text.get(..end).unwrap_or(text).trim_matches(is_edge)
}

/// After a name or an unknown label: 甲 发表于 TIME, 本帖最后由 甲 于 TIME 编辑, 稿件时间: TIME.
fn after_name(text: &str) -> Option<&str> {
    let by_word = text.rfind("于").map(|at| at + "于".len());
    let by_colon = text.find(": ").or_else(|| text.find(':')).filter(|at| {
        text.get(..*at).is_some_and(|label| !label.is_empty() && label.chars().all(|c| c.is_alphabetic() || c == ' '))
    });
    let start = by_word.or(by_colon.map(|at| at + 1))?;
    Some(cut_after(text.get(start..)?.trim_start_matches(is_edge)))
}
