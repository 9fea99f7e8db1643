//! One conversation with a mail server, so laid out that it is always known where it stands.
//!
//! - [`Session`]: one mail on one connection; [`Progress`]: how far it got, seen from outside
//!
//! The one line that matters: once the closing dot may have left, and until an answer is read, the fate of the mail is
//! unknown. Everything before is safe to try again.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Duration;

use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::Mechanism;
use lettre::transport::smtp::client::AsyncSmtpConnection;
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::ClientId;

use super::answers::{Fate, Refusal, judge, shown};
use super::{Envelope, Server, address};
use crate::config::TlsMode;
use crate::lang::{Lang, mail_server as words};
use crate::model::Delivery;

/// For this many tries a mail waits for recipients who are refused for the time being; then the others get it.
const WAIT_FOR_ALL_TRIES: u32 = 3;
/// The content goes out in pieces of this size, so that its end is known apart from its middle.
const PIECE_BYTES: usize = 16 << 10;
/// A farewell must not hold up the next mail.
const QUIT_TIMEOUT: Duration = Duration::from_secs(2);

/// Where a conversation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
enum Step {
    Connect,
    Secure,
    Auth,
    Sender,
    Recipients,
    Data,
    Content,
    Answer,
}

impl Step {
    const ALL: [Self; 8] = [
        Self::Connect,
        Self::Secure,
        Self::Auth,
        Self::Sender,
        Self::Recipients,
        Self::Data,
        Self::Content,
        Self::Answer,
    ];

    fn words(self, lang: Lang) -> String {
        match self {
            Self::Connect => words::at_connect(lang),
            Self::Secure => words::at_secure(lang),
            Self::Auth => words::at_auth(lang),
            Self::Sender => words::at_sender(lang),
            Self::Recipients => words::at_recipient(lang, "").trim_end().to_string(),
            Self::Data => words::at_data(lang),
            Self::Content => words::at_content(lang),
            Self::Answer => words::at_answer(lang),
        }
    }
}

/// How far a session got.
#[derive(Clone, Default)]
pub struct Progress(Arc<AtomicU8>);

impl Progress {
    fn reach(&self, step: Step) {
        self.0.store(step as u8, Ordering::SeqCst);
    }

    fn step(&self) -> Step {
        let at = usize::from(self.0.load(Ordering::SeqCst));
        Step::ALL.get(at).copied().unwrap_or(Step::Answer)
    }

    /// The delivery of a session that used up its time.
    pub fn timed_out(&self, lang: Lang, seconds: u64) -> Delivery {
        self.broken(lang, words::timed_out(lang, self.step().words(lang), seconds))
    }

    /// The delivery of a session that ended without an answer.
    pub fn broken(&self, lang: Lang, what: String) -> Delivery {
        match self.step() {
            Step::Answer => Delivery::Unknown { error: words::unknown(lang, what) },
            _ => Delivery::Deferred { error: what },
        }
    }
}

/// One mail on one connection.
pub struct Session {
    server: Arc<Server>,
    progress: Progress,
    mail: Envelope,
}

/// A conversation that ended early, by how.
type Ended<T> = Result<T, Delivery>;

impl Session {
    /// A session not yet begun.
    pub fn new(server: Arc<Server>, progress: Progress, mail: Envelope) -> Self {
        Self { server, progress, mail }
    }

    /// Runs it to its end.
    pub async fn run(self) -> Delivery {
        self.converse().await.unwrap_or_else(|ended| ended)
    }

    async fn converse(&self) -> Ended<Delivery> {
        let mut connection = self.connect().await?;
        self.log_in(&mut connection).await?;
        self.progress.reach(Step::Sender);
        let sender = Mail::new(Some(self.server.sender.clone()), vec![]);
        connection.command(sender).await.map_err(|e| self.fault(&e))?;
        let left_out = self.name_recipients(&mut connection).await?;
        self.progress.reach(Step::Data);
        connection.command(Data).await.map_err(|e| self.fault(&e))?;
        let response = self.hand_over(&mut connection).await?;
        // The mail is accepted; a farewell that fails changes nothing.
        let _ = tokio::time::timeout(QUIT_TIMEOUT, connection.quit()).await;
        Ok(Delivery::Accepted { response: response + &left_out })
    }

    /// Connects and secures the connection as configured; never in the clear instead.
    async fn connect(&self) -> Ended<AsyncSmtpConnection> {
        let (server, lang) = (&self.server, self.server.lang);
        let name = ClientId::default();
        let wrapped = server.tls.clone().filter(|_| server.mode == TlsMode::Implicit);
        let to = (server.host.as_str(), server.port);
        let mut connection =
            AsyncSmtpConnection::connect_tokio1(to, Some(server.connect_timeout), &name, wrapped, None)
                .await
                .map_err(|e| self.fault(&e))?;
        self.progress.reach(Step::Secure);
        if server.mode == TlsMode::StarttlsRequired {
            let Some(tls) = server.tls.clone().filter(|_| connection.can_starttls()) else {
                connection.abort().await;
                return Err(Delivery::Deferred { error: words::no_starttls(lang) });
            };
            connection.starttls(tls, &name).await.map_err(|e| self.fault(&e))?;
        }
        if server.mode != TlsMode::None && !connection.is_encrypted() {
            return Err(Delivery::Deferred { error: words::no_starttls(lang) });
        }
        Ok(connection)
    }

    async fn log_in(&self, connection: &mut AsyncSmtpConnection) -> Ended<()> {
        let Some(credentials) = &self.server.credentials else { return Ok(()) };
        self.progress.reach(Step::Auth);
        let mechanisms = [Mechanism::Plain, Mechanism::Login];
        if connection.server_info().get_auth_mechanism(&mechanisms).is_none() {
            connection.abort().await;
            return Err(Delivery::Deferred { error: words::no_auth(self.server.lang) });
        }
        connection.auth(&mechanisms, credentials).await.map(drop).map_err(|e| self.fault(&e))
    }

    /// Names all recipients; answers a remark on those who were refused while others were accepted.
    async fn name_recipients(&self, connection: &mut AsyncSmtpConnection) -> Ended<String> {
        self.progress.reach(Step::Recipients);
        let (mut accepted, mut refused) = (0, Vec::new());
        for recipient in &self.mail.recipients {
            let to = address(recipient).map_err(|e| Delivery::Refused { error: e.words(self.server.lang) })?;
            match connection.command(Rcpt::new(to.clone(), vec![])).await {
                Ok(_) => accepted += 1,
                Err(error) => match Refusal::of(&error) {
                    // 421 says that the connection is being closed.
                    Some(refusal) if refusal.code != 421 => refused.push((to, refusal)),
                    _ => return Err(self.fault(&error)),
                },
            }
        }
        let waits = refused.iter().any(|(_, r)| judge(r, self.server.lang).0 == Fate::Temporary);
        if accepted == 0 || (waits && self.mail.attempts < WAIT_FOR_ALL_TRIES) {
            connection.abort().await;
            return Err(self.refused_recipients(&refused, waits));
        }
        let list: Vec<_> = refused.iter().map(|(to, r)| format!("{to} ({} {})", r.code, r.words)).collect();
        Ok(if list.is_empty() { list.concat() } else { words::left_out(self.server.lang, list.join(", ")) })
    }

    fn refused_recipients(&self, refused: &[(lettre::Address, Refusal)], waits: bool) -> Delivery {
        let lang = self.server.lang;
        let one = |(to, r): &(lettre::Address, Refusal)| {
            with_advice(words::said(lang, words::at_recipient(lang, to), r.code, &r.words), judge(r, lang).1, lang)
        };
        let error = refused.iter().take(5).map(one).collect::<Vec<_>>().join("; ");
        if waits { Delivery::Deferred { error } } else { Delivery::Refused { error } }
    }

    /// Sends the content. The iterator is asked for one piece more once all have been written: then the closing dot goes
    /// out, and from there on silence means doubt.
    async fn hand_over(&self, connection: &mut AsyncSmtpConnection) -> Ended<String> {
        self.progress.reach(Step::Content);
        let progress = self.progress.clone();
        let end = std::iter::from_fn(move || {
            progress.reach(Step::Answer);
            None
        });
        let pieces = self.mail.bytes.chunks(PIECE_BYTES).chain(end);
        let response = connection.message_iter(pieces).await.map_err(|e| self.fault(&e))?;
        let lines: Vec<_> = response.message().collect();
        Ok(format!("{} {}", response.code(), shown(&lines.join(" "))))
    }

    /// What an error at this point means for the mail.
    fn fault(&self, error: &Error) -> Delivery {
        let (lang, step) = (self.server.lang, self.progress.step().words(self.server.lang));
        if let Some(refusal) = Refusal::of(error) {
            let (fate, advice) = judge(&refusal, lang);
            let error = with_advice(words::said(lang, step, refusal.code, &refusal.words), advice, lang);
            return match fate {
                Fate::Temporary => Delivery::Deferred { error },
                Fate::Final => Delivery::Refused { error },
            };
        }
        let words = shown(&error.to_string());
        if words.to_lowercase().contains("certificate") {
            return Delivery::Deferred { error: words::bad_certificate(lang, words) };
        }
        self.progress.broken(lang, words::failed(lang, step, words))
    }
}

fn with_advice(what: String, advice: Option<String>, lang: Lang) -> String {
    match (advice, lang) {
        (None, _) => what,
        (Some(advice), Lang::Zh) => format!("{what}。{advice}"),
        (Some(advice), Lang::En) => format!("{what}; {advice}"),
    }
}
