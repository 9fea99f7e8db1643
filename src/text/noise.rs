//! Lines that are the site's, not the author's.

use super::datetime;

/// Lines that are noise as a whole.
const LINES: &[&str] = &[
    "复制代码",
    "下载附件",
    "点击文件名下载附件",
    "只看该作者",
    "只看大图",
    "倒序浏览",
    "正序浏览",
    "阅读模式",
    "电梯直达",
    "收藏",
    "评分",
    "分享",
    "举报",
    "回复",
    "使用道具",
    "楼主热帖",
    "签到",
    "顶",
    "踩",
    "沙发",
    "板凳",
    "地板",
    "地下室",
    "楼主",
    "查看全部评分",
    "参与人数",
    "发帖际遇",
    "登录/注册后可看大图",
    "点击进入专题",
    "扫码关注",
    "返回列表",
    "发新帖",
    "跳转到指定楼层",
    "上传",
    "保存到相册",
    "编辑",
    "点评",
    "支持",
    "反对",
    "引用",
    "加好友",
    "发消息",
    "串个门",
    "打招呼",
    "该用户从未签到",
    "签到天数",
    "收起",
    "展开",
    "展开全文",
    "查看全文",
];

/// Beginnings of lines that are noise, and how long such a line is at most, in characters.
const BEGINNINGS: &[(&str, usize)] = &[
    ("来自手机", 30),
    ("来自:", 40),
    ("来自：", 40),
    ("来自iPhone", 30),
    ("来自 iPhone", 30),
    ("来自Android", 30),
    ("来自 Android", 30),
    ("来自安卓", 30),
    ("发自我的", 30),
    ("发自 ", 30),
    ("IP属地", 30),
    ("IP 属地", 30),
    ("(下载次数", 40),
    ("下载次数", 40),
    ("马上注册", 60),
    ("您需要登录", 60),
    ("您需要 登录", 60),
    ("手机看帖扫一扫", 40),
    ("责任编辑", 40),
    ("责编", 40),
    ("版权声明", 300),
    ("免责声明", 300),
    ("转载请注明", 80),
    ("长按识别二维码", 60),
    ("长按二维码", 60),
    ("扫码", 30),
    ("扫一扫", 40),
    ("点击上方蓝字", 60),
    ("点击蓝字", 60),
    ("使用微信扫", 60),
    ("微信扫一扫", 60),
    ("预览时标签不可点", 40),
    ("继续滑动看下一个", 40),
    ("本主题由", 60),
    ("游客，如果您要查看", 80),
    ("游客,如果您要查看", 80),
    ("本帖隐藏的内容", 40),
    ("查看全部评分", 30),
    ("电梯直达", 20),
];

/// The text without boilerplate lines (本帖最后由 … 编辑, 来自手机, …).
pub fn strip(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    for line in text.lines() {
        let line = without_edit_note(line);
        if is_noise(line.trim()) {
            continue;
        }
        if !kept.is_empty() {
            kept.push('\n');
        }
        kept.push_str(&line);
    }
    kept
}

/// The longest edit note, in bytes: it holds a name and a time.
const MAX_NOTE: usize = 240;

/// `本帖最后由 甲 于 2024-1-2 10:11 编辑` stands at the beginning of the text itself on some sites.
fn without_edit_note(line: &str) -> std::borrow::Cow<'_, str> {
    let note = line.find("本帖最后由").and_then(|start| {
        let rest = line.get(start..)?;
        let end = rest.find("编辑").filter(|end| *end <= MAX_NOTE)? + "编辑".len();
        Some((start, start + end))
    });
    let Some((start, end)) = note else { return line.into() };
    let before = line.get(..start).unwrap_or_default().trim_end_matches(['[', ' ']);
    let after = line.get(end..).unwrap_or_default().trim_start_matches([' ', ']']);
    format!("{before}{after}").into()
}

fn is_noise(line: &str) -> bool {
    let bare = line.trim_matches(|c: char| c.is_whitespace() || "[]()【】（）|·:：".contains(c));
    bare.is_empty() || LINES.contains(&bare) || is_begun(line) || is_file_note(bare) || is_time_line(bare)
}

fn is_begun(line: &str) -> bool {
    BEGINNINGS.iter().any(|(beginning, chars)| line.starts_with(beginning) && line.chars().count() <= *chars)
}

/// `320.9 KB, 下载次数: 0`
fn is_file_note(line: &str) -> bool {
    line.chars().count() <= 60
        && line.contains("下载次数")
        && (line.contains("KB") || line.contains("MB") || line.contains("Bytes"))
}

/// `发表于 2024-1-2 10:11` alone on its line.
fn is_time_line(line: &str) -> bool {
    // Whether it is a time does not depend on now, except that one near the epoch is none.
    let now = chrono::DateTime::UNIX_EPOCH.fixed_offset() + chrono::TimeDelta::days(20_000);
    ["发表于", "发布于", "回复于", "编辑于"].iter().any(|label| line.starts_with(label))
        && line.chars().count() <= 40
        && datetime::read(line, now).is_some()
}
