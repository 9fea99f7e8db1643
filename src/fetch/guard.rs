//! Which addresses may be reached.
//!
//! A URL is written by a stranger: in a post, in a `Location` header, in a feed. The guard keeps it from reaching
//! the machine itself, the office network and the cloud's metadata services. It is asked twice: here for
//! literals and ports, and in `resolver` for what a name resolves to at the moment of connecting.
//!
//! - [`Reach`]: how far a source may go
//! - [`Kind`]: what an address is; [`kind`] tells it
//! - [`check_url`]: scheme, port and literal of one hop

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

use super::error::FetchError;
use crate::model::{Reason, Source};

/// How far a source may go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Public addresses only.
    Public,
    /// Private and loopback addresses too, and every port: `allow_private` of a source.
    Private,
}

impl Reach {
    /// What a source's configuration allows.
    pub fn of(source: &Source) -> Self {
        if source.allow_private { Self::Private } else { Self::Public }
    }

    /// Whether an address is within reach.
    pub fn allows(self, address: IpAddr) -> bool {
        match kind(address) {
            Kind::Public => true,
            Kind::Private(_) => self == Self::Private,
            Kind::Never(_) => false,
        }
    }
}

/// What an address is, with the words for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// On the open Internet.
    Public,
    /// In a private network or on this machine; a source may be allowed to reach it.
    Private(&'static str),
    /// Nothing that is ever watched: link-local, metadata, multicast, reserved.
    Never(&'static str),
}

/// Ports of services that a crafted URL could be made to talk to (mail, shells, databases), as browsers refuse them.
const REFUSED_PORTS: &[u16] = &[
    1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110,
    111, 113, 115, 117, 119, 123, 135, 137, 138, 139, 143, 161, 179, 389, 427, 445, 465, 512, 513, 514, 515, 526, 530,
    531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 873, 989, 990, 993, 995, 1433, 1521, 1719, 1720, 1723, 2049,
    2181, 2375, 2376, 2379, 2380, 3306, 3389, 3659, 4045, 4190, 5060, 5061, 5432, 5672, 5900, 5984, 5985, 6000, 6379,
    6443, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 9042, 9092, 9200, 9300, 10080, 10250, 11211, 27017,
];

/// Checks scheme, port and literal address of one hop. Names are checked when they are resolved.
///
/// # Errors
/// [`Reason::ForbiddenAddress`], naming what is wrong.
pub fn check_url(url: &Url, reach: Reach) -> Result<(), FetchError> {
    let refuse = |words: &str| Err(FetchError::at(Reason::ForbiddenAddress, url, words));
    if !matches!(url.scheme(), "http" | "https") {
        return refuse("only http and https are fetched");
    }
    let port = url.port_or_known_default().unwrap_or_default();
    if port == 0 || (reach == Reach::Public && REFUSED_PORTS.contains(&port)) {
        return refuse(&format!("port {port} is not a web port"));
    }
    let literal = match url.host() {
        Some(Host::Ipv4(address)) => IpAddr::V4(address),
        Some(Host::Ipv6(address)) => IpAddr::V6(address),
        Some(Host::Domain(_)) => return Ok(()),
        None => return refuse("no host"),
    };
    if reach.allows(literal) { Ok(()) } else { refuse(&words(literal)) }
}

/// Why an address is refused, for people.
pub fn words(address: IpAddr) -> String {
    match kind(address) {
        Kind::Public => format!("{address} is public"),
        Kind::Private(what) => format!("{address} is {what}; `allow_private = true` lets one source reach it"),
        Kind::Never(what) => format!("{address} is {what}, which is never fetched"),
    }
}

/// What an address is.
pub fn kind(address: IpAddr) -> Kind {
    match address {
        IpAddr::V4(v4) => kind_v4(v4),
        IpAddr::V6(v6) => kind_v6(v6),
    }
}

/// After the IANA registry of special-purpose IPv4 addresses, and the metadata services of the large clouds.
fn kind_v4(address: Ipv4Addr) -> Kind {
    match address.octets() {
        [169, 254, 169, 254] | [100, 100, 100, 200] | [168, 63, 129, 16] => Kind::Never("a metadata service"),
        [0, ..] => Kind::Never("an unspecified address"),
        [127, ..] => Kind::Private("a loopback address"),
        [10, ..] | [172, 16..=31, ..] | [192, 168, ..] => Kind::Private("a private address"),
        [100, 64..=127, ..] => Kind::Private("a shared (carrier) address"),
        [169, 254, ..] => Kind::Never("a link-local address"),
        [192, 0, 0, _] | [192, 88, 99, _] => Kind::Never("a protocol address"),
        [192, 0, 2, _] | [198, 51, 100, _] | [203, 0, 113, _] => Kind::Never("a documentation address"),
        [198, 18..=19, ..] => Kind::Never("a benchmark address"),
        [224..=239, ..] => Kind::Never("a multicast address"),
        [240..=255, ..] => Kind::Never("a reserved address"),
        _ => Kind::Public,
    }
}

/// After the IANA registry of special-purpose IPv6 addresses. An IPv4 address inside an IPv6 one decides for it.
fn kind_v6(address: Ipv6Addr) -> Kind {
    let inner = |high: u16, low: u16| kind_v4(Ipv4Addr::from((u32::from(high) << 16) | u32::from(low)));
    match address.segments() {
        [0, 0, 0, 0, 0, 0, 0, 0] => Kind::Never("an unspecified address"),
        [0, 0, 0, 0, 0, 0, 0, 1] => Kind::Private("a loopback address"),
        // Mapped, compatible, translated, NAT64.
        [0, 0, 0, 0, 0, 0 | 0xffff, high, low] => inner(high, low),
        [0, 0, 0, 0, 0xffff, 0, high, low] => inner(high, low),
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => inner(high, low),
        // 6to4 carries its IPv4 address in front, ISATAP at the end.
        [0x2002, high, low, ..] => inner(high, low),
        [0x2000..=0x3fff, _, _, _, 0 | 0x200, 0x5efe, high, low] => inner(high, low),
        [0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x254] | [0xfd20, 0xce, 0, 0, 0, 0, 0, 0x254] => {
            Kind::Never("a metadata service")
        }
        [0xfc00..=0xfdff, ..] => Kind::Private("a private address"),
        [0xfe80..=0xfeff, ..] => Kind::Never("a link-local address"),
        [0xff00..=0xffff, ..] => Kind::Never("a multicast address"),
        [0x2001, 0x0db8, ..] | [0x3fff, 0..=0x0fff, ..] => Kind::Never("a documentation address"),
        // Teredo, benchmarks, ORCHID: tunnels and identifiers, no places on the web.
        [0x2001, 0..=0x01ff, ..] => Kind::Never("a protocol address"),
        [0x2000..=0x3fff, ..] => Kind::Public,
        _ => Kind::Never("a reserved address"),
    }
}
