//! [`Tree`] → serde: typed answers. Both wires meet here, so leniency is in one place: a number may come as
//! text, text as a number, one element may stand for a list of one, and an empty element for "absent".

use std::fmt;

use serde::de::{self, DeserializeSeed, IntoDeserializer, Visitor, value::StrDeserializer};

use super::{Kind, Ref, Tree, VALUE};

/// Why a message could not be turned into a type, or a type into a message: where, and what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TreeError {
    path: String,
    message: String,
}

impl TreeError {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { path: String::new(), message: message.into() }
    }

    /// Path of the offending member, e.g. `pg_receipt_positions[0].price`; empty for the message itself.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What is wrong there. Never holds a received value.
    pub fn message(&self) -> &str {
        &self.message
    }

    pub(crate) fn inside(mut self, name: &str) -> Self {
        let separator = if self.path.is_empty() || self.path.starts_with('[') { "" } else { "." };
        self.path = format!("{name}{separator}{}", self.path);
        self
    }

    fn at_item(mut self, at: usize) -> Self {
        let separator = if self.path.is_empty() || self.path.starts_with('[') { "" } else { "." };
        self.path = format!("[{at}]{separator}{}", self.path);
        self
    }
}

impl fmt::Display for TreeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() { f.write_str(&self.message) } else { write!(f, "{}: {}", self.path, self.message) }
    }
}

impl std::error::Error for TreeError {}

impl serde::ser::Error for TreeError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(message.to_string())
    }
}

impl de::Error for TreeError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(message.to_string())
    }

    /// serde's own wording quotes the received value, which may be a card number.
    fn invalid_type(unexpected: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self::new(format!("expected {expected}, found {}", shape(unexpected)))
    }

    fn invalid_value(unexpected: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self::new(format!("expected {expected}, found another {}", shape(unexpected)))
    }

    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        Self::new(format!("expected one of {}", expected.join(", ")))
    }
}

fn shape(unexpected: de::Unexpected<'_>) -> &'static str {
    match unexpected {
        de::Unexpected::Bool(_) => "truth value",
        de::Unexpected::Unsigned(_) | de::Unexpected::Signed(_) | de::Unexpected::Float(_) => "number",
        de::Unexpected::Seq => "list",
        de::Unexpected::Map => "object",
        de::Unexpected::Unit | de::Unexpected::Option => "null",
        _ => "text",
    }
}

impl Tree {
    /// Reads the message as a type.
    pub fn deserialize<T: de::DeserializeOwned>(&self) -> Result<T, TreeError> {
        T::deserialize(self.root())
    }
}

impl Ref<'_> {
    fn described(self) -> &'static str {
        match self.kind() {
            Kind::Null => "null",
            Kind::Bool => "a truth value",
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
            _ => self.refuse("a truth value (true, false, 1 or 0)"),
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
            _ if self.is_absent() => visitor.visit_map(Members { order: Vec::new(), tree: self.tree, next: 0, run: 0 }),
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

/// A number handed to [`super::Value`] with its text.
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

/// The members of a map; those of one name are handed out together, as a list.
struct Members<'de> {
    tree: &'de Tree,
    /// Node indices; members of one name stand side by side if any name repeats.
    order: Vec<u32>,
    next: usize,
    run: usize,
}

impl<'de> Members<'de> {
    fn new(map: Ref<'de>) -> Self {
        let tree = map.tree;
        let name = |at: &u32| Ref { tree, at: *at }.name();
        let mut order: Vec<u32> = map.children().map(|child| child.at).collect();
        let mut sorted = order.clone();
        sorted.sort_by_key(name);
        if sorted.windows(2).any(|pair| name(&pair[0]) == name(&pair[1])) {
            order = sorted;
        }
        Self { tree, order, next: 0, run: 0 }
    }

    fn node(&self, at: usize) -> Option<Ref<'de>> {
        self.order.get(at).map(|&at| Ref { tree: self.tree, at })
    }
}

impl<'de> de::MapAccess<'de> for Members<'de> {
    type Error = TreeError;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, TreeError> {
        self.next += self.run;
        let Some(first) = self.node(self.next) else { return Ok(None) };
        self.run = 1;
        while self.node(self.next + self.run).is_some_and(|other| other.name() == first.name()) {
            self.run += 1;
        }
        seed.deserialize(de::value::BorrowedStrDeserializer::new(first.name())).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, TreeError> {
        let Some(first) = self.node(self.next) else { return Err(TreeError::new("no value")) };
        let run = self.order.get(self.next..self.next + self.run).unwrap_or_default();
        let value =
            if run.len() > 1 { seed.deserialize(Repeated { tree: self.tree, run }) } else { seed.deserialize(first) };
        value.map_err(|e| e.inside(first.name()))
    }
}

/// Several members of one name.
struct Repeated<'a, 'de> {
    tree: &'de Tree,
    run: &'a [u32],
}

impl<'de> de::Deserializer<'de> for Repeated<'_, 'de> {
    type Error = TreeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TreeError> {
        let items = self.run.iter().map(|&at| Ref { tree: self.tree, at });
        visitor.visit_seq(de::value::SeqDeserializer::new(items))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TreeError> {
        visitor.visit_some(self)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de> IntoDeserializer<'de, TreeError> for Ref<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}
