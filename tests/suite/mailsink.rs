//! A real mail server on loopback that takes what it is sent, or fails in the way a test asks for.
//!
//! - [`MailSink`]: the server; it stops when dropped, and keeps what it took
//! - [`Fault`]: at which [`Point`] of the conversation it reacts how ([`Reaction`])
//! - [`Tls`]: how it secures connections; [`Received`]: one mail it took

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

/// Where in a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Point {
    /// Before the greeting.
    Greeting,
    /// At EHLO.
    Hello,
    /// At AUTH.
    Auth,
    /// At MAIL.
    Sender,
    /// At RCPT for an address that contains this.
    Recipient(&'static str),
    /// At DATA.
    Data,
    /// While the content comes.
    Content,
    /// After the closing dot; the mail is kept if the reaction is not to say no.
    End,
}

/// What the server does there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reaction {
    /// Answers this line.
    Say(&'static str),
    /// Says nothing, and keeps the connection.
    Hang,
    /// Closes the connection.
    Drop,
}

/// A point and what happens there.
pub type Fault = (Point, Reaction);

/// How connections are secured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tls {
    /// Not at all; STARTTLS is not offered.
    #[default]
    None,
    /// From the first byte.
    Implicit,
    /// STARTTLS is offered.
    Offered,
}

/// One mail as it was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// The addresses of RCPT.
    pub recipients: Vec<String>,
    /// The mail.
    pub bytes: Vec<u8>,
}

impl Received {
    /// A header's value, unfolded.
    pub fn header(&self, name: &str) -> Option<String> {
        header(&self.bytes, name)
    }
}

/// A header's value in a mail, unfolded.
pub fn header(mail: &[u8], name: &str) -> Option<String> {
    let text = String::from_utf8_lossy(mail).into_owned();
    let head = text.split("\r\n\r\n").next()?.replace("\r\n ", " ").replace("\r\n\t", " ");
    let value = |line: &str| {
        let (key, value) = line.split_once(':')?;
        key.eq_ignore_ascii_case(name).then(|| value.trim().to_string())
    };
    head.split("\r\n").find_map(value)
}

/// The server.
pub struct MailSink {
    /// Where it listens.
    pub address: SocketAddr,
    state: Arc<State>,
    task: JoinHandle<()>,
}

struct State {
    tls: Tls,
    acceptor: TlsAcceptor,
    faults: Mutex<Vec<Fault>>,
    commands: Mutex<Vec<String>>,
    mails: watch::Sender<Vec<Received>>,
}

impl MailSink {
    /// A server without faults.
    pub async fn start() -> Self {
        Self::with(Tls::None, &[]).await
    }

    /// A server of a kind, with its faults.
    pub async fn with(tls: Tls, faults: &[Fault]) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let state = Arc::new(State {
            tls,
            acceptor: acceptor(),
            faults: Mutex::new(faults.to_vec()),
            commands: Mutex::default(),
            mails: watch::channel(Vec::new()).0,
        });
        let shared = state.clone();
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let state = shared.clone();
                tokio::spawn(async move { serve(stream, &state).await });
            }
        });
        Self { address, state, task }
    }

    /// From now on the server has these faults.
    pub fn set_faults(&self, faults: &[Fault]) {
        *self.state.faults.lock().expect("faults") = faults.to_vec();
    }

    /// What it took, in order.
    pub fn mails(&self) -> Vec<Received> {
        self.state.mails.borrow().clone()
    }

    /// Waits until it has taken this many mails.
    pub async fn wait_for(&self, count: usize) -> Vec<Received> {
        let mut mails = self.state.mails.subscribe();
        mails.wait_for(|mails| mails.len() >= count).await.expect("the server runs").clone()
    }

    /// The commands it was given, in order, without what follows AUTH.
    pub fn commands(&self) -> Vec<String> {
        self.state.commands.lock().expect("commands").clone()
    }
}

impl Drop for MailSink {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// The certificate that clients must be told to trust.
pub fn certificate() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/mail/cert.pem")
}

fn acceptor() -> TlsAcceptor {
    yuqing::notify::install_tls();
    let key = certificate().with_file_name("key.pem");
    let key = PrivateKeyDer::from_pem_file(key).expect("a key");
    let certificate = CertificateDer::from_pem_file(certificate()).expect("a certificate");
    let config = ServerConfig::builder().with_no_client_auth().with_single_cert(vec![certificate], key);
    TlsAcceptor::from(Arc::new(config.expect("a TLS server")))
}

trait Stream: AsyncRead + AsyncWrite + Unpin + Send {}
impl<T: AsyncRead + AsyncWrite + Unpin + Send> Stream for T {}

type Connection = BufReader<Box<dyn Stream>>;

/// Ends a conversation early.
struct Over;

impl From<std::io::Error> for Over {
    fn from(_: std::io::Error) -> Self {
        Self
    }
}

async fn serve(stream: TcpStream, state: &State) {
    let stream: Box<dyn Stream> = match state.tls {
        Tls::Implicit => match state.acceptor.accept(stream).await {
            Ok(stream) => Box::new(stream),
            Err(_) => return,
        },
        _ => Box::new(stream),
    };
    let mut talk =
        Talk { connection: BufReader::new(stream), state, secure: state.tls == Tls::Implicit, to: Vec::new() };
    let _ = talk.run().await;
}

/// One conversation.
struct Talk<'a> {
    connection: Connection,
    state: &'a State,
    secure: bool,
    to: Vec<String>,
}

impl Talk<'_> {
    async fn run(&mut self) -> Result<(), Over> {
        self.answer(Point::Greeting, "220 sink.test ESMTP").await?;
        loop {
            let line = self.line().await?;
            let verb = line.get(..4).unwrap_or_default().to_ascii_uppercase();
            self.state.commands.lock().expect("commands").push(if verb == "AUTH" {
                verb.clone()
            } else {
                line.clone()
            });
            match verb.as_str() {
                "EHLO" => self.hello().await?,
                "STAR" => self.secure().await?,
                "AUTH" => self.answer(Point::Auth, "235 welcome").await.map(drop)?,
                "MAIL" => self.answer(Point::Sender, "250 sender ok").await.map(drop)?,
                "RCPT" => self.recipient(&line).await?,
                "DATA" => self.data().await?,
                "QUIT" => return self.say("221 bye").await,
                _ => self.say("250 ok").await?,
            }
        }
    }

    async fn hello(&mut self) -> Result<(), Over> {
        let offer = self.state.tls == Tls::Offered && !self.secure;
        let starttls = if offer { "250-STARTTLS\r\n" } else { "" };
        self.answer(Point::Hello, &format!("250-sink.test\r\n{starttls}250-8BITMIME\r\n250 AUTH PLAIN LOGIN")).await?;
        Ok(())
    }

    async fn secure(&mut self) -> Result<(), Over> {
        self.say("220 go ahead").await?;
        let empty: Box<dyn Stream> = Box::new(tokio::io::empty());
        let plain = std::mem::replace(&mut self.connection, BufReader::new(empty)).into_inner();
        let stream: Box<dyn Stream> = Box::new(self.state.acceptor.accept(plain).await?);
        self.connection = BufReader::new(stream);
        self.secure = true;
        Ok(())
    }

    async fn recipient(&mut self, line: &str) -> Result<(), Over> {
        let address = line.split(['<', '>']).nth(1).unwrap_or_default().to_string();
        let fits = |point: &Point| matches!(point, Point::Recipient(part) if address.contains(part));
        let fault = self.state.faults.lock().expect("faults").iter().find(|f| fits(&f.0)).copied();
        if let Some((_, reaction)) = fault {
            return self.react(reaction).await;
        }
        self.to.push(address);
        self.say("250 recipient ok").await
    }

    async fn data(&mut self) -> Result<(), Over> {
        if !self.answer(Point::Data, "354 send it").await? {
            return Ok(());
        }
        if let Some(reaction) = self.fault(Point::Content) {
            // A little of it is read, so that the break falls into the middle.
            self.line().await?;
            return self.react(reaction).await;
        }
        let mut bytes = Vec::new();
        loop {
            let mut line = Vec::new();
            if self.connection.read_until(b'\n', &mut line).await? == 0 {
                return Err(Over);
            }
            if line == b".\r\n" {
                break;
            }
            bytes.extend_from_slice(line.strip_prefix(b".").unwrap_or(&line));
        }
        if !matches!(self.fault(Point::End), Some(Reaction::Say(_))) {
            let mail = Received { recipients: std::mem::take(&mut self.to), bytes };
            self.state.mails.send_modify(|mails| mails.push(mail));
        }
        self.answer(Point::End, "250 kept").await.map(drop)
    }

    /// Answers, unless there is a fault at this point; says whether it answered as usual.
    async fn answer(&mut self, point: Point, usual: &str) -> Result<bool, Over> {
        match self.fault(point) {
            Some(reaction) => self.react(reaction).await.map(|()| false),
            None => self.say(usual).await.map(|()| true),
        }
    }

    fn fault(&self, point: Point) -> Option<Reaction> {
        self.state.faults.lock().expect("faults").iter().find(|f| f.0 == point).map(|f| f.1)
    }

    async fn react(&mut self, reaction: Reaction) -> Result<(), Over> {
        match reaction {
            Reaction::Say(line) => self.say(line).await,
            Reaction::Drop => Err(Over),
            Reaction::Hang => {
                // Until the client goes away.
                while self.line().await.is_ok() {}
                Err(Over)
            }
        }
    }

    async fn say(&mut self, line: &str) -> Result<(), Over> {
        let stream = self.connection.get_mut();
        stream.write_all(format!("{line}\r\n").as_bytes()).await?;
        stream.flush().await?;
        Ok(())
    }

    async fn line(&mut self) -> Result<String, Over> {
        let mut line = Vec::new();
        if self.connection.read_until(b'\n', &mut line).await? == 0 {
            return Err(Over);
        }
        Ok(String::from_utf8_lossy(&line).trim_end().to_string())
    }
}
