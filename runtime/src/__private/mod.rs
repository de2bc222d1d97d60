//! The items that only the expansion of the macros uses. Not covered by semantic versioning.

mod endless;
mod received;
mod sent;

pub use core::clone::Clone;
pub use core::cmp::{Eq, PartialEq};
pub use core::convert::{From, Into};
pub use core::default::Default;
pub use core::fmt;
pub use core::hash::{Hash, Hasher};
pub use core::iter::IntoIterator;
pub use core::marker::{Copy, Send, Sync};
pub use core::option::Option::{self, None, Some};
pub use core::result::Result;
pub use core::{concat, module_path};
pub use std::string::{String, ToString};

use serde::de::Visitor;
pub use serde::de::{DeserializeSeed, MapAccess};
pub use serde::{self, Deserialize, Deserializer, Serialize, Serializer};

pub use self::endless::{Enough, Fields, FieldsOf, NoObject, Object, Probe, Steps, Table, Trail, require_end};
pub use self::received::{Declared, Reader, Received, present, read};
pub use self::sent::{Sent, Writer};

pub use crate::api::Api;
pub use crate::api::endpoint::{Dispatch, Endpoint, ResponseBody};
pub use crate::callback::{Callback, NoReply, QuestionReply, RefusableReply, SignedReply};
pub use crate::meta::added::require_unadded;
pub use crate::meta::example::require_example;
pub use crate::meta::recover::require_status_query;
use crate::meta::scheme::AnyScheme;
pub use crate::meta::scheme::NoSignature;
pub use crate::meta::{
    ApiMeta, BodyMeta, Direction, Effect, EndpointMeta, FieldMeta, HeaderMeta, Hosts, JwsHeader, Key, Location, Method,
    Status, TypeMeta, Wire,
};
pub use crate::secret::Redacted;
use crate::secret::Word;
use crate::secret::card_numbers::without_card_numbers;
use crate::secret::names::is_sensitive;
pub use crate::tree::Value;
use crate::tree::WHOLE;
use crate::types::flag::Flag;
pub use crate::types::wire_type::WireType;
use std::collections::BTreeMap;

/// One line of a generated `Debug`: a field and the value to show; absent options are left out.
pub type Shown<'a> = (&'static str, Option<&'a dyn fmt::Debug>);

/// Writes a generated `Debug`.
pub fn debug(f: &mut fmt::Formatter<'_>, name: &str, fields: &[Shown<'_>]) -> fmt::Result {
    let mut out = f.debug_struct(name);
    for (name, value) in fields {
        if let Some(value) = value {
            out.field(name, &Quiet(*value));
        }
    }
    out.finish()
}

/// A value as its `Debug` shows it, but for what can be a card number.
struct Quiet<'a>(&'a dyn fmt::Debug);

impl fmt::Debug for Quiet<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = if f.alternate() { format!("{:#?}", self.0) } else { format!("{:?}", self.0) };
        f.write_str(&without_card_numbers(&shown))
    }
}

/// Shows a value that functions of the user's read or write.
pub fn shown<T: fmt::Debug>(value: &T) -> Option<&dyn fmt::Debug> {
    Some(value)
}

/// Shows that there is a value, but not which.
pub fn hidden<T>(value: &Option<T>) -> Option<&dyn fmt::Debug> {
    value.is_some().then_some(&Redacted as &dyn fmt::Debug)
}

/// Writes the `Debug` of a wire value that the enum does not know. Its `as_str` returns the exact text.
pub fn unknown(f: &mut fmt::Formatter<'_>, value: &str) -> fmt::Result {
    f.debug_tuple("Unknown").field(&Word(value)).finish()
}

/// Members by names that no declaration fixes, in a generated `Debug`; nothing for an absent map. Only their names, and that of
/// their map, tell which are secret.
pub struct Members<'a, T>(pub &'static str, pub Option<&'a BTreeMap<String, T>>);

impl<T: fmt::Debug> fmt::Debug for Members<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_map();
        for (name, value) in self.1.into_iter().flatten() {
            let shown: &dyn fmt::Debug = if is_sensitive(self.0, name) { &Redacted } else { value };
            out.entry(&Word(name), shown);
        }
        out.finish()
    }
}

/// Shows members, unless their map is absent.
pub fn members<'a, T: fmt::Debug>(members: &'a Members<'a, T>) -> Option<&'a dyn fmt::Debug> {
    members.1.is_some().then_some(members as &dyn fmt::Debug)
}

/// The type of a signed reply to a callback.
pub const SIGNED_REPLY: &TypeMeta = crate::callback::SIGNED_REPLY;

/// Reports whether a flag of a notification grants something.
pub fn grants(flag: Option<Flag>) -> bool {
    flag.is_some_and(bool::from)
}

/// Collects the given items into a list.
pub fn collect<T>(items: impl IntoIterator<Item = impl Into<T>>) -> Vec<T> {
    items.into_iter().map(Into::into).collect()
}

/// Writes a numeric wire enum: the token unchanged.
pub fn number<S: Serializer>(serializer: S, text: &str) -> Result<S::Ok, S::Error> {
    serializer.serialize_newtype_struct(crate::tree::NUMBER, text)
}

/// Reads the value of a numeric wire enum: the digits of a whole number, in whatever notation it is written.
pub fn number_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    /// A text as it is handed over.
    struct Text;

    impl<'de> Visitor<'de> for Text {
        type Value = String;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a number")
        }

        fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<String, E> {
            Ok(text.to_owned())
        }

        fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
            String::deserialize(deserializer)
        }
    }

    deserializer.deserialize_newtype_struct(WHOLE, Text)
}

/// Ids by wire name, as a function named by `ids = …` returns them.
pub type Ids = Vec<(&'static str, String)>;

/// A call of an API that only reads, so that it can be the status call of another one of this API.
#[diagnostic::on_unimplemented(
    message = "FP014: `recover` names `{Self}`, which is not a call of the {A} API that only reads",
    label = "not a call of this API declared with `effect = read`",
    note = "name the call of the same API that reports the outcome; its declaration says `effect = read` (or is a GET)"
)]
pub trait Reads<A>: Endpoint {}

/// Returns the table of the call to ask.
pub const fn table_of_read<A, E: Reads<A>>() -> &'static EndpointMeta {
    E::META
}

/// Returns the table of a call that an API lists as its own.
pub const fn table_of_call<A: Api, E: Endpoint<Api = A>>() -> &'static EndpointMeta {
    E::META
}

/// Returns the scheme of an API, asked for through the API, so that a wrong type is reported once, where it is given.
pub const fn scheme_of<A: Api>() -> AnyScheme {
    AnyScheme::of::<A::Scheme>()
}

/// Returns the response type of a call, asked for through the call, so that a wrong type is reported once, where it is given.
pub const fn response_of<E: Endpoint>() -> &'static TypeMeta {
    <E::Response as WireType>::TYPE
}
