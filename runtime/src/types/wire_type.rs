//! The wire type of a Rust type.

use std::collections::BTreeMap;
use std::fmt;

use crate::meta::TypeMeta;
use crate::secret::Secret;
use crate::tree::Value;
use crate::types::amount::Amount;
use crate::types::flag::Flag;

/// A type that can be a field of a request or a response.
///
/// Declared types get it from `#[freedompay_model]` and `#[freedompay_enum]`. A type of your own that implements
/// serde's traits joins in with one line:
///
/// ```
/// # use freedompay_runtime::{WireType, meta::TypeMeta};
/// #[derive(Clone, Debug)]
/// struct Iin(String);
///
/// impl WireType for Iin {
///     const TYPE: &'static TypeMeta = &TypeMeta::Text;
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no form on the wire",
    label = "cannot be a field of a request or a response",
    note = "give a struct `#[freedompay_model]`, an enum `#[freedompay_enum]`; money is an `Amount`, never a float; \
            for another type of your own implement `freedompay::WireType`"
)]
pub trait WireType: Clone + fmt::Debug {
    /// Its wire type.
    const TYPE: &'static TypeMeta;
}

macro_rules! wire_types {
    ($($type:ty => $meta:expr),* $(,)?) => {$(
        impl WireType for $type {
            const TYPE: &'static TypeMeta = &$meta;
        }
    )*};
}

wire_types! {
    Value => TypeMeta::Any,
    String => TypeMeta::Text,
    Secret => TypeMeta::Secret,
    bool => TypeMeta::Bool,
    Flag => TypeMeta::Flag,
    Amount => TypeMeta::Decimal,
    uuid::Uuid => TypeMeta::Uuid,
    u8 => TypeMeta::Integer { min: 0, max: u8::MAX as u64 },
    u16 => TypeMeta::Integer { min: 0, max: u16::MAX as u64 },
    u32 => TypeMeta::Integer { min: 0, max: u32::MAX as u64 },
    u64 => TypeMeta::Integer { min: 0, max: u64::MAX },
    i8 => TypeMeta::Integer { min: i8::MIN as i64, max: i8::MAX as u64 },
    i16 => TypeMeta::Integer { min: i16::MIN as i64, max: i16::MAX as u64 },
    i32 => TypeMeta::Integer { min: i32::MIN as i64, max: i32::MAX as u64 },
    i64 => TypeMeta::Integer { min: i64::MIN, max: i64::MAX as u64 },
}

impl<T: WireType> WireType for Option<T> {
    const TYPE: &'static TypeMeta = T::TYPE;
}

impl<T: WireType> WireType for Box<T> {
    const TYPE: &'static TypeMeta = T::TYPE;
}

impl<T: WireType> WireType for Vec<T> {
    const TYPE: &'static TypeMeta = &TypeMeta::List(T::TYPE);
}

impl<T: WireType> WireType for BTreeMap<String, T> {
    const TYPE: &'static TypeMeta = &TypeMeta::Map(T::TYPE);
}
