//! Messages for people to look at: card data and secrets masked, by the table or by the name.

use crate::meta::{FieldMeta, TypeMeta};
use crate::secret::{MASK, is_sensitive_name};
use crate::sign::pg_sig;
use crate::tree::{Kind, Ref, Value};

/// The message with every secret replaced by `***`.
pub fn masked(fields: &'static [FieldMeta], message: Ref<'_>) -> Value {
    value(message, fields, false)
}

fn value(node: Ref<'_>, fields: &'static [FieldMeta], hidden: bool) -> Value {
    match node.kind() {
        Kind::Map => Value::Map(
            node.children()
                .map(|child| {
                    let (secret, inner) = describe(fields, child.name());
                    (child.name().to_owned(), value(child, inner, hidden || secret))
                })
                .collect(),
        ),
        Kind::List => Value::List(node.children().map(|item| value(item, fields, hidden)).collect()),
        Kind::Null => Value::Null,
        _ if hidden => Value::Text(MASK.to_owned()),
        Kind::Bool => Value::Bool(node.text() == "true"),
        Kind::Number => Value::Number(node.text().to_owned()),
        Kind::Text => Value::Text(node.text().to_owned()),
    }
}

/// Whether a member is secret, and the fields inside it.
fn describe(fields: &'static [FieldMeta], name: &str) -> (bool, &'static [FieldMeta]) {
    let inner = fields.iter().find(|field| field.name == name).map_or(&[][..], |field| field.ty.fields());
    (is_secret(fields, name), inner)
}

/// Whether a member is secret. One that no table names is judged by its name.
pub fn is_secret(fields: &[FieldMeta], name: &str) -> bool {
    let known = fields.iter().find(|field| field.name == name);
    known.map_or_else(|| is_sensitive_name(name), FieldMeta::is_secret)
}

/// The string that `pg_sig` covers, with `***` for the key and for secret values.
pub fn string_to_sign(script: &str, fields: &'static [FieldMeta], message: Ref<'_>) -> String {
    let mut out = String::from(script);
    for (_, segment) in segments(fields, message) {
        out.push(';');
        out.push_str(&segment);
    }
    out.push(';');
    out.push_str(MASK);
    out
}

/// The signed segments in order, each with the name of its field, masked where they must not be seen.
pub fn segments(fields: &'static [FieldMeta], message: Ref<'_>) -> Vec<(String, String)> {
    let mut out = Vec::new();
    pg_sig::segments(message, &mut |leaf| {
        let secret = secret_leaf(fields, leaf.name());
        out.push((leaf.name().to_owned(), if secret { MASK.to_owned() } else { leaf.form_text().to_owned() }));
    });
    out
}

/// A leaf may stand in a nested object; whichever table names it decides.
fn secret_leaf(fields: &'static [FieldMeta], name: &str) -> bool {
    fn find(fields: &'static [FieldMeta], name: &str) -> Option<&'static FieldMeta> {
        fields.iter().find_map(|field| {
            let inner = match field.ty {
                TypeMeta::Object(_) | TypeMeta::List(_) => find(field.ty.fields(), name),
                _ => None,
            };
            if field.name == name { Some(field) } else { inner }
        })
    }
    find(fields, name).map_or_else(|| is_sensitive_name(name), FieldMeta::is_secret)
}
