//! The query language: what it means, and what it says of a query that is wrong.

use super::{check, compile, faults, lists, outline, query, scan};

#[test]
fn a_query_means_what_it_says() {
    for (asked, text, expected) in [
        ("误诊", "说是误诊了", "误诊"),
        ("误诊", "看得很准", "-"),
        ("误诊 OR 事故", "出了事故", "事故"),
        ("误诊 AND 事故", "出了事故", "-"),
        ("误诊 AND 事故", "误诊,算不算事故", "误诊 事故"),
        ("误诊 OR 事故 AND 赔偿", "只说误诊", "误诊"),
        ("(误诊 OR 事故) AND 赔偿", "只说误诊", "-"),
        ("(误诊 OR 事故) AND 赔偿", "误诊要赔偿", "误诊 赔偿"),
        ("误诊 AND NOT 讲座", "误诊了", "误诊"),
        ("误诊 AND NOT 讲座", "误诊,听讲座", "[none]"),
        ("误诊 NOT 讲座", "误诊,听讲座", "[none]"),
        ("误诊 NOT 讲座", "误诊了", "误诊"),
        ("误诊 AND NOT (讲座 OR 培训)", "误诊了\n参加培训", "[none]"),
        ("NOT NOT 误诊", "误诊了", "误诊"),
        ("\"wi fi\"", "病房 Wi Fi 连不上", "Wi Fi"),
        ("“收红包”", "医生收红包", "收红包"),
        ("entity:hospital AND 误诊", "泰兴二院误诊", "泰兴二院 误诊"),
        ("entity:hospital AND 误诊", "泰州二院误诊", "[blocked]"),
        ("entity:hospital AND NOT 误诊", "泰兴二院搬家", "泰兴二院"),
        ("/第\\d+床/", "住在第12床", "第12床"),
        ("/icu/", "进了ICU", "ICU"),
        ("误诊 AND /\\d+万/", "误诊赔了30万", "误诊 30万"),
        ("误诊 AND /\\d+万/", "赔了30万", "-"),
        ("/a\\/b/", "写着a/b", "a/b"),
    ] {
        check(&query(asked), text, expected);
    }
}

#[test]
fn full_width_brackets_and_colons_are_read() {
    let asked = "entity\u{ff1a}hospital AND \u{ff08}误诊 OR 事故\u{ff09}";
    check(&query(asked), "泰兴二院出事故", "泰兴二院 事故");
}

#[test]
fn lists_are_sugar_for_a_query() {
    for (asked, text, expected) in [
        (["hospital", "", "", ""], "去泰兴二院", "泰兴二院"),
        (["hospital", "误诊 事故", "", ""], "泰兴二院的事故", "泰兴二院 事故"),
        (["hospital", "误诊 事故", "", ""], "泰兴二院", "-"),
        (["", "误诊", "赔偿 道歉", ""], "误诊不赔偿不道歉", "误诊 赔偿 道歉"),
        (["", "误诊", "赔偿 道歉", ""], "误诊,要赔偿", "-"),
        (["", "误诊", "", "电视剧"], "电视剧里的误诊", "[none]"),
        (["", "", "误诊", ""], "误诊了", "误诊"),
    ] {
        check(&lists(asked), text, expected);
    }
}

#[test]
fn each_watch_is_judged_by_itself() {
    let mut other = query("事故");
    other.id = "other".into();
    let watches = compile(&[query("误诊"), other]);
    let found = scan(&watches, "事故", "误诊");
    let ids: Vec<_> = found.mentions.iter().map(|m| (m.watch.as_str(), m.spans.len())).collect();
    assert_eq!(ids, [("w", 1), ("other", 1)]);
    assert_eq!(outline(&scan(&watches, "误诊", "")), "标题:误诊");
}

#[test]
fn a_watch_that_is_switched_off_is_silent_but_checked() {
    let mut off = query("误诊");
    off.enabled = false;
    assert_eq!(outline(&scan(&compile(&[off.clone()]), "", "误诊")), "-");
    off.rule = yuqing::model::WatchRule::Query("误诊 AND".into());
    assert_eq!(faults(&[off]).len(), 1);
}

#[test]
fn a_wrong_query_is_refused_with_its_place() {
    for (asked, at, says) in [
        ("", (0, 0), "空"),
        ("误诊 事故", (3, 5), "缺少 AND"),
        ("误诊 and 事故", (3, 6), "缺少 AND"),
        ("误诊 AND", (6, 7), "断了"),
        ("AND 误诊", (0, 3), "这里应是一个词"),
        ("误诊 OR OR 事故", (6, 8), "这里应是一个词"),
        ("(误诊 OR 事故", (0, 1), "没有闭合"),
        ("误诊)", (2, 3), "多了"),
        ("误诊 AND \"事故", (7, 10), "引号"),
        ("误诊 AND /事故", (7, 10), "正则"),
        ("误诊 AND /(/", (7, 10), "正则"),
        ("/a*/", (0, 4), "空文本"),
        ("title:误诊", (0, 8), "前缀"),
        ("entity:clinic", (0, 13), "没有名为"),
        ("误诊 AND \"***\"", (7, 12), "什么也不剩"),
    ] {
        let faults = faults(&[query(asked)]);
        let fault = faults.first().unwrap_or_else(|| panic!("{asked:?} was accepted"));
        assert_eq!((fault.key.as_str(), fault.at), ("watch[0].query", Some(at)), "{asked:?}: {fault:?}");
        assert!(fault.message.0.contains(says), "{asked:?}: {fault:?}");
        assert!(fault.hint.is_some(), "{asked:?} is refused without a hint");
    }
}

#[test]
fn a_rule_that_would_match_everything_is_refused() {
    for asked in ["NOT 误诊", "误诊 OR NOT 事故", "NOT (误诊 AND 事故)"] {
        let faults = faults(&[query(asked)]);
        assert!(faults.first().is_some_and(|fault| fault.message.0.contains("命中一切")), "{asked}: {faults:?}");
    }
    let faults = faults(&[lists(["", "", "", "误诊"]), lists(["", "", "", ""])]);
    let keys: Vec<_> = faults.iter().map(|fault| fault.key.as_str()).collect();
    assert_eq!(keys, ["watch[0].none", "watch[1]"]);
}

#[test]
fn an_unknown_entity_names_the_nearest() {
    let faults = faults(&[lists(["hospitl", "误诊", "", ""])]);
    let fault = faults.first().unwrap_or_else(|| panic!("accepted"));
    assert_eq!(fault.key, "watch[0].entities[0]");
    assert!(fault.hint.as_ref().is_some_and(|hint| hint.1.contains("hospital")), "{fault:?}");
}

#[test]
fn nesting_and_length_are_bounded() {
    let nested = format!("{}误诊{}", "(".repeat(100_000), ")".repeat(100_000));
    let deep = format!("{}误诊", "NOT ".repeat(200));
    for asked in [nested, deep, "误".repeat(9000)] {
        assert_eq!(faults(&[query(&asked)]).len(), 1);
    }
}
