//! [`Tree`] → serde: typed responses. Both wires meet here, so leniency is in one place: a number may come as
//! text, text as a number, one element may stand for a list of one, and an empty element for "absent".

use serde::de::{self, DeserializeSeed, IntoDeserializer, Visitor, value::StrDeserializer};

use super::members::Members;
use super::{Kind, Ref, Tree, TreeError, VALUE};

impl Tree {
    /// Decodes the message as a type.
    pub fn deserialize<T: de::DeserializeOwned>(&self) -> Result<T, TreeError> {
        T::deserialize(self.root())
    }
}

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
            match (self.kind(), self.text().parse::<$type>()) {
                (Kind::Number | Kind::Text, Ok(n)) => visitor.$visit(n),
                (Kind::Number, Err(_)) => Err(TreeError::new("the number does not fit the expected integer")),
                _ => self.refuse("an integer"),
            }
        }
    )*};
}

impl Ref<'_> {
    fn refuse<T>(self, wanted: &str) -> Result<T, TreeError> {
        Err(TreeError::new(format!("expected {wanted}, found {}", self.described())))
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
        match (self.kind(), self.text()) {
            (Kind::Bool | Kind::Text, "true") | (Kind::Number | Kind::Text, "1") => visitor.visit_bool(true),
            (Kind::Bool | Kind::Text, "false") | (Kind::Number | Kind::Text, "0") => visitor.visit_bool(false),
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
        match (name == VALUE, self.kind()) {
            (true, Kind::Number) => visitor.visit_enum(ExactNumber(self.text())),
            (true, _) => self.deserialize_any(visitor),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TreeError> {
        match self.kind() {
            Kind::List => visitor.visit_seq(Items { items: self.children(), at: 0 }),
            _ if self.is_absent() => visitor.visit_seq(Items { items: self.tree.none(), at: 0 }),
            // XML writes a list of one as one element.
            _ => visitor.visit_seq(Items { items: self.only(), at: 0 }),
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

impl Tree {
    fn none(&self) -> super::Children<'_> {
        super::Children { tree: self, at: 0, end: 0 }
    }
}

impl<'t> Ref<'t> {
    fn only(self) -> super::Children<'t> {
        super::Children { tree: self.tree, at: self.at, end: self.node().end }
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

struct Items<'de> {
    items: super::Children<'de>,
    at: usize,
}

impl<'de> de::SeqAccess<'de> for Items<'de> {
    type Error = TreeError;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, TreeError> {
        let Some(item) = self.items.next() else { return Ok(None) };
        let at = self.at;
        self.at += 1;
        seed.deserialize(item).map(Some).map_err(|e| e.at_item(at))
    }
}

impl<'de> IntoDeserializer<'de, TreeError> for Ref<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}
