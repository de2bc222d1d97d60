//! Lists that pages describe one way and samples show another.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, SeqAccess, Visitor};

use super::Ref;

/// Newtype name under which a list asks for items that may be inside one element.
pub(super) const WRAPPED: &str = "$freedompay::Wrapped";

/// Reads a list whose items in XML are beside each other (`<list>…</list><list>…</list>`) or inside one element
/// (`<list><item>…</item><item>…</item></list>`).
pub fn wrapped_list<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    deserializer.deserialize_newtype_struct(WRAPPED, List(PhantomData))
}

struct List<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for List<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Vec<T>, D::Error> {
        Vec::deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Vec<T>, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(list)
    }
}

impl Ref<'_> {
    /// Reports whether its members are items: several of one name, or a single object. The members of an item itself are leaves.
    pub(super) fn wraps_items(self) -> bool {
        let mut members = self.children();
        let Some(first) = members.next() else { return false };
        let rest = members.clone().count();
        members.all(|member| member.name() == first.name()) && (rest > 0 || first.is_container())
    }
}
