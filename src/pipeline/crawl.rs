//! A whole visit, from the cursor to the commit.
//!
//! - [`visit`]: one run over one source, committed at once or not at all
//! - [`Task`]: what is to be visited, and for which slot

use std::sync::Arc;

use chrono::{DateTime, Utc};
use tokio::task::JoinError;

use crate::model::{Cursor, RatedPost, Source, Visit, VisitCommit};
use crate::schedule::Cadence;
use crate::source::SourceAdapter;
use crate::store::{Committed, SourceState, StoreError};
use crate::text::pseudonym::PseudonymKey;

use super::Stages;
use super::alerting::Scene;
use super::clean::Cleaner;
use super::gather::{self, Gathered};
use super::memory::{self, Reading, Seen};
use super::outlook::{self, Ended, Outlook};
use super::verdict::{self, Judgement};

/// What is to be visited, and for which slot.
#[derive(Clone)]
pub struct Task {
    /// The source.
    pub source: Arc<Source>,
    /// Its engine.
    pub adapter: &'static dyn SourceAdapter,
    /// When it is due, over and over.
    pub cadence: Cadence,
    /// Where it stood before the visit.
    pub state: SourceState,
    /// The slot this visit serves.
    pub slot: DateTime<Utc>,
}

/// What a visit changed.
#[derive(Clone, Debug)]
pub struct Visited {
    /// In the database.
    pub committed: Committed,
    /// Where the source stands from now on.
    pub state: SourceState,
}

/// One run over one source: pages, posts, mentions, alerts, cursor, next slot, one transaction.
///
/// # Errors
/// When the database fails; then nothing has changed, and the slot stays due.
pub async fn visit(stages: &Arc<Stages>, task: &Task) -> Result<Visited, StoreError> {
    let source = &task.source;
    let started_at = stages.clock.now();
    let before = Arc::new(stages.store.cursor(&source.id).await?);

    let gathered = gather::pages(stages, task.adapter, source, &before).await;
    let reading = memory::read_out(&gathered, &before);
    let Rated { posts, refused_times } = match rate(stages, source, &before, &reading).await? {
        Ok(rated) => rated,
        Err(fault) => return record_fault(stages, task, fault.to_string()).await,
    };
    let new_posts = unknown(stages, &source.site(), &posts).await?;

    let judgement = verdict::of(&gathered, new_posts, refused_times);
    let visit = row(stages, task, started_at, &gathered, &posts, &judgement);
    let ended = Ended { visit: &visit, retry_after_secs: gathered.pause_secs };
    let outlook = outlook::after(stages, task, &ended);

    let seen = Seen { verdict: visit.verdict, newest: visit.newest_post, started_at };
    let cursor = memory::after(&before, &gathered, &reading, seen);
    commit(stages, task, Changes { visit, posts, gone: reading.gone, cursor }, outlook).await
}

/// The row of a visit that a fault of this program ended: nothing read, the source due again as after any failure.
///
/// # Errors
/// When the database fails.
pub async fn record_fault(stages: &Stages, task: &Task, detail: String) -> Result<Visited, StoreError> {
    let now = stages.clock.now();
    let judgement = verdict::of_fault(&detail);
    let visit = row(stages, task, now, &Gathered::default(), &[], &judgement);
    let outlook = outlook::after(stages, task, &Ended { visit: &visit, retry_after_secs: None });
    let cursor = stages.store.cursor(&task.source.id).await?;
    commit(stages, task, Changes { visit, posts: Vec::new(), gone: Vec::new(), cursor }, outlook).await
}

/// What a visit read, apart from where it leaves the source.
struct Changes {
    visit: Visit,
    posts: Vec<RatedPost>,
    gone: Vec<String>,
    cursor: Cursor,
}

async fn commit(stages: &Stages, task: &Task, changes: Changes, outlook: Outlook) -> Result<Visited, StoreError> {
    let Changes { visit, posts, gone, cursor } = changes;
    let commit = VisitCommit {
        visit,
        site: task.source.site(),
        posts,
        gone,
        cursor,
        next_due: outlook.state.next_due,
        failures: outlook.state.failures,
        message_domain: stages.message_domain(),
        notices: outlook.notices,
    };
    let committed = stages.store.commit_visit(commit).await?;
    Ok(Visited { committed, state: outlook.state })
}

/// Posts as the store takes them.
#[derive(Default)]
struct Rated {
    posts: Vec<RatedPost>,
    refused_times: usize,
}

/// Cleans, scans and rates what was read, away from the threads that wait for the network. A fault of this program in
/// there is the inner error.
async fn rate(
    stages: &Arc<Stages>,
    source: &Arc<Source>,
    before: &Arc<Cursor>,
    reading: &Reading,
) -> Result<Result<Rated, JoinError>, StoreError> {
    if reading.posts.is_empty() {
        return Ok(Ok(Rated::default()));
    }
    let now = stages.clock.now();
    let cleaner = Cleaner::new(source.site(), pseudonym_key(stages, now).await?, now);
    let (stages, source, before) = (Arc::clone(stages), Arc::clone(source), Arc::clone(before));
    let (posts, first_floors) = (reading.posts.clone(), reading.first_floors.clone());
    let rated = tokio::task::spawn_blocking(move || {
        let scene = Scene::new(&stages, &source, &before, now);
        let mut refused_times = 0;
        let rated = posts.into_iter().map(|post| {
            let (post, refused) = cleaner.clean(post);
            refused_times += usize::from(refused);
            scene.rate(post, &first_floors)
        });
        Rated { posts: rated.collect(), refused_times }
    });
    Ok(rated.await)
}

async fn pseudonym_key(stages: &Stages, now: DateTime<Utc>) -> Result<PseudonymKey, StoreError> {
    let zone = stages.config.options.organisation.zone;
    let month = now.with_timezone(&zone).format("%Y-%m").to_string();
    Ok(PseudonymKey::new(stages.store.pseudonym_key(&month).await?))
}

/// How many posts are not stored yet.
async fn unknown(stages: &Stages, site: &str, posts: &[RatedPost]) -> Result<usize, StoreError> {
    if posts.is_empty() {
        return Ok(0);
    }
    let keys: Vec<String> = posts.iter().map(|rated| rated.post.key.clone()).collect();
    Ok(keys.len() - stages.store.known_keys(site, &keys).await?.len())
}

fn row(
    stages: &Stages,
    task: &Task,
    started_at: DateTime<Utc>,
    gathered: &Gathered,
    posts: &[RatedPost],
    judgement: &Judgement,
) -> Visit {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Visit {
        source: task.source.id.clone(),
        due_at: task.slot,
        slots: 1,
        started_at,
        finished_at: stages.clock.now(),
        verdict: judgement.verdict,
        reason: judgement.reason,
        detail: judgement.detail.clone(),
        pages: count(gathered.pages_read()),
        bytes: gathered.bytes,
        posts: count(posts.len()),
        new_posts: 0,
        mentions: 0,
        alerts: 0,
        newest_post: posts.iter().filter_map(|rated| rated.post.time.as_ref()).map(|time| time.utc()).max(),
    }
}
