//! HTTPS with a certificate that nobody vouches for, as someone between the client and the provider would have it.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;

use freedompay::meta::EndpointMeta;
use freedompay_tests::{Behaviour, Hostile, http};
use rustls::crypto::ring;
use rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, Stream};

use crate::scene::Scene;

/// Ends TLS, and hands on what came through it.
struct Front {
    address: SocketAddr,
    certificate: CertificateDer<'static>,
}

impl Front {
    fn of(server: &Hostile) -> Self {
        let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
        let certificate = made.cert.der().clone();
        let key = PrivatePkcs8KeyDer::from(made.signing_key.serialize_der());
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![certificate.clone()], key.into())
            .unwrap();
        let (config, behind) = (Arc::new(config), server.url().replace("http://", ""));
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (config, behind) = (Arc::clone(&config), behind.clone());
                thread::spawn(move || hand_on(stream, config, &behind));
            }
        });
        Self { address, certificate }
    }

    fn url(&self) -> String {
        format!("https://localhost:{}", self.address.port())
    }
}

/// One exchange; a handshake that fails hands on nothing.
fn hand_on(mut stream: TcpStream, config: Arc<ServerConfig>, behind: &str) -> std::io::Result<()> {
    let mut tls = ServerConnection::new(config).map_err(std::io::Error::other)?;
    let mut outside = Stream::new(&mut tls, &mut stream);
    let mut chunk = vec![0; 64 << 10];
    let request = outside.read(&mut chunk)?;
    let mut inside = TcpStream::connect(behind)?;
    inside.write_all(&chunk[..request])?;
    let mut answer = Vec::new();
    inside.read_to_end(&mut answer)?;
    outside.write_all(&answer)?;
    tls.send_close_notify();
    tls.complete_io(&mut stream).map(drop)
}

pub(crate) fn certificate(_: &'static EndpointMeta) -> Scene {
    let scene = Scene::of(Behaviour::ReadAndClose);
    let url = scene.server.as_ref().map(Front::of).unwrap().url();
    Scene { url, ..scene }
}

/// What keeps the clients of the table out is the certificate and nothing else.
#[tokio::test]
async fn who_trusts_the_certificate_gets_through() {
    let server = Hostile::start(Behaviour::Say(http("200 OK", "text/plain", "welcome"))).unwrap();
    let front = Front::of(&server);
    let _ = ring::default_provider().install_default();
    let trusted = reqwest::Certificate::from_der(&front.certificate).unwrap();
    let client = reqwest::Client::builder().no_proxy().tls_certs_only([trusted]).build().unwrap();
    let answer = client.get(front.url()).send().await.unwrap();
    assert_eq!(answer.text().await.unwrap(), "welcome");
    assert_eq!(server.requests(), 1);
}
