//! Spellings that the normalised view sees through, and look-alikes that are left alone (reference/variants.tsv).

use proptest::prelude::*;
use yuqing::text::context::{self, Negation};

use super::{check, lists, query};

#[test]
fn spellings_of_the_name_are_found_and_quoted_as_written() {
    for written in [
        "泰興二院",
        "泰兴2院",
        "泰兴贰院",
        "泰·兴·二院",
        "泰*兴*二*院",
        "泰 兴 二 院",
        "泰兴二\u{200b}院",
        "泰兴\u{ff12}院",
        "泰興市第2人民醫院",
    ] {
        check(&lists(["hospital", "", "", ""]), &format!("去{written}看病"), written);
    }
}

#[test]
fn spellings_of_terms_are_found() {
    for (term, written) in [
        ("医疗事故", "醫療事故"),
        ("医疗事故", "医\u{2060}疗\u{2060}事\u{2060}故"),
        ("红包", "红、包"),
        ("医闹", "医|闹"),
        ("ICU", "\u{ff29}\u{ff23}\u{ff35}"),
        ("12345", "\u{ff11}\u{ff12}\u{ff13}\u{ff14}\u{ff15}"),
    ] {
        check(&query(&format!("\"{term}\"")), &format!("说 {written} 的事"), written);
    }
}

#[test]
fn look_alikes_are_left_alone() {
    for (term, text, expected) in [
        ("坑人", "坑人行道", "[boundary]"),
        ("回扣", "撤回扣款申请", "[boundary]"),
        ("下跪", "地下跪拜遗址", "[boundary]"),
        ("黄牛", "黄牛肉面", "[boundary]"),
        ("死了", "累死了快下班", "[boundary]"),
        ("ICU", "a difficult case", "[boundary]"),
        ("12345", "编号0512345", "[boundary]"),
        ("误诊", "无误，诊断明确", "-"),
        ("误诊", "有误。诊室在二楼", "-"),
        ("红包", "拒收红包", "[negation]"),
        ("医疗事故", "全年医疗事故为零", "[negation]"),
        ("医疗事故", "院方称没有发生医疗事故", "医疗事故"),
        ("红包", "不收红包就不做手术", "红包"),
        ("误诊", "泰兴二院举办预防误诊讲座", "[training]"),
        ("医闹", "防范医闹应急演练", "[training]"),
        ("自杀", "预防自杀心理热线", "[training]"),
        ("院感", "院感知识培训", "[training]"),
        ("护士", "招聘医院护士10名", "[recruit]"),
        ("医疗废物", "医疗废物处置服务招标公告", "[tender]"),
        ("死亡", "死亡证明怎么开", "[ask]"),
        ("回扣", "收回扣,被撤回扣款", "回扣"),
        ("药", "没有药了", "药"),
        ("医生", "急诊无医生值班", "医生"),
        ("医疗事故", "全年无医疗事故", "[negation]"),
        ("医疗事故", "有无医疗事故", "医疗事故"),
        ("医疗事故", "这不是没有医疗事故", "医疗事故"),
        ("红包", "拒绝收受红包", "[negation]"),
        ("红包", "没有红包不做手术", "红包"),
        ("误诊", "难免误诊", "误诊"),
        ("火灾", "消防演练:火灾逃生", "[training]"),
        ("红包", "开展收红包专项整治", "[campaign]"),
    ] {
        check(&query(&format!("\"{term}\"")), text, expected);
    }
}

proptest! {
    /// What lets a scan skip the question.
    #[test]
    fn nothing_slants_a_term_without_a_marker_near(
        words in prop::collection::vec(prop::sample::select(
            "无 没有 有 零 不收 拒收 收受 发生 率 下降 预防 培训 讲座 演练 招聘 10名 公告 招标公告 证明 怎么 承诺书 医院 说 , 。 红包"
                .split(' ').collect::<Vec<_>>()), 0..14),
        at in 0_usize..14,
    ) {
        let before: String = words.iter().take(at).copied().collect();
        let text = format!("{before}误诊{}", words.iter().skip(at).copied().collect::<String>());
        let term = before.len()..before.len() + "误诊".len();
        let reach = context::MARKER_REACH_BYTES as usize;
        let near = |start: usize, word: &str| start + word.len() + reach >= term.start && start <= term.end + reach;
        let marked = context::markers().any(|word| text.match_indices(word).any(|(start, _)| near(start, word)));
        let slant = context::slant(&text, term, Negation::Plain);
        prop_assert!(slant.is_none() || marked, "{text}: {slant:?}");
    }
}
