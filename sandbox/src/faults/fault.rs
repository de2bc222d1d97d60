//! Faults and their text form.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use freedompay::meta::{Direction, EndpointMeta, TypeMeta};
use freedompay_runtime::message::suggestion::did_you_mean;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use url::Url;

/// A fault that happens to a call or a callback.
///
/// As text, in plans and on the command line, a fault is its name, and after `=` its argument: `drop-after`,
/// `error=10000`, `delay-before=500ms`. Times are whole numbers of `ms`, `s`, `m` or `h`, and pass on the
/// machine's clock, except that of `callback-late`, which passes on the sandbox's.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// `delay-before=TIME`: the call waits before it is handled.
    DelayBefore(Duration),
    /// `delay-after=TIME`: the call is handled, the response waits.
    DelayAfter(Duration),
    /// `drop-before`: the connection is closed without a response, and the call is not handled.
    DropBefore,
    /// `drop-after`: the call is handled, then the connection is closed without a byte of a response.
    DropAfter,
    /// `truncate`: the call is handled, the connection breaks in the middle of the response's body.
    Truncate,
    /// `malformed`: the call is handled, the body of the response is neither XML nor JSON.
    Malformed,
    /// `wrong-signature`: the call is handled, the `pg_sig` of the response is wrong; for a callback, that of the
    /// callback.
    WrongSignature,
    /// `no-signature`: the call is handled, the response has no `pg_sig`; for a callback, the callback has none.
    NoSignature,
    /// `changed-amount`: the call is handled, every amount in the response, or in the callback, is one unit too large; the
    /// signature, if any, is right.
    ChangedAmount,
    /// `tampered-amount`: as `changed-amount`, but changed after signing.
    TamperedAmount,
    /// `http=STATUS`, 400 to 599: an intermediary responds, and the call is not handled. 429 has `Retry-After: 1`.
    Http(u16),
    /// `redirect` or `redirect=URL`: the response points to another host, and the call is not handled.
    Redirect(String),
    /// `drip=TIME`: the call is handled, the body of the response arrives in pieces over this time.
    Drip(Duration),
    /// `error=CODE`: the provider returns this error code, and the call is not handled.
    Error(u32),
    /// `callback-twice`: the callback is sent twice in a row.
    CallbackTwice,
    /// `callback-late=TIME`: the callback is sent that much later. Only for notifications, not for the check that a payer
    /// waits for.
    CallbackLate(Duration),
    /// `callback-missing`: the callback is never sent. A check that is never sent counts as rejected.
    CallbackMissing,
}

/// A text that is not a fault. Says what is allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaultError(String);

impl fmt::Display for FaultError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for FaultError {}

/// The default target of `redirect`; `.invalid` is reserved for hosts that do not exist (RFC 2606).
const ELSEWHERE: &str = "https://elsewhere.invalid/";

/// Sent by the payer's browser, not by the provider.
const REDIRECT: &str = "merchant.callbacks.redirect_back";
/// The payer waits for its response.
const CHECK: &str = "merchant.callbacks.check_request";

/// How each fault is written.
const FORMS: [&str; 17] = [
    "delay-before=TIME",
    "delay-after=TIME",
    "drop-before",
    "drop-after",
    "truncate",
    "malformed",
    "wrong-signature",
    "no-signature",
    "changed-amount",
    "tampered-amount",
    "http=STATUS",
    "redirect=URL",
    "drip=TIME",
    "error=CODE",
    "callback-twice",
    "callback-late=TIME",
    "callback-missing",
];

impl Fault {
    /// Returns whether it can happen to calls of an endpoint, or to a callback.
    pub(crate) fn fits(&self, endpoint: &EndpointMeta) -> bool {
        let is_call = endpoint.direction == Direction::Request;
        let is_sent = endpoint.id != REDIRECT;
        let is_signed = is_sent && endpoint.api.scheme.signs_responses;
        let message = if is_call { endpoint.response } else { &TypeMeta::Object(endpoint.request) };
        let has_amounts = may_hold_amounts(message);
        match self {
            Fault::CallbackTwice | Fault::CallbackMissing => !is_call && is_sent,
            Fault::CallbackLate(_) => !is_call && is_sent && endpoint.id != CHECK,
            Fault::WrongSignature | Fault::NoSignature => is_signed,
            Fault::TamperedAmount => is_signed && has_amounts,
            Fault::ChangedAmount => is_sent && has_amounts,
            _ => is_call,
        }
    }
}

/// Returns whether a message may hold an amount; an undocumented one may.
fn may_hold_amounts(ty: &TypeMeta) -> bool {
    match ty {
        TypeMeta::Object(fields) => fields.iter().any(|field| match field.ty {
            TypeMeta::Object(_) | TypeMeta::List(_) => may_hold_amounts(field.ty),
            _ => is_amount(field.name),
        }),
        TypeMeta::List(item) => may_hold_amounts(item),
        _ => true,
    }
}

/// Returns whether a field holds an amount, by its wire name.
pub(super) fn is_amount(name: &str) -> bool {
    name.to_ascii_lowercase().contains("amount")
}

impl FromStr for Fault {
    type Err = FaultError;

    fn from_str(text: &str) -> Result<Self, FaultError> {
        let (name, argument) = match text.split_once('=') {
            Some((name, argument)) => (name.trim(), argument.trim()),
            None => (text.trim(), ""),
        };
        let wrong = |wanted: &str| Err(FaultError(format!("{name} must be written as {wanted}, not {text:?}")));
        let timed = |fault: fn(Duration) -> Fault| match parse_time(argument) {
            Some(time) => Ok(fault(time)),
            None => wrong(&format!("{name}=TIME, such as {name}=500ms or {name}=2s")),
        };
        let plain = |fault: Fault| if argument.is_empty() { Ok(fault) } else { wrong(&format!("{name} alone")) };
        match name {
            "delay-before" => timed(Fault::DelayBefore),
            "delay-after" => timed(Fault::DelayAfter),
            "drop-before" => plain(Fault::DropBefore),
            "drop-after" => plain(Fault::DropAfter),
            "truncate" => plain(Fault::Truncate),
            "malformed" => plain(Fault::Malformed),
            "wrong-signature" => plain(Fault::WrongSignature),
            "no-signature" => plain(Fault::NoSignature),
            "changed-amount" => plain(Fault::ChangedAmount),
            "tampered-amount" => plain(Fault::TamperedAmount),
            "http" => match argument.parse() {
                Ok(status @ 400..=599) => Ok(Fault::Http(status)),
                _ => wrong("http=STATUS with a status from 400 to 599, such as http=502"),
            },
            "redirect" => match Url::parse(if argument.is_empty() { ELSEWHERE } else { argument }) {
                Ok(url) if matches!(url.scheme(), "http" | "https") => Ok(Fault::Redirect(url.into())),
                _ => wrong("redirect or redirect=URL with an http or https URL"),
            },
            "drip" => timed(Fault::Drip),
            "error" => match argument.parse() {
                Ok(code) => Ok(Fault::Error(code)),
                Err(_) => wrong("error=CODE with an error code of the provider, such as error=10000"),
            },
            "callback-twice" => plain(Fault::CallbackTwice),
            "callback-late" => timed(Fault::CallbackLate),
            "callback-missing" => plain(Fault::CallbackMissing),
            _ => Err(unknown(name)),
        }
    }
}

fn unknown(name: &str) -> FaultError {
    let names = FORMS.iter().map(|form| form.split('=').next().unwrap_or(form));
    let hint = did_you_mean(name, names).map(|near| format!("; did you mean {near}?"));
    FaultError(format!("unknown fault {name:?}{} Faults are {}", hint.as_deref().unwrap_or("."), FORMS.join(", ")))
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let timed = |f: &mut fmt::Formatter<'_>, name: &str, time: &Duration| write!(f, "{name}={}", shown_time(*time));
        match self {
            Fault::DelayBefore(time) => timed(f, "delay-before", time),
            Fault::DelayAfter(time) => timed(f, "delay-after", time),
            Fault::DropBefore => f.write_str("drop-before"),
            Fault::DropAfter => f.write_str("drop-after"),
            Fault::Truncate => f.write_str("truncate"),
            Fault::Malformed => f.write_str("malformed"),
            Fault::WrongSignature => f.write_str("wrong-signature"),
            Fault::NoSignature => f.write_str("no-signature"),
            Fault::ChangedAmount => f.write_str("changed-amount"),
            Fault::TamperedAmount => f.write_str("tampered-amount"),
            Fault::Http(status) => write!(f, "http={status}"),
            Fault::Redirect(url) => write!(f, "redirect={url}"),
            Fault::Drip(time) => timed(f, "drip", time),
            Fault::Error(code) => write!(f, "error={code}"),
            Fault::CallbackTwice => f.write_str("callback-twice"),
            Fault::CallbackLate(time) => timed(f, "callback-late", time),
            Fault::CallbackMissing => f.write_str("callback-missing"),
        }
    }
}

impl Serialize for Fault {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Fault {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

const UNITS: [(&str, u64); 4] = [("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000)];

fn parse_time(text: &str) -> Option<Duration> {
    let digits = text.find(|c: char| !c.is_ascii_digit())?;
    let (number, unit) = text.split_at(digits);
    let (_, factor) = UNITS.iter().find(|(name, _)| *name == unit)?;
    number.parse::<u64>().ok()?.checked_mul(*factor).map(Duration::from_millis)
}

/// Formats a time in the largest unit that needs no fraction.
fn shown_time(time: Duration) -> String {
    let millis = time.as_millis();
    let fits = |factor: u64| millis != 0 && millis.is_multiple_of(u128::from(factor));
    let (unit, factor) = UNITS.iter().rev().find(|(_, factor)| fits(*factor)).unwrap_or(&UNITS[0]);
    format!("{}{unit}", millis / u128::from(*factor))
}
