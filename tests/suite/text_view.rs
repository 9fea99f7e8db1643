//! The normalised view: what it becomes, and where it came from.

use yuqing::text::view::View;

fn check(rows: &[(&str, &str)]) {
    let wrong: Vec<String> = rows
        .iter()
        .filter_map(|(text, expected)| {
            let view = View::of(text);
            (view.text() != *expected).then(|| format!("{text:?}: expected {expected:?}, got {:?}", view.text()))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn width_case_and_compatibility_forms_fold() {
    check(&[
        ("ＩＣＵ", "icu"),
        ("𝓘𝓒𝓤", "icu"),
        ("１２３４５", "12345"),
        ("泰兴㈡院", "泰兴二院"),
        ("泰兴②院", "泰兴2院"),
        ("泰兴⑵院", "泰兴2院"),
        ("泰兴𝟐院", "泰兴2院"),
        ("泰兴Ⅱ院", "泰兴ii院"),
        ("⼆院", "二院"),
        ("⼈⺠医院", "人民医院"),
        ("泰兴弍院", "泰兴二院"),
        ("泰兴贰院", "泰兴二院"),
        ("Café ÀÉ", "cafe ae"),
        ("が ガ ｶ", "が ガ カ"),
        ("한글", "한글"),
        ("℃ ㎡", "°c m2"),
        ("你好　世界", "你好 世界"),
        ("好！是？对；", "好!是?对;"),
    ]);
}

#[test]
fn what_is_not_seen_goes() {
    check(&[
        ("医\u{2060}疗\u{2060}事\u{2060}故", "医疗事故"),
        ("误\u{200d}诊", "误诊"),
        ("乱\u{ad}收\u{ad}费", "乱收费"),
        ("红\u{feff}包", "红包"),
        ("医\u{fe0f}院", "医院"),
        ("医\u{336}院\u{336}", "医院"),
        ("👩\u{200d}⚕\u{fe0f}骂人", "👩⚕骂人"),
    ]);
}

#[test]
fn traditional_becomes_simplified() {
    check(&[
        ("泰興市第二人民醫院", "泰兴市第二人民医院"),
        ("網絡輿情管理制度", "网络舆情管理制度"),
        ("醫療事故，頭髮，皇后，後面", "医疗事故,头发,皇后,后面"),
        ("乾隆年間的衣服要乾淨", "乾隆年间的衣服要干净"),
        ("乾脆", "干脆"),
        ("瞭解，瞭望", "了解,瞭望"),
        ("衞生", "卫生"),
        ("戶士", "户士"),
        ("裡面裏面", "里面里面"),
        ("覆蓋，答覆", "覆盖,答复"),
    ]);
}

#[test]
fn symbols_between_han_go() {
    check(&[
        ("回%扣", "回扣"),
        ("泰·兴·二院", "泰兴二院"),
        ("泰.兴.二.院", "泰兴二院"),
        ("泰/兴/二/院", "泰兴二院"),
        ("医|闹", "医闹"),
        ("泰*兴*二*院", "泰兴二院"),
        ("泰丨兴丨二丨院", "泰兴二院"),
        ("泰***兴", "泰兴"),
        ("泰****兴", "泰****兴"),
        ("泰☆兴★二☺院", "泰兴二院"),
        ("收🎉红🎉包", "收红包"),
        ("A-B 1.5 泰-1", "a-b 1.5 泰-1"),
        ("*泰兴*", "*泰兴*"),
    ]);
}

#[test]
fn spaces_and_brackets_go_only_between_single_characters() {
    check(&[
        ("泰 兴 二 院", "泰兴二院"),
        ("泰 興 市 第 二 人 民 醫 院", "泰兴市第二人民医院"),
        ("泰\u{a0}兴\u{a0}二院", "泰兴二院"),
        ("医 院", "医院"),
        ("【泰】【兴】二院", "【泰兴二院"),
        ("红、包", "红包"),
        ("口红、包邮", "口红、包邮"),
        ("有误 诊室", "有误 诊室"),
        ("有误  诊室", "有误 诊室"),
        ("在泰 兴 二 院看病", "在泰兴二院看病"),
        ("挂号 内科", "挂号 内科"),
        ("有误 诊。", "有误 诊。"),
        ("无误，诊断明确", "无误,诊断明确"),
        ("有误。诊室", "有误。诊室"),
        ("有误！诊室", "有误!诊室"),
        ("有误\n诊室", "有误\n诊室"),
        ("误\n诊", "误\n诊"),
        ("误…诊", "误…诊"),
        ("有误（诊室", "有误(诊室"),
        ("有误 | 诊室", "有误 | 诊室"),
        ("红🧧包", "红🧧包"),
    ]);
}

#[test]
fn literal_tags_and_entities_are_read() {
    check(&[
        ("泰&nbsp;兴&nbsp;二院", "泰兴二院"),
        ("医&#8203;疗&#8203;事&#8203;故", "医疗事故"),
        ("医&#38498;", "医院"),
        ("医&#x9662;", "医院"),
        ("医&amp;#38498;", "医院"),
        ("医<b>院</b>", "医院"),
        ("医<span style=\"color:red\">院</span>好", "医院好"),
        ("医院<br>很好", "医院\n很好"),
        ("a<b 甲>乙", "a乙"),
        ("a < b > c; &nope; &#65;", "a < b > c; &nope; &#65;"),
        ("<<b>b>医", "医"),
    ]);
}

/// A text, a piece of its view, and the piece of the text it must come from.
fn check_source(text: &str, found: &str, expected: &str) {
    let view = View::of(text);
    let start = view.text().find(found).unwrap_or_else(|| panic!("{found} is not in {}", view.text()));
    let range = view.original(start..start + found.len());
    let source: String = text.chars().skip(range.start).take(range.len()).collect();
    assert_eq!(source, expected, "{text}");
}

#[test]
fn hits_are_shown_in_the_original() {
    check_source("在泰 興 二 院看病", "泰兴二", "泰 興 二");
    check_source("泰*兴*二*院", "兴二院", "兴*二*院");
    check_source("在醫\u{200b}院\u{200b}里", "医院", "醫\u{200b}院");
    check_source("去医&#38498;看", "医院", "医&#38498;");
    check_source("去医<b>院</b>看", "医院", "医<b>院");
    check_source("50㎡大", "m2", "㎡");
    check_source("😀😀泰兴二院", "二院", "二院");
    check_source("乾隆皇帝與乾淨", "皇帝与干", "皇帝與乾");
}

#[test]
fn ranges_beyond_the_text_are_cut_off() {
    let view = View::of("医院a");
    assert_eq!(view.original(0..100), 0..3);
    assert_eq!(view.original(100..200), 3..3);
    assert_eq!(view.original(1..2), 0..1);
    assert_eq!(view.original(3..3), 1..1);
    assert_eq!(View::of("").original(0..0), 0..0);
}

#[test]
fn hostile_texts_stay_linear() {
    for piece in ["医*", "医 ", "<b", "&#", "<b>", "&amp;", "医<b>*", "误 ", "有误 诊", ";", ">"] {
        let text = piece.repeat(100_000 / piece.len());
        assert!(View::of(&text).text().len() <= text.len());
    }
}

const SOUP: &str = "([一二三医院误诊乾隆坤淨於徵覆藉瞭麼昇]|[*·. _/|]|[ 　\u{a0}]|[、，。！？\n]|[【】“”()…—]|\u{200b}|\u{336}|[a-cＡ１②㈡ⅡÀ]|&|#|;|amp;|nbsp;|&#38498;|&#38;|<b>|</b>|<|>|b|br|丨|🧧|🎉|㎡|ﬁ){0,24}";

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { failure_persistence: None, cases: 2000, ..Default::default() })]

    #[test]
    fn the_view_of_a_view_is_itself(text in SOUP) {
        let once = View::of(&text);
        let twice = View::of(once.text());
        proptest::prop_assert_eq!(twice.text(), once.text());
    }

    #[test]
    fn the_map_is_monotone_and_in_range(text in SOUP) {
        let view = View::of(&text);
        let scalars = text.chars().count();
        let mut last = 0..0;
        for (start, c) in view.text().char_indices() {
            let range = view.original(start..start + c.len_utf8());
            proptest::prop_assert!(range.start < range.end && range.end <= scalars);
            proptest::prop_assert!(range.start >= last.start && range.end >= last.end);
            last = range;
        }
        proptest::prop_assert!(view.original(0..view.text().len()).end <= scalars);
    }

    #[test]
    fn any_text_has_a_stable_view(text in "\\PC{0,30}") {
        let once = View::of(&text);
        let twice = View::of(once.text());
        proptest::prop_assert_eq!(twice.text(), once.text());
    }
}

#[test]
fn every_character_folds_to_something_stable() {
    let unstable: Vec<char> = ('\u{0}'..='\u{FFFF}')
        .chain('\u{1D400}'..='\u{1FAFF}')
        .chain('\u{E0000}'..='\u{E01FF}')
        .filter(|c| {
            let once = View::of(&c.to_string());
            View::of(once.text()).text() != once.text()
        })
        .collect();
    assert!(unstable.is_empty(), "{unstable:?}");
}

#[test]
fn phrases_of_the_dictionary_are_stable() {
    for line in include_str!("../../src/text/data/simplified-phrases.txt").lines() {
        let (traditional, simplified) = line.split_once(' ').expect("two columns");
        assert_eq!(View::of(traditional).text(), simplified, "{line}");
        assert_eq!(View::of(simplified).text(), simplified, "{line}");
    }
}
