//! Shared pieces of the tests: servers that do not behave, messages made from the tables, the answer types by id.

pub mod inputs;
pub mod made;
pub mod typed;

use std::io::{self, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

/// What a server does with one connection, after it has read the request (or not).
#[derive(Clone, Debug)]
pub enum Behaviour {
    /// Closes the connection without reading.
    CloseUnread,
    /// Reads the whole request, then closes without a word.
    ReadAndClose,
    /// Reads, then writes these bytes and closes.
    Say(Vec<u8>),
    /// Reads, then says nothing for this long.
    Stall(Duration),
    /// Reads, writes a head that promises a body, and goes on writing without end.
    Endless,
}

/// A raw TCP server on loopback; no HTTP library has a hand in what it says.
#[derive(Debug)]
pub struct Hostile {
    address: SocketAddr,
    requests: Arc<AtomicUsize>,
}

impl Hostile {
    /// Starts a server whose every connection meets this behaviour.
    ///
    /// # Errors
    /// If loopback cannot be bound.
    pub fn start(behaviour: Behaviour) -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let address = listener.local_addr()?;
        let requests = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&requests);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (behaviour, counter) = (behaviour.clone(), Arc::clone(&counter));
                thread::spawn(move || serve(stream, &behaviour, &counter));
            }
        });
        Ok(Self { address, requests })
    }

    /// Base URL.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// How many whole requests arrived.
    pub fn requests(&self) -> usize {
        self.requests.load(Ordering::SeqCst)
    }
}

/// An HTTP answer with a length.
pub fn http(status: &str, content_type: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\ncontent-type: {content_type}\r\ncontent-length: {length}\r\n\r\n{body}").into_bytes()
}

fn serve(mut stream: TcpStream, behaviour: &Behaviour, requests: &AtomicUsize) {
    if matches!(behaviour, Behaviour::CloseUnread) {
        // Dropped at once; the client's bytes meet a reset.
        return;
    }
    if read_request(&mut stream) {
        requests.fetch_add(1, Ordering::SeqCst);
    }
    match behaviour {
        Behaviour::Say(bytes) => {
            let _ = stream.write_all(bytes);
        }
        Behaviour::Stall(time) => thread::sleep(*time),
        Behaviour::Endless => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n");
            while stream.write_all(&[b' '; 4096]).is_ok() {}
        }
        Behaviour::CloseUnread | Behaviour::ReadAndClose => {}
    }
    let _ = stream.shutdown(Shutdown::Both);
}

/// Reads head and body; whether a whole request came.
fn read_request(stream: &mut TcpStream) -> bool {
    let mut bytes = Vec::new();
    let mut chunk = [0; 4096];
    loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(bytes.get(..end).unwrap_or_default()).to_ascii_lowercase();
            let length =
                head.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse::<usize>().ok());
            if bytes.len() >= end + 4 + length.unwrap_or(0) {
                return true;
            }
        }
        match stream.read(&mut chunk) {
            Ok(0) | Err(_) => return false,
            Ok(n) => bytes.extend_from_slice(chunk.get(..n).unwrap_or_default()),
        }
    }
}
