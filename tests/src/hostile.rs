//! A server on raw TCP that misbehaves as configured, without any HTTP library.

use std::io::{self, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use crate::http1;

/// The behaviour of a server on one connection.
#[derive(Clone, Debug)]
pub enum Behaviour {
    /// Closes the connection at once.
    CloseUnread,
    /// Waits for the first byte and closes without taking it.
    CloseAtFirstByte,
    /// Reads the head, then closes.
    CloseAfterHead,
    /// Reads the whole request, then closes without a word.
    ReadAndClose,
    /// Reads, then writes these bytes and closes.
    Say(Vec<u8>),
    /// Reads, writes these bytes, and then neither writes nor closes.
    Hold(Vec<u8>),
    /// Writes these bytes before anything was asked, and takes no request.
    Greet(Vec<u8>),
    /// Reads, writes a head that promises a body, and writes without end.
    Endless,
}

/// A raw TCP server on loopback.
#[derive(Debug)]
pub struct Hostile {
    address: SocketAddr,
    seen: Arc<Mutex<Vec<Vec<u8>>>>,
}

impl Hostile {
    /// Starts a server whose every connection meets this behaviour.
    ///
    /// # Errors
    /// If loopback cannot be bound.
    pub fn start(behaviour: Behaviour) -> io::Result<Self> {
        Self::script(vec![behaviour])
    }

    /// Starts a server whose first connection meets the first behaviour, and so on; the last one repeats for ever.
    ///
    /// # Errors
    /// If loopback cannot be bound.
    pub fn script(behaviours: Vec<Behaviour>) -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let address = listener.local_addr()?;
        let seen = Arc::new(Mutex::new(Vec::new()));
        let theirs = Arc::clone(&seen);
        thread::spawn(move || {
            let last = behaviours.len().saturating_sub(1);
            for (at, stream) in listener.incoming().flatten().enumerate() {
                let Some(behaviour) = behaviours.get(at.min(last)).cloned() else { return };
                let seen = Arc::clone(&theirs);
                thread::spawn(move || serve(stream, &behaviour, &seen));
            }
        });
        Ok(Self { address, seen })
    }

    /// Base URL.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Returns the received bytes: one entry per request of which at least a byte came.
    pub fn seen(&self) -> Vec<Vec<u8>> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Of how many requests at least a byte arrived.
    pub fn requests(&self) -> usize {
        self.seen().len()
    }
}

/// Returns an HTTP response with a length.
pub fn http(status: &str, content_type: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    // It announces that it closes after that: a client must not meet the closing connection with its next call.
    let close = "connection: close";
    format!("HTTP/1.1 {status}\r\ncontent-type: {content_type}\r\ncontent-length: {length}\r\n{close}\r\n\r\n{body}")
        .into_bytes()
}

fn serve(mut stream: TcpStream, behaviour: &Behaviour, seen: &Mutex<Vec<Vec<u8>>>) {
    let note = |bytes: Vec<u8>| seen.lock().unwrap_or_else(PoisonError::into_inner).push(bytes);
    match behaviour {
        // Dropped at once; the client's bytes meet a reset.
        Behaviour::CloseUnread => return,
        Behaviour::CloseAtFirstByte => {
            if stream.peek(&mut [0]).is_ok_and(|n| n > 0) {
                note(Vec::new());
            }
            return;
        }
        Behaviour::Greet(bytes) => {
            let _ = stream.write_all(bytes);
            return drain(&mut stream);
        }
        _ => {}
    }
    let request = read_request(&mut stream, matches!(behaviour, Behaviour::CloseAfterHead));
    if !request.is_empty() {
        note(request);
    }
    match behaviour {
        Behaviour::Say(bytes) => {
            let _ = stream.write_all(bytes);
        }
        Behaviour::Hold(bytes) => {
            let _ = stream.write_all(bytes);
            drain(&mut stream);
        }
        Behaviour::Endless => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n");
            while stream.write_all(&[b' '; 4096]).is_ok() {}
        }
        _ => {}
    }
    let _ = stream.shutdown(Shutdown::Both);
}

/// Reads until the other side closes.
fn drain(stream: &mut TcpStream) {
    while stream.read(&mut [0; 4096]).is_ok_and(|n| n > 0) {}
}

/// Reads the head, and the body if asked to; returns the bytes received.
fn read_request(stream: &mut TcpStream, only_head: bool) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut chunk = [0; 4096];
    loop {
        if http1::ends(&bytes).is_some_and(|(_, end)| only_head || bytes.len() >= end) {
            return bytes;
        }
        match stream.read(&mut chunk) {
            Ok(0) | Err(_) => return bytes,
            Ok(n) => bytes.extend_from_slice(chunk.get(..n).unwrap_or_default()),
        }
    }
}
