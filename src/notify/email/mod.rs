//! The mail server: one connection a mail, every step's failure told apart.
//!
//! - [`Email`]: the channel
//! - `session`: the conversation, step by step; `answers`: what a refusal means

mod answers;
mod session;

use std::sync::Arc;
use std::time::Duration;

use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, TlsParameters};

use self::session::{Progress, Session};
use super::{Channel, Envelope, NotifyError, Sending, install_tls, parse_mailbox};
use crate::config::{MailOptions, TlsMode};
use crate::lang::{Lang, mail_server as words};
use crate::model::Delivery;

/// A mail server as configured.
pub struct Email {
    server: Arc<Server>,
}

/// What every session needs to know.
struct Server {
    host: String,
    port: u16,
    mode: TlsMode,
    tls: Option<TlsParameters>,
    credentials: Option<Credentials>,
    sender: lettre::Address,
    connect_timeout: Duration,
    send_timeout: Duration,
    lang: Lang,
}

impl Email {
    /// Checks the options and loads certificates; connects to nothing yet.
    ///
    /// # Errors
    /// When an option cannot be used.
    pub fn new(options: &MailOptions) -> Result<Self, NotifyError> {
        if options.host.trim().is_empty() {
            return Err(NotifyError::NoHost);
        }
        let password = || options.password.as_ref().map(|p| p.expose().to_string()).unwrap_or_default();
        let server = Server {
            host: options.host.trim().to_string(),
            port: options.port,
            mode: options.tls,
            tls: tls_parameters(options)?,
            credentials: options.username.clone().map(|user| Credentials::new(user, password())),
            sender: address(&options.from)?,
            connect_timeout: Duration::from_secs(options.connect_timeout_secs),
            send_timeout: Duration::from_secs(options.send_timeout_secs),
            lang: Lang::Zh,
        };
        Ok(Self { server: Arc::new(server) })
    }

    /// The same server, its answers told in another language.
    #[must_use]
    pub fn speaking(mut self, lang: Lang) -> Self {
        // Nothing else holds the server before the first mail.
        if let Some(server) = Arc::get_mut(&mut self.server) {
            server.lang = lang;
        }
        self
    }
}

impl Channel for Email {
    fn name(&self) -> String {
        format!("{}:{}", self.server.host, self.server.port)
    }

    fn send<'a>(&'a self, mail: &'a Envelope) -> Sending<'a> {
        Box::pin(async move {
            let progress = Progress::default();
            let session = Session::new(self.server.clone(), progress.clone(), mail.clone());
            // A task of its own: a fault in the library must not take the delivery loop with it.
            let mut task = AbortOnDrop(tokio::spawn(session.run()));
            match tokio::time::timeout(self.server.send_timeout, &mut task.0).await {
                Ok(Ok(delivery)) => delivery,
                Ok(Err(_)) => progress.broken(self.server.lang, words::library_fault(self.server.lang)),
                Err(_) => progress.timed_out(self.server.lang, self.server.send_timeout.as_secs()),
            }
        })
    }
}

/// A task that ends when nobody waits for it any more.
struct AbortOnDrop(tokio::task::JoinHandle<Delivery>);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

fn address(text: &str) -> Result<lettre::Address, NotifyError> {
    let (_, address) = parse_mailbox(text)?;
    address.parse().map_err(|_| NotifyError::Address { address: text.into() })
}

/// Certificates are always verified: the system's authorities, and the one of `ca_file`.
fn tls_parameters(options: &MailOptions) -> Result<Option<TlsParameters>, NotifyError> {
    if options.tls == TlsMode::None {
        return Ok(None);
    }
    install_tls();
    let fault = |e: lettre::transport::smtp::Error| NotifyError::Tls(e.to_string());
    let mut builder = TlsParameters::builder(options.host.trim().to_string());
    if let Some(file) = &options.ca_file {
        let pem = std::fs::read(file).map_err(|source| NotifyError::CaFile { file: file.clone(), source })?;
        builder = builder.add_root_certificate(Certificate::from_pem(&pem).map_err(fault)?);
    }
    builder.build().map(Some).map_err(fault)
}
