//! The daily digest: when an issue is due, which period it covers, what it shows.
//!
//! - [`run`]: the task; [`due`]: the period that is due, if one is; [`close`]: opens the issue of a period
//!
//! An issue covers everything since the one before, so a day on which the machine was off is not lost; one that is late
//! is sent late.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Days, LocalResult, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use crate::config::DigestOptions;
use crate::model::{DigestData, Source};
use crate::store::StoreError;

use super::Stages;

/// The task looks at the clock this often: a clock may be set, a machine may sleep.
const LOOK_EVERY: Duration = Duration::from_secs(20);

/// What an issue covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// From, included.
    pub from: DateTime<Utc>,
    /// To, excluded.
    pub to: DateTime<Utc>,
}

/// Opens issues when they are due, until told to stop.
pub async fn run(stages: watch::Receiver<Arc<Stages>>, stop: CancellationToken) {
    let mut failing = false;
    loop {
        let now = stages.borrow().clone();
        match open_due(&now).await {
            Ok(Some(number)) => tracing::info!(issue = number, "an issue of the digest is closed"),
            Ok(None) => failing = false,
            Err(error) => {
                if !failing {
                    tracing::error!(%error, "the digest cannot be closed; trying on");
                }
                failing = true;
            }
        }
        tokio::select! {
            () = tokio::time::sleep(LOOK_EVERY) => {}
            () = stop.cancelled() => return,
        }
    }
}

/// Opens the issue that is due now, if one is.
///
/// # Errors
/// When the database fails.
pub async fn open_due(stages: &Stages) -> Result<Option<i64>, StoreError> {
    let options = &stages.config.options;
    if !options.digest.enabled || !options.mail.enabled {
        return Ok(None);
    }
    let last = stages.store.last_issue_until(stages.clock.now()).await?;
    let zone = options.organisation.zone;
    let Some(period) = due(&options.digest, zone, last.map(|issue| issue.to), stages.clock.now()) else {
        return Ok(None);
    };
    if last.is_none() && !was_watching(stages, period).await? {
        return Ok(None);
    }
    close(stages, period).await.map(Some)
}

/// Whether anything was due in a period: a fresh installation has nothing to say about the day before.
async fn was_watching(stages: &Stages, period: Period) -> Result<bool, StoreError> {
    let coverage = stages.store.coverage(period.from, period.to, &stages.config.sources).await?;
    Ok(coverage.iter().any(|row| row.expected > 0))
}

/// Opens the issue of a period: its number and its mail in one transaction.
///
/// # Errors
/// When the database fails.
pub async fn close(stages: &Stages, period: Period) -> Result<i64, StoreError> {
    let day = period.to.with_timezone(&stages.config.options.organisation.zone).date_naive();
    let domain = stages.mail_domain();
    let message_id = move |number| format!("digest.{day}-{number}.{domain}");
    stages.store.open_issue(period.from, period.to, stages.clock.now(), message_id).await
}

/// The period from the last issue until now, for an issue that a person asks for.
///
/// # Errors
/// When the database fails.
pub async fn until_now(stages: &Stages) -> Result<Period, StoreError> {
    let now = stages.clock.now();
    let last = stages.store.last_issue_until(now).await?.map(|issue| issue.to);
    Ok(Period { from: last.filter(|to| *to < now).unwrap_or(now - TimeDelta::days(1)), to: now })
}

/// What an issue shows.
///
/// # Errors
/// When the database fails.
pub async fn data_of_issue(stages: &Stages, number: i64) -> Result<Option<DigestData>, StoreError> {
    match stages.store.issue(number).await? {
        Some(issue) => data(stages, number, Period { from: issue.from, to: issue.to }).await.map(Some),
        None => Ok(None),
    }
}

/// What an issue of a period would show.
///
/// # Errors
/// When the database fails.
pub async fn data(stages: &Stages, number: i64, period: Period) -> Result<DigestData, StoreError> {
    let sources: Vec<Source> = stages.config.sources.iter().filter(|source| source.enabled).cloned().collect();
    let options = &stages.config.options;
    let next = next_at(&options.digest, options.organisation.zone, stages.clock.now());
    let next = options.digest.enabled.then_some(next);
    stages.store.digest_data(number, period.from, period.to, &sources, next).await
}

/// The period that is due at `now`, given the end of the last issue's; `None` when the last issue covers it.
pub fn due(options: &DigestOptions, zone: Tz, last_to: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Option<Period> {
    let today = now.with_timezone(&zone).date_naive();
    let sent_today = instant(today, options.at, zone) <= now;
    let day = if sent_today { today } else { today.checked_sub_days(Days::new(1))? };
    // A digest at 00:30 that closes at 23:30 closes the evening before.
    let closing_day = if options.closes_at <= options.at { day } else { day.checked_sub_days(Days::new(1))? };
    let to = instant(closing_day, options.closes_at, zone);
    let from = last_to.unwrap_or(to - TimeDelta::days(1));
    (from < to).then_some(Period { from, to })
}

/// When the next issue is sent.
pub fn next_at(options: &DigestOptions, zone: Tz, now: DateTime<Utc>) -> DateTime<Utc> {
    let today = now.with_timezone(&zone).date_naive();
    let days = (0..3).filter_map(|ahead| today.checked_add_days(Days::new(ahead)));
    days.map(|day| instant(day, options.at, zone)).find(|at| *at > now).unwrap_or(now + TimeDelta::days(1))
}

/// A wall-clock time of a day; one that a change of the clock skips comes right after the gap.
fn instant(day: NaiveDate, time: NaiveTime, zone: Tz) -> DateTime<Utc> {
    let wall = day.and_time(time);
    for minutes in 0..24 * 60 {
        if let LocalResult::Single(at) | LocalResult::Ambiguous(at, _) =
            zone.from_local_datetime(&(wall + TimeDelta::minutes(minutes)))
        {
            return at.to_utc();
        }
    }
    wall.and_utc()
}
