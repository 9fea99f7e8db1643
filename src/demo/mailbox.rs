//! A small mail server on loopback that keeps every mail it is sent as an `.eml` file.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

/// A mail longer than this is refused.
const MAX_MAIL_BYTES: usize = 16 << 20;

/// The running server; it stops when this is dropped.
pub struct Mailbox {
    /// Where it listens.
    pub address: SocketAddr,
    /// Gives the path of each mail as it is kept.
    pub arrivals: mpsc::UnboundedReceiver<PathBuf>,
    task: JoinHandle<()>,
}

impl Mailbox {
    /// Starts the server; mails go into `folder`, numbered in order of arrival.
    ///
    /// # Errors
    /// When the folder cannot be made or no port can be had.
    pub async fn start(folder: &Path) -> std::io::Result<Self> {
        std::fs::create_dir_all(folder)?;
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = listener.local_addr()?;
        let (sender, arrivals) = mpsc::unbounded_channel();
        let kept = std::fs::read_dir(folder)?.count();
        let shelf = Arc::new(Shelf { folder: folder.to_path_buf(), number: AtomicU32::new(kept as u32), sender });
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let shelf = shelf.clone();
                tokio::spawn(async move { converse(stream, &shelf).await });
            }
        });
        Ok(Self { address, arrivals, task })
    }
}

impl Drop for Mailbox {
    fn drop(&mut self) {
        self.task.abort();
    }
}

struct Shelf {
    folder: PathBuf,
    number: AtomicU32,
    sender: mpsc::UnboundedSender<PathBuf>,
}

impl Shelf {
    fn keep(&self, mail: &[u8]) -> std::io::Result<()> {
        let number = self.number.fetch_add(1, Ordering::Relaxed) + 1;
        let path = self.folder.join(format!("{number:04}.eml"));
        let part = path.with_extension("part");
        std::fs::write(&part, mail)?;
        std::fs::rename(&part, &path)?;
        // Nobody listening is no fault: the file is what counts.
        let _ = self.sender.send(path);
        Ok(())
    }
}

/// One SMTP conversation (RFC 5321, the commands a submitting client needs).
async fn converse(stream: TcpStream, shelf: &Shelf) -> std::io::Result<()> {
    let (reader, mut writer) = stream.into_split();
    let mut reader = BufReader::new(reader);
    writer.write_all(b"220 mailbox.demo ESMTP\r\n").await?;
    let mut line = Vec::new();
    loop {
        line.clear();
        if reader.read_until(b'\n', &mut line).await? == 0 {
            return Ok(());
        }
        let verb: String = line.iter().take(4).map(|b| b.to_ascii_uppercase() as char).collect();
        let answer: &[u8] = match verb.as_str() {
            "EHLO" => b"250-mailbox.demo\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n",
            "HELO" | "MAIL" | "RCPT" | "RSET" | "NOOP" => b"250 OK\r\n",
            "DATA" => {
                writer.write_all(b"354 go ahead\r\n").await?;
                match read_mail(&mut reader).await? {
                    Some(mail) if shelf.keep(&mail).is_ok() => b"250 kept\r\n",
                    Some(_) => b"451 the disk refuses\r\n",
                    None => b"552 too long\r\n",
                }
            }
            "QUIT" => {
                writer.write_all(b"221 bye\r\n").await?;
                return Ok(());
            }
            _ => b"502 not here\r\n",
        };
        writer.write_all(answer).await?;
    }
}

/// Reads up to the lone dot; `None` when the mail is too long.
async fn read_mail(reader: &mut (impl tokio::io::AsyncBufRead + Unpin)) -> std::io::Result<Option<Vec<u8>>> {
    let (mut mail, mut line, mut too_long) = (Vec::new(), Vec::new(), false);
    loop {
        line.clear();
        if reader.read_until(b'\n', &mut line).await? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        if line == b".\r\n" {
            return Ok((!too_long).then_some(mail));
        }
        let content = if line.starts_with(b"..") { &line[1..] } else { &line[..] };
        too_long |= mail.len() + content.len() > MAX_MAIL_BYTES;
        if !too_long {
            mail.extend_from_slice(content);
        }
    }
}
