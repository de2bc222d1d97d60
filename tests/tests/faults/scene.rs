//! A fault on stage: a server, where to find it, and whether the client is in a hurry.

use std::net::TcpListener;
use std::time::Duration;

use freedompay::meta::EndpointMeta;
use freedompay_tests::{Behaviour, Hostile};

/// Longer than a busy machine needs for an exchange over loopback.
const PATIENT: Duration = Duration::from_secs(90);
const IN_A_HURRY: Duration = Duration::from_millis(1500);

pub(crate) struct Scene {
    pub(crate) server: Option<Hostile>,
    /// A second host, which must not see anything.
    pub(crate) other: Option<Hostile>,
    pub(crate) url: String,
    pub(crate) timeout: Duration,
}

impl Scene {
    pub(crate) fn of(behaviour: Behaviour) -> Self {
        let server = Hostile::start(behaviour).unwrap();
        Self { url: server.url(), server: Some(server), other: None, timeout: PATIENT }
    }

    pub(crate) fn in_a_hurry(self) -> Self {
        Self { timeout: IN_A_HURRY, ..self }
    }

    fn nowhere(url: &str) -> Self {
        Self { server: None, other: None, url: url.to_owned(), timeout: PATIENT }
    }

    /// What the server saw. A busy machine may let it see a request only after the client has given up waiting.
    pub(crate) async fn requests(&self, expected: usize) -> usize {
        let seen = || self.server.as_ref().map_or(0, Hostile::requests);
        for _ in 0..500 {
            if seen() >= expected {
                break;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        seen()
    }
}

/// Never a name of anything (RFC 6761, 6.4).
pub(crate) fn unknown_host(_: &'static EndpointMeta) -> Scene {
    Scene::nowhere("https://freedompay.invalid")
}

pub(crate) fn refused(_: &'static EndpointMeta) -> Scene {
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    Scene::nowhere(&format!("http://{address}"))
}

pub(crate) fn no_tls(_: &'static EndpointMeta) -> Scene {
    let scene = Scene::of(Behaviour::Greet(b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n".to_vec()));
    Scene { url: scene.url.replace("http:", "https:"), ..scene }
}

pub(crate) fn close_at_first_byte(_: &'static EndpointMeta) -> Scene {
    Scene::of(Behaviour::CloseAtFirstByte)
}

pub(crate) fn close_after_head(_: &'static EndpointMeta) -> Scene {
    Scene::of(Behaviour::CloseAfterHead)
}

pub(crate) fn take_and_close(_: &'static EndpointMeta) -> Scene {
    Scene::of(Behaviour::ReadAndClose)
}

pub(crate) fn stall(_: &'static EndpointMeta) -> Scene {
    Scene::of(Behaviour::Hold(Vec::new())).in_a_hurry()
}
