//! Raw HTTP over loopback at the lowest possible cost: the client is measured.

use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

use crate::http1;

/// Starts a server that returns the same bytes for every request on a kept connection; returns its URL.
pub(super) fn constant(response: Vec<u8>) -> io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let url = format!("http://{}", listener.local_addr()?);
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let response = response.clone();
            thread::spawn(move || {
                let _ = stream.set_nodelay(true);
                let mut messages = Messages::default();
                while messages.next(&mut stream).is_ok() && stream.write_all(&response).is_ok() {}
            });
        }
    });
    Ok(url)
}

/// Reads messages with a content length off a connection.
#[derive(Debug, Default)]
pub(super) struct Messages {
    bytes: Vec<u8>,
    used: usize,
}

impl Messages {
    /// Reads one message; returns its head and body.
    pub(super) fn next(&mut self, stream: &mut TcpStream) -> io::Result<(&[u8], &[u8])> {
        self.bytes.drain(..self.used);
        self.used = 0;
        loop {
            if let Some((head, end)) = http1::ends(&self.bytes).filter(|(_, end)| self.bytes.len() >= *end) {
                self.used = end;
                let (head, rest) = self.bytes.split_at(head);
                return Ok((head, rest.get(..end - head.len()).unwrap_or_default()));
            }
            let mut chunk = [0; 16 * 1024];
            match stream.read(&mut chunk)? {
                0 => return Err(io::ErrorKind::UnexpectedEof.into()),
                n => self.bytes.extend_from_slice(chunk.get(..n).unwrap_or_default()),
            }
        }
    }
}
