//! The parts that visits, mails and digests use: one set per configuration, shared by all tasks.

use std::sync::Arc;

use crate::clock::Clock;
use crate::config::Config;
use crate::fetch::Fetcher;
use crate::notify;
use crate::store::Store;

use super::alerting::AlertPolicy;
use super::deliver::Courier;
use super::judge::Judge;

/// All parts of one configuration. A reload makes a new set; visits under way keep theirs.
pub struct Stages {
    /// The configuration they were built from.
    pub config: Config,
    /// What time it is.
    pub clock: Clock,
    /// What is kept.
    pub store: Store,
    /// The only network read; kept over a reload that leaves `[fetch]` alone, with its pace and robots cache.
    pub fetcher: Arc<Fetcher>,
    /// What is found in a post.
    pub judge: Judge,
    /// Who is told, and how.
    pub policy: AlertPolicy,
    /// The ways out; `None` when mail is off.
    pub courier: Option<Courier>,
    /// Names this run of the daemon, in the footer of mails.
    pub run_id: String,
}

impl Stages {
    /// What follows the local part of a Message-ID (`ORG@host`); `None` when no mail is sent.
    pub fn message_domain(&self) -> Option<String> {
        self.config.options.mail.enabled.then(|| self.mail_domain())
    }

    /// The same, whether mail is enabled or not: for mails that a person asks for.
    pub fn mail_domain(&self) -> String {
        notify::message_domain(&self.config.options.mail, &self.config.options.organisation)
    }
}
