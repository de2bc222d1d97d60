//! What must come of each case. Written from the rules of the design, not from the code:
//!
//! "Nothing happened" is said only on proof: never sent; or an authentic error whose code does not itself leave it open;
//! or, where an API does not sign its responses, a refusal that the provider documents for that call, in its documented
//! shape. All else is doubt. An authentic success is a success whatever the HTTP status; a redirect is never followed and
//! never a value. A later attempt's error clears an earlier attempt's doubt only if it proves it.

use freedompay::journal::EntryState;
use freedompay::meta::Effect;
use freedompay::transport::Stage;

use crate::bodies::Body;
use crate::calls::{Call, Section};

/// What became of the request that decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Came {
    Response { status: u16, body: Body },
    Nothing(Stage),
}

/// What became of the attempt before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Before {
    First,
    NotSent,
    /// No response came.
    Lost,
    /// HTTP status 503 came.
    TurnedAway,
}

impl Before {
    pub(crate) const ALL: [Self; 4] = [Self::First, Self::NotSent, Self::Lost, Self::TurnedAway];

    pub(crate) fn may_have_arrived(self) -> bool {
        matches!(self, Self::Lost | Self::TurnedAway)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Told {
    Value,
    /// `Error::Provider` that proves that nothing happened.
    Refused,
    /// `Error::Provider` that leaves it open.
    Open,
    Unknown,
    Decode,
    Signature,
    NotSent,
}

/// What the caller may do next, as `Error::advice` says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Next {
    Nothing,
    /// Nothing happened at the provider, or the call only reads: the same call is safe.
    Again,
    /// It was refused: no advice, for the same call would be refused again.
    Corrected,
    /// It only reads, and asking again promises nothing: no advice.
    Free,
    Reconcile,
    ReconcileOrResend,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Outcome {
    pub(crate) told: Told,
    pub(crate) may_have_happened: bool,
    /// The state of the journal's record; nothing for a call that moves no money.
    pub(crate) journal: Option<EntryState>,
    /// How many requests the transport was given.
    pub(crate) requests: usize,
    pub(crate) next: Next,
}

/// A call that may be sent again after an attempt that may have arrived.
pub(crate) fn is_harmless(call: &Call) -> bool {
    call.effect() == Effect::Read || call.section == Section::Replayed
}

pub(crate) fn expected(call: &Call, came: Came, before: Before) -> Outcome {
    let changes = call.effect() != Effect::Read;
    let mut told = match came {
        Came::Nothing(stage) => lost(stage),
        Came::Response { status, body } => judged(call, status, body),
    };
    let is_repeated = match came {
        Came::Nothing(_) => told == Told::NotSent || (told == Told::Unknown && is_harmless(call)),
        Came::Response { status, .. } => {
            let is_turned_away = matches!(status, 408 | 429 | 502 | 503 | 504);
            is_harmless(call) && is_turned_away && matches!(told, Told::Unknown | Told::Open | Told::Refused)
        }
    };
    // An attempt that was not sent proves nothing about an earlier one.
    if told == Told::NotSent && before.may_have_arrived() {
        told = Told::Unknown;
    }
    let is_proof = matches!(told, Told::Value | Told::Refused | Told::NotSent);
    let may_have_happened = changes && !is_proof;
    let next = match told {
        Told::Value => Next::Nothing,
        Told::NotSent => Next::Again,
        Told::Unknown if !changes => Next::Again,
        _ if !changes => Next::Free,
        Told::Refused => Next::Corrected,
        _ if call.section == Section::Replayed => Next::ReconcileOrResend,
        _ => Next::Reconcile,
    };
    let journal = (call.effect() == Effect::Money).then_some(match told {
        Told::Value => EntryState::Responded,
        Told::Refused => EntryState::Refused,
        Told::NotSent => EntryState::NotSent,
        _ => EntryState::InDoubt,
    });
    let earlier = usize::from(before != Before::First);
    let requests = if is_repeated { 3 } else { earlier + 1 };
    Outcome { told, may_have_happened, journal, requests, next }
}

fn lost(stage: Stage) -> Told {
    match stage {
        Stage::NotSent | Stage::Dns | Stage::Connect | Stage::Tls => Told::NotSent,
        Stage::ResponseTooLarge(_) => Told::Decode,
        _ => Told::Unknown,
    }
}

fn judged(call: &Call, status: u16, body: Body) -> Told {
    let (is_success, is_redirect) = ((200..300).contains(&status), (300..400).contains(&status));
    match body {
        _ if is_redirect => Told::Unknown,
        Body::Unreadable | Body::Empty | Body::Cut if is_success => Told::Decode,
        Body::Unreadable | Body::Empty | Body::Cut => Told::Unknown,
        _ if call.section == Section::Signed => signed(call, is_success, body),
        _ => unsigned(call, status, body),
    }
}

/// Of an API that signs: the signature decides, the HTTP status does not.
fn signed(call: &Call, is_success: bool, body: Body) -> Told {
    match body {
        Body::Success | Body::MisfitAside => Told::Value,
        Body::OtherOrder | Body::RefusalOfOther => Told::Unknown,
        // An authentic empty list.
        Body::NothingDeclared if call.effect() == Effect::Read => Told::Value,
        Body::Misfit | Body::NothingDeclared => Told::Decode,
        Body::Refusal => Told::Refused,
        Body::OpenError | Body::NoCode => Told::Open,
        Body::UnsignedDocumented if is_success => Told::Refused,
        // It is not in the documented shape.
        Body::Twice if is_success => Told::Open,
        _ => Told::Signature,
    }
}

/// Of an API that does not sign: anybody in between may have written it.
fn unsigned(call: &Call, status: u16, body: Body) -> Told {
    let is_success = (200..300).contains(&status);
    let is_documented = match (call.section, body) {
        (Section::Replayed, Body::Refusal) => matches!(status, 200 | 422),
        (Section::Replayed, Body::Declined) | (Section::Refusals, Body::Refusal) => status == 200,
        _ => false,
    };
    match body {
        Body::OtherOrder | Body::OtherRequest | Body::RefusalOfOther => Told::Unknown,
        // What a status call reports of the payment that it asks about is a response.
        Body::Declined if call.effect() == Effect::Read && is_success => Told::Value,
        Body::Declined if call.effect() == Effect::Read => Told::Unknown,
        Body::Refusal | Body::Declined if is_documented => Told::Refused,
        Body::Refusal
        | Body::Declined
        | Body::OpenError
        | Body::OtherCode
        | Body::NoCode
        | Body::OtherShape
        | Body::Twice
        | Body::ForeignError => {
            // A server that failed may have acted first, whatever its body says.
            if status >= 500 { Told::Unknown } else { Told::Open }
        }
        _ if !is_success => Told::Unknown,
        Body::Foreign | Body::NothingDeclared if call.is_documented() => Told::Decode,
        Body::Success | Body::MisfitAside | Body::Foreign | Body::NothingDeclared => Told::Value,
        _ => Told::Decode,
    }
}
