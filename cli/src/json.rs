//! JSON for people: values printed on several lines.

use freedompay::Value;
use freedompay_runtime::tree::Tree;
use freedompay_runtime::wire::json;

use crate::exit::Failure;

/// Encodes a value as indented JSON.
pub(crate) fn pretty(value: &Value) -> Result<String, Failure> {
    let tree = Tree::from_serialize(value).map_err(|e| Failure::invalid(e.to_string()))?;
    Ok(String::from_utf8_lossy(&json::encode_pretty(tree.root())).into_owned())
}

/// Wraps a text as a JSON string.
pub(crate) fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}
