//! Calls of the merchant's URLs: what is told, what was answered, and what that means.

mod deliver;
mod message;
mod verdict;

use freedompay::Value;
use freedompay::meta::EndpointMeta;
use freedompay_runtime::message::redact;
use freedompay_runtime::tree::Tree;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::faults::Fault;

pub(crate) use deliver::Messenger;
pub(crate) use message::{
    Letter, card_tokenized, check_request, payout_notify, redirect_back, result_notify, retry_at,
};
pub use verdict::ReplyVerdict;

/// One call of a merchant's URL, card data masked.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Notice {
    /// When it was sent, by the sandbox's clock.
    pub at: Timestamp,
    /// Id of the callback: `merchant.callbacks.check_request` and so on.
    pub kind: String,
    /// Id of the payment, payout or card form it is about.
    pub about: u64,
    /// The first call is 1.
    pub attempt: u32,
    /// HTTP method.
    pub method: String,
    /// URL that was called, without its query.
    pub url: String,
    /// What was sent, masked.
    pub fields: Value,
    /// HTTP status of the answer, if one came.
    pub http_status: Option<u16>,
    /// What the answer is worth.
    pub verdict: ReplyVerdict,
    /// When it is sent again, if it is.
    pub again_at: Option<Timestamp>,
    /// What went wrong with it by plan.
    pub fault: Option<Fault>,
}

impl Notice {
    fn of(letter: &Letter, message: &Tree, at: Timestamp, attempt: u32) -> Self {
        let fields = freedompay::endpoint(letter.kind).map_or(&[][..], |e: &EndpointMeta| e.request);
        Self {
            at,
            kind: letter.kind.to_owned(),
            about: letter.about,
            attempt,
            method: letter.http_method().to_owned(),
            url: letter.url.split(['?', '#']).next().unwrap_or_default().to_owned(),
            fields: redact::masked(fields, message.root()),
            http_status: None,
            verdict: ReplyVerdict::Silent { why: String::new() },
            again_at: None,
            fault: letter.fault.clone(),
        }
    }

    /// Of a call that is not made.
    pub(crate) fn unsent(letter: &Letter, at: Timestamp, attempt: u32, why: &str) -> Self {
        let message = Tree::from_serialize(&Value::Map(letter.fields.clone())).unwrap_or_else(|_| Tree::empty());
        let verdict = ReplyVerdict::Silent { why: why.to_owned() };
        Self { verdict, ..Self::of(letter, &message, at, attempt) }
    }
}
