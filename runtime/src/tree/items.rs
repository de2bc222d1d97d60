//! What stands for a list, and its items for serde.

use serde::de::{self, DeserializeSeed};

use super::error::Misfit;
use super::{Kind, Ref, Syntax, TreeError};

/// The items of a list.
pub(super) struct Items<I> {
    items: I,
    at: usize,
}

impl<I> Items<I> {
    pub(super) fn of(items: I) -> Self {
        Self { items, at: 0 }
    }
}

impl<'de, I: Iterator<Item = Ref<'de>>> de::SeqAccess<'de> for Items<I> {
    type Error = TreeError;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, TreeError> {
        let Some(item) = self.items.next() else { return Ok(None) };
        let at = self.at;
        self.at += 1;
        seed.deserialize(item).map(Some).map_err(|e| e.of_node(item.at, Misfit::Content).at_item(at))
    }
}

impl<'t> Ref<'t> {
    /// Reports whether it is a list of which PHP made an object: in JSON, all keys are indexes in ascending order. It writes one
    /// of which items were removed in this way.
    pub(crate) fn is_list_of_php(self) -> bool {
        if self.kind() != Kind::Map || self.syntax() != Syntax::Json {
            return false;
        }
        let index = |name: &str| name.parse::<u32>().ok().filter(|index| index.to_string() == name);
        let mut last = None;
        self.children().all(|child| {
            let index = index(child.name());
            let ascends = index.is_some() && index > last;
            last = index;
            ascends
        })
    }

    /// Returns the items of a message that is a list: the objects, if they have one name; without any, the members that do not
    /// belong to every message, if they have one name. The others are about the message itself.
    pub(super) fn items_of_root(self) -> Option<impl Iterator<Item = Ref<'t>>> {
        const OF_THE_MESSAGE: [&str; 3] = ["pg_status", "pg_salt", "pg_sig"];
        let has_objects = self.children().any(Ref::is_container);
        let is_item = move |child: &Ref<'_>| {
            if has_objects { child.is_container() } else { !OF_THE_MESSAGE.contains(&child.name()) }
        };
        let items = self.children().filter(is_item);
        let name = items.clone().next().map(Ref::name);
        items.clone().all(|item| Some(item.name()) == name).then_some(items)
    }
}
