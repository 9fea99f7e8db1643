//! Bodies in the encodings of Chinese sites, rightly and wrongly declared.

use encoding_rs::{BIG5, GB18030, UTF_16LE};
use yuqing::text::charset::decode;

const TEXT: &str = "泰兴市第二人民医院行风监察室公布投诉电话，方便群众反映问题。";

fn gbk(text: &str) -> Vec<u8> {
    GB18030.encode(text).0.into_owned()
}

/// Body, header, host; then encoding, replaced, text.
fn check(body: &[u8], header: Option<&str>, host: Option<&str>, expected: (&str, usize, &str)) {
    let got = decode(body, header, host);
    assert_eq!((got.encoding, got.replaced, got.text.as_str()), expected);
}

#[test]
fn declarations_are_followed_in_order() {
    let page = |meta: &str| format!("<html><head>{meta}<title>{TEXT}</title>");
    let meta = page("<meta http-equiv=\"Content-Type\" content=\"text/html; charset=gb2312\" />");
    check(&gbk(&meta), None, None, ("gb18030", 0, &meta));
    check(&gbk(&meta), Some("text/html"), None, ("gb18030", 0, &meta));
    check(&gbk(TEXT), Some("text/html; charset=GBK"), None, ("gb18030", 0, TEXT));
    check(&gbk(TEXT), Some("text/html;charset=\"x-gbk\""), None, ("gb18030", 0, TEXT));
    let feed = format!("<?xml version=\"1.0\" encoding=\"gbk\"?><rss>{TEXT}</rss>");
    check(&gbk(&feed), Some("application/xml"), None, ("gb18030", 0, &feed));
    let commented = page("<!-- <meta charset=big5> --><meta charset=gbk>");
    check(&gbk(&commented), None, None, ("gb18030", 0, &commented));
    let traditional = "泰興市第二人民醫院";
    check(&BIG5.encode(traditional).0, Some("text/html; charset=big5"), None, ("Big5", 0, traditional));
}

#[test]
fn a_wrong_declaration_is_found_out() {
    check(TEXT.as_bytes(), Some("text/html; charset=gbk"), None, ("UTF-8", 0, TEXT));
    check(&gbk(TEXT), Some("text/html; charset=utf-8"), None, ("gb18030", 0, TEXT));
    check(&gbk(TEXT), Some("text/html; charset=iso-8859-1"), Some("bbs.example.cn"), ("gb18030", 0, TEXT));
    let page = format!("<meta charset=\"gbk\">{TEXT}");
    check(&gbk(&page), Some("text/html; charset=ISO-8859-1"), None, ("gb18030", 0, &page));
    let lying = format!("<meta charset=\"gbk\">{TEXT}");
    check(lying.as_bytes(), None, None, ("UTF-8", 0, &lying));
    // Mostly markup: the few wrong characters weigh against the text, not against the page.
    let markup = format!("{}{}", "<div class=\"row\"></div>".repeat(5000), "卫生");
    check(&gbk(&markup), Some("text/html; charset=utf-8"), None, ("gb18030", 0, &markup));
    let mut broken = TEXT.repeat(20).into_bytes();
    broken.splice(60..61, [0xFF]);
    let got = decode(&broken, Some("text/html; charset=gbk"), None);
    assert_eq!(got.encoding, "UTF-8");
    assert!(got.replaced > 0 && got.text.ends_with(TEXT));
}

#[test]
fn a_byte_order_mark_wins() {
    let mut marked = b"\xEF\xBB\xBF".to_vec();
    marked.extend(TEXT.as_bytes());
    check(&marked, Some("text/html; charset=gbk"), None, ("UTF-8", 0, TEXT));
    let mut wide = vec![0xFF, 0xFE];
    wide.extend(TEXT.encode_utf16().flat_map(u16::to_le_bytes));
    check(&wide, None, None, (UTF_16LE.name(), 0, TEXT));
}

#[test]
fn undeclared_bytes_are_detected() {
    check(TEXT.as_bytes(), None, None, ("UTF-8", 0, TEXT));
    check(&gbk(TEXT), None, Some("bbs.example.com"), ("gb18030", 0, TEXT));
    check(&gbk("人民医院"), None, Some("bbs.example.cn"), ("gb18030", 0, "人民医院"));
    let traditional = "臺灣繁體網頁的內容，泰興市第二人民醫院。";
    check(&BIG5.encode(traditional).0, None, Some("forum.example.tw"), ("Big5", 0, traditional));
    check(b"plain", None, None, ("UTF-8", 0, "plain"));
    check(b"", None, None, ("UTF-8", 0, ""));
}

#[test]
fn short_gbk_that_is_also_valid_utf8_follows_its_declaration() {
    // In GBK this is one Han character, in UTF-8 a letter with a mark.
    check(&[0xC4, 0xA3], Some("text/html; charset=gbk"), None, ("gb18030", 0, "模"));
    check("café".as_bytes(), Some("text/html; charset=utf-8"), None, ("UTF-8", 0, "café"));
}

#[test]
fn a_cut_at_the_end_is_dropped_and_damage_is_counted() {
    let bytes = TEXT.as_bytes();
    check(&bytes[..bytes.len() - 1], None, None, ("UTF-8", 0, TEXT.trim_end_matches('。')));
    let cut = gbk(TEXT);
    check(&cut[..cut.len() - 1], Some("text/html; charset=gbk"), None, ("gb18030", 0, TEXT.trim_end_matches('。')));
    // A title cut in the middle of a character, as Discuz does on GBK sites.
    let mut title = gbk(&TEXT.repeat(50));
    title.push(0xD2);
    title.extend(b"</title>");
    let got = decode(&title, Some("text/html; charset=gbk"), None);
    assert_eq!((got.encoding, got.replaced), ("gb18030", 1));
    // The same without a declaration: one bad pair does not make it Latin.
    let got = decode(&title, None, Some("bbs.example.com"));
    assert_eq!((got.encoding, got.replaced), ("gb18030", 1));
}

#[test]
fn replacement_characters_of_the_site_are_not_ours() {
    let text = format!("{TEXT}\u{FFFD}{TEXT}");
    check(text.as_bytes(), Some("text/html; charset=utf-8"), None, ("UTF-8", 0, &text));
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { failure_persistence: None, ..Default::default() })]

    #[test]
    fn any_bytes_have_a_text(body in proptest::collection::vec(proptest::num::u8::ANY, 0..400), header in "[a-z/=; -]{0,20}") {
        let got = decode(&body, Some(&header), Some("127.0.0.1"));
        proptest::prop_assert!(got.replaced <= body.len());
    }

    #[test]
    fn common_characters_survive_gb18030(pairs in proptest::collection::vec((0xB0_u8..=0xD7, 0xA1_u8..=0xF9), 1..40)) {
        let bytes: Vec<u8> = pairs.into_iter().flat_map(|(lead, trail)| [lead, trail]).collect();
        let text = GB18030.decode(&bytes).0;
        let got = decode(&bytes, Some("text/html; charset=gb2312"), None);
        proptest::prop_assert_eq!(got.text, text);
    }
}
