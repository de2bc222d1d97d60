//! What becomes of a request on its way and back, decided when it is sent.

use std::time::Duration;

use freedompay_runtime::{HttpResponse, Stage};

use crate::bodies::Body;
use crate::calls::Kind;
use crate::choices::Choices;

/// The HTTP statuses of responses, one of each class that is treated apart; the first is plain.
pub(crate) const STATUSES: [u16; 12] = [200, 201, 302, 307, 400, 403, 404, 408, 422, 429, 500, 503];

/// What becomes of one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It arrives and is answered.
    Plain,
    /// Not a byte leaves.
    NotSent(Stage),
    /// The connection breaks; the request may have arrived all the same.
    Broken {
        /// Where the client sees it break.
        stage: Stage,
        /// Whether the request arrives.
        arrives: bool,
    },
    /// It arrives, and the response comes when nobody waits for it any more.
    Slow,
    /// The response is this one, if it can be.
    Answered {
        /// Whether the request arrives, or something in between answers.
        arrives: bool,
        /// HTTP status.
        status: u16,
        /// What the response is.
        body: Body,
    },
    /// It arrives, and the response is too large.
    TooLarge,
    /// The response to an earlier request comes in place of its own.
    Stale,
}

impl Fate {
    /// The names of fates that are faults, for the report.
    pub(crate) const FAULTS: [&str; 6] =
        ["not sent", "broken connection", "slow", "wrong answer", "too large", "stale answer"];

    /// Decides. Troubles come together: a later attempt has more of them, and a host that cannot be reached mostly stays so.
    pub(crate) fn choose(kind: Kind, is_later: bool, was_unreachable: bool, choices: &mut Choices) -> Self {
        if was_unreachable && choices.below(3) > 0 {
            return Self::NotSent(Stage::Connect);
        }
        if choices.below(9) < if is_later { 3 } else { 6 } {
            return Self::Plain;
        }
        match choices.below(if is_later { 17 } else { 13 }) {
            0 | 1 | 13 | 14 => Self::NotSent(choices.one_of(&[Stage::Connect, Stage::Dns, Stage::Tls, Stage::NotSent])),
            2 | 3 => {
                let stage = choices.one_of(&[Stage::Wait, Stage::Read, Stage::Write, Stage::MaybeSent]);
                Self::Broken { stage, arrives: choices.once_in(2) }
            }
            4 => Self::Slow,
            5 => Self::TooLarge,
            6 | 7 => Self::Stale,
            _ => {
                let bodies: Vec<Body> = Body::ALL.into_iter().filter(|body| body.is_of(kind)).collect();
                let body = choices.one_of(&bodies);
                // Those after which some calls are repeated come more often.
                let status =
                    if choices.below(3) > 0 { choices.one_of(&STATUSES) } else { choices.one_of(&[429, 503, 408]) };
                let arrives = !choices.once_in(3) || !body.is_foreign();
                Self::Answered { arrives, status, body }
            }
        }
    }

    /// Returns the place in [`FAULTS`](Self::FAULTS).
    pub(crate) fn fault(self) -> Option<usize> {
        match self {
            Self::Plain => None,
            Self::NotSent(_) => Some(0),
            Self::Broken { .. } => Some(1),
            Self::Slow => Some(2),
            Self::Answered { .. } => Some(3),
            Self::TooLarge => Some(4),
            Self::Stale => Some(5),
        }
    }
}

/// How long a request takes to the provider, or a response back.
pub(crate) fn delay(choices: &mut Choices) -> Duration {
    choices.one_of(&[Duration::from_millis(20), Duration::from_millis(150), Duration::from_secs(1)])
}

/// A request on its way to the provider.
#[derive(Clone, Debug)]
pub(crate) struct Arrival {
    /// The call that sent it.
    pub call: usize,
    /// What it asks for.
    pub kind: Kind,
    /// The order it is about.
    pub order: usize,
    /// Its `X-Request-Id`.
    pub request_id: Option<String>,
    /// How it is answered; nothing if nobody waits for the response.
    pub reply: Option<Reply>,
}

/// How a request is answered: as chosen, if the provider can write that about the order, else plainly.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reply {
    /// HTTP status.
    pub status: u16,
    /// The body, if one was chosen.
    pub body: Option<Body>,
}

/// A success that nobody has taken from its connection.
#[derive(Clone, Debug)]
pub(crate) struct Late {
    /// What was asked for.
    pub kind: Kind,
    /// The order it is about.
    pub order: usize,
    /// The `X-Request-Id` of its request.
    pub request_id: Option<String>,
}

impl Late {
    /// Returns the response.
    pub(crate) fn response(&self) -> HttpResponse {
        let body = Body::Success.write(self.kind, self.order);
        let headers = self.request_id.iter().map(|id| ("x-request-id", id)).collect();
        HttpResponse { status: 200, headers, body }
    }
}
