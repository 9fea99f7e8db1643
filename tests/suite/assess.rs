//! Category, score, severity and reason of a mention; sensitive texts; stories.

use yuqing::assess::{Assessor, Placed, Stories, Telling, sensitive};
use yuqing::model::{Category, Field, Mention, Severity, Span, Tier, WeightedTerm};
use yuqing::text::view::View;

fn category(id: &str, polarity: &str, negatable: bool, terms: &[(&str, f32)]) -> Category {
    const RED: [&str; 3] = ["持刀", "火灾", "见死不救"];
    let term =
        |(text, weight): &(&str, f32)| WeightedTerm { text: (*text).into(), weight: *weight, red: RED.contains(text) };
    Category {
        id: id.into(),
        name: format!("名称-{id}"),
        polarity: polarity.into(),
        owner: None,
        negatable,
        terms: terms.iter().map(term).collect(),
    }
}

fn assessor() -> Assessor {
    Assessor::compile(&[
        category("dispute", "negative", true, &[("投诉", 4.0), ("医疗事故", 8.0), ("赔偿", 3.0), ("见死不救", 9.0)]),
        category("graft", "negative", true, &[("红包", 4.0), ("收红包", 8.0), ("回扣", 7.0)]),
        category("attitude", "negative", false, &[("没人管", 4.0), ("态度差", 4.0)]),
        category("conflict", "negative", true, &[("持刀", 9.0), ("火灾", 8.0)]),
        category("anger", "amplifier", false, &[("垃圾", 3.0)]),
        category("praise", "positive", false, &[("锦旗", -6.0), ("感谢", -3.0)]),
    ])
}

/// A mention of the hospital by the first `二院` of title and text.
fn mention(title: &str, text: &str, confidence: f32) -> Mention {
    let span = |field, original: &str| {
        let start = original.split_once("二院")?.0.chars().count();
        Some(Span { field, start, end: start + 2, text: "二院".into() })
    };
    Mention {
        watch: "w".into(),
        entity: Some("hospital".into()),
        confidence,
        tier: Tier::T0,
        spans: span(Field::Title, title).into_iter().chain(span(Field::Text, text)).collect(),
        category: None,
        score: 0.0,
        severity: Severity::NOTICE,
        why: "写到“二院”".into(),
    }
}

fn rated(title: &str, text: &str, confidence: f32) -> Mention {
    let mut mentions = [mention(title, text, confidence)];
    assessor().rate(&View::of(title), &View::of(text), &mut mentions);
    let [mention] = mentions;
    mention
}

#[test]
fn score_and_severity_follow_the_lexicon() {
    for (text, category, score, severity) in [
        ("二院真不错", None, 0.0, 0),
        ("二院的医疗事故", Some("dispute"), 8.0, 2),
        ("投诉二院", Some("dispute"), 4.0, 1),
        ("投诉二院要赔偿", Some("dispute"), 4.9, 1),
        ("二院收红包", Some("graft"), 8.0, 2),
        ("二院医疗事故,收红包,回扣,投诉", Some("dispute"), 10.0, 2),
        ("二院有人持刀", Some("conflict"), 9.0, 3),
        ("给二院送锦旗,感谢", Some("praise"), 0.0, 0),
        ("给二院送锦旗,见死不救", Some("dispute"), 9.0, 3),
        ("二院真垃圾", None, 0.0, 0),
        ("二院真垃圾,投诉", Some("dispute"), 4.9, 1),
        ("二院全年无医疗事故", None, 0.0, 0),
        ("二院没有人管,没人管", Some("attitude"), 4.0, 1),
        ("二院火灾应急演练", Some("conflict"), 0.8, 0),
        ("二院撤回扣款", None, 0.0, 0),
        ("二院没有人管我们,态度差", Some("attitude"), 4.0, 1),
    ] {
        let got = rated("", text, 0.9);
        assert!(got.score.is_sign_positive(), "{text}: a score of -0");
        let expected = (category, score, Severity(severity));
        assert_eq!((got.category.as_deref(), got.score, got.severity), expected, "{text}: {}", got.why);
    }
}

#[test]
fn a_doubtful_organisation_raises_nothing() {
    let got = rated("", "二院有人持刀", 0.5);
    assert_eq!((got.score, got.severity), (9.0, Severity::NOTICE));
    assert!(got.why.contains("尚待确认"), "{}", got.why);
}

#[test]
fn terms_far_from_the_name_count_for_less() {
    let far = format!("二院在东门。{}\n另外,医疗事故要怎么办", "今天天气很好。".repeat(30));
    assert_eq!(rated("", &far, 0.9).score, 2.4);
    assert_eq!(rated("二院", &far, 0.9).score, 8.0, "under a title that names it, all of the text is about it");
    assert_eq!(rated("医疗事故", "二院在东门", 0.9).score, 8.0);
    let red = format!("二院在东门。{}\n有人持刀", "今天天气很好。".repeat(30));
    assert_eq!(rated("", &red, 0.9).severity, Severity::MAJOR, "distance does not make a red term harmless");
}

#[test]
fn the_reason_shows_how_the_score_came_about() {
    let why = rated("", "二院收红包,投诉,见死不救", 0.9).why;
    let expected =
        "写到“二院”；类别“名称-dispute”，10 分：“见死不救”9 + 0.3×“收红包”8 + 0.15×“投诉”4，红线词“见死不救”";
    assert_eq!(why, expected);
}

#[test]
fn sensitive_matters_and_children_are_told_from_the_everyday() {
    let terms = ["未成年".to_owned(), "HIV".to_owned()];
    for (text, expected) in [
        ("8岁男孩", true),
        ("13 岁", true),
        ("14岁", false),
        ("38岁产妇", false),
        ("三岁的娃", true),
        ("十二岁", true),
        ("三十岁", false),
        ("六十八岁老人", false),
        ("3个月大", true),
        ("孩子发烧", false),
        ("万岁", false),
        ("未成年人", true),
        ("hiv检测", true),
        ("", false),
    ] {
        assert_eq!(sensitive(&View::of(text), &terms), expected, "{text}");
    }
}

const REPORT: &str =
    "昨天上午十点,我带母亲去二院急诊,挂号之后等了三个多小时也没有医生来看,护士说医生都在手术,让我们再等等看。";

fn place(stories: &mut Stories, id: &str, source: &str, text: &str) -> Placed {
    stories.place(&Telling { id, source, title: "二院急诊", text })
}

#[test]
fn copies_share_a_story_and_others_do_not() {
    let mut stories = Stories::default();
    let near = format!("{REPORT}(转)");
    let none: Option<String> = None;
    for (id, source, text, story, copy_of) in [
        ("1", "bbs", REPORT, "1", none.clone()),
        ("2", "news", REPORT, "1", Some("1".to_owned())),
        ("3", "tieba", near.as_str(), "1", Some("1".to_owned())),
        ("4", "bbs", REPORT, "1", none.clone()),
        ("5", "bbs", "今天的食堂换了新菜单,红烧肉比以前好吃多了,价格也没有涨,推荐大家去尝尝看。", "5", none),
    ] {
        let placed = place(&mut stories, id, source, text);
        assert_eq!(placed, Placed { story: story.into(), copy_of, suggested: vec![] }, "{id}");
    }
}

#[test]
fn near_copies_are_found_among_many_texts() {
    let mut stories = Stories::default();
    for n in 0..500 {
        let words: String =
            (0..60).map(|i| char::from_u32(0x4e00 + (n * 131 + i * 17 + i * i * n) % 5000).unwrap_or('一')).collect();
        place(&mut stories, &format!("n{n}"), "bbs", &words);
    }
    place(&mut stories, "first", "bbs", REPORT);
    let near = REPORT.replace("上午十点", "下午");
    assert_eq!(place(&mut stories, "second", "news", &near).copy_of.as_deref(), Some("first"));
}
