//! Names to addresses, guarded at the moment of connecting.
//!
//! A name could pass a check and then resolve to another address when the connection is made (DNS rebinding).
//! So there is no check beforehand: the client asks this resolver, and connects only to what it returns.
//!
//! - [`Lookup`]: where addresses come from; [`SystemLookup`]: the machine's own resolver
//! - `Guarded`: a lookup within a [`Reach`]; `Refused`: the error when nothing is left

use std::future::Future;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use super::guard::{self, Reach};

/// The addresses of a name, once known.
pub type Looking = Pin<Box<dyn Future<Output = io::Result<Vec<IpAddr>>> + Send>>;

/// Where the addresses of a name come from.
pub trait Lookup: Send + Sync {
    /// Starts to look a name up.
    fn lookup(&self, name: &str) -> Looking;
}

/// The machine's own resolver: `/etc/hosts`, then DNS.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemLookup;

impl Lookup for SystemLookup {
    fn lookup(&self, name: &str) -> Looking {
        let name = name.to_owned();
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            Ok(found.map(|address| address.ip()).collect())
        })
    }
}

/// The name resolves, but to nothing within reach.
#[derive(Debug, thiserror::Error)]
#[error("the name resolves to {0}")]
pub(super) struct Refused(String);

/// A lookup that keeps what is within reach.
pub(super) struct Guarded {
    pub lookup: Arc<dyn Lookup>,
    pub reach: Reach,
    /// The name of the operator's own proxy, which may be anywhere.
    pub proxy_host: Option<String>,
}

impl Resolve for Guarded {
    fn resolve(&self, name: Name) -> Resolving {
        let looking = self.lookup.lookup(name.as_str());
        let is_proxy = self.proxy_host.as_deref().is_some_and(|host| host.eq_ignore_ascii_case(name.as_str()));
        let reach = if is_proxy { Reach::Private } else { self.reach };
        Box::pin(async move {
            let within = keep(looking.await?, reach)?;
            Ok(Box::new(within.into_iter().map(|ip| SocketAddr::new(ip, 0))) as Addrs)
        })
    }
}

/// The addresses within reach, of which there is at least one.
pub(super) fn keep(found: Vec<IpAddr>, reach: Reach) -> io::Result<Vec<IpAddr>> {
    let first = *found.first().ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, "no address"))?;
    let within: Vec<IpAddr> = found.into_iter().filter(|address| reach.allows(*address)).collect();
    if within.is_empty() { Err(io::Error::other(Refused(guard::words(first)))) } else { Ok(within) }
}
