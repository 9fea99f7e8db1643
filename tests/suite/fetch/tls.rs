//! TLS: certificates are checked, and an own authority is believed where the operator says so.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use yuqing::config::FetchOptions;
use yuqing::fetch::{Fetcher, install_crypto};
use yuqing::model::Reason;

use super::{AllHere, ask, error, page, quick, reason};

/// A file of the self-signed certificate for `localhost` and `127.0.0.1`.
fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/mail").join(name)
}

/// Serves one page over TLS to everyone who trusts the certificate.
fn serve() -> SocketAddr {
    install_crypto();
    let certificate = CertificateDer::from_pem_file(fixture("cert.pem")).unwrap();
    let key = PrivateKeyDer::from_pem_file(fixture("key.pem")).unwrap();
    let config = rustls::ServerConfig::builder().with_no_client_auth().with_single_cert(vec![certificate], key);
    let config = Arc::new(config.unwrap());
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let mut stream = rustls::StreamOwned::new(rustls::ServerConnection::new(config.clone()).unwrap(), stream);
            let mut asked = [0; 4096];
            if stream.read(&mut asked).is_ok() {
                let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 6\r\nconnection: close\r\n\r\nsecret");
                stream.conn.send_close_notify();
                let _ = stream.flush();
            }
        }
    });
    address
}

#[tokio::test]
async fn a_certificate_that_nobody_vouches_for_is_refused() {
    let url = format!("https://{}/", serve()).parse().unwrap();
    assert_eq!(reason(ask(&Fetcher::new(&quick()).unwrap(), &url).await), Reason::Tls);
}

#[tokio::test]
async fn an_authority_of_the_operator_is_believed_for_its_names_only() {
    let port = serve().port();
    let options = FetchOptions { ca_file: Some(fixture("cert.pem")), ..quick() };
    let fetcher = Fetcher::with_lookup(&options, Arc::new(AllHere)).unwrap();
    let url = |host: &str| format!("https://{host}:{port}/").parse().unwrap();
    assert_eq!(&page(ask(&fetcher, &url("localhost")).await).body[..], b"secret");
    let other_name = error(ask(&fetcher, &url("other.example")).await);
    assert_eq!(other_name.reason, Reason::Tls);
    assert!(other_name.detail.contains("other.example"), "{}", other_name.detail);
}

#[test]
fn a_ca_file_that_is_none_is_named() {
    let check = |file: PathBuf, words: &str| {
        let refused = Fetcher::new(&FetchOptions { ca_file: Some(file.clone()), ..quick() }).err().unwrap();
        assert!(refused.detail.contains("fetch.ca_file") && refused.detail.contains(words), "{}", refused.detail);
    };
    check("/no/such/file.pem".into(), "/no/such/file.pem");
    check(fixture("README.md"), "no certificate");
    check(fixture("key.pem"), "no certificate");
}
