//! Writes the fields of a request.

use std::collections::BTreeMap;
use std::fmt;

use serde::ser::{Serialize, SerializeMap, SerializeStruct, Serializer};

use crate::meta::TypeMeta;
use crate::types::wire_type::WireType;

/// A type that can be a field of a request.
///
/// Everything that the expansion does with a field is a function of this trait: as everything asks for it in the same words, a
/// wrong type is one error, and not one per use.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no form on the wire of a request",
    label = "cannot be a field of a request",
    note = "a struct needs `#[freedompay_model(request)]`, an enum `#[freedompay_enum]`; money is an `Amount`, never a float; \
            for another type of your own implement `freedompay::WireType` and serde's `Serialize`"
)]
pub trait Sent: Sized {
    /// Its wire type.
    const TYPE: &'static TypeMeta;

    /// Clones a value.
    fn cloned(value: &Self) -> Self;

    /// Clones a value that may be absent.
    fn cloned_option(value: &Option<Self>) -> Option<Self> {
        value.as_ref().map(Self::cloned)
    }

    /// Returns what `Debug` shows of a value.
    fn shown(value: &Self) -> Option<&dyn fmt::Debug>;

    /// Returns what `Debug` shows of a value that may be absent.
    fn shown_option(value: &Option<Self>) -> Option<&dyn fmt::Debug> {
        value.as_ref().and_then(Self::shown)
    }

    /// Writes a value.
    fn write<S: Serializer>(value: &Self, name: &'static str, object: &mut Writer<S>) -> Result<(), S::Error>;

    /// Writes a value that may be absent.
    fn write_option<S: Serializer>(
        value: &Option<Self>,
        name: &'static str,
        object: &mut Writer<S>,
    ) -> Result<(), S::Error>;
}

// An error then names this trait, whose note says what to do, and not serde's.
#[diagnostic::do_not_recommend]
impl<T: WireType + Serialize> Sent for T {
    const TYPE: &'static TypeMeta = <T as WireType>::TYPE;

    fn cloned(value: &Self) -> Self {
        value.clone()
    }

    fn shown(value: &Self) -> Option<&dyn fmt::Debug> {
        Some(value)
    }

    fn write<S: Serializer>(value: &Self, name: &'static str, object: &mut Writer<S>) -> Result<(), S::Error> {
        object.field(name, value)
    }

    fn write_option<S: Serializer>(
        value: &Option<Self>,
        name: &'static str,
        object: &mut Writer<S>,
    ) -> Result<(), S::Error> {
        object.field(name, value)
    }
}

/// An object that is being written. One with further members is a map, whose length is not known before.
pub enum Writer<S: Serializer> {
    /// An object of the declared fields.
    Struct(S::SerializeStruct),
    /// An object with further members.
    Map(S::SerializeMap),
}

impl<S: Serializer> Writer<S> {
    /// Begins an object of the declared fields.
    pub fn begin(serializer: S, name: &'static str, fields: usize) -> Result<Self, S::Error> {
        serializer.serialize_struct(name, fields).map(Self::Struct)
    }

    /// Begins an object with further members.
    pub fn begin_open(serializer: S) -> Result<Self, S::Error> {
        serializer.serialize_map(None).map(Self::Map)
    }

    /// Writes one field.
    pub fn field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), S::Error> {
        match self {
            Self::Struct(object) => object.serialize_field(name, value),
            Self::Map(object) => object.serialize_entry(name, value),
        }
    }

    /// Writes the further members.
    pub fn rest<T: Serialize>(&mut self, members: &BTreeMap<String, T>) -> Result<(), S::Error> {
        match self {
            Self::Struct(_) => Ok(()),
            Self::Map(object) => members.iter().try_for_each(|(name, value)| object.serialize_entry(name, value)),
        }
    }

    /// Ends the object.
    pub fn end(self) -> Result<S::Ok, S::Error> {
        match self {
            Self::Struct(object) => object.end(),
            Self::Map(object) => object.end(),
        }
    }
}
