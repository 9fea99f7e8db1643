//! A sheet as text: the whole of it, 38 Han a line.

use super::sheet::{Block, Item, Link, Mark, Run, Sheet, Table};
use super::wrap::{COLUMNS, HIT_FROM, HIT_TO, cell, wrap};
use crate::lang::{Lang, mail as words};

/// The text part of a mail.
pub fn text(sheet: &Sheet, lang: Lang) -> String {
    let head = &sheet.masthead;
    let mut lines = wrap(&format!("{} {}", head.title, head.note), 0, 0);
    lines.extend(wrap(&head.line, 0, 0));
    lines.push("=".repeat(COLUMNS));
    let mut legend = false;
    for block in &sheet.blocks {
        if !legend && shows_hits(block) {
            lines.push(words::legend(lang));
            legend = true;
        }
        lines.extend(lines_of(block, lang));
    }
    lines.push(String::new());
    lines.push("-".repeat(COLUMNS));
    lines.extend(sheet.foot.iter().flat_map(|line| wrap(line, 0, 0)));
    lines.push(String::new());
    lines.join("\n")
}

fn shows_hits(block: &Block) -> bool {
    let hit = |runs: &[Run]| runs.iter().any(|r| r.mark == Mark::Hit);
    match block {
        Block::Item(item) => hit(&item.snippet),
        Block::Excerpt(title, text, _) => hit(title) || hit(text),
        _ => false,
    }
}

fn lines_of(block: &Block, lang: Lang) -> Vec<String> {
    match block {
        Block::Lede(runs) | Block::Para(runs) => wrap(&words_of(runs), 0, 0),
        Block::Rule => vec![String::new()],
        Block::Heading(head, note) if note.is_empty() => vec![format!("【{head}】")],
        Block::Heading(head, note) => vec![format!("【{head}　{note}】")],
        Block::Note(note) => wrap(note, 0, 0),
        Block::Item(item) => item_lines(item),
        Block::Lines(list) => list.iter().flat_map(|runs| line_of(runs)).collect(),
        Block::Excerpt(title, text, facts) => {
            [title, text].into_iter().flat_map(|runs| wrap(&words_of(runs), 0, 0)).chain(wrap(facts, 0, 0)).collect()
        }
        Block::Table(table) => table_lines(table, lang),
        Block::Button(button, beside) => std::iter::once(button).chain(beside).map(link).collect(),
    }
}

/// Words in a row; what was found stands between stars.
fn words_of(runs: &[Run]) -> String {
    let one = |run: &Run| {
        if run.mark == Mark::Hit { format!("{HIT_FROM}{}{HIT_TO}", run.text) } else { run.text.clone() }
    };
    runs.iter().map(one).collect()
}

/// A line of a list, its links below it.
fn line_of(runs: &[Run]) -> Vec<String> {
    let (linked, plain): (Vec<&Run>, Vec<&Run>) = runs.iter().partition(|run| run.link.is_some());
    let said: String = plain.into_iter().map(|run| words_of(std::slice::from_ref(run))).collect();
    let links = linked.into_iter().filter_map(|r| Some(format!("  {} {}", r.text, r.link.as_ref()?.url)));
    wrap(&format!("- {said}"), 0, 2).into_iter().chain(links).collect()
}

fn link(link: &Link) -> String {
    format!("{} {}", link.words, link.to.url)
}

fn item_lines(item: &Item) -> Vec<String> {
    let tag = if item.tag.is_empty() { String::new() } else { format!("　{}", item.tag) };
    let mut lines = vec![String::new()];
    lines.extend(wrap(&format!("{}. 〔{}{tag}〕{}", item.number, item.badge, item.title), 0, 3));
    for part in [&item.facts, &words_of(&item.snippet), &item.why] {
        lines.extend(wrap(part, 3, 3));
    }
    lines.extend(item.links.iter().map(|l| format!("   {}", link(l))));
    lines
}

/// Two columns of words run on; figures stand in columns.
fn table_lines(table: &Table, lang: Lang) -> Vec<String> {
    let cells = |row: &[Vec<Run>]| row.iter().map(|runs| words_of(runs)).collect::<Vec<_>>();
    if table.columns.len() == 2 {
        let pair = |row: &[Vec<Run>]| wrap(&cells(row).join(&words::colon(lang)), 0, 2);
        return table.rows.iter().flat_map(|row| pair(&row.cells)).collect();
    }
    let heads: Vec<String> = table.columns.iter().map(|c| c.head.clone()).collect();
    let rows = table.rows.iter().map(|row| cells(&row.cells));
    std::iter::once(heads).chain(rows).map(|row| figures(table, &row)).collect()
}

fn figures(table: &Table, row: &[String]) -> String {
    let mut line = String::new();
    for (column, text) in table.columns.iter().zip(row) {
        let columns = COLUMNS * usize::from(column.percent) / 100;
        // One column of air between two cells.
        let inner = cell(text, columns.saturating_sub(1), column.right);
        line += &if column.right { format!(" {inner}") } else { format!("{inner} ") };
    }
    line.trim_end().to_string()
}
