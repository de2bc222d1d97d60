//! Servers under load: eight connections, on each of which a request is always under way.

use std::net::TcpStream;
use std::sync::mpsc;
use std::thread;

use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::routing::post;
use freedompay::meta::PreparedRequest;
use freedompay::partner::invoices::InvoiceInfo;
use freedompay::{Client, Partner, Uuid};
use freedompay_sandbox::Sandbox;
use std::io::Write as _;
use tokio::net::TcpListener;
use tokio::runtime::Builder;

use super::server::Messages;
use super::{Failure, Pair};

const CONNECTIONS: usize = 8;

pub(super) fn sandbox() -> Result<Pair, Failure> {
    // The sandbox receives its own client's request, and the peer returns its response.
    let (ours, request) = sandbox_server()?;
    let mut ours = Load::new(&ours, &request)?;
    let (head, body) = ours.response()?;
    let mut peer = Load::new(&axum_server(&head, body.clone())?, &request)?;
    let (_, same) = peer.response()?;
    if same != body || !head.starts_with("HTTP/1.1 200") || !head.contains("x-request-status: success") {
        return Err("the two return different responses".into());
    }
    let pair = Pair::new(move || drop(ours.round()), move || drop(peer.round()));
    Ok(Pair { times: CONNECTIONS as u64, ..pair })
}

/// A sandbox on a thread of its own: its address, and a signed request as bytes.
fn sandbox_server() -> Result<(String, Vec<u8>), Failure> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(async move {
            let sandbox = Sandbox::start().await?;
            let client = Client::<Partner>::builder(sandbox.jws_credentials()).base_url(&sandbox.url()).build()?;
            let prepared = client.prepare(&InvoiceInfo::new().id(Uuid::now_v7()))?;
            let address = sandbox.url().trim_start_matches("http://").to_owned();
            sender.send((address, request(&prepared)))?;
            sandbox.serve().await;
            Ok::<_, Failure>(())
        })
    });
    Ok(receiver.recv()?)
}

/// The least that a server can do: it reads the body and responds.
fn axum_server(head: &str, body: Vec<u8>) -> Result<String, Failure> {
    let mut headers = HeaderMap::new();
    for (name, value) in head.lines().filter_map(|line| line.split_once(": ")) {
        // These two the server adds by itself.
        if !["date", "content-length"].contains(&name) {
            headers.insert(HeaderName::try_from(name)?, HeaderValue::try_from(value)?);
        }
    }
    let response = (headers, Bytes::from(body));
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(async move {
            let listener = TcpListener::bind("127.0.0.1:0").await?;
            sender.send(listener.local_addr()?.to_string())?;
            let handler = move |body: Bytes| async move {
                drop(std::hint::black_box(body));
                response
            };
            let app = Router::new().route("/v5/partner/invoices/info", post(handler));
            axum::serve(listener, app).await?;
            Ok::<_, Failure>(())
        })
    });
    Ok(receiver.recv()?)
}

fn request(prepared: &PreparedRequest) -> Vec<u8> {
    let mut bytes = format!("POST {} HTTP/1.1\r\nhost: 127.0.0.1\r\n", prepared.path()).into_bytes();
    for (name, value) in prepared.headers() {
        bytes.extend_from_slice(format!("{name}: {value}\r\n").as_bytes());
    }
    bytes.extend_from_slice(format!("content-length: {}\r\n\r\n", prepared.body().len()).as_bytes());
    bytes.extend_from_slice(prepared.body());
    bytes
}

/// Connections and the request sent on each.
struct Load {
    connections: Vec<(TcpStream, Messages)>,
    request: Vec<u8>,
}

impl Load {
    fn new(address: &str, request: &[u8]) -> Result<Self, Failure> {
        let connect = |_| {
            let stream = TcpStream::connect(address)?;
            stream.set_nodelay(true)?;
            Ok::<_, Failure>((stream, Messages::default()))
        };
        let connections = (0..CONNECTIONS).map(connect).collect::<Result<_, _>>()?;
        Ok(Self { connections, request: request.to_vec() })
    }

    /// Sends a request on each connection, then reads the responses.
    fn round(&mut self) -> std::io::Result<()> {
        for (stream, _) in &mut self.connections {
            stream.write_all(&self.request)?;
        }
        self.connections.iter_mut().try_for_each(|(stream, messages)| messages.next(stream).map(drop))
    }

    /// Reads head and body of a response.
    fn response(&mut self) -> Result<(String, Vec<u8>), Failure> {
        let (stream, messages) = self.connections.first_mut().ok_or("no connection")?;
        stream.write_all(&self.request)?;
        let (head, body) = messages.next(stream)?;
        Ok((String::from_utf8(head.to_vec())?, body.to_vec()))
    }
}
