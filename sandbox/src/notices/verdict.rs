//! What a merchant's answer is worth.

use std::fmt;

use freedompay::{HttpResponse, Secret};
use freedompay_runtime::sign::pg_sig;
use freedompay_runtime::tree::Ref;
use freedompay_runtime::wire::xml;
use serde::{Deserialize, Serialize};

/// What a merchant's answer to a callback is worth.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum ReplyVerdict {
    /// `ok`, signed as it must be.
    Ok,
    /// `rejected`, signed as it must be.
    Rejected {
        /// What the payer is told.
        description: String,
    },
    /// `error`, signed as it must be: the merchant could not make sense of the call.
    Error,
    /// An answer came whose signature is missing or wrong, or that cannot be read.
    Unbelievable {
        /// What is wrong with it, and what would be right.
        why: String,
    },
    /// An HTTP status that says no, or no answer at all.
    Silent {
        /// What happened instead.
        why: String,
    },
    /// HTTP 200, where nothing else is asked for.
    Received,
}

impl fmt::Display for ReplyVerdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReplyVerdict::Ok => f.write_str("ok"),
            ReplyVerdict::Rejected { description } if description.is_empty() => f.write_str("rejected"),
            ReplyVerdict::Rejected { description } => write!(f, "rejected: {description}"),
            ReplyVerdict::Error => f.write_str("error: the merchant could not make sense of it"),
            ReplyVerdict::Unbelievable { why } => write!(f, "not believed: {why}"),
            ReplyVerdict::Silent { why } => write!(f, "no answer: {why}"),
            ReplyVerdict::Received => f.write_str("received"),
        }
    }
}

/// Judges the answer to a call that was signed for `script`. Whether it repeats the call's salt does not count: one public
/// module says that it must, others send their own.
pub(super) fn judge(answer: &HttpResponse, script: &str, secret: &Secret) -> ReplyVerdict {
    let unbelievable = |why: String| ReplyVerdict::Unbelievable { why };
    if answer.status != 200 {
        return ReplyVerdict::Silent { why: format!("HTTP status {}; 200 is expected", answer.status) };
    }
    let message = match xml::parse(&answer.body) {
        Ok(message) => message,
        Err(e) => return unbelievable(format!("the answer is not the XML of <response>…</response>: {e}")),
    };
    let root = message.root();
    let text = |name: &str| root.get(name).map(Ref::text);
    if text(pg_sig::FIELD).is_none() {
        return unbelievable("pg_sig is missing".to_owned());
    }
    if !pg_sig::verify(script, root, secret) {
        return unbelievable(format!(
            "pg_sig is wrong: the script name is {script:?}, the last segment of the called path, and the key the one \
             that signed the call"
        ));
    }
    match text("pg_status") {
        Some("ok") => ReplyVerdict::Ok,
        Some("rejected") => {
            ReplyVerdict::Rejected { description: text("pg_description").unwrap_or_default().to_owned() }
        }
        Some("error") => ReplyVerdict::Error,
        Some(_) => unbelievable("pg_status is none of ok, rejected and error".to_owned()),
        None => unbelievable("pg_status is missing".to_owned()),
    }
}
