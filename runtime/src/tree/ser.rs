//! serde → [`Tree`]: encoding a typed request, once, before anything else happens to it.

use std::fmt::Display;

use serde::ser::{self, Serialize};

use super::{Kind, NUMBER, Tree, TreeError, TreeWriter};

impl Tree {
    /// Serialises a request. Absent options are left out; texts and numbers keep their exact form.
    pub fn from_serialize(value: &(impl Serialize + ?Sized)) -> Result<Self, TreeError> {
        let mut writer = TreeWriter::new();
        value.serialize(Slot { writer: &mut writer, name: "" })?;
        writer.finish().ok_or_else(|| TreeError::new("the message is larger than the maximum size of a message"))
    }
}

/// Where the next value goes.
struct Slot<'w, 'n> {
    writer: &'w mut TreeWriter,
    name: &'n str,
}

impl Slot<'_, '_> {
    fn leaf(self, kind: Kind, text: &str) {
        self.writer.leaf(self.name, kind, text);
    }

    fn number(self, value: impl Display) {
        self.writer.display(self.name, Kind::Number, &value);
    }
}

macro_rules! integers {
    ($($method:ident $type:ty),*) => {$(
        fn $method(self, v: $type) -> Result<(), TreeError> {
            self.number(v);
            Ok(())
        }
    )*};
}

impl<'w> ser::Serializer for Slot<'w, '_> {
    type Ok = ();
    type Error = TreeError;
    type SerializeSeq = Compound<'w>;
    type SerializeTuple = Compound<'w>;
    type SerializeTupleStruct = Compound<'w>;
    type SerializeTupleVariant = ser::Impossible<(), TreeError>;
    type SerializeMap = Compound<'w>;
    type SerializeStruct = Compound<'w>;
    type SerializeStructVariant = ser::Impossible<(), TreeError>;

    fn serialize_bool(self, v: bool) -> Result<(), TreeError> {
        self.leaf(Kind::Bool, if v { "true" } else { "false" });
        Ok(())
    }

    integers!(
        serialize_i8 i8, serialize_i16 i16, serialize_i32 i32, serialize_i64 i64,
        serialize_u8 u8, serialize_u16 u16, serialize_u32 u32, serialize_u64 u64
    );

    fn serialize_f32(self, _: f32) -> Result<(), TreeError> {
        Err(TreeError::new(FLOAT))
    }

    fn serialize_f64(self, _: f64) -> Result<(), TreeError> {
        Err(TreeError::new(FLOAT))
    }

    fn serialize_char(self, v: char) -> Result<(), TreeError> {
        self.leaf(Kind::Text, v.encode_utf8(&mut [0; 4]));
        Ok(())
    }

    fn serialize_str(self, v: &str) -> Result<(), TreeError> {
        self.leaf(Kind::Text, v);
        Ok(())
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result<(), TreeError> {
        self.writer.display(self.name, Kind::Text, value);
        Ok(())
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<(), TreeError> {
        Err(TreeError::new("bytes cannot be sent; encode them as text first"))
    }

    fn serialize_none(self) -> Result<(), TreeError> {
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), TreeError> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), TreeError> {
        self.leaf(Kind::Null, "");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), TreeError> {
        self.writer.begin(self.name, Kind::Map);
        self.writer.end();
        Ok(())
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), TreeError> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Result<(), TreeError> {
        let at = self.writer.tree.nodes.len();
        value.serialize(Slot { writer: &mut *self.writer, name: self.name })?;
        if name == NUMBER
            && let Some(node) = self.writer.tree.nodes.get_mut(at)
        {
            node.kind = Kind::Number;
        }
        Ok(())
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), TreeError> {
        self.writer.begin(self.name, Kind::Map);
        value.serialize(Slot { writer: &mut *self.writer, name: variant })?;
        self.writer.end();
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Compound<'w>, TreeError> {
        Ok(Compound::open(self, Kind::List))
    }

    fn serialize_tuple(self, _: usize) -> Result<Compound<'w>, TreeError> {
        Ok(Compound::open(self, Kind::List))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Compound<'w>, TreeError> {
        Ok(Compound::open(self, Kind::List))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, TreeError> {
        Err(TreeError::new("an enum variant with fields cannot be sent"))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Compound<'w>, TreeError> {
        Ok(Compound::open(self, Kind::Map))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Compound<'w>, TreeError> {
        Ok(Compound::open(self, Kind::Map))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, TreeError> {
        Err(TreeError::new("an enum variant with fields cannot be sent"))
    }
}

const FLOAT: &str = "floats cannot be sent: their text is not exact; use Amount or an integer";

struct Compound<'w> {
    writer: &'w mut TreeWriter,
    /// The key of a map's next value: one writer for all of them.
    key: TreeWriter,
}

impl<'w> Compound<'w> {
    fn open(slot: Slot<'w, '_>, kind: Kind) -> Self {
        slot.writer.begin(slot.name, kind);
        Self { writer: slot.writer, key: TreeWriter::with_capacity(0, 0) }
    }

    fn item(&mut self, name: &str, value: &(impl Serialize + ?Sized)) -> Result<(), TreeError> {
        value.serialize(Slot { writer: &mut *self.writer, name }).map_err(|e| e.inside(name))
    }

    fn close(self) {
        self.writer.end();
    }
}

macro_rules! sequence {
    ($($trait:ident :: $method:ident),*) => {$(
        impl ser::$trait for Compound<'_> {
            type Ok = ();
            type Error = TreeError;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), TreeError> {
                self.item("", value)
            }

            fn end(self) -> Result<(), TreeError> {
                self.close();
                Ok(())
            }
        }
    )*};
}

sequence!(SerializeSeq::serialize_element, SerializeTuple::serialize_element, SerializeTupleStruct::serialize_field);

impl ser::SerializeStruct for Compound<'_> {
    type Ok = ();
    type Error = TreeError;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), TreeError> {
        self.item(key, value)
    }

    fn end(self) -> Result<(), TreeError> {
        self.close();
        Ok(())
    }
}

impl ser::SerializeMap for Compound<'_> {
    type Ok = ();
    type Error = TreeError;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), TreeError> {
        self.key.clear();
        key.serialize(Slot { writer: &mut self.key, name: "" })?;
        let root = self.key.tree.root();
        if root.is_container() || root.kind() == Kind::Null {
            return Err(TreeError::new("a map key must be text or a number"));
        }
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), TreeError> {
        let name = self.key.tree.root().text();
        value.serialize(Slot { writer: &mut *self.writer, name }).map_err(|e| e.inside(name))
    }

    /// Serialises a struct with further fields, which comes as a map: most of its entries are absent, and their keys are never read.
    fn serialize_entry<K: Serialize + ?Sized, V: Serialize + ?Sized>(
        &mut self,
        key: &K,
        value: &V,
    ) -> Result<(), TreeError> {
        let at = self.writer.tree.nodes.len();
        let outcome = value.serialize(Slot { writer: &mut *self.writer, name: "" });
        if outcome.is_ok() && self.writer.tree.nodes.len() == at {
            return Ok(());
        }
        self.serialize_key(key)?;
        let name = self.key.tree.root().text();
        self.writer.rename(at, name);
        outcome.map_err(|e| e.inside(name))
    }

    fn end(self) -> Result<(), TreeError> {
        self.close();
        Ok(())
    }
}
