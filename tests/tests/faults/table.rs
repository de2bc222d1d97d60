//! What is promised: fault by fault, for each kind of call, what the caller is told and what the server sees.

use freedompay::meta::EndpointMeta;
use freedompay::transport::Stage;

use crate::scene::{self, Scene};
use crate::untrusted;
use crate::wrong_answers as wrong;

/// How a call ended for its caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Told {
    Answer,
    NotSent(Stage),
    Unknown(Stage),
    Provider,
    Signature,
    Decode,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cell {
    pub(crate) told: Told,
    pub(crate) may_have_happened: bool,
    /// How often the client tried.
    pub(crate) attempts: u32,
    /// Of how many requests at least a byte reached the server.
    pub(crate) requests: usize,
}

/// One fault: a sentence for the page, how to stage it, and a cell each for read, write, money, and money whose
/// request id is replayed.
pub(crate) struct Fault {
    pub(crate) what: &'static str,
    pub(crate) start: fn(&'static EndpointMeta) -> Scene,
    /// `None` where the API has nothing that could go wrong so.
    pub(crate) cells: [Option<Cell>; 4],
}

/// One attempt, which reached the server.
const fn once(told: Told, may_have_happened: bool) -> Cell {
    Cell { told, may_have_happened, attempts: 1, requests: 1 }
}

/// Two repeats; all three reached the server.
const fn thrice(told: Told, may_have_happened: bool) -> Cell {
    Cell { told, may_have_happened, attempts: 3, requests: 3 }
}

/// It failed before the first byte: any call is tried three times, and the server sees none.
const fn unsent(stage: Stage) -> [Option<Cell>; 4] {
    [Some(Cell { told: Told::NotSent(stage), may_have_happened: false, attempts: 3, requests: 0 }); 4]
}

/// It got lost after that: only what is harmless is sent again.
const fn lost(stage: Stage) -> [Option<Cell>; 4] {
    let told = Told::Unknown(stage);
    [Some(thrice(told, false)), Some(once(told, true)), Some(once(told, true)), Some(thrice(told, true))]
}

/// A whole answer came; nobody asks again.
const fn final_word(told: Told, changing_may_have_happened: bool) -> [Option<Cell>; 4] {
    let changing = Some(once(told, changing_may_have_happened));
    [Some(once(told, false)), changing, changing, changing]
}

/// The same, where only the form APIs sign their answers.
const fn forgery() -> [Option<Cell>; 4] {
    let [read, write, money, _] = final_word(Told::Signature, true);
    [read, write, money, None]
}

pub(crate) const TABLE: &[Fault] = &[
    Fault { what: "the host name is unknown", start: scene::unknown_host, cells: unsent(Stage::Dns) },
    Fault { what: "the connection is refused", start: scene::refused, cells: unsent(Stage::Connect) },
    Fault { what: "the server does not speak TLS", start: scene::no_tls, cells: unsent(Stage::Tls) },
    Fault { what: "the certificate is not trusted", start: untrusted::certificate, cells: unsent(Stage::Tls) },
    Fault { what: "closes before reading anything", start: scene::close_at_first_byte, cells: lost(Stage::Wait) },
    Fault { what: "closes after the request's head", start: scene::close_after_head, cells: lost(Stage::Wait) },
    Fault { what: "reads the whole request and closes", start: scene::take_and_close, cells: lost(Stage::Wait) },
    Fault { what: "reads the request and never responds", start: scene::stall, cells: lost(Stage::Wait) },
    Fault { what: "closes within the response head", start: wrong::cut_head, cells: lost(Stage::Wait) },
    Fault { what: "closes within the response body", start: wrong::cut_body, cells: lost(Stage::Read) },
    Fault { what: "closes within a chunked body", start: wrong::cut_chunk, cells: lost(Stage::Read) },
    Fault { what: "stalls within the response body", start: wrong::stall_in_body, cells: lost(Stage::Read) },
    Fault { what: "responds with garbage instead of HTTP", start: wrong::garbage, cells: lost(Stage::Read) },
    Fault { what: "responds without end", start: wrong::endless, cells: final_word(Told::Decode, true) },
    Fault { what: "responds with 200 and an empty body", start: wrong::empty, cells: final_word(Told::Decode, true) },
    Fault { what: "responds with 200 and HTML", start: wrong::html, cells: final_word(Told::Decode, true) },
    Fault { what: "responds with a gzip bomb", start: wrong::gzip, cells: final_word(Told::Decode, true) },
    Fault { what: "redirects to another host", start: wrong::redirect, cells: final_word(UNKNOWN_ANSWERED, true) },
    Fault { what: "leaves the signature out", start: wrong::unsigned, cells: forgery() },
    Fault { what: "signs with another key", start: wrong::other_key, cells: forgery() },
    Fault { what: "changes the amount after signing", start: wrong::other_amount, cells: forgery() },
    Fault { what: "responds with 429 and `Retry-After`", start: wrong::too_many, cells: lost(Stage::Responded) },
    Fault { what: "responds with 500 and no body", start: wrong::failed, cells: final_word(UNKNOWN_ANSWERED, true) },
    Fault { what: "responds with 502 and no body", start: wrong::bad_gateway, cells: lost(Stage::Responded) },
    Fault { what: "responds with 403 and HTML", start: wrong::firewall, cells: final_word(UNKNOWN_ANSWERED, true) },
    Fault {
        what: "responds with 500 and a body that is valid with 200",
        start: wrong::good_with_500,
        cells: AUTHENTIC,
    },
    Fault {
        what: "responds with none of the declared members",
        start: wrong::nothing_declared,
        cells: NOTHING_DECLARED,
    },
    Fault { what: "responds with a documented error", start: wrong::error, cells: final_word(Told::Provider, false) },
    Fault { what: "responds with a system error", start: wrong::system_error, cells: final_word(Told::Provider, true) },
    Fault { what: "responds twice, back to back", start: wrong::twice, cells: final_word(Told::Answer, false) },
    Fault { what: "responds in HTTP/1.0", start: wrong::http_1_0, cells: final_word(Told::Answer, false) },
    Fault { what: "sends 100 and 103 first", start: wrong::early, cells: final_word(Told::Answer, false) },
];

/// A right signature counts more than the status. Only the form APIs sign.
const AUTHENTIC: [Option<Cell>; 4] = {
    let [read, write, money, _] = final_word(Told::Answer, false);
    [read, write, money, Some(once(UNKNOWN_ANSWERED, true))]
};

/// An authentic answer to a read may be an empty list.
const NOTHING_DECLARED: [Option<Cell>; 4] = {
    let [_, write, money, replayed] = final_word(Told::Decode, true);
    [Some(once(Told::Answer, false)), write, money, replayed]
};

const UNKNOWN_ANSWERED: Told = Told::Unknown(Stage::Responded);
