//! What the pages for people say of codes, verdicts, reasons and figures is what the program says.

use yuqing::cli::exit::TABLE;
use yuqing::lang::{Lang, cli, visit};
use yuqing::model::{Reason, Verdict};

const OPERATIONS: &str = include_str!("../../docs/operations.md");

fn has_row(row: &str) {
    assert!(OPERATIONS.lines().any(|line| line == row), "docs/operations.md lacks the row: {row}");
}

#[test]
fn every_exit_code_stands_in_operations() {
    for (exit, code) in TABLE {
        has_row(&format!("| {code} | {} |", cli::exit(Lang::En, exit as usize)));
    }
}

#[test]
fn every_verdict_and_reason_stands_in_operations() {
    for verdict in Verdict::ALL {
        let (word, sentence) =
            (visit::verdict(Lang::Zh, verdict.as_str()), visit::verdict_sentence(Lang::En, verdict.as_str()));
        has_row(&format!("| `{}` | {word} | {sentence} |", verdict.as_str()));
    }
    for reason in Reason::ALL.iter().map(|reason| reason.as_str()) {
        let (sentence, advice) = (visit::reason_sentence(Lang::En, reason), visit::reason_advice(Lang::En, reason));
        has_row(&format!("| `{reason}` | {} | {sentence} | {advice} |", visit::reason(Lang::Zh, reason)));
    }
}

/// The first string after each of some marks in a source file.
fn named_in<'a>(source: &'a str, marks: &[&str]) -> Vec<&'a str> {
    let after = marks.iter().flat_map(|mark| source.split(mark).skip(1));
    after.filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next()).collect()
}

#[test]
fn every_figure_and_complaint_stands_in_operations() {
    let figures = named_in(include_str!("../../src/web/metrics.rs"), &["page.single(", "page.figure("]);
    let complaints = named_in(include_str!("../../src/web/healthz.rs"), &["code:", "idle("]);
    assert!(figures.len() > 9 && complaints.len() > 4, "{figures:?} {complaints:?}");
    for name in figures {
        assert!(OPERATIONS.contains(&format!("| `yuqing_{name}` |")), "{name}");
    }
    for code in complaints {
        assert!(OPERATIONS.contains(&format!("| `{code}` |")), "{code}");
    }
}
