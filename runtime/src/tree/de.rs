//! [`Tree`] → serde: typed responses and callbacks. All formats meet here, so leniency is in one place:
//!
//! | read as | JSON | XML | forms |
//! |---|---|---|---|
//! | a number | any notation of its exact value, also as text | the same | plain digits |
//! | text | a number or a truth value as it is written | – | – |
//! | a truth value | `1` and `0`, also as text | the same | the same |
//! | absent | `null`, `""`; `[]` where an object is declared, which is how PHP writes an empty object | an empty element | an empty value |
//! | a list | a list; an object whose keys are indexes in ascending order, which is how PHP writes a list with gaps, or none | the elements of one name, at the root those beside the signature | indexes, `[]`, or a repeated name |
//!
//! What else may be left out is decided by the table of the call: `message::unread`.

use std::borrow::Cow;

use serde::de::{self, DeserializeSeed, IntoDeserializer, Visitor, value::StrDeserializer};

use super::error::Misfit;
use super::items::Items;
use super::members::Members;
use super::wrapped::WRAPPED;
use super::{Kind, NUMBER, Ref, Syntax, TreeError, VALUE, WHOLE, notation};

impl Ref<'_> {
    fn described(self) -> &'static str {
        match self.kind() {
            Kind::Null => "null",
            Kind::Bool => "a boolean",
            Kind::Number => "a number",
            Kind::Text if self.text().is_empty() => "an empty text",
            Kind::Text => "text",
            Kind::List => "a list",
            Kind::Map => "an object",
        }
    }
}

macro_rules! integers {
    ($($method:ident $visit:ident $type:ty),*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TreeError> {
            let number = || self.text().parse::<$type>().ok().or_else(|| self.whole().parse().ok());
            match (self.kind(), number()) {
                (Kind::Number | Kind::Text, Some(n)) => visitor.$visit(n),
                (Kind::Number, None) => {
                    Err(TreeError::new("the number does not fit the expected integer"))
                }
                _ => self.refuse("an integer"),
            }
        }
    )*};
}

impl Ref<'_> {
    fn refuse<T>(self, wanted: &str) -> Result<T, TreeError> {
        Err(TreeError::new(format!("expected {wanted}, found {}", self.described())).of_node(self.at, Misfit::Kind))
    }

    /// Returns the text of a number without an exponent. Forms are not known to have any.
    fn decimal(&self) -> Cow<'_, str> {
        let is_plain = self.syntax() == Syntax::Form;
        notation::decimal(self.text()).filter(|_| !is_plain).unwrap_or_else(|| self.text().into())
    }

    /// Returns the digits of a whole number; any other text as it is.
    fn whole(&self) -> Cow<'_, str> {
        let is_plain = self.syntax() == Syntax::Form;
        notation::whole(self.text()).filter(|_| !is_plain).unwrap_or_else(|| self.text().into())
    }

    fn is_absent(self) -> bool {
        match self.kind() {
            Kind::Null => true,
            Kind::Text => self.text().is_empty(),
            _ => false,
        }
    }
}

impl<'de> de::Deserializer<'de> for Ref<'de> {
    type Error = TreeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TreeError> {
        match self.kind() {
            Kind::Null => visitor.visit_unit(),
            Kind::Bool => visitor.visit_bool(self.text() == "true"),
            Kind::Text => visitor.visit_borrowed_str(self.text()),
            // Exact or as text, never through a float.
            Kind::Number => match (self.text().parse::<u64>(), self.text().parse::<i64>()) {
                (Ok(n), _) => visitor.visit_u64(n),
                (_, Ok(n)) => visitor.visit_i64(n),
                _ => visitor.visit_borrowed_str(self.text()),
            },
            Kind::List => self.deserialize_seq(visitor),
            Kind::Map => self.deserialize_map(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TreeError> {
        match (self.kind(), self.text(), &*self.whole()) {
            (Kind::Bool | Kind::Text, "true", _) | (Kind::Number | Kind::Text, _, "1") => visitor.visit_bool(true),
            (Kind::Bool | Kind::Text, "false", _) | (Kind::Number | Kind::Text, _, "0") => visitor.visit_bool(false),
            _ => self.refuse("a boolean (true, false, 1 or 0)"),
        }
    }

    integers!(
        deserialize_i8 visit_i8 i8, deserialize_i16 visit_i16 i16, deserialize_i32 visit_i32 i32,
        deserialize_i64 visit_i64 i64, deserialize_u8 visit_u8 u8, deserialize_u16 visit_u16 u16,
        deserialize_u32 visit_u32 u32, deserialize_u64 visit_u64 u64
    );

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TreeError> {
        self.deserialize_f64(visitor)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TreeError> {
        match (self.kind(), self.text().parse()) {
            (Kind::Number | Kind::Text, Ok(n)) => visitor.visit_f64(n),
            _ => self.refuse("a number"),
        }
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TreeError> {
        self.deserialize_str(visitor)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TreeError> {
        match self.kind() {
            Kind::Text | Kind::Number | Kind::Bool => visitor.visit_borrowed_str(self.text()),
            _ => self.refuse("text"),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TreeError> {
        self.deserialize_str(visitor)
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TreeError> {
        self.deserialize_str(visitor)
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TreeError> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TreeError> {
        if self.is_absent() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TreeError> {
        if self.is_absent() { visitor.visit_unit() } else { self.refuse("nothing") }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, TreeError> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, TreeError> {
        match (name, self.kind()) {
            (NUMBER, Kind::Text | Kind::Number) => visitor.visit_str(&self.decimal()),
            (WHOLE, Kind::Text | Kind::Number) => visitor.visit_str(&self.whole()),
            (WHOLE, Kind::Bool) => visitor.visit_borrowed_str(self.text()),
            (NUMBER | WHOLE, _) => self.refuse("a number"),
            (VALUE, Kind::Number) => visitor.visit_enum(ExactNumber(self.text())),
            (VALUE, _) => self.deserialize_any(visitor),
            (WRAPPED, Kind::Map) if self.syntax() == Syntax::Xml && self.wraps_items() => {
                visitor.visit_seq(Items::of(self.children()))
            }
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TreeError> {
        if self.is_absent() {
            return visitor.visit_seq(Items::of(std::iter::empty()));
        }
        match (self.kind(), self.syntax()) {
            (Kind::List, _) => visitor.visit_seq(Items::of(self.children())),
            (Kind::Map, _) if self.is_list_of_php() => visitor.visit_seq(Items::of(self.children())),
            (Kind::Map, Syntax::Xml) if self.at == 0 => match self.items_of_root() {
                Some(items) => visitor.visit_seq(Items::of(items)),
                None => self.refuse("elements of one name"),
            },
            (_, Syntax::Xml) | (Kind::Text, Syntax::Form) => visitor.visit_seq(Items::of(std::iter::once(self))),
            _ => self.refuse("a list"),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, TreeError> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, TreeError> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TreeError> {
        match self.kind() {
            Kind::Map => visitor.visit_map(Members::new(self)),
            _ if self.is_absent() => visitor.visit_map(Members::none(self.tree)),
            Kind::List if self.syntax() == Syntax::Json && self.children().next().is_none() => {
                Err(TreeError::new("expected an object, found an empty list").of_node(self.at, Misfit::EmptyObject))
            }
            _ => self.refuse("an object"),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, TreeError> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, TreeError> {
        match self.kind() {
            Kind::Text | Kind::Number => {
                visitor.visit_enum(IntoDeserializer::<TreeError>::into_deserializer(self.text()))
            }
            _ => self.refuse("text"),
        }
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TreeError> {
        self.deserialize_str(visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TreeError> {
        visitor.visit_unit()
    }
}

/// A number passed to [`super::Value`] with its text.
struct ExactNumber<'de>(&'de str);

impl<'de> de::EnumAccess<'de> for ExactNumber<'de> {
    type Error = TreeError;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), TreeError> {
        let name: StrDeserializer<'_, TreeError> = super::NUMBER.into_deserializer();
        Ok((seed.deserialize(name)?, self))
    }
}

impl<'de> de::VariantAccess<'de> for ExactNumber<'de> {
    type Error = TreeError;

    fn unit_variant(self) -> Result<(), TreeError> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, TreeError> {
        seed.deserialize(de::value::BorrowedStrDeserializer::new(self.0))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, TreeError> {
        Err(TreeError::new("expected a number"))
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], _: V) -> Result<V::Value, TreeError> {
        Err(TreeError::new("expected a number"))
    }
}
