//! A balancer in front of the instances: each request goes to the next one. Some results it brings to two at once, as balancers
//! do that repeat themselves, and some callers hang up.

use std::io;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use freedompay_tests::http1;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// In percent of the results.
const BROUGHT_TWICE: u8 = 15;
/// In percent of all calls.
const HUNG_UP: u8 = 3;

/// The balancer, and the instances that take calls at the moment.
pub(crate) struct Balancer {
    pub(crate) address: SocketAddr,
    instances: Mutex<Vec<Option<SocketAddr>>>,
    next: AtomicUsize,
}

impl Balancer {
    /// Starts a balancer in front of so many instances.
    pub(crate) async fn start(instances: usize) -> io::Result<Arc<Self>> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let balancer =
            Arc::new(Self { address, instances: Mutex::new(vec![None; instances]), next: AtomicUsize::new(0) });
        let own = Arc::clone(&balancer);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(Arc::clone(&own).serve(stream));
            }
        });
        Ok(balancer)
    }

    /// Sets where an instance takes calls; nothing while it does not.
    pub(crate) fn set(&self, nth: usize, address: Option<SocketAddr>) {
        if let Some(instance) = self.instances.lock().unwrap_or_else(PoisonError::into_inner).get_mut(nth) {
            *instance = address;
        }
    }

    async fn serve(self: Arc<Self>, mut caller: TcpStream) -> io::Result<()> {
        let request = receive(&mut caller, Vec::new()).await?;
        let request = closing(&request);
        let is_result = request.starts_with(b"POST /pay/result");
        if fastrand::u8(0..100) < HUNG_UP {
            let patience = Duration::from_micros(fastrand::u64(0..8_000));
            let _ = tokio::time::timeout(patience, Arc::clone(&self).pass(request)).await;
            return Ok(());
        }
        let response = if is_result && fastrand::u8(0..100) < BROUGHT_TWICE {
            let [one, other] = [(); 2].map(|()| tokio::spawn(Arc::clone(&self).pass(request.clone())));
            let (one, other) = tokio::join!(one, other);
            [one, other].into_iter().flatten().flatten().find(|response| response.starts_with(b"HTTP/1.1 200"))
        } else {
            self.pass(request).await
        };
        let bad = b"HTTP/1.1 502 Bad Gateway\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";
        caller.write_all(&response.unwrap_or_else(|| bad.to_vec())).await?;
        caller.shutdown().await
    }

    /// Passes a request to the next instance that takes it; nothing if it does not answer.
    async fn pass(self: Arc<Self>, request: Vec<u8>) -> Option<Vec<u8>> {
        let instances = self.instances.lock().unwrap_or_else(PoisonError::into_inner).clone();
        for _ in 0..instances.len() {
            let turn = self.next.fetch_add(1, Ordering::Relaxed) % instances.len();
            let Some(Some(address)) = instances.get(turn) else { continue };
            let Ok(mut instance) = TcpStream::connect(address).await else { continue };
            return exchange(&mut instance, &request).await.ok();
        }
        None
    }
}

/// Sends a request on a connection of its own, and returns the whole response.
pub(crate) async fn exchange(stream: &mut TcpStream, request: &[u8]) -> io::Result<Vec<u8>> {
    stream.set_nodelay(true)?;
    stream.write_all(request).await?;
    receive(stream, Vec::new()).await
}

/// Reads a message with a length.
async fn receive(stream: &mut TcpStream, mut bytes: Vec<u8>) -> io::Result<Vec<u8>> {
    loop {
        if http1::ends(&bytes).is_some_and(|(_, end)| bytes.len() >= end) {
            return Ok(bytes);
        }
        if stream.read_buf(&mut bytes).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
}

/// Returns the request with the wish that the connection is closed after it.
fn closing(request: &[u8]) -> Vec<u8> {
    let line = request.windows(2).position(|pair| pair == b"\r\n").map_or(0, |at| at + 2);
    let (line, rest) = request.split_at(line);
    [line, b"connection: close\r\n", rest].concat()
}
