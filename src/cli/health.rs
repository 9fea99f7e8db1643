//! `yuqing status --health`: asks the running daemon, for a container that has no other client.

use std::io::{self, Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream};
use std::time::Duration;

use super::Setting;
use super::exit::Exit;
use crate::lang::health as words;

/// Longer than the daemon takes, shorter than the container's own patience.
const PATIENCE: Duration = Duration::from_secs(5);
/// The answer is a few hundred bytes.
const MAX_ANSWER_BYTES: u64 = 64 << 10;

/// Asks `/healthz` and prints what was said.
pub fn run(setting: &Setting) -> anyhow::Result<Exit> {
    let config = super::load(setting)?;
    let Some(listen) = config.options.web.listen else {
        println!("{}", words::off(setting.lang));
        return Ok(Exit::Problems);
    };
    let address = reachable(listen);
    let (said, exit) = match ask(address) {
        Ok((200, _)) => (words::well(setting.lang), Exit::Ok),
        Ok((_, answer)) => (words::unwell(setting.lang, answer), Exit::Problems),
        Err(why) => (words::silent(setting.lang, address, why), Exit::Problems),
    };
    println!("{said}");
    Ok(exit)
}

/// One listens on all addresses, but asks at one.
fn reachable(listen: SocketAddr) -> SocketAddr {
    let ip = match listen.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    SocketAddr::new(ip, listen.port())
}

/// The status and the body of the answer.
fn ask(address: SocketAddr) -> io::Result<(u16, String)> {
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    write!(stream, "GET /healthz HTTP/1.0\r\nHost: {address}\r\n\r\n")?;
    let mut answer = String::new();
    stream.take(MAX_ANSWER_BYTES).read_to_string(&mut answer)?;
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
    status.map(|status| (status, body.trim().to_owned())).ok_or_else(|| io::ErrorKind::InvalidData.into())
}
