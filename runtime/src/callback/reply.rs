//! The reply to a notification: HTTP status and signed XML.

use std::fmt;

use uuid::Uuid;

use super::decision::{Decision, Status};
use crate::meta::{FieldMeta, TypeMeta};
use crate::secret::Secret;
use crate::sign::pg_sig;
use crate::tree::{Kind, Tree, TreeWriter};
use crate::wire::xml;

/// The HTTP reply to a callback. `Debug` shows no body, because it holds a signature.
#[derive(Clone, PartialEq, Eq)]
#[must_use = "a reply does nothing until it is sent"]
pub struct Reply {
    status: u16,
    body: String,
    pub(super) is_repeat: bool,
    pub(super) rejection_ignored: bool,
}

impl Reply {
    /// Creates a status without a body.
    pub(super) fn plain(status: u16) -> Self {
        Self { status, body: String::new(), is_repeat: false, rejection_ignored: false }
    }

    /// Returns the HTTP status: 200 for what was taken or refused; 500 for `error`, which asks for the notification again, as the
    /// provider's own library pairs them.
    pub fn http_status(&self) -> u16 {
        self.status
    }

    /// Returns the content type, if there is a body.
    pub fn content_type(&self) -> Option<&'static str> {
        (!self.body.is_empty()).then_some("application/xml; charset=utf-8")
    }

    /// Returns the body.
    pub fn body(&self) -> &str {
        &self.body
    }

    /// Returns the body, owned.
    pub fn into_body(self) -> String {
        self.body
    }

    /// Reports whether the notification was known already, and this says again what was said then.
    pub fn is_repeat(&self) -> bool {
        self.is_repeat
    }

    /// Reports whether this refuses a notification that cannot be refused, so that the payment **is final**: it had been refused, but comes
    /// again, because the first reply did not arrive, and grants no refusal any more. The reply repeats the refusal, as
    /// the provider asks; the merchant has to fulfil the order or give the money back.
    pub fn rejection_ignored(&self) -> bool {
        self.rejection_ignored
    }
}

impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reply")
            .field("http_status", &self.status)
            .field("body_bytes", &self.body.len())
            .field("is_repeat", &self.is_repeat)
            .finish_non_exhaustive()
    }
}

/// The parts of a callback that its reply needs.
#[derive(Clone)]
pub(super) struct ReplyContext {
    /// Last segment of the merchant's URL.
    pub(super) script: String,
    /// The notification's own salt.
    pub(super) salt: Option<String>,
    /// The secret that verified the callback.
    pub(super) secret: Secret,
    /// Whether the reply is a signed message.
    pub(super) is_signed: bool,
}

impl ReplyContext {
    /// Returns the signed reply.
    pub(super) fn reply(&self, decision: &Decision) -> Reply {
        let status = if decision.is_error() { 500 } else { 200 };
        let message = self.is_signed.then(|| self.message(decision)).flatten();
        let body = message.map(|message| xml::encode("response", message.root())).unwrap_or_default();
        Reply { status, body, is_repeat: false, rejection_ignored: false }
    }

    fn message(&self, decision: &Decision) -> Option<Tree> {
        let fields = [
            ("pg_status", Some(decision.status.as_str().to_owned())),
            // The provider's library names an error's text differently from any other.
            ("pg_description", decision.description.clone().filter(|_| decision.status != Status::Error)),
            ("pg_error_description", decision.description.clone().filter(|_| decision.status == Status::Error)),
            ("pg_timeout", decision.timeout.map(|seconds| seconds.to_string())),
            ("pg_salt", Some(self.salt.clone().unwrap_or_else(|| Uuid::new_v4().simple().to_string()))),
        ];
        let mut writer = TreeWriter::new();
        writer.begin("", Kind::Map);
        for (name, value) in &fields {
            if let Some(value) = value {
                writer.leaf(name, Kind::Text, &printable(value));
            }
        }
        writer.end();
        let mut message = writer.finish()?;
        let signature = pg_sig::sign(&self.script, message.root(), &self.secret);
        message.push_text(pg_sig::FIELD, &signature);
        Some(message)
    }
}

/// Replaces control characters: XML cannot write them, and a reader would see another text than was signed.
fn printable(text: &str) -> String {
    let is_allowed = |c: char| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}');
    text.chars().map(|c| if is_allowed(c) { c } else { ' ' }).collect()
}

/// The fields of a signed reply, for the tables.
pub(crate) const SIGNED_REPLY: &TypeMeta = &TypeMeta::Object(&[
    FieldMeta {
        name: "pg_status",
        rust: "status",
        ty: &TypeMeta::Enum { values: &["ok", "rejected", "error"], numeric: false },
        required: true,
        doc: "The merchant's decision.",
        ..FieldMeta::DEFAULT
    },
    FieldMeta {
        name: "pg_description",
        rust: "description",
        ty: &TypeMeta::Text,
        doc: "Text for people; with `rejected` the payer is shown it.",
        ..FieldMeta::DEFAULT
    },
    FieldMeta {
        name: "pg_error_description",
        rust: "description",
        ty: &TypeMeta::Text,
        doc: "The text of an `error`.",
        ..FieldMeta::DEFAULT
    },
]);
