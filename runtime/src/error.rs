//! Honest outcomes: what happened, to which call, whether money may have moved, and what to do next.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use uuid::Uuid;

use crate::http::Stage;
use crate::journal::Account;
use crate::message::validate::Problem;
use crate::meta::{Effect, EndpointMeta};

/// Why a call gave no response that can be believed. The variant says how far the call got.
///
/// No variant ever holds a secret, card data, a signature or a body.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The request or the configuration is wrong. Nothing was sent.
    Invalid(Box<Invalid>),
    /// The call failed before its first byte left. It certainly had no effect.
    NotSent(Box<NotSent>),
    /// The call was sent, or may have been, and no usable response came. It may have had its effect.
    Unknown(Box<Unknown>),
    /// The provider answered with an error.
    Provider(Box<Provider>),
    /// A response came whose signature is missing or wrong. It is not believed; the call may have had its effect.
    Signature(Box<Signature>),
    /// A response came that cannot be read. The call may have had its effect.
    Decode(Box<Decode>),
}

/// The call an error is about.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Call {
    /// The endpoint.
    pub endpoint: &'static EndpointMeta,
    /// The account that made it, and its host: only a client of the same can ask about it. `None` for a call from the program's
    /// own books.
    pub account: Option<Arc<Account>>,
    /// `X-Request-Id` that was sent, if the endpoint has one.
    pub request_id: Option<String>,
    /// The request's own ids (order, payment, request …) by wire name: what to ask the provider about.
    pub ids: Vec<(&'static str, String)>,
    /// How often the call was sent or tried; 0 if its time was up before its turn came.
    pub attempts: u32,
    /// Time since the call began: attempts, pauses, and waiting for its turn.
    pub elapsed: Duration,
    /// What the last response asked for in `Retry-After` (HTTP status 429 or 503).
    pub retry_after: Option<Duration>,
    /// Key of its journal entry, if the client keeps a journal and the call moves money. The entry may come later if the journal
    /// failed to record it in time.
    pub journal_key: Option<Uuid>,
}

/// Details of [`Error::Invalid`].
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Invalid {
    /// The endpoint, unless the configuration itself is wrong.
    pub endpoint: Option<&'static EndpointMeta>,
    /// Everything that is wrong.
    pub problems: Vec<Problem>,
}

/// Details of [`Error::NotSent`].
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct NotSent {
    /// The call.
    pub call: Call,
    /// Where it failed; [`Stage::may_have_arrived`] is `false`.
    pub failed_at: Stage,
    /// What failed.
    pub message: String,
}

/// Details of [`Error::Unknown`].
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Unknown {
    /// The call.
    pub call: Call,
    /// Where it failed; of several attempts the first that may have arrived.
    pub failed_at: Stage,
    /// What failed.
    pub message: String,
    /// HTTP status, if a response began.
    pub http_status: Option<u16>,
}

/// Details of [`Error::Provider`].
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Provider {
    /// The call.
    pub call: Call,
    /// HTTP status; most documented errors come with 200.
    pub http_status: u16,
    /// The provider's code, as text: some sections write numbers, others texts.
    pub code: Option<String>,
    /// The provider's description.
    pub description: Option<String>,
    /// Whether the response proved its origin by a right signature. The JSON APIs do not sign responses.
    pub authenticated: bool,
    /// Whether the error proves that the call had no effect: it is signed and its code does not leave that open, or it is
    /// a refusal that the provider documents for this call.
    pub conclusive: bool,
    /// The whole response, for fields that the error shape does not name.
    pub response: crate::tree::Value,
}

impl Provider {
    /// Returns the code as the open enum of its section: the same number means different things in different sections.
    ///
    /// ```
    /// # use freedompay_runtime::error::Provider;
    /// # fn example<EmoneyError: for<'a> From<&'a str>>(error: &Provider) {
    /// let code = error.code_as::<EmoneyError>();
    /// # }
    /// ```
    pub fn code_as<C: for<'a> From<&'a str>>(&self) -> Option<C> {
        self.code.as_deref().map(C::from)
    }
}

/// Details of [`Error::Signature`].
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Signature {
    /// The call.
    pub call: Call,
    /// HTTP status.
    pub http_status: u16,
    /// What is wrong with the signature.
    pub message: String,
}

/// Details of [`Error::Decode`].
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Decode {
    /// The call.
    pub call: Call,
    /// HTTP status.
    pub http_status: u16,
    /// Path of the member that could not be read; empty for the message itself.
    pub path: String,
    /// What is wrong there.
    pub message: String,
    /// The response as it came. Printing it is the caller's decision; `Debug` shows its size.
    pub body: RawBody,
}

/// Bytes of a response; `Debug` shows how many.
#[derive(Clone)]
pub struct RawBody(pub(crate) Vec<u8>);

impl RawBody {
    /// Returns the bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for RawBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes", self.0.len())
    }
}

impl Error {
    pub(crate) fn invalid(endpoint: Option<&'static EndpointMeta>, field: &str, message: impl Into<String>) -> Self {
        let problem = Problem { field: field.to_owned(), message: message.into() };
        Self::Invalid(Box::new(Invalid { endpoint, problems: vec![problem] }))
    }

    /// Returns the call, if one was made.
    pub fn call(&self) -> Option<&Call> {
        match self {
            Self::Invalid(_) => None,
            Self::NotSent(e) => Some(&e.call),
            Self::Unknown(e) => Some(&e.call),
            Self::Provider(e) => Some(&e.call),
            Self::Signature(e) => Some(&e.call),
            Self::Decode(e) => Some(&e.call),
        }
    }

    /// Returns the key of the call's journal entry, to acknowledge it by: see [`journal`](crate::journal). Nothing if nothing
    /// was recorded.
    pub fn journal_key(&self) -> Option<Uuid> {
        self.call()?.journal_key
    }

    /// Returns the endpoint, unless the client's configuration itself is wrong.
    pub fn endpoint(&self) -> Option<&'static EndpointMeta> {
        match self {
            Self::Invalid(e) => e.endpoint,
            _ => self.call().map(|call| call.endpoint),
        }
    }

    /// Returns where the call failed; nothing for a request that was refused before there was a call.
    pub fn failed_at(&self) -> Option<Stage> {
        match self {
            Self::Invalid(_) => None,
            Self::NotSent(e) => Some(e.failed_at),
            Self::Unknown(e) => Some(e.failed_at),
            Self::Provider(_) | Self::Signature(_) | Self::Decode(_) => Some(Stage::Responded),
        }
    }

    /// Reports whether the call may have changed something at the provider although it failed here. If so, ask the endpoint
    /// in `call().endpoint.recover` before trying again.
    pub fn may_have_happened(&self) -> bool {
        let changes = self.endpoint().is_some_and(|endpoint| endpoint.effect != Effect::Read);
        let is_open = match self {
            Self::Invalid(_) | Self::NotSent(_) => false,
            Self::Provider(e) => !e.conclusive,
            Self::Unknown(_) | Self::Signature(_) | Self::Decode(_) => true,
        };
        changes && is_open
    }

    /// Returns what to do next, for people: whether money may have moved, which call to ask, how long to wait. `Display`
    /// says what failed, in one clause; this is meant to be shown beside it.
    pub fn advice(&self) -> Option<String> {
        let call = self.call()?;
        let next = match self {
            Self::NotSent(_) => Some("Nothing happened at the provider; it is safe to try again.".to_owned()),
            _ if self.may_have_happened() => Some(call.next_step()),
            Self::Unknown(_) => Some("It only reads, so it is safe to try again.".to_owned()),
            Self::Provider(e) if !e.authenticated && call.endpoint.api.scheme.signs_responses => {
                Some("This error came unsigned, as the provider documents for a few codes.".to_owned())
            }
            _ => None,
        };
        join([call.effort(), next])
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid(e) => {
                match e.endpoint {
                    Some(endpoint) => write!(f, "{}: the request is invalid and was not sent", endpoint.id)?,
                    None => f.write_str("nothing was sent")?,
                }
                return e.problems.iter().try_for_each(|problem| write!(f, "\n  {problem}"));
            }
            Self::NotSent(e) => write!(f, "{}: not sent: it failed {}: {}", e.call, e.failed_at, e.message)?,
            Self::Unknown(e) => {
                write!(f, "{}: the outcome is unknown: ", e.call)?;
                match e.failed_at {
                    // The message already describes the response.
                    Stage::Responded => f.write_str(&e.message)?,
                    stage => write!(f, "it failed {stage}: {}", e.message)?,
                }
            }
            Self::Provider(e) => {
                write!(f, "{}: the provider returned an error: ", e.call)?;
                match (&e.code, &e.description) {
                    (Some(code), Some(text)) => write!(f, "{code}, {text}")?,
                    (Some(code), None) => f.write_str(code)?,
                    (None, Some(text)) => f.write_str(text)?,
                    (None, None) => write!(f, "HTTP status {}", e.http_status)?,
                }
            }
            Self::Signature(e) => write!(f, "{}: the response is not authentic: {}", e.call, e.message)?,
            Self::Decode(e) => {
                write!(f, "{}: the response cannot be read", e.call)?;
                if !e.path.is_empty() {
                    write!(f, " at {}", e.path)?;
                }
                write!(f, ": {} (HTTP status {})", e.message, e.http_status)?;
            }
        }
        Ok(())
    }
}

impl std::error::Error for Error {}

impl fmt::Display for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.endpoint.id)?;
        let request_id = self.request_id.as_deref().map(|id| ("X-Request-Id", id));
        let ids = self.ids.iter().map(|(name, id)| (*name, id.as_str()));
        for (at, (name, id)) in ids.chain(request_id).enumerate() {
            write!(f, "{}{name}={id}", if at == 0 { " (" } else { ", " })?;
        }
        if self.ids.is_empty() && self.request_id.is_none() { Ok(()) } else { f.write_str(")") }
    }
}

impl Call {
    /// Creates a call that was sent once, from the ids in the program's own books: to ask what became of it.
    pub fn new(endpoint: &'static EndpointMeta, request_id: Option<String>, ids: Vec<(&'static str, String)>) -> Self {
        Self {
            endpoint,
            account: None,
            request_id,
            ids,
            attempts: 1,
            elapsed: Duration::ZERO,
            retry_after: None,
            journal_key: None,
        }
    }

    /// Describes attempts, time and what to wait for, as far as they matter.
    fn effort(&self) -> Option<String> {
        let (seconds, tenths) = (self.elapsed.as_secs(), self.elapsed.subsec_millis() / 100);
        let attempts =
            (self.attempts > 1).then(|| format!("It failed after {} attempts in {seconds}.{tenths} s.", self.attempts));
        let wait = self.retry_after.map(|time| match time {
            Duration::MAX => "The provider asks to wait very long.".to_owned(),
            time => format!("The provider asks to wait {} s.", time.as_secs()),
        });
        join([attempts, wait])
    }

    /// Says what to do about a call that may have happened.
    fn next_step(&self) -> String {
        let mut text = match self.endpoint.effect {
            Effect::Money => "Money may have moved: do not send it again before you know",
            _ => "It may have taken effect: do not send it again before you know",
        }
        .to_owned();
        match (self.endpoint.recover, self.endpoint.no_recover) {
            (Some(recover), _) => text.extend(["; ask ", recover.id, " what became of it"]),
            (None, Some(why)) => text.extend(["; ask the provider, because no call reports what became of it: ", why]),
            (None, None) => text.push_str("; ask the provider what became of it"),
        }
        if self.endpoint.api.replays_request_id && self.request_id.is_some() {
            text.push_str(", or send it once more under the same X-Request-Id (`resend`), which does nothing twice");
        }
        text + "."
    }
}

fn join(sentences: [Option<String>; 2]) -> Option<String> {
    let text = sentences.into_iter().flatten().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}
