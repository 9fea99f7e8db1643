//! The steps on text that are small enough for one file: noise, fingerprints, pseudonyms.

use yuqing::text::fingerprint::content_hash;
use yuqing::text::noise::strip;
use yuqing::text::pseudonym::PseudonymKey;

#[test]
fn boilerplate_lines_go() {
    for (text, expected) in [
        ("本帖最后由 甲 于 2024-1-2 10:11 编辑\n正文", "正文"),
        ("[ 本帖最后由 甲 于 2024-1-2 10:11 编辑 ]正文", "正文"),
        ("正文\n来自: 泰兴论坛Android客户端", "正文"),
        ("正文\nIP属地：江苏", "正文"),
        ("正文\n下载附件\n(320.9 KB, 下载次数: 0)\n结尾", "正文\n结尾"),
        ("发表于 2024-1-2 10:11\n正文\n复制代码", "正文"),
        ("收藏\n评分\n正文", "正文"),
        ("责任编辑：张三", ""),
        (
            "来自: 泰兴市第二人民医院的投诉，我父亲昨天在急诊等了三个小时没有人管，值班医生态度恶劣，请有关部门处理",
            "来自: 泰兴市第二人民医院的投诉，我父亲昨天在急诊等了三个小时没有人管，值班医生态度恶劣，请有关部门处理",
        ),
        ("我要举报医院", "我要举报医院"),
        ("楼主说得对", "楼主说得对"),
    ] {
        assert_eq!(strip(text), expected, "{text}");
    }
}

#[test]
fn a_fingerprint_ignores_white_space_and_noise_only() {
    let hash = content_hash("标题", "第一行\n第二行");
    assert_eq!(hash.len(), 64);
    assert_eq!(hash, content_hash(" 标题 ", "第一行 第二行\n\n来自手机"));
    assert_eq!(hash, content_hash("標題", "第一行\u{200b}第二行"));
    assert_ne!(hash, content_hash("标题", "第一行第三行"));
    assert_ne!(hash, content_hash("标题第一行", "第二行"));
}

#[test]
fn a_pseudonym_needs_its_key() {
    let key = PseudonymKey::new([7; 32]);
    let name = key.pseudonym("bbs.example.org", "张三");
    assert_eq!(name.len(), 16);
    assert!(name.chars().all(|c| c.is_ascii_hexdigit()));
    assert_eq!(name, key.pseudonym("bbs.example.org", "张三"));
    assert_ne!(name, key.pseudonym("bbs.example.org", "李四"));
    assert_ne!(name, key.pseudonym("other.example.org", "张三"));
    assert_ne!(name, PseudonymKey::new([8; 32]).pseudonym("bbs.example.org", "张三"));
    assert!(!format!("{key:?}").contains('7'));
}
