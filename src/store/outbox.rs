//! What waits to be sent, and what became of it.

use chrono::{DateTime, Utc};

use crate::model::{Delivery, MailContent, OutboxItem, SystemNotice};

use super::{Store, StoreError};

/// How the outbox stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OutboxSummary {
    /// Mails that wait or are being sent.
    pub pending: u32,
    /// When the oldest of them was written.
    pub oldest_pending: Option<DateTime<Utc>>,
    /// Mails the server refused for good.
    pub failed: u32,
    /// When a mail was last accepted.
    pub last_accepted: Option<DateTime<Utc>>,
    /// When a digest was last accepted.
    pub last_digest_accepted: Option<DateTime<Utc>>,
    /// What the server said last, of mails not accepted yet.
    pub last_error: Option<String>,
}

impl Store {
    /// Writes a row, and answers its id; a Message-ID that stands already is not written again.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn enqueue(
        &self,
        content: MailContent,
        message_id: String,
        not_before: DateTime<Utc>,
    ) -> Result<i64, StoreError> {
        let _ = (content, message_id, not_before);
        todo!()
    }

    /// Writes a mail to operators; a Message-ID that stands already is not written again.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn store_notice(
        &self,
        notice: SystemNotice,
        message_id: String,
        now: DateTime<Utc>,
    ) -> Result<i64, StoreError> {
        let _ = (notice, message_id, now);
        todo!()
    }

    /// Waits until a mail was written since the last call. For one waiter.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn wait_for_mail(&self) {
        todo!()
    }

    /// The oldest mail whose time has come.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn next_mail(&self, now: DateTime<Utc>) -> Result<Option<OutboxItem>, StoreError> {
        let _ = (now,);
        todo!()
    }

    /// When the next mail's time comes.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn next_mail_due(&self) -> Result<Option<DateTime<Utc>>, StoreError> {
        todo!()
    }

    /// Keeps a mail's bytes, so that every try sends the same.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn save_rendered(&self, id: i64, bytes: Vec<u8>) -> Result<(), StoreError> {
        let _ = (id, bytes);
        todo!()
    }

    /// Marks a mail as handed to a connection, and counts the try.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn begin_send(&self, id: i64) -> Result<(), StoreError> {
        let _ = (id,);
        todo!()
    }

    /// Writes down how a try ended at `now`; deferred and doubtful mails wait until `retry_at`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn settle(
        &self,
        id: i64,
        delivery: &Delivery,
        now: DateTime<Utc>,
        retry_at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let _ = (id, delivery, now, retry_at);
        todo!()
    }

    /// At the start: mails left in the middle of a try wait again, marked as doubtful. How many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn recover_sending(&self) -> Result<usize, StoreError> {
        todo!()
    }

    /// Immediate mails (alerts and roll-ups) accepted since a time.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn instant_sent_since(&self, since: DateTime<Utc>) -> Result<u32, StoreError> {
        let _ = (since,);
        todo!()
    }

    /// Folds every waiting alert below severity 4 into one roll-up, and answers the roll-up's id.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn fold_alerts(
        &self,
        roll_up_message_id: String,
        not_before: DateTime<Utc>,
    ) -> Result<Option<i64>, StoreError> {
        let _ = (roll_up_message_id, not_before);
        todo!()
    }

    /// How the outbox stands.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn outbox_summary(&self) -> Result<OutboxSummary, StoreError> {
        todo!()
    }
}
