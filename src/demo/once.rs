//! `demo --once`: two rounds, one digest, one table.

use std::time::Duration;

use chrono::Utc;
use comfy_table::{CellAlignment, Table, presets};
use indicatif::ProgressBar;

use crate::app::{self, Parts};
use crate::lang::{Lang, demo as words, visit};
use crate::model::Visit;
use crate::pipeline::deliver::Step;
use crate::pipeline::{deliver, digest};

use super::stage::Stage;

/// Posts the town writes between the two rounds.
const BETWEEN: usize = 18;

/// Visits everything, lets the town publish more, visits again, sends one digest, prints one table.
///
/// # Errors
/// When the database fails or a mail cannot be sent.
pub async fn run(stage: Stage, lang: Lang) -> anyhow::Result<()> {
    stage.introduce(lang);
    // Drawn on a terminal only; in a pipe it stays quiet.
    let progress = ProgressBar::new_spinner();
    progress.enable_steady_tick(Duration::from_millis(100));
    progress.set_message(words::visiting(lang, 1));
    let first = round(&stage.parts).await?;
    progress.set_message(words::publishing(lang));
    stage.town.publish(BETWEEN, Utc::now());
    progress.set_message(words::visiting(lang, 2));
    let second = round(&stage.parts).await?;
    progress.set_message(words::mailing(lang));
    let stages = &stage.parts.stages;
    digest::close(stages, digest::until_now(stages).await?).await?;
    let mails = send_all(&stage.parts).await?;
    progress.finish_and_clear();
    println!("{}", table(&stage.parts, &first, &second, lang));
    println!("{}", words::mailed(lang, mails));
    Ok(())
}

async fn round(parts: &Parts) -> anyhow::Result<Vec<Visit>> {
    let visited = app::visit_all(parts).await?;
    Ok(visited.into_iter().filter_map(|v| v.committed.visit).collect())
}

/// Sends what waits; how many mails were accepted.
async fn send_all(parts: &Parts) -> anyhow::Result<u32> {
    let mut accepted = 0;
    loop {
        match deliver::step(&parts.stages).await? {
            Step::Tried { delivery: crate::model::Delivery::Accepted { .. }, .. } => accepted += 1,
            Step::Tried { delivery, .. } => anyhow::bail!("{delivery:?}"),
            Step::Folded => {}
            Step::Idle(_) => return Ok(accepted),
        }
    }
}

/// One row a source: the last verdict, and the sums of both rounds.
fn table(parts: &Parts, first: &[Visit], second: &[Visit], lang: Lang) -> Table {
    let mut table = Table::new();
    table.load_preset(presets::UTF8_FULL_CONDENSED);
    table.set_header([
        words::column_source(lang),
        words::column_verdict(lang),
        words::column_posts(lang),
        words::column_mentions(lang),
        words::column_alerts(lang),
    ]);
    let mut sums = [0; 3];
    for plan in parts.plans.iter() {
        let of = |visits: &[Visit]| visits.iter().find(|v| v.source == plan.source.id).cloned();
        let both: Vec<Visit> = [of(first), of(second)].into_iter().flatten().collect();
        let count = |figure: fn(&Visit) -> u32| both.iter().map(figure).sum::<u32>();
        let figures = [count(|v| v.new_posts), count(|v| v.mentions), count(|v| v.alerts)];
        sums.iter_mut().zip(figures).for_each(|(sum, figure)| *sum += figure);
        let verdict = both.last().map(|v| visit::verdict(lang, v.verdict)).unwrap_or_default();
        table.add_row(row(plan.source.name.clone(), verdict, figures));
    }
    table.add_row(row(words::total(lang), String::new(), sums));
    for index in 2..5 {
        if let Some(column) = table.column_mut(index) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table
}

fn row(name: String, verdict: String, figures: [u32; 3]) -> Vec<String> {
    [name, verdict].into_iter().chain(figures.map(|figure| figure.to_string())).collect()
}
