//! `View::of` + `Watches::scan` against daachorse's charwise automaton alone on the same normalised bytes.

mod compare;

use daachorse::CharwiseDoubleArrayAhoCorasick;
use yuqing::matching::{Subject, Watches};
use yuqing::model::{Alias, Entity, EntityKind, Notify, Watch, WatchRule};
use yuqing::text::view::View;

fn main() {
    for terms in [100, 10_000] {
        let words = words(terms);
        let watches = Watches::compile(&[hospital()], &watches(&words)).unwrap_or_else(|faults| panic!("{faults:?}"));
        let automaton: CharwiseDoubleArrayAhoCorasick<u32> = CharwiseDoubleArrayAhoCorasick::new(
            words.iter().map(|w| View::of(w).text().to_string()).collect::<std::collections::BTreeSet<_>>(),
        )
        .unwrap_or_else(|error| panic!("{error}"));
        let post = post();
        let title = View::of("");
        let view = View::of(&post);
        let scan = |view: &View| {
            watches.scan(&Subject {
                title: &title,
                text: view,
                original: ("", &post),
                locality: None,
                source: "bench",
                tags: &[],
            })
        };
        let floor = || automaton.find_overlapping_iter(view.text()).count();
        compare::compare(&format!("scan alone, {terms} terms"), view.text().len(), || scan(&view), floor);
        compare::compare(&format!("view + scan, {terms} terms"), post.len(), || scan(&View::of(&post)), floor);
    }
    let post = post();
    compare::compare("view alone (floor: copy the text)", post.len(), || View::of(&post), || post.clone());
}

/// A long post as forums have them: prose, a few hits, some symbols.
fn post() -> String {
    let ordinary = "昨天下午去银行办事，排队的人不多，柜台小姑娘很耐心，前后二十分钟就弄好了。回来的路上买了菜，价格比上周便宜一点，白菜1块2一斤。\n";
    let ours = "晚上带娃去临.溪.二.院看急诊，等了两个小时，態度恶劣，收費也看不懂。\n";
    (ordinary.repeat(12) + ours).repeat(12)
}

/// Invented terms of two to five characters, most of which never occur, beside some that do.
fn words(count: usize) -> Vec<String> {
    let pool: Vec<char> =
        "医院护士收费排队误诊事故纠纷赔偿急诊手术病历投诉态度缴费处方药房住院门诊检查报告".chars().collect();
    let mut words = vec!["误诊".to_string(), "态度恶劣".into(), "收费".into(), "等了两个小时".into()];
    let mut state = 0x2545_f491_u64;
    while words.len() < count {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let length = 2 + (state >> 60) as usize % 4;
        words.push((0..length).map(|n| pool[(state >> (n * 11)) as usize % pool.len()]).collect());
    }
    words
}

fn hospital() -> Entity {
    let alias = Alias { text: "临溪二院".into(), prior: 0.9, needs_any: vec![], blocked_by: vec![] };
    Entity {
        id: "hospital".into(),
        kind: EntityKind::Organisation,
        name: "临溪县第二人民医院".into(),
        aliases: vec![alias],
    }
}

/// The terms spread over watches of fifty.
fn watches(words: &[String]) -> Vec<Watch> {
    let watch = |(n, any): (usize, &[String])| Watch {
        id: format!("w{n}"),
        name: format!("w{n}"),
        rule: WatchRule::Lists { entities: vec!["hospital".into()], any: any.to_vec(), all: vec![], none: vec![] },
        notify: Notify::Digest,
        must_hit: vec![],
        must_not_hit: vec![],
        enabled: true,
    };
    words.chunks(50).enumerate().map(watch).collect()
}
