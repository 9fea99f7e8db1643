//! The closed list of reasons why a visit did not go as it should.

use serde::{Deserialize, Serialize};

macro_rules! reasons {
    ($($(#[$doc:meta])* $name:ident = $code:literal,)+) => {
        /// Why a visit did not go as it should. The words for people are in `lang`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum Reason {
            $($(#[$doc])* #[serde(rename = $code)] $name,)+
        }

        impl Reason {
            /// Every reason.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The name used in the database and in JSON.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }

            /// The reason of a name, if it is one.
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($code => Some(Self::$name),)+ _ => None }
            }
        }

        /// Its name; the catalogue of words takes it in this way.
        impl AsRef<str> for Reason {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }
    };
}

reasons! {
    /// The daemon was not running, or the machine was off.
    NotRunning = "not_running",
    /// The name does not resolve.
    Dns = "dns",
    /// No connection: refused, reset, unreachable.
    Connect = "connect",
    /// The certificate or the handshake failed.
    Tls = "tls",
    /// The whole time allowed was used up.
    Timeout = "timeout",
    /// The connection broke in the middle of an answer, or the answer was no HTTP.
    BrokenAnswer = "broken_answer",
    /// The body is longer than allowed, before decompression.
    BodyTooLarge = "body_too_large",
    /// The body is longer than allowed once decompressed.
    DecompressedTooLarge = "decompressed_too_large",
    /// The compressed body is damaged.
    BadCompression = "bad_compression",
    /// Too many redirects, or a circle of them.
    RedirectLoop = "redirect_loop",
    /// A redirect that leads nowhere allowed (other scheme, bad address).
    BadRedirect = "bad_redirect",
    /// A private, loopback, link-local or metadata address.
    ForbiddenAddress = "forbidden_address",
    /// robots.txt forbids it.
    Robots = "robots",
    /// robots.txt could not be read, which forbids everything for now.
    RobotsUnreachable = "robots_unreachable",
    /// 4xx other than those below.
    HttpClient = "http_client",
    /// 5xx.
    HttpServer = "http_server",
    /// 404 or 410 at the source's own address.
    HttpGone = "http_gone",
    /// 401 or 403.
    HttpForbidden = "http_forbidden",
    /// 429, or the site's own words for it.
    RateLimited = "rate_limited",
    /// A challenge or block page.
    BlockPage = "block_page",
    /// A log-in is asked for.
    LoginWall = "login_wall",
    /// Not permitted for guests.
    Permission = "permission",
    /// The site is closed or under maintenance.
    SiteClosed = "site_closed",
    /// The thread or article is deleted, pending or unknown.
    ContentGone = "content_gone",
    /// The body is empty.
    EmptyBody = "empty_body",
    /// Another charset than declared, or too many characters that could not be decoded.
    WrongCharset = "wrong_charset",
    /// HTML where a feed was expected.
    NotAFeed = "not_a_feed",
    /// A feed that is damaged.
    BadFeed = "bad_feed",
    /// Nothing of the engine's structure was found.
    NoStructure = "no_structure",
    /// The selectors found nothing.
    SelectorsFoundNothing = "selectors_found_nothing",
    /// A page past the end repeated another one.
    RepeatedPage = "repeated_page",
    /// The page limit was reached before what is known.
    PageLimit = "page_limit",
    /// Some of the visit's pages could not be read.
    SomePagesFailed = "some_pages_failed",
    /// A post time in the future or in 1970 was refused.
    ImplausibleTime = "implausible_time",
    /// The page has more posts than allowed.
    TooManyPosts = "too_many_posts",
    /// A fault in this program.
    Internal = "internal",
}
