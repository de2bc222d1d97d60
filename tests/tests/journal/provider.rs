//! A provider of payouts over HTTP on loopback that remembers what it saw, and answers questions about it.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use freedompay::journal::Journal;
use freedompay::meta::FormEncoding;
use freedompay::transport::Transport;
use freedompay::{Client, ClientBuilder, Merchant, Secret};
use freedompay_runtime::sign::pg_sig;
use freedompay_runtime::wire::xml;
use freedompay_tests::{InstantTransport, http1};

#[derive(Default)]
struct Shared {
    seen: Mutex<Vec<String>>,
    loses_answers: AtomicBool,
}

pub(crate) struct Provider {
    address: SocketAddr,
    shared: Arc<Shared>,
}

impl Provider {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let shared = Arc::new(Shared::default());
        let serving = Arc::clone(&shared);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let shared = Arc::clone(&serving);
                thread::spawn(move || {
                    let _ = serve(stream, &shared);
                });
            }
        });
        Self { address, shared }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Order numbers of the payouts that arrived whole.
    pub(crate) fn seen(&self) -> Vec<String> {
        self.shared.seen.lock().unwrap().clone()
    }

    pub(crate) fn lose_answers(&self, loses: bool) {
        self.shared.loses_answers.store(loses, Ordering::SeqCst);
    }

    /// A client whose pauses take no time.
    pub(crate) fn client(&self, journal: impl Journal) -> Client<Merchant> {
        client(&self.url(), InstantTransport::new(&self.url()).unwrap(), journal)
    }
}

pub(crate) fn client(url: &str, transport: impl Transport, journal: impl Journal) -> Client<Merchant> {
    builder(url, transport, journal).build().unwrap()
}

pub(crate) fn builder(url: &str, transport: impl Transport, journal: impl Journal) -> ClientBuilder<Client<Merchant>> {
    let builder = Client::builder(super::credentials()).base_url(url).form_encoding(FormEncoding::Urlencoded);
    builder.transport(transport).journal(journal)
}

fn serve(mut stream: TcpStream, shared: &Shared) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let mut bytes = Vec::new();
    let mut chunk = [0; 4096];
    let (head, body) = loop {
        if let Some((head, _)) = http1::ends(&bytes).filter(|(_, end)| bytes.len() >= *end) {
            let text = |part: &[u8]| String::from_utf8_lossy(part).into_owned();
            break (text(&bytes[..head]), text(&bytes[head..]));
        }
        match stream.read(&mut chunk)? {
            0 => return Ok(()),
            n => bytes.extend(&chunk[..n]),
        }
    };
    let order = body.split('&').find_map(|pair| pair.strip_prefix("pg_order_id=")).unwrap().to_owned();
    let fields = if head.starts_with("POST /api/payment_status2 ") {
        if !shared.seen.lock().unwrap().contains(&order) {
            let error = "<response><pg_status>error</pg_status><pg_error_code>11068</pg_error_code></response>";
            return answer(&mut stream, error);
        }
        format!(
            "<pg_status>ok</pg_status><pg_payment_status>success</pg_payment_status><pg_payment_id>5</pg_payment_id><pg_order_id>{order}</pg_order_id>"
        )
    } else {
        shared.seen.lock().unwrap().push(order.clone());
        if shared.loses_answers.load(Ordering::SeqCst) {
            return Ok(());
        }
        format!("<pg_status>ok</pg_status><pg_payment_id>5</pg_payment_id><pg_order_id>{order}</pg_order_id>")
    };
    let message = xml::parse(format!("<response>{fields}</response>").as_bytes()).unwrap();
    let script = head.split(' ').nth(1).unwrap().rsplit('/').next().unwrap();
    let signature = pg_sig::sign(script, message.root(), &Secret::new("payout-key"));
    answer(&mut stream, &format!("<response>{fields}<pg_sig>{signature}</pg_sig></response>"))
}

fn answer(stream: &mut TcpStream, body: &str) -> std::io::Result<()> {
    let length = body.len();
    write!(
        stream,
        "HTTP/1.1 200 OK\r\ncontent-type: application/xml\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{body}"
    )
}
