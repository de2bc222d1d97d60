//! The direction of serde that a declaration has.

use proc_macro2::TokenStream;

use super::item::Direction;
use super::{deserialize, serialize};
use crate::parse::item::StructDef;

/// Writes `Serialize` or `Deserialize`.
pub(super) fn serde(def: &StructDef, direction: Direction, rt: &TokenStream) -> TokenStream {
    match direction {
        Direction::Request => serialize::serialize(def, rt),
        Direction::Response => deserialize::deserialize(def, rt),
    }
}
