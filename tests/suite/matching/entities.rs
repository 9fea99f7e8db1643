//! Which organisation is meant, and how sure that is.

use yuqing::matching::Watches;
use yuqing::model::Found;

use super::{alias, entity, hospital, lists, outline, scan, scan_at};

fn ours() -> Watches {
    super::compile(&[lists(["hospital", "", "", ""])])
}

fn confidence(found: &Found) -> f32 {
    found.mentions.first().map_or(0.0, |mention| mention.confidence)
}

#[test]
fn each_name_is_as_sure_as_its_prior_and_its_company() {
    for (text, locality, expected) in [
        ("泰兴市第二人民医院", None, 1.0),
        ("泰兴二院", None, 0.9),
        ("二院的食堂", None, 0.3),
        ("黄桥人都去二院", None, 0.65),
        ("二院的食堂", Some("泰兴"), 0.6),
        ("二院的食堂", Some("泰兴市"), 0.6),
        ("二院的食堂", Some("泰州"), 0.3),
        ("黄桥人都去二院", Some("泰兴"), 0.76),
        ("人民医院", None, 0.0),
    ] {
        let found = scan_at(&ours(), "", text, locality);
        assert!((confidence(&found) - expected).abs() < 0.001, "{text} {locality:?}: {found:?}");
    }
}

#[test]
fn other_organisations_are_left_alone() {
    for (text, expected) in [
        ("泰州二院的食堂", "[blocked]"),
        ("泰州市第二人民医院在姜堰", "-"),
        ("航天二院招聘", "[boundary]"),
        ("十二院子", "[boundary]"),
        ("安泰兴二院线电影", "[boundary]"),
        ("泰兴二院线上挂号", "泰兴二院"),
        ("泰兴市第二人民法院", "-"),
        ("泰兴市第二高级中学", "-"),
        ("泰兴市人民医院", "-"),
        ("中国科学院第二研究院", "-"),
        ("泰州二院不行,还是泰兴二院", "泰兴二院"),
    ] {
        assert_eq!(outline(&scan(&ours(), "", text)), expected, "{text}");
    }
}

#[test]
fn a_longer_name_of_another_entity_wins() {
    let school = entity("school", "泰兴二院附属卫校", vec![]);
    let watches = Watches::compile(&[hospital(), school], &[lists(["hospital", "", "", ""])]);
    let watches = watches.unwrap_or_else(|faults| panic!("{faults:?}"));
    assert_eq!(outline(&scan(&watches, "", "泰兴二院附属卫校开学")), "[blocked]");
    assert_eq!(outline(&scan(&watches, "", "泰兴二院附属楼")), "泰兴二院");
}

#[test]
fn doubtful_names_below_the_bound_are_suppressed_by_name() {
    let vague = entity("hospital", "泰兴市第二人民医院", vec![alias("医院", 0.1)]);
    let watches = Watches::compile(&[vague], &[lists(["hospital", "误诊", "", ""])]);
    let watches = watches.unwrap_or_else(|faults| panic!("{faults:?}"));
    assert_eq!(outline(&scan(&watches, "", "医院误诊")), "[confidence]");
    assert_eq!(outline(&scan(&watches, "", "医院不错")), "-");
}

#[test]
fn the_reason_names_alias_company_and_confidence() {
    let found = scan_at(&ours(), "", "黄桥的二院", Some("泰兴"));
    let why = found.mentions.first().map(|mention| mention.why.clone()).unwrap_or_default();
    assert_eq!(why, "写到“二院”，文中有“黄桥”，来源属地相符，可信度 0.76");
    let found = scan(&ours(), "", "二院的食堂");
    let why = found.mentions.first().map(|mention| mention.why.clone()).unwrap_or_default();
    assert_eq!(why, "疑似：写到“二院”，可信度 0.30");
}

#[test]
fn names_that_cannot_be_names_are_refused() {
    let broken = entity("hospital", "***", vec![alias("泰兴二院", 1.5)]);
    let faults = Watches::compile(&[broken], &[]).err().unwrap_or_default();
    let keys: Vec<_> = faults.iter().map(|fault| fault.key.as_str()).collect();
    assert_eq!(keys, ["entity[0].name", "entity[0].aliases[0]"]);
}
