//! The members of a map for serde. XML and forms repeat a name where JSON has a list.

use serde::de::{self, DeserializeSeed, Visitor};

use super::error::Misfit;
use super::items::Items;
use super::{Kind, Ref, Syntax, Tree, TreeError};

/// The members of a map; those of one name are returned together, as a list.
pub(super) struct Members<'de> {
    tree: &'de Tree,
    /// Node indices; members of one name are adjacent if any name repeats.
    order: Vec<u32>,
    next: usize,
    run: usize,
}

impl<'de> Members<'de> {
    pub(super) fn new(map: Ref<'de>) -> Self {
        let tree = map.tree;
        let name = |at: &u32| Ref { tree, at: *at }.name();
        let mut order: Vec<u32> = map.children().map(|child| child.at).collect();
        order.sort_by_key(name);
        if !order.windows(2).any(|pair| name(&pair[0]) == name(&pair[1])) {
            order.sort_unstable();
        }
        Self { tree, order, next: 0, run: 0 }
    }

    pub(super) fn none(tree: &'de Tree) -> Self {
        Self { tree, order: Vec::new(), next: 0, run: 0 }
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
        let repeated = Repeated { tree: self.tree, run };
        // Several of `null` are absent like one.
        let is_one = run.len() == 1 || repeated.items().all(|node| node.kind() == Kind::Null);
        let value = if is_one { seed.deserialize(first) } else { seed.deserialize(repeated) };
        value.map_err(|e| e.of_node(first.at, Misfit::Content).inside(first.name()))
    }
}

/// Several members of one name.
struct Repeated<'a, 'de> {
    tree: &'de Tree,
    run: &'a [u32],
}

impl<'a, 'de> Repeated<'a, 'de> {
    fn items(&self) -> impl Iterator<Item = Ref<'de>> + 'a
    where
        'de: 'a,
    {
        let tree = self.tree;
        self.run.iter().map(move |&at| Ref { tree, at })
    }
}

impl<'de> de::Deserializer<'de> for Repeated<'_, 'de> {
    type Error = TreeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TreeError> {
        visitor.visit_seq(Items::of(self.items()))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TreeError> {
        visitor.visit_some(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TreeError> {
        match self.tree.syntax {
            Syntax::Json => Err(TreeError::new("expected a list, found several members of this name")),
            Syntax::Xml | Syntax::Form => self.deserialize_any(visitor),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct tuple tuple_struct map struct enum identifier ignored_any
    }
}
