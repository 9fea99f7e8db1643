//! What a mail says, from its outbox row: the data from the store, the words from `notify::render`.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::model::{MailContent, MailKind};
use crate::notify::render::{self, Letter, Office};
use crate::notify::{Addressing, NotifyError, compose};
use crate::store::StoreError;

use super::{Stages, digest};

/// The inside of a mail.
///
/// # Errors
/// When the database fails; a mail that cannot be made is the inner error.
pub async fn letter(stages: &Stages, content: &MailContent) -> Result<Result<Letter, NotifyError>, StoreError> {
    let office = office(stages);
    let missing = |what: String| NotifyError::Compose(format!("{what} is not in the database"));
    Ok(match content {
        MailContent::Alert(id) => match stages.store.alert(*id).await? {
            Some(alert) => contained(|| render::alert(&alert, &office)),
            None => Err(missing(format!("alert {id}"))),
        },
        MailContent::RollUp(ids) => {
            let alerts = stages.store.alerts(ids).await?;
            contained(|| render::roll_up(&alerts, &office))
        }
        MailContent::Digest(number) => match digest::data_of_issue(stages, *number).await? {
            Some(data) => contained(|| render::digest(&data, &office)),
            None => Err(missing(format!("issue {number}"))),
        },
        MailContent::System(notice) => contained(|| render::system(notice, &office)),
        MailContent::Test => contained(|| render::test(&office)),
    })
}

/// A mail as RFC 5322 bytes.
///
/// # Errors
/// As [`letter`].
pub async fn bytes(
    stages: &Stages,
    content: &MailContent,
    message_id: &str,
) -> Result<Result<Vec<u8>, NotifyError>, StoreError> {
    let letter = letter(stages, content).await?;
    let addressing = addressing(stages, content.kind(), message_id);
    Ok(letter.and_then(|letter| contained(|| compose(&letter, &addressing, false))))
}

/// A fault of this program in one mail must not hold up all that wait behind it.
fn contained<T>(make: impl FnOnce() -> Result<T, NotifyError>) -> Result<T, NotifyError> {
    let fault = |_| Err(NotifyError::Layout("a fault in the program; see its log".into()));
    catch_unwind(AssertUnwindSafe(make)).unwrap_or_else(fault)
}

/// From whom, to whom, under which name.
pub fn addressing(stages: &Stages, kind: MailKind, message_id: &str) -> Addressing {
    let options = &stages.config.options;
    Addressing::of(&options.mail, &options.organisation, kind, message_id, stages.clock.now())
}

/// For whom and by whom mails are written, at this moment.
pub fn office(stages: &Stages) -> Office {
    Office::new(&stages.config, stages.clock.now(), &stages.run_id)
}
