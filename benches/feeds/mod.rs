//! A thousand feeds on a thousand loopback addresses, served by a process of their own, and a configuration for them.
//!
//! - [`Feeds`]: the serving process; [`serve_if_asked`]: what it runs; [`configure`]: the files of an installation

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// How many there are.
pub const FEEDS: usize = 1_000;
/// What every feed is known by while it does not change.
pub const ETAG: &str = "\"v1\"";
/// When it says it was last changed.
pub const LAST_MODIFIED: &str = "Mon, 23 Nov 2026 01:00:00 GMT";
/// The word by which a benchmark, run again, is asked to serve.
const SERVE: &str = "serve-feeds";

/// How the feeds are served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Manner {
    /// Whether a connection ends with its answer, as between visits that are minutes apart.
    pub closing: bool,
    /// Whether every tenth feed has something new each time.
    pub lively: bool,
}

/// The serving process; it ends when this is dropped.
pub struct Feeds {
    child: Child,
    port: u16,
}

impl Feeds {
    /// Starts it.
    pub fn start(manner: Manner) -> std::io::Result<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        command.args([SERVE, &manner.closing.to_string(), &manner.lively.to_string()]);
        let mut child = command.stdout(Stdio::piped()).spawn()?;
        let mut line = String::new();
        if let Some(output) = child.stdout.take() {
            BufReader::new(output).read_line(&mut line)?;
        }
        let port = line.trim().parse().map_err(std::io::Error::other)?;
        Ok(Self { child, port })
    }

    /// The host of one feed: an address of its own, so that each has its own pace, robots.txt and connection.
    pub fn host(&self, index: usize) -> String {
        format!("127.1.{}.{}:{}", index / 250, index % 250 + 1, self.port)
    }

    /// The address of one feed.
    pub fn url(&self, index: usize) -> String {
        format!("http://{}/feed.xml", self.host(index))
    }
}

impl Drop for Feeds {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Serves, if that is what this process was started for.
pub fn serve_if_asked() -> bool {
    let mut words = std::env::args().skip_while(|word| word != SERVE).skip(1);
    let (Some(closing), Some(lively)) = (words.next(), words.next()) else { return false };
    let manner = Manner { closing: closing == "true", lively: lively == "true" };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let served = runtime.and_then(|runtime| runtime.block_on(serve(manner)));
    served.unwrap_or_else(|error| panic!("the feeds cannot be served: {error}"));
    true
}

/// What all connections share.
struct Shelf {
    manner: Manner,
    served: AtomicU64,
}

async fn serve(manner: Manner) -> std::io::Result<()> {
    // One listener for a thousand addresses can only be one for all; strangers are turned away.
    let listener = TcpListener::bind(("0.0.0.0", 0)).await?;
    println!("{}", listener.local_addr()?.port());
    std::io::stdout().flush()?;
    let shelf: &'static Shelf = Box::leak(Box::new(Shelf { manner, served: AtomicU64::new(0) }));
    loop {
        let (stream, peer) = listener.accept().await?;
        if peer.ip().is_loopback() {
            tokio::spawn(async move { converse(stream, shelf).await });
        }
    }
}

async fn converse(mut stream: TcpStream, shelf: &Shelf) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let number = match stream.local_addr()?.ip() {
        std::net::IpAddr::V4(address) => usize::from(address.octets()[3]),
        std::net::IpAddr::V6(_) => 0,
    };
    let (mut request, mut piece) = (Vec::new(), [0; 4096]);
    loop {
        let read = stream.read(&mut piece).await?;
        if read == 0 {
            return Ok(());
        }
        request.extend_from_slice(piece.get(..read).unwrap_or_default());
        if request.ends_with(b"\r\n\r\n") {
            stream.write_all(answer(&String::from_utf8_lossy(&request), number, shelf).as_bytes()).await?;
            request.clear();
            if shelf.manner.closing {
                return stream.shutdown().await;
            }
        }
    }
}

fn answer(request: &str, number: usize, shelf: &Shelf) -> String {
    let connection = if shelf.manner.closing { "close" } else { "keep-alive" };
    if request.starts_with("GET /robots.txt") {
        return format!("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: {connection}\r\n\r\n");
    }
    let changes = shelf.manner.lively && number.is_multiple_of(10);
    if !changes && request.to_ascii_lowercase().contains(&format!("if-none-match: {ETAG}")) {
        return format!("HTTP/1.1 304 Not Modified\r\nETag: {ETAG}\r\nConnection: {connection}\r\n\r\n");
    }
    let news = if changes { shelf.served.fetch_add(1, Ordering::Relaxed) } else { 0 };
    let body = feed(number, news);
    format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml; charset=utf-8\r\nETag: {ETAG}\r\n\
         Last-Modified: {LAST_MODIFIED}\r\nContent-Length: {}\r\nConnection: {connection}\r\n\r\n{body}",
        body.len()
    )
}

/// A feed of twenty articles, some 30 KB. The first is new each time in a feed that changes.
fn feed(number: usize, news: u64) -> String {
    let now = chrono::Utc::now().to_rfc2822();
    let text = "本报讯 记者近日走访了城区几家单位，办事群众反映窗口排队时间有所缩短，网上预约也方便了不少。".repeat(10);
    let items = (0..20).map(|n| {
        let key = if n == 0 { news * 1_000 } else { n };
        format!(
            "<item><title>第{key}篇：城区办事更方便</title><link>http://news.example/{number}/{key}</link>\
             <guid>{number}-{key}</guid><pubDate>{now}</pubDate><description>{text}</description></item>"
        )
    });
    let items: String = items.collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><rss version=\"2.0\"><channel><title>第{number}号</title>\
         <link>http://news.example/</link><description>新闻</description>{items}</channel></rss>"
    )
}

/// Writes an installation that visits every feed; answers its `yuqing.toml`.
pub fn configure(dir: &Path, feeds: &Feeds, every_secs: u64) -> std::io::Result<PathBuf> {
    let config = dir.join("config");
    std::fs::create_dir_all(&config)?;
    let source = |n: usize| {
        let (host, url) = (feeds.host(n), feeds.url(n));
        format!(
            "[[source]]\nid = \"feed-{n}\"\nname = \"第 {n} 号\"\nengine = \"feed\"\nurl = \"{url}\"\nsite = \"{host}\"\n\
             every = \"{every_secs}s\"\nallow_private = true\n\n"
        )
    };
    std::fs::write(dir.join("sources.toml"), (0..FEEDS).map(source).collect::<String>())?;
    std::fs::copy("config/watches.toml", config.join("watches.toml"))?;
    let hosts: Vec<String> = (0..FEEDS).map(|n| format!("{:?}", feeds.host(n))).collect();
    let options = format!(
        "[fetch]\ncontact = \"https://yuqing.example/\"\nown_hosts = [{}]\nown_host_interval_ms = 0\n\
         [schedule]\njitter_secs = 30\n[web]\nlisten = \"off\"\n",
        hosts.join(", ")
    );
    let file = config.join("yuqing.toml");
    std::fs::write(&file, options)?;
    Ok(file)
}
