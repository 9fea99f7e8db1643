//! A watch proves itself on its own examples before it is in force.

use super::{faults, query};

#[test]
fn examples_that_hold_are_accepted() {
    let mut watch = query("entity:hospital AND (误诊 OR 医疗事故)");
    watch.must_hit = vec!["泰兴二院误诊".into(), "泰興二院出了醫療事故".into()];
    watch.must_not_hit = vec!["泰兴二院举办预防误诊讲座".into(), "泰州二院误诊".into()];
    assert_eq!(faults(&[watch]), []);
}

#[test]
fn a_failed_example_names_the_sentence_and_what_lacked() {
    for (asked, sentence, lacking) in [
        ("entity:hospital AND 误诊", "泰兴二院挂号难", "缺少“误诊”"),
        ("entity:hospital AND 误诊", "市一院误诊", "没有提到实体“泰兴市第二人民医院”"),
        ("entity:hospital AND (误诊 OR 事故)", "泰兴二院", "缺少“误诊”或“事故”"),
        ("误诊 AND NOT 讲座", "误诊,听讲座", "被规则 none 拦下"),
        ("误诊 AND /\\d万/", "误诊", "不符合正则"),
    ] {
        let mut watch = query(asked);
        watch.must_hit = vec!["泰兴二院误诊，出了事故，赔3万".into(), sentence.into()];
        let faults = faults(&[watch]);
        let fault = faults.first().unwrap_or_else(|| panic!("{asked} was accepted"));
        assert_eq!((faults.len(), fault.key.as_str()), (1, "watch[0].must_hit[1]"), "{faults:?}");
        assert!(fault.message.0.contains(sentence) && fault.message.0.contains(lacking), "{fault:?}");
    }
}

#[test]
fn a_sentence_that_must_be_left_alone_is_reported_with_the_reason() {
    let mut watch = query("误诊");
    watch.must_not_hit = vec!["误诊科普".into(), "又误诊了".into()];
    let faults = faults(&[watch, query("事故 AND")]);
    let keys: Vec<_> = faults.iter().map(|fault| fault.key.as_str()).collect();
    assert_eq!(keys, ["watch[1].query", "watch[0].must_not_hit[1]"]);
    assert!(faults.iter().any(|fault| fault.message.0.contains("含“误诊”")), "{faults:?}");
}
