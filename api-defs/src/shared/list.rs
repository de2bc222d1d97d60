//! Lists that pages describe one way and samples show another.

use crate::__private::{Deserialize, Deserializer};
use crate::Value;
use freedompay_runtime::tree::Tree;

/// Reads a list whose items stand there themselves (`<list>…</list><list>…</list>`) or inside one element
/// (`<list><item>…</item><item>…</item></list>`).
pub(crate) fn bare_or_wrapped<'de, T, D>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    T: for<'any> Deserialize<'any>,
    D: Deserializer<'de>,
{
    use crate::__private::serde::de::Error as _;

    let mut value = Value::deserialize(deserializer)?;
    if let Value::Map(members) = &mut value {
        // An item's own members are leaves.
        if let [(_, inner @ (Value::Map(_) | Value::List(_)))] = members.as_mut_slice() {
            value = std::mem::replace(inner, Value::Null);
        }
    }
    Tree::from_serialize(&value).and_then(|tree| tree.deserialize()).map_err(D::Error::custom)
}
