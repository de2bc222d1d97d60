//! What the expansion of the macros names, and nothing else does. Not covered by semantic versioning.

pub use core::clone::Clone;
pub use core::cmp::{Eq, PartialEq};
pub use core::convert::{From, Into};
pub use core::default::Default;
pub use core::fmt;
pub use core::hash::{Hash, Hasher};
pub use core::iter::IntoIterator;
pub use core::marker::Send;
pub use core::option::Option::{self, None, Some};
pub use core::result::Result;
pub use core::{concat, module_path};
pub use std::string::{String, ToString};

pub use serde::{self, Deserialize, Deserializer, Serialize, Serializer};

pub use crate::area::Area;
pub use crate::area::{Card, Gateway, GatewayAsync, Merchant, MerchantInvoice, Partner};
pub use crate::callback::{Callback, NoReply, QuestionReply, RefusableReply, SignedReply};
pub use crate::endpoint::{Channel, Endpoint, Response};
pub use crate::meta::{
    Direction, Effect, EndpointMeta, FieldMeta, HeaderMeta, JwsHeader, Key, Location, Method, Status, TypeMeta,
};
pub use crate::secret::Redacted;
pub use crate::tree::Value;
pub use crate::wire_type::WireType;

/// One line of a generated `Debug`: a field and what to show of it; absent options are left out.
pub type Shown<'a> = (&'static str, Option<&'a dyn fmt::Debug>);

/// The body of a generated `Debug`.
pub fn debug(f: &mut fmt::Formatter<'_>, name: &str, fields: &[Shown<'_>]) -> fmt::Result {
    let mut out = f.debug_struct(name);
    for (name, value) in fields {
        if let Some(value) = value {
            out.field(name, value);
        }
    }
    out.finish()
}

/// What the expansion does with a field of a type. Whatever it does, it asks for this in the same words: the compiler
/// prints the same error once, so that a type that is no [`WireType`] is one error and not one per use.
pub struct OfType<T> {
    /// What the type is on the wire.
    pub meta: &'static TypeMeta,
    clone: fn(&T) -> T,
    show: fn(&T) -> &dyn fmt::Debug,
}

/// The only place where the expansion needs a field's type to be a [`WireType`].
pub const fn of_type<T: WireType>() -> OfType<T> {
    OfType { meta: T::TYPE, clone: T::clone, show: |value| value }
}

impl<T> OfType<T> {
    /// A copy of a field.
    pub fn cloned(&self, value: &T) -> T {
        (self.clone)(value)
    }

    /// A copy of an optional field.
    pub fn cloned_option(&self, value: &Option<T>) -> Option<T> {
        value.as_ref().map(self.clone)
    }

    /// A field that is always there.
    pub fn shown<'a>(&self, value: &'a T) -> Option<&'a dyn fmt::Debug> {
        Some((self.show)(value))
    }

    /// An optional field, if there is one.
    pub fn shown_option<'a>(&self, value: &'a Option<T>) -> Option<&'a dyn fmt::Debug> {
        value.as_ref().map(self.show)
    }
}

/// That there is a value, but not which.
pub fn hidden<T>(value: &Option<T>) -> Option<&dyn fmt::Debug> {
    value.is_some().then_some(&Redacted as &dyn fmt::Debug)
}

/// What a signed reply to a callback holds.
pub const SIGNED_REPLY: &TypeMeta = crate::callback::SIGNED_REPLY;

/// Whether a notice's own flag grants something.
pub fn grants(flag: Option<crate::Flag>) -> bool {
    flag.is_some_and(bool::from)
}

/// A list from whatever was given.
pub fn collect<T>(items: impl IntoIterator<Item = impl Into<T>>) -> Vec<T> {
    items.into_iter().map(Into::into).collect()
}

/// How a numeric wire enum is written: the token as it stands.
pub fn number<S: Serializer>(serializer: S, text: &str) -> Result<S::Ok, S::Error> {
    serializer.serialize_newtype_struct(crate::tree::NUMBER, text)
}

/// A call that only reads, so that it can be asked what became of another.
#[diagnostic::on_unimplemented(
    message = "FP014: `recover` names `{Self}`, which is not a call that only reads",
    label = "not declared with `effect = read`",
    note = "name the call that tells the outcome; its declaration says `effect = read` (or is a GET)"
)]
pub trait Reads: Endpoint {}

/// The table of the call to ask.
pub const fn table_of_read<E: Reads>() -> &'static EndpointMeta {
    E::META
}

/// What a call is answered with, by way of the call: a type that is no answer is told where it is given, and once.
pub const fn answer_of<E: Endpoint>() -> &'static TypeMeta {
    E::Response::TYPE
}
