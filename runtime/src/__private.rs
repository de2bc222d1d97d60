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

/// What a field's type is on the wire.
pub const fn type_of<T: WireType>() -> &'static TypeMeta {
    T::TYPE
}

/// A copy of a field.
pub fn cloned<T: WireType>(value: &T) -> T {
    value.clone()
}

/// A field that is always there.
pub fn shown_always<T: WireType>(value: &T) -> Option<&dyn fmt::Debug> {
    Some(value)
}

/// An optional field, if there is one.
pub fn shown<T: WireType>(value: &Option<T>) -> Option<&dyn fmt::Debug> {
    value.as_ref().map(|value| value as &dyn fmt::Debug)
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

/// Refuses a `recover` endpoint that could itself change something.
///
/// # Panics
/// At compile time, if it is not declared with `effect = read`.
pub const fn assert_reads(endpoint: &EndpointMeta) {
    assert!(
        matches!(endpoint.effect, Effect::Read),
        "FP014: `recover` names an endpoint that is not declared with `effect = read`"
    );
}
