//! A watch proves itself: it finds its `must_hit` sentences and leaves its `must_not_hit` sentences alone.
//!
//! - [`check`]: the examples of one watch, each failure a fault that names the sentence and what was lacking

use super::expr::Expr;
use super::fault::{self, WatchFault, Words};
use super::hits::Pool;
use super::program::{Atom, Program, Rule};
use super::quotes::Quotes;
use super::reading::{Leniency, Reading};
use super::report::{Verdict, held_by, judge};
use super::{Subject, Thresholds};
use crate::model::Watch;
use crate::text::view::View;

/// Terms named when a whole list is lacking.
const NAMED: usize = 5;

/// Runs the examples of the watch at `index` through its own rule.
pub(super) fn check(
    program: &Program,
    thresholds: Thresholds,
    (index, watch): (usize, &Watch),
    rule: u32,
) -> Vec<WatchFault> {
    let Some(rule) = program.rules.get(rule as usize) else { return Vec::new() };
    let pool = Pool::default();
    let try_on = |sentence: &str| trial(program, thresholds, rule, &pool, sentence);
    let missed = watch.must_hit.iter().enumerate().filter_map(|(at, sentence)| match try_on(sentence) {
        Trial::Found(_) => None,
        Trial::Missed(lacking) => {
            Some(fault::example_missed(sentence, &lacking).at(format!("watch[{index}].must_hit[{at}]"), None))
        }
    });
    let found = watch.must_not_hit.iter().enumerate().filter_map(|(at, sentence)| match try_on(sentence) {
        Trial::Found(why) => {
            Some(fault::example_found(sentence, &why).at(format!("watch[{index}].must_not_hit[{at}]"), None))
        }
        Trial::Missed(_) => None,
    });
    missed.chain(found).collect()
}

enum Trial {
    Found(String),
    Missed(Words),
}

fn trial(program: &Program, thresholds: Thresholds, rule: &Rule, pool: &Pool, sentence: &str) -> Trial {
    let (title, text) = (View::of(""), View::of(sentence));
    let subject =
        Subject { title: &title, text: &text, original: ("", sentence), locality: None, source: "", tags: &[] };
    pool.with(|hits| {
        hits.collect(program, &title, &text);
        let reading = Reading::new(program, thresholds, &subject, hits);
        match judge(&reading, &Quotes::new(subject.original), rule) {
            Verdict::Mention(mention) => Trial::Found(mention.why),
            Verdict::Suppressed(_) | Verdict::Nothing => Trial::Missed(lacking(&reading, rule)),
        }
    })
}

/// What a rule lacks in a post: what holds it back, else its parts that do not hold.
fn lacking(reading: &Reading<'_>, rule: &Rule) -> Words {
    if let Some(held) = held_by(reading, rule) {
        return (format!("被规则 {held} 拦下"), format!("held back by {held}"));
    }
    let parts = match &rule.tree {
        Expr::And(parts) => parts.as_slice(),
        other => std::slice::from_ref(other),
    };
    let absent = parts.iter().filter(|part| !reading.holds(part, Leniency::default(), false));
    let (zh, en): (Vec<String>, Vec<String>) = absent.map(|part| describe(reading.program, part)).unzip();
    (zh.join("；"), en.join("; "))
}

fn describe(program: &Program, part: &Expr<Atom>) -> Words {
    match part {
        Expr::Leaf(Atom::Any(set)) => {
            let terms = program.sets.get(*set as usize).map_or(&[][..], |set| &set.written);
            let named: Vec<&str> = terms.iter().take(NAMED).map(String::as_str).collect();
            let more = if terms.len() > NAMED { "…" } else { "" };
            (format!("缺少“{}{more}”", named.join("”或“")), format!("lacks {}{more}", named.join(" or ")))
        }
        Expr::Leaf(Atom::Entity(entity)) => {
            let name = program.entities.get(*entity as usize).map_or("", |names| &names.name);
            (format!("没有提到实体“{name}”"), format!("does not name the entity {name}"))
        }
        Expr::Leaf(Atom::Regex(regex)) => {
            let regex = program.regexes.get(*regex as usize).map_or("", regex::Regex::as_str);
            (format!("不符合正则 /{regex}/"), format!("does not match /{regex}/"))
        }
        Expr::Not(_) => ("出现了被排除的词".to_owned(), "holds an excluded term".to_owned()),
        Expr::And(parts) | Expr::Or(parts) => {
            let (zh, en): (Vec<String>, Vec<String>) =
                parts.iter().take(NAMED).map(|part| describe(program, part)).unzip();
            (zh.join("，"), en.join(", "))
        }
    }
}
