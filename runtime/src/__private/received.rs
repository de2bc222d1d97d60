//! Reads the fields of a response or a callback.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, Deserialize, DeserializeOwned, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};

use crate::meta::TypeMeta;
use crate::types::wire_type::WireType;

/// A type that can be a field of a response. See [`Sent`](super::Sent).
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no form on the wire of a response",
    label = "cannot be a field of a response",
    note = "a struct needs `#[freedompay_model]` (without `request`), an enum `#[freedompay_enum]`; money is an `Amount`, never a \
            float; for another type of your own implement `freedompay::WireType` and serde's `Deserialize`"
)]
pub trait Received: Sized {
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

    /// Reads the value of the member at hand.
    fn read<'de, A: MapAccess<'de>>(members: &mut Reader<A>, value: &mut Option<Self>) -> Result<(), A::Error>;

    /// Reads the value of the member at hand, which may be absent.
    fn read_option<'de, A: MapAccess<'de>>(
        members: &mut Reader<A>,
        value: &mut Option<Option<Self>>,
    ) -> Result<(), A::Error>;

    /// Returns the value that was read; for a member that is not there, that of a type which can be absent.
    fn required<E: de::Error>(value: Option<Self>, name: &'static str) -> Result<Self, E>;
}

// An error then names this trait, whose note says what to do, and not serde's.
#[diagnostic::do_not_recommend]
impl<T: WireType + DeserializeOwned> Received for T {
    const TYPE: &'static TypeMeta = <T as WireType>::TYPE;

    fn cloned(value: &Self) -> Self {
        value.clone()
    }

    fn shown(value: &Self) -> Option<&dyn fmt::Debug> {
        Some(value)
    }

    fn read<'de, A: MapAccess<'de>>(members: &mut Reader<A>, value: &mut Option<Self>) -> Result<(), A::Error> {
        members.value(PhantomData, value)
    }

    fn read_option<'de, A: MapAccess<'de>>(
        members: &mut Reader<A>,
        value: &mut Option<Option<Self>>,
    ) -> Result<(), A::Error> {
        members.value(PhantomData, value)
    }

    fn required<E: de::Error>(value: Option<Self>, name: &'static str) -> Result<Self, E> {
        value.map_or_else(|| Self::deserialize(Missing(name, PhantomData)), Ok)
    }
}

/// A declared object, which is read member by member.
pub trait Declared: Sized {
    /// Its Rust name.
    const NAME: &'static str;

    /// The names of its members, then their aliases.
    const MEMBERS: &'static [&'static str];

    /// Reads the members.
    fn read<'de, A: MapAccess<'de>>(members: Reader<A>) -> Result<Self, A::Error>;
}

/// Reads a declared object.
pub fn read<'de, T: Declared, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_struct(T::NAME, T::MEMBERS, ObjectVisitor(PhantomData))
}

/// Returns a member that has to be there.
pub fn present<T, E: de::Error>(value: Option<T>, name: &'static str) -> Result<T, E> {
    value.ok_or_else(|| E::missing_field(name))
}

struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: Declared> Visitor<'de> for ObjectVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "struct {}", T::NAME)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::read(Reader { map, names: T::MEMBERS, at: 0 })
    }
}

/// The members of an object that is being read.
pub struct Reader<A> {
    map: A,
    names: &'static [&'static str],
    /// The place of the member at hand.
    at: usize,
}

impl<'de, A: MapAccess<'de>> Reader<A> {
    /// Moves to the next declared member, and returns its place among the names. Skips what is not declared.
    pub fn declared(&mut self) -> Result<Option<usize>, A::Error> {
        while let Some(name) = self.map.next_key_seed(Name { names: self.names, near: self.at })? {
            match name {
                Ok(at) => {
                    self.at = at;
                    return Ok(Some(at));
                }
                Err(Undeclared) => drop(self.map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(None)
    }

    /// Moves to the next declared member, and returns its place among the names. Collects what is not declared.
    pub fn declared_or_rest<T: Deserialize<'de>>(
        &mut self,
        rest: &mut BTreeMap<String, T>,
    ) -> Result<Option<usize>, A::Error> {
        while let Some(name) = self.map.next_key::<String>()? {
            if let Some(at) = self.names.iter().position(|declared| *declared == name) {
                self.at = at;
                return Ok(Some(at));
            }
            rest.insert(name, self.map.next_value()?);
        }
        Ok(None)
    }

    /// Reads the value of the member at hand.
    pub fn value<S: DeserializeSeed<'de>>(&mut self, seed: S, value: &mut Option<S::Value>) -> Result<(), A::Error> {
        if value.is_some() {
            return Err(de::Error::duplicate_field(self.names.get(self.at).copied().unwrap_or_default()));
        }
        *value = Some(self.map.next_value_seed(seed)?);
        Ok(())
    }
}

/// A name that no member has.
struct Undeclared;

/// Reads a name as the place of its member. Most messages are in the order of the table, so it looks there first.
struct Name {
    names: &'static [&'static str],
    near: usize,
}

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Result<usize, Undeclared>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Name {
    type Value = Result<usize, Undeclared>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("field identifier")
    }

    fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
        let (before, after) = self.names.split_at_checked(self.near).unwrap_or((self.names, &[]));
        let later = after.iter().position(|declared| *declared == name).map(|at| at + self.near);
        Ok(later.or_else(|| before.iter().position(|declared| *declared == name)).ok_or(Undeclared))
    }
}

/// A member that is not there: an absent one of a type that can be absent, and an error for the others.
struct Missing<E>(&'static str, PhantomData<E>);

impl<'de, E: de::Error> Deserializer<'de> for Missing<E> {
    type Error = E;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, E> {
        Err(E::missing_field(self.0))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_none()
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct newtype_struct seq
        tuple tuple_struct map struct enum identifier ignored_any
    }
}
