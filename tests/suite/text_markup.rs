//! What a reader sees of an element.

use scraper::{ElementRef, Html, Selector};
use yuqing::text::markup::{is_hidden, text_of, text_of_html};

fn check(html: &str, expected: &str) {
    assert_eq!(text_of_html(html), expected, "{html}");
}

#[test]
fn blocks_become_lines_and_spaces_fold() {
    check("<p>一</p><p>二 \n 三</p>四", "一\n二 三\n四");
    check("一<br>二<br/><br>三", "一\n二\n三");
    check("<div><div>一</div> <span>二</span><b>三</b></div>", "一\n二三");
    check("<table><tr><td>姓名</td><td>电话</td></tr><tr><td>甲</td></tr></table>", "姓名 电话\n甲");
    check("一&nbsp;&nbsp;\u{3000}二", "一 二");
    check("<ul><li>一<li>二</ul>", "一\n二");
    check("<pre>一\n  二</pre>", "一\n二");
    check("没有标记\n第二行", "没有标记\n第二行");
    check("a &lt; b &amp; c", "a < b & c");
    check("", "");
}

#[test]
fn what_is_not_seen_is_left_out() {
    check("一<script>x</script><style>y</style><noscript>z</noscript><!-- c -->二", "一二");
    check("一<span style=\"display:none\">藏</span>二", "一二");
    check("一<span style=\"color:red; Display : none !important\">藏</span>二", "一二");
    check("一<font class=\"jammer\">a;8?k</font><br>二", "一\n二");
    check("一<i style='visibility:hidden'>藏</i><b style=\"font-size:0px\">藏</b><u hidden>藏</u>二", "一二");
    check("<div id=\"js_content\" style=\"visibility: hidden; opacity: 0;\">正文</div>", "正文");
    check("<div style=\"font-size:0\"><span style=\"font-size:14px\">看得见</span></div>", "看得见");
    check("<b style=\"font-size:10px\">看得见</b>", "看得见");
}

#[test]
fn named_nodes_are_skipped() {
    let html = Html::parse_fragment("<div>正文<div class=quote>引用</div>结尾</div>");
    let quote = |element: ElementRef<'_>| element.value().classes().any(|class| class == "quote");
    assert_eq!(text_of(html.root_element(), &quote), "正文结尾");
}

#[test]
fn hidden_nodes_are_known() {
    let html = Html::parse_fragment("<p class=Jammer>a</p><p style='display:block'>b</p>");
    let found: Vec<bool> = html.select(&Selector::parse("p").expect("a selector")).map(is_hidden).collect();
    assert_eq!(found, [true, false]);
}

#[test]
fn deep_nesting_needs_no_stack() {
    let html = format!("{}深{}", "<div>".repeat(4_000), "</div>".repeat(4_000));
    check(&html, "深");
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { failure_persistence: None, ..Default::default() })]

    #[test]
    fn any_fragment_has_a_folded_text(html in "(<(p|br|div|b|/p|/div|td|pre|script)>|[a-z \n甲&]){0,30}") {
        let text = text_of_html(&html);
        proptest::prop_assert!(!text.contains("\n\n") && !text.contains("  "));
        proptest::prop_assert_eq!(text.trim(), &text);
    }
}
