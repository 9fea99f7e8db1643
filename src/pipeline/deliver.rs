//! What waits in the outbox, out of the door: claim, render once, mark, send, settle.
//!
//! - [`run`]: the worker, woken by the store; [`step`]: one mail; [`round`]: one mail, after the last was written down
//! - [`Courier`]: the ways out; [`Ended`]: how a try ended
//!
//! A row is marked as being sent before a byte leaves, so that after a crash its fate counts as unknown: it goes again
//! under the same Message-ID, with the same bytes, marked as a possible duplicate.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, DurationRound, TimeDelta, Utc};
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use crate::config::MailOptions;
use crate::lang::Lang;
use crate::model::{Delivery, MailContent, OutboxItem, Severity};
use crate::notify::email::Email;
use crate::notify::folder::Folder;
use crate::notify::{Channel, Envelope, NotifyError, mark_doubtful};
use crate::store::StoreError;

use super::{Stages, letters};

/// When nothing wakes the worker it looks again after this long: a clock may have been set.
const LOOK_AGAIN: Duration = Duration::from_secs(60);
/// After a fault of the database.
const AFTER_FAULT: Duration = Duration::from_secs(10);

/// The ways out of one configuration.
pub struct Courier {
    channel: Box<dyn Channel>,
    copies: Option<Folder>,
}

/// What one step did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// One mail was tried.
    Tried {
        /// Its row.
        id: i64,
        /// How it ended.
        delivery: Delivery,
    },
    /// Waiting alerts were folded into one mail, because the hour's cap is reached.
    Folded,
    /// Nothing to do before this time, if any.
    Idle(Option<DateTime<Utc>>),
}

impl Courier {
    /// The mail server of a configuration, and the folder for copies.
    ///
    /// # Errors
    /// When an option cannot be used.
    pub fn new(options: &MailOptions, lang: Lang) -> Result<Self, NotifyError> {
        let copies = options.copy_dir.as_deref().map(Folder::new).transpose()?;
        Ok(Self { channel: Box::new(Email::new(options)?.speaking(lang)), copies })
    }

    /// What people call the way out.
    pub fn name(&self) -> String {
        self.channel.name()
    }

    /// Tries one mail, and keeps a copy of what was accepted.
    pub async fn send(&self, mail: &Envelope) -> Delivery {
        let delivery = self.channel.send(mail).await;
        if let (Delivery::Accepted { .. }, Some(folder)) = (&delivery, &self.copies)
            && let Err(error) = folder.keep(mail)
        {
            tracing::warn!(%error, "no copy of a mail was kept");
        }
        delivery
    }
}

/// Works until told to stop. A mail under way is finished first.
pub async fn run(stages: watch::Receiver<Arc<Stages>>, stop: CancellationToken) {
    let mut failing = false;
    let mut unsettled = None;
    while !stop.is_cancelled() {
        let now = stages.borrow().clone();
        let pause = match round(&now, &mut unsettled).await {
            Ok(Step::Tried { id, delivery }) => {
                log(id, &delivery);
                Pause::Fixed(Duration::from_millis(now.config.options.mail.interval_ms))
            }
            Ok(Step::Folded) => Pause::Fixed(Duration::ZERO),
            Ok(Step::Idle(until)) => Pause::UntilMail(waiting(until, now.clock.now())),
            Err(error) => {
                if !failing {
                    tracing::error!(%error, "the outbox cannot be read or written; trying on");
                }
                failing = true;
                tokio::select! { () = tokio::time::sleep(AFTER_FAULT) => continue, () = stop.cancelled() => break }
            }
        };
        failing = false;
        match pause {
            Pause::Fixed(time) => tokio::select! { () = tokio::time::sleep(time) => {}, () = stop.cancelled() => {} },
            Pause::UntilMail(time) => tokio::select! {
                () = now.store.wait_for_mail() => {}
                () = tokio::time::sleep(time) => {}
                () = stop.cancelled() => {}
            },
        }
    }
}

enum Pause {
    Fixed(Duration),
    UntilMail(Duration),
}

fn waiting(until: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Duration {
    let until = until.and_then(|at| (at - now).to_std().ok());
    until.unwrap_or(LOOK_AGAIN).clamp(Duration::from_millis(50), LOOK_AGAIN)
}

fn log(id: i64, delivery: &Delivery) {
    match delivery {
        Delivery::Accepted { response } => tracing::info!(mail = id, %response, "mail accepted"),
        Delivery::Deferred { error } => tracing::warn!(mail = id, %error, "mail deferred"),
        Delivery::Refused { error } => tracing::error!(mail = id, %error, "mail refused; a person must look"),
        Delivery::Unknown { error } => {
            tracing::warn!(mail = id, %error, "fate of a mail unknown; it goes again, marked")
        }
    }
}

/// One mail, or one folding of many.
///
/// # Errors
/// When the database fails. A mail that cannot be made or sent is no error: its row says so, and the next one goes on.
pub async fn step(stages: &Stages) -> Result<Step, StoreError> {
    round(stages, &mut None).await
}

/// How a try ended, before its row says so.
pub struct Ended {
    id: i64,
    delivery: Delivery,
    retry_at: DateTime<Utc>,
}

/// One step. A try whose end could not be written down (a full disk) is left in `unsettled`, and is written down before
/// anything else is sent: else its row would stand as being sent until the next start.
///
/// # Errors
/// As [`step`].
pub async fn round(stages: &Stages, unsettled: &mut Option<Ended>) -> Result<Step, StoreError> {
    if let Some(ended) = unsettled {
        let step = settle(stages, ended).await?;
        *unsettled = None;
        return Ok(step);
    }
    let now = stages.clock.now();
    let Some(courier) = &stages.courier else { return Ok(Step::Idle(None)) };
    let Some(item) = stages.store.next_mail(now).await? else {
        return Ok(Step::Idle(stages.store.next_mail_due().await?));
    };
    let envelope = match make_ready(stages, &item, now).await? {
        Ready::Go(envelope) => envelope,
        Ready::Folded => return Ok(Step::Folded),
        Ready::Never(error) => {
            let delivery = Delivery::Refused { error };
            return settle(stages, &Ended { id: item.id, delivery, retry_at: now }).await;
        }
    };
    stages.store.begin_send(item.id).await?;
    let delivery = courier.send(&envelope).await;
    let retry_at = retry_at(&stages.config.options.mail.retry_minutes, item.attempts, stages.clock.now());
    let ended = unsettled.insert(Ended { id: item.id, delivery, retry_at });
    let step = settle(stages, ended).await?;
    *unsettled = None;
    Ok(step)
}

async fn settle(stages: &Stages, ended: &Ended) -> Result<Step, StoreError> {
    let Ended { id, delivery, retry_at } = ended;
    stages.store.settle(*id, delivery, stages.clock.now(), *retry_at).await?;
    Ok(Step::Tried { id: *id, delivery: delivery.clone() })
}

/// What is to be done with a mail whose time has come.
enum Ready {
    Go(Envelope),
    Folded,
    /// A person must look, and the others go on.
    Never(String),
}

async fn make_ready(stages: &Stages, item: &OutboxItem, now: DateTime<Utc>) -> Result<Ready, StoreError> {
    let lang = stages.config.options.organisation.language;
    let unreadable = |error: StoreError| match error {
        StoreError::Json(_) => Ok(Ready::Never(error.explain(lang))),
        other => Err(other),
    };
    match over_the_cap(stages, item, now).await {
        Ok(true) if fold(stages, now).await? => return Ok(Ready::Folded),
        Ok(_) => {}
        Err(error) => return unreadable(error),
    }
    match envelope(stages, item).await {
        Ok(Ok(envelope)) => Ok(Ready::Go(envelope)),
        Ok(Err(error)) => Ok(Ready::Never(error.words(lang))),
        Err(error) => unreadable(error),
    }
}

/// The bytes of a mail: rendered and kept at the first try, the same ever after.
async fn envelope(stages: &Stages, item: &OutboxItem) -> Result<Result<Envelope, NotifyError>, StoreError> {
    let bytes = match &item.rendered {
        Some(bytes) => bytes.clone(),
        None => match letters::bytes(stages, &item.content, &item.message_id).await? {
            Ok(bytes) => {
                stages.store.save_rendered(item.id, bytes.clone()).await?;
                bytes
            }
            Err(error) => return Ok(Err(error)),
        },
    };
    let lang = stages.config.options.organisation.language;
    let bytes = if item.doubtful { mark_doubtful(&bytes, lang) } else { bytes };
    let recipients = letters::addressing(stages, item.kind(), &item.message_id).to;
    Ok(Ok(Envelope { recipients, message_id: item.message_id.clone(), bytes, attempts: item.attempts }))
}

/// When a mail is tried again after so many tries before this one.
pub fn retry_at(retry_minutes: &[u64], attempts: u32, now: DateTime<Utc>) -> DateTime<Utc> {
    let index = usize::try_from(attempts).unwrap_or(usize::MAX).min(retry_minutes.len().saturating_sub(1));
    let minutes = retry_minutes.get(index).copied().unwrap_or(60).min(24 * 60);
    now + TimeDelta::minutes(i64::try_from(minutes).unwrap_or(60))
}

/// Whether a fresh alert comes after the hour's cap. The gravest always go at once, and so does what was tried before.
async fn over_the_cap(stages: &Stages, item: &OutboxItem, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let MailContent::Alert(id) = item.content else { return Ok(false) };
    if item.attempts > 0 {
        return Ok(false);
    }
    let grave = stages.store.alert(id).await?.is_some_and(|alert| alert.severity >= Severity::GRAVE);
    let sent = stages.store.instant_sent_since(hour_of(now)).await?;
    Ok(!grave && sent >= stages.config.options.mail.max_instant_per_hour)
}

/// Folds what waits into one mail that goes with the next hour; whether there was anything to fold.
async fn fold(stages: &Stages, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let next_hour = hour_of(now) + TimeDelta::hours(1);
    let message_id = format!("roll-up.{}.{}", next_hour.format("%Y%m%dT%H"), stages.mail_domain());
    let folded = stages.store.fold_alerts(message_id, next_hour).await?;
    if folded.is_some() {
        tracing::info!("the hour's cap of immediate mails is reached; alerts are folded into one");
    }
    Ok(folded.is_some())
}

/// The hour a time is in: the cap counts by the clock on the wall, so that a person can say when the next mail goes.
fn hour_of(now: DateTime<Utc>) -> DateTime<Utc> {
    now.duration_trunc(TimeDelta::hours(1)).unwrap_or(now)
}
