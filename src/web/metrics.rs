//! Figures for Prometheus, in its text format.

use std::fmt::Write;

use crate::store::StoreError;

use super::Health;

/// A page of figures.
#[derive(Debug, Default)]
struct Page(String);

impl Page {
    /// One figure: name, kind, what it is, and its values by labels.
    fn figure(&mut self, name: &str, kind: &str, help: &str, values: &[(String, f64)]) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.0, "# HELP yuqing_{name} {help}\n# TYPE yuqing_{name} {kind}");
        for (labels, value) in values {
            let _ = writeln!(self.0, "yuqing_{name}{labels} {value}");
        }
    }

    fn single(&mut self, name: &str, kind: &str, help: &str, value: f64) {
        self.figure(name, kind, help, &[(String::new(), value)]);
    }
}

/// All figures.
///
/// # Errors
/// When the database fails.
pub async fn text(health: &Health) -> Result<String, StoreError> {
    let view = (health.view)();
    let now = view.clock.now();
    let (counts, outbox) = (view.store.counts().await?, view.store.outbox_summary().await?);
    let mut page = Page::default();

    let visits = counts.visits.iter().map(|(verdict, n)| (label("verdict", verdict.as_str()), float(*n)));
    page.figure("visits_total", "counter", "Visits by verdict.", &visits.collect::<Vec<_>>());
    page.single("posts", "gauge", "Posts kept.", float(counts.posts));
    page.single("mentions", "gauge", "Mentions kept.", float(counts.mentions));
    page.single("alerts_total", "counter", "Alerts raised.", float(counts.alerts));
    page.single("database_bytes", "gauge", "Size of the database with its log.", float(counts.db_bytes));

    let states = [("pending", outbox.pending), ("failed", outbox.failed)];
    let states: Vec<_> = states.iter().map(|(state, n)| (label("state", state), f64::from(*n))).collect();
    page.figure("outbox", "gauge", "Mails by state.", &states);
    let age = outbox.oldest_pending.map_or(0, |oldest| (now - oldest).num_seconds().max(0));
    page.single("outbox_oldest_pending_seconds", "gauge", "Age of the oldest waiting mail.", signed(age));
    let digest = outbox.last_digest_accepted.map_or(0, |at| at.timestamp());
    page.single("digest_accepted_timestamp_seconds", "gauge", "When a digest was last accepted.", signed(digest));

    let sources = view.store.source_status(&view.sources).await?;
    let dark = sources.iter().map(|source| {
        let dark = source.state.as_ref().is_some_and(|state| state.failures > 0);
        (label("source", &source.source), f64::from(u8::from(dark)))
    });
    page.figure("source_dark", "gauge", "1 while a source cannot be looked at.", &dark.collect::<Vec<_>>());
    let looked = sources
        .iter()
        .filter_map(|source| Some((label("source", &source.source), signed(source.last_looked?.timestamp()))));
    page.figure(
        "source_looked_timestamp_seconds",
        "gauge",
        "When a source was last looked at.",
        &looked.collect::<Vec<_>>(),
    );
    page.single(
        "started_timestamp_seconds",
        "gauge",
        "When the daemon began.",
        signed(health.vitals.started_at.timestamp()),
    );
    Ok(page.0)
}

fn label(name: &str, value: &str) -> String {
    let value = value.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    format!("{{{name}=\"{value}\"}}")
}

/// Prometheus knows no integers; what is counted here stays far below 2⁵³.
fn float(value: u64) -> f64 {
    value as f64
}

fn signed(value: i64) -> f64 {
    value as f64
}
