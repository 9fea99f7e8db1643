//! Hostile and large inputs: bounded, quoted exactly, no watch touched in vain.

use std::sync::LazyLock;

use proptest::prelude::*;
use yuqing::matching::Watches;
use yuqing::model::Field;

use super::{compile, lists, outline, query, scan, watch};

#[test]
fn a_hundred_kilobytes_of_symbols_and_of_hits_come_to_an_end() {
    let watches = compile(&[query("医院 OR 误诊"), lists(["hospital", "医", "", "院"])]);
    for text in ["医*".repeat(25_000), "二院".repeat(16_000), "泰州二院".repeat(8_000), "拒收红包".repeat(8_000)]
    {
        let found = scan(&watches, "", &text);
        assert!(found.mentions.iter().all(|mention| mention.spans.len() <= 20));
    }
}

#[test]
fn spans_are_bounded_but_show_every_term() {
    let watches = compile(&[query("误诊 AND 事故")]);
    let found = scan(&watches, "", &("误诊了。".repeat(500) + "出了事故"));
    let mention = found.mentions.first().unwrap_or_else(|| panic!("not found"));
    assert_eq!(mention.spans.len(), 20);
    assert!(mention.spans.iter().any(|span| span.text == "事故"));
}

#[test]
fn a_late_hit_that_counts_is_found_behind_many_that_do_not() {
    let watches = compile(&[query("红包")]);
    let text = "拒收红包。".repeat(2000) + "主任收红包";
    let found = scan(&watches, "", &text);
    let spans: Vec<_> = found.mentions.iter().flat_map(|mention| &mention.spans).collect();
    assert_eq!(spans.len(), 1);
    assert_eq!(spans.first().map(|span| span.start), Some(10_003));
}

#[test]
fn ten_thousand_terms_answer_alike() {
    let pool: Vec<char> = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥".chars().collect();
    let mut terms = Vec::new();
    for a in &pool {
        for b in &pool {
            terms.extend(pool.iter().map(|c| format!("{a}{b}{c}")));
        }
    }
    terms.truncate(10_000);
    let watches: Vec<_> = terms.chunks(10).enumerate().map(|(n, any)| lists_of(n, any)).collect();
    let watches = compile(&watches);
    assert_eq!(outline(&scan(&watches, "", "泰兴二院的甲乙丙")), "泰兴二院 甲乙丙");
    assert_eq!(outline(&scan(&watches, "", "泰兴二院的甲乙")), "-");
}

fn lists_of(number: usize, any: &[String]) -> yuqing::model::Watch {
    let rule = lists(["hospital", &any.join(" "), "", ""]).rule;
    watch(&format!("w{number}"), rule)
}

#[test]
fn a_scan_leaves_nothing_behind_for_the_next() {
    let watches = compile(&[query("误诊 AND 事故")]);
    assert_eq!(outline(&scan(&watches, "", "误诊")), "-");
    assert_eq!(outline(&scan(&watches, "", "事故")), "-");
    assert_eq!(outline(&scan(&watches, "事故", "误诊")), "标题:事故 误诊");
}

proptest! {
    #[test]
    fn spans_quote_the_original(title in ".{0,40}", text in "([泰兴興二2院误誤诊診\u{200b}*· 。，a-cＩ①]|.){0,80}") {
        static WATCHES: LazyLock<Watches> =
            LazyLock::new(|| compile(&[query("entity:hospital OR 误诊 OR 院 OR /[a-c]+/")]));
        for mention in scan(&WATCHES, &title, &text).mentions {
            prop_assert!(!mention.spans.is_empty());
            for span in mention.spans {
                let original = if span.field == Field::Title { &title } else { &text };
                let there: String = original.chars().skip(span.start).take(span.end - span.start).collect();
                prop_assert_eq!(there, span.text);
            }
        }
    }

    #[test]
    fn no_query_panics(asked in "([()\"/ANDOR误诊: ]|entity:hospital|NOT |.){0,40}") {
        let _ = super::faults(&[query(&asked)]);
    }
}
