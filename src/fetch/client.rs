//! The HTTP clients: one for the open Internet, one for sources that may reach private addresses.
//!
//! - [`install_crypto`]: the process-wide TLS provider, without which a client cannot be built
//! - `Clients`: both clients, each with its own connections

use std::io;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use reqwest::header::{ACCEPT, ACCEPT_ENCODING, ACCEPT_LANGUAGE, HeaderMap, HeaderValue};
use reqwest::{Certificate, Client, ClientBuilder, Proxy, redirect};
use url::{Host, Url};

use super::agent;
use super::error::FetchError;
use super::guard::Reach;
use super::resolver::{Guarded, Lookup, keep};
use crate::config::FetchOptions;
use crate::model::Reason;

/// Connections are kept this long: enough for the next page of a visit, too short for a thousand hosts to pile up.
pub(super) const IDLE_CONNECTION: Duration = Duration::from_secs(20);

/// Makes ring the process-wide TLS provider. May be called any number of times.
pub fn install_crypto() {
    // An error means that a provider is installed already, which is all that is wanted.
    let _ = rustls::crypto::ring::default_provider().install_default();
}

/// Both clients. The second is built when the first source asks for it.
pub(super) struct Clients {
    guarded: Client,
    open: OnceLock<Client>,
    recipe: Recipe,
}

impl Clients {
    /// Builds the client for the open Internet.
    pub fn new(options: &FetchOptions, lookup: Arc<dyn Lookup>) -> Result<Self, FetchError> {
        install_crypto();
        let recipe = Recipe::new(options, lookup)?;
        Ok(Self { guarded: recipe.build(Reach::Public)?, open: OnceLock::new(), recipe })
    }

    /// Looks a name up before a proxy is asked for it, since a proxy resolves names out of the guard's sight. A name
    /// that does not resolve here may still resolve there.
    pub async fn check_proxied(&self, url: &Url, reach: Reach) -> Result<(), FetchError> {
        let Some(Host::Domain(name)) = url.host().filter(|_| self.recipe.proxy.is_some() && reach == Reach::Public)
        else {
            return Ok(());
        };
        match self.recipe.lookup.lookup(name).await.map(|found| keep(found, reach)) {
            Ok(Err(refused)) if refused.kind() == io::ErrorKind::Other => {
                Err(FetchError::at(Reason::ForbiddenAddress, url, &refused.to_string()))
            }
            _ => Ok(()),
        }
    }

    /// The client that can reach what a source may reach, and no more.
    pub fn within(&self, reach: Reach) -> Result<&Client, FetchError> {
        match (reach, self.open.get()) {
            (Reach::Public, _) => Ok(&self.guarded),
            (Reach::Private, Some(open)) => Ok(open),
            (Reach::Private, None) => {
                let open = self.recipe.build(Reach::Private)?;
                Ok(self.open.get_or_init(|| open))
            }
        }
    }
}

/// What both clients are built from.
struct Recipe {
    headers: HeaderMap,
    user_agent: HeaderValue,
    connect_timeout: Duration,
    /// With its host.
    proxy: Option<(Proxy, Option<String>)>,
    roots: Vec<Certificate>,
    lookup: Arc<dyn Lookup>,
}

impl Recipe {
    fn new(options: &FetchOptions, lookup: Arc<dyn Lookup>) -> Result<Self, FetchError> {
        let user_agent = HeaderValue::from_str(&agent::user_agent(options))
            .map_err(|_| setup("fetch.user_agent", "not fit for a header"))?;
        let proxy = options.proxy.as_deref().map(proxy).transpose()?;
        let roots = match &options.ca_file {
            Some(file) => certificates(file)?,
            None => Vec::new(),
        };
        let connect_timeout = Duration::from_secs(options.connect_timeout_secs.max(1));
        Ok(Self { headers: default_headers(), user_agent, connect_timeout, proxy, roots, lookup })
    }

    /// A client. Without the system's certificates it still fetches over http, and over https where a CA file vouches.
    fn build(&self, reach: Reach) -> Result<Client, FetchError> {
        let with_system_roots = self.builder(reach).tls_certs_merge(self.roots.clone()).build();
        with_system_roots.or_else(|error| {
            tracing::warn!(%error, "no certificate authorities found: install ca-certificates, or https will fail");
            let built = self.builder(reach).tls_certs_only(self.roots.clone()).build();
            built.map_err(|error| setup("client", &error.to_string()))
        })
    }

    fn builder(&self, reach: Reach) -> ClientBuilder {
        let builder = Client::builder()
            .user_agent(self.user_agent.clone())
            .default_headers(self.headers.clone())
            .redirect(redirect::Policy::none())
            .referer(false)
            .no_proxy()
            .connect_timeout(self.connect_timeout)
            .pool_idle_timeout(IDLE_CONNECTION)
            .pool_max_idle_per_host(1)
            .http1_ignore_invalid_headers_in_responses(true)
            .http1_allow_spaces_after_header_name_in_responses(true)
            .http1_allow_obsolete_multiline_headers_in_responses(true);
        // A source in the private network is reached without the proxy.
        let proxy = self.proxy.as_ref().filter(|_| reach == Reach::Public);
        let proxy_host = proxy.and_then(|(_, host)| host.clone());
        let builder = builder.dns_resolver(Guarded { lookup: self.lookup.clone(), reach, proxy_host });
        match proxy {
            Some((proxy, _)) => builder.proxy(proxy.clone()),
            None => builder,
        }
    }
}

/// What every request says besides the user agent. Compressed bodies are unpacked by `body`, within bounds.
fn default_headers() -> HeaderMap {
    let accept = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/xml;q=0.9,\
                  application/json;q=0.9,*/*;q=0.8";
    HeaderMap::from_iter([
        (ACCEPT, HeaderValue::from_static(accept)),
        (ACCEPT_ENCODING, HeaderValue::from_static("gzip, deflate, br")),
        (ACCEPT_LANGUAGE, HeaderValue::from_static("zh-CN,zh;q=0.9,en;q=0.5")),
    ])
}

fn proxy(address: &str) -> Result<(Proxy, Option<String>), FetchError> {
    // The words of an error are left out: they repeat the address, which may hold a password.
    let bad = || setup("fetch.proxy", "not the address of a proxy");
    let url: Url = address.parse().map_err(|_| bad())?;
    if !matches!(url.scheme(), "http" | "https" | "socks5" | "socks5h") {
        return Err(bad());
    }
    let host = url.host_str().map(str::to_owned);
    Ok((Proxy::all(url).map_err(|_| bad())?, host))
}

fn certificates(file: &std::path::Path) -> Result<Vec<Certificate>, FetchError> {
    let named = |words: &str| setup("fetch.ca_file", &format!("{}: {words}", file.display()));
    let pem = std::fs::read(file).map_err(|error| named(&error.to_string()))?;
    let found = Certificate::from_pem_bundle(&pem).map_err(|_| named("not a certificate in PEM"))?;
    if found.is_empty() { Err(named("no certificate in PEM")) } else { Ok(found) }
}

/// Options that cannot work.
fn setup(option: &str, words: &str) -> FetchError {
    FetchError::new(Reason::Internal, &format!("{option}: {words}"))
}
