//! A web server without manners, for tests of everything that reads the network.
//!
//! - [`Hostile`]: serves on loopback from threads of its own, so that it fits tests with and without a runtime
//! - [`Ask`]: a request it got; [`Reply`]: the ways to answer, most of them wrong

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use url::Url;

/// A request as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// Path and query.
    pub target: String,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
}

impl Ask {
    /// The first value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }
}

/// The ways to answer.
#[derive(Clone, Debug)]
pub enum Reply {
    /// A proper answer with its length; the connection stays open.
    Page { status: u16, headers: Vec<(String, String)>, body: Vec<u8> },
    /// These bytes, then the end of the connection.
    Raw(Vec<u8>),
    /// The first bytes at once, the others one by one, a pause before each.
    Drip { head: Vec<u8>, drops: Vec<u8>, pause: Duration },
    /// The first bytes, then the piece again and again until the client leaves.
    Endless { head: Vec<u8>, piece: Vec<u8> },
    /// Nothing at all until the client leaves.
    Silence,
    /// The connection is reset.
    Reset,
}

impl Reply {
    /// 200 with a body in HTML.
    pub fn html(body: impl Into<Vec<u8>>) -> Self {
        Self::status(200).with("content-type", "text/html; charset=utf-8").body(body)
    }

    /// An answer without a body.
    pub fn status(status: u16) -> Self {
        Self::Page { status, headers: Vec::new(), body: Vec::new() }
    }

    /// A redirect.
    pub fn redirect(to: &str) -> Self {
        Self::status(302).with("location", to)
    }

    /// The same with a header.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        if let Self::Page { headers, .. } = &mut self {
            headers.push((name.into(), value.into()));
        }
        self
    }

    /// The same with a body.
    pub fn body(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        if let Self::Page { body, .. } = &mut self {
            *body = bytes.into();
        }
        self
    }
}

type Answering = dyn Fn(&Ask) -> Reply + Send + Sync;

struct Shared {
    answer: Box<Answering>,
    asks: Mutex<Vec<Ask>>,
    now_at_work: AtomicUsize,
    most_at_work: AtomicUsize,
    stopped: AtomicBool,
}

/// The server; it stops when dropped.
pub struct Hostile {
    address: SocketAddr,
    shared: Arc<Shared>,
}

impl Hostile {
    /// Serves pages; there is no robots.txt.
    pub fn start(answer: impl Fn(&Ask) -> Reply + Send + Sync + 'static) -> Self {
        Self::start_whole(move |ask| if ask.target == "/robots.txt" { Reply::status(404) } else { answer(ask) })
    }

    /// Serves everything, robots.txt among it.
    pub fn start_whole(answer: impl Fn(&Ask) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let shared = Arc::new(Shared {
            answer: Box::new(answer),
            asks: Mutex::default(),
            now_at_work: AtomicUsize::new(0),
            most_at_work: AtomicUsize::new(0),
            stopped: AtomicBool::new(false),
        });
        let server = Self { address: listener.local_addr().unwrap(), shared: shared.clone() };
        thread::spawn(move || {
            for stream in listener.incoming() {
                if shared.stopped.load(Ordering::SeqCst) {
                    return;
                }
                let shared = shared.clone();
                if let Ok(stream) = stream {
                    thread::spawn(move || shared.serve(stream));
                }
            }
        });
        server
    }

    /// An address on this server.
    pub fn url(&self, target: &str) -> Url {
        format!("http://{}{target}", self.address).parse().unwrap()
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Every request so far, in order of arrival.
    pub fn asks(&self) -> Vec<Ask> {
        self.shared.asks.lock().unwrap().clone()
    }

    /// The targets asked for, in order of arrival.
    pub fn targets(&self) -> Vec<String> {
        self.asks().into_iter().map(|ask| ask.target).collect()
    }

    /// The largest number of requests that were under way at once.
    pub fn most_at_once(&self) -> usize {
        self.shared.most_at_work.load(Ordering::SeqCst)
    }
}

impl Drop for Hostile {
    fn drop(&mut self) {
        self.shared.stopped.store(true, Ordering::SeqCst);
        // Wakes the accepting thread.
        let _ = TcpStream::connect(self.address);
    }
}

impl Shared {
    /// Answers the requests of one connection until either side has enough.
    fn serve(&self, mut stream: TcpStream) {
        while let Some((ask, head_bytes)) = read_head(&stream) {
            let at_work = self.now_at_work.fetch_add(1, Ordering::SeqCst) + 1;
            self.most_at_work.fetch_max(at_work, Ordering::SeqCst);
            self.asks.lock().unwrap().push(ask.clone());
            let reply = (self.answer)(&ask);
            let keep = !matches!(reply, Reply::Reset) && take(&mut stream, head_bytes);
            // Counted as done before the answer leaves: the client may ask again as soon as it has it.
            if matches!(reply, Reply::Page { .. }) {
                self.now_at_work.fetch_sub(1, Ordering::SeqCst);
            }
            let is_page = matches!(reply, Reply::Page { .. });
            let goes_on = keep && self.send(&mut stream, reply);
            if !is_page {
                self.now_at_work.fetch_sub(1, Ordering::SeqCst);
            }
            if !goes_on {
                return;
            }
        }
    }

    /// Sends a reply. Returns whether the connection may carry another request.
    fn send(&self, stream: &mut TcpStream, reply: Reply) -> bool {
        let stopped = || self.stopped.load(Ordering::SeqCst);
        match reply {
            Reply::Page { status, headers, body } => {
                let mut bytes = format!("HTTP/1.1 {status} X\r\ncontent-length: {}\r\n", body.len()).into_bytes();
                for (name, value) in headers {
                    bytes.extend(format!("{name}: {value}\r\n").bytes());
                }
                bytes.extend(b"\r\n");
                bytes.extend(body);
                stream.write_all(&bytes).is_ok()
            }
            Reply::Raw(bytes) => {
                let _ = stream.write_all(&bytes);
                false
            }
            Reply::Drip { head, drops, pause } => {
                let mut sent = stream.write_all(&head).is_ok();
                for drop in drops {
                    thread::sleep(pause);
                    sent = sent && !stopped() && stream.write_all(&[drop]).is_ok();
                }
                false
            }
            Reply::Endless { head, piece } => {
                let mut sent = stream.write_all(&head).is_ok();
                while sent && !stopped() {
                    sent = stream.write_all(&piece).is_ok();
                }
                false
            }
            Reply::Silence => {
                let _ = stream.read(&mut [0]);
                false
            }
            Reply::Reset => false,
        }
    }
}

/// Looks at a request's head without taking it from the socket: closing with unread bytes is what resets.
fn read_head(stream: &TcpStream) -> Option<(Ask, usize)> {
    let mut seen = vec![0; 16 << 10];
    loop {
        let count = stream.peek(&mut seen).ok().filter(|count| *count > 0)?;
        let text = String::from_utf8_lossy(&seen[..count]).into_owned();
        if let Some(end) = text.find("\r\n\r\n") {
            let mut lines = text[..end].lines();
            let target = lines.next()?.split(' ').nth(1)?.to_owned();
            let headers = lines.filter_map(|line| line.split_once(':'));
            let headers = headers.map(|(name, value)| (name.to_lowercase(), value.trim().to_owned())).collect();
            return Some((Ask { target, headers }, end + 4));
        }
        // Bytes that hold no whole head: a TLS hello, say. It is answered like any other visitor.
        if !text.starts_with("GET ") {
            return Some((Ask { target: String::new(), headers: Vec::new() }, count));
        }
        thread::yield_now();
    }
}

fn take(stream: &mut TcpStream, bytes: usize) -> bool {
    stream.read_exact(&mut vec![0; bytes]).is_ok()
}
