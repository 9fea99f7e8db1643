//! `text::charset::decode` against encoding_rs alone, on GBK and UTF-8 pages.

mod compare;

use yuqing::text::charset;

fn main() {
    let paragraph =
        "孩子烧到39.5，急诊只有一个医生，叫号屏还坏了。<br />\n不是不体谅医生，就想问问夜班到底安排了几个人？<br />\n";
    let html = |label: &str| {
        format!(
            "<!DOCTYPE html><html><head><meta charset=\"{label}\"></head><body>{}</body></html>",
            paragraph.repeat(700)
        )
    };
    let gbk = encoding_rs::GBK.encode(&html("gbk")).0.into_owned();
    let utf8 = html("utf-8").into_bytes();
    compare::compare(
        "decode GBK, declared by meta",
        gbk.len(),
        || charset::decode(&gbk, Some("text/html"), None),
        || encoding_rs::GB18030.decode_with_bom_removal(&gbk).0.into_owned(),
    );
    compare::compare(
        "decode UTF-8, declared by header",
        utf8.len(),
        || charset::decode(&utf8, Some("text/html; charset=utf-8"), None),
        || encoding_rs::UTF_8.decode_with_bom_removal(&utf8).0.into_owned(),
    );
}
