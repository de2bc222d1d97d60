//! Messages read by their table: what decides nothing, is optional and does not fit reads as absent, and is listed.

use std::fmt::Write as _;

use serde::de::DeserializeOwned;

use crate::meta::decisive::decides;
use crate::meta::{ApiMeta, EndpointMeta, TypeMeta};
use crate::secret::Word;
use crate::tree::{Kind, Step, Tree, TreeError};

/// A message as a type, and what of it was left out.
#[derive(Clone, Debug)]
pub struct Typed<T> {
    /// The message.
    pub value: T,
    /// Paths of optional members that do not fit their types and were read as absent, in message order.
    pub unread: Vec<String>,
}

/// Reads a message as the type that a table declares. The message itself keeps what is left out.
pub(crate) fn read<T: DeserializeOwned>(
    endpoint: &EndpointMeta,
    declared: &TypeMeta,
    message: &Tree,
) -> Result<Typed<T>, TreeError> {
    let (value, unread) = message.read(&|way| left_out(endpoint.api, declared, way))?;
    if !unread.is_empty() {
        if is_all_unread(declared, message, &unread) {
            return Err(TreeError::new("none of its declared members fits its type"));
        }
        tracing::warn!(endpoint = endpoint.id, members = ?unread, "freedompay.unread");
    }
    Ok(Typed { value, unread })
}

/// Reports whether nothing declared is left of a message: then it is not the message that was declared.
fn is_all_unread(declared: &TypeMeta, message: &Tree, unread: &[String]) -> bool {
    let TypeMeta::Object(fields) = declared else { return false };
    let is_read = |name: &str| fields.iter().any(|field| field.name == name) && !unread.iter().any(|path| path == name);
    !message.root().children().any(|member| member.kind() != Kind::Null && is_read(member.name()))
}

/// Finds the innermost member on a way that may be left out, unless one behind it may not. A list is never left out or shortened:
/// fewer items, or none, would be another statement.
fn left_out(api: &ApiMeta, declared: &TypeMeta, way: &[Step<'_>]) -> Option<(usize, String)> {
    let (mut path, mut found, mut ty) = (String::new(), None, declared);
    let mut place = 0;
    for (at, step) in way.iter().enumerate() {
        let name = step.node.name();
        if let TypeMeta::List(item) = ty {
            // In XML an item is the element of the list itself, unless another element is around them all.
            let is_inside = item.fields().iter().any(|field| field.name == name);
            let index = if is_inside { place } else { step.index() };
            // Writing to a String does not fail.
            let _ = write!(path, "[{index}]");
            ty = item;
            if !is_inside {
                continue;
            }
        }
        let dot = if path.is_empty() { "" } else { "." };
        let _ = write!(path, "{dot}{}", Word(name));
        place = step.index();
        ty = match ty {
            TypeMeta::Map(value) => value,
            TypeMeta::Object(fields) => {
                let field = fields.iter().find(|field| field.name == name)?;
                if matches!(field.ty, TypeMeta::List(_)) || decides(api, field) {
                    found = None;
                } else if !field.required {
                    found = Some((at, path.clone()));
                }
                field.ty
            }
            _ => return None,
        };
    }
    found
}
