//! Builds untyped messages from field names and text values (used by the command line).

use crate::message::suggestion::did_you_mean;
use crate::message::validate::Problem;
use crate::meta::{EndpointMeta, FieldMeta, TypeMeta};
use crate::secret::card_numbers::without_card_numbers;
use crate::tree::Value;
use crate::types::amount::Amount;

/// Sets one field of a message. Names are wire names or Rust names; nested ones are written `list[0][name]` or
/// `list.0.name`. The text is converted to the type in the table: a number, a boolean, text.
///
/// # Errors
/// If no such field is declared, it has no name or is set already, or the text does not fit its type.
pub fn set_field(endpoint: &EndpointMeta, message: &mut Value, name: &str, text: &str) -> Result<(), Problem> {
    let flat = name.replace("][", ".").replace('[', ".").replace(']', "");
    let segments: Vec<&str> = flat.split('.').collect();
    let root = TypeMeta::Object(endpoint.request);
    place(&root, message, &segments, text, "")
}

fn place(ty: &TypeMeta, slot: &mut Value, segments: &[&str], text: &str, path: &str) -> Result<(), Problem> {
    let problem = |reason: String| Problem { field: path.to_owned(), message: reason };
    let Some((first, rest)) = segments.split_first() else {
        if !matches!(slot, Value::Null) {
            return Err(problem("it is given twice".to_owned()));
        }
        *slot = leaf(ty, text, path)?;
        return Ok(());
    };
    // Only an item of a list may be without one: it is the next.
    if first.is_empty() && !matches!(ty, TypeMeta::List(_)) {
        return Err(problem("a name is missing: a field is given as name=value".to_owned()));
    }
    match ty {
        TypeMeta::Object(fields) => {
            let (name, ty) = resolve(fields, first, path)?;
            // The field of further members is only a prefix for them: `extra.colour=red`.
            if name == FieldMeta::REST {
                return place(ty, slot, rest, text, path);
            }
            let path = join(path, &name);
            place(ty, member(slot, &name), rest, text, &path)
        }
        TypeMeta::Map(item) => place(item, member(slot, first), rest, text, &join(path, first)),
        TypeMeta::List(item) => {
            if matches!(slot, Value::Null) {
                *slot = Value::List(Vec::new());
            }
            let Value::List(items) = slot else { return Err(problem("it is given twice".to_owned())) };
            let at = if first.is_empty() { items.len() } else { first.parse().unwrap_or(usize::MAX) };
            if at > items.len() {
                return Err(problem(format!("items are counted from 0 without gaps; the next is {}", items.len())));
            }
            if at == items.len() {
                items.push(Value::Null);
            }
            let Some(item_slot) = items.get_mut(at) else { return Ok(()) };
            place(item, item_slot, rest, text, &format!("{path}[{at}]"))
        }
        _ => Err(problem("it does not have inner fields".to_owned())),
    }
}

fn leaf(ty: &TypeMeta, text: &str, path: &str) -> Result<Value, Problem> {
    let text_value = || Value::Text(text.to_owned());
    Ok(match (ty, text) {
        (TypeMeta::Object(_) | TypeMeta::Map(_), _) => {
            let reason = format!("it is an object: name one of its fields, as in {path}.name=value");
            return Err(Problem { field: path.to_owned(), message: reason });
        }
        (TypeMeta::List(item), _) => Value::List(vec![leaf(item, text, path)?]),
        (TypeMeta::Bool, "true" | "1") => Value::Bool(true),
        (TypeMeta::Bool, "false" | "0") => Value::Bool(false),
        (TypeMeta::Flag, "true") => Value::Number("1".to_owned()),
        (TypeMeta::Flag, "false") => Value::Number("0".to_owned()),
        (TypeMeta::Flag | TypeMeta::Integer { .. } | TypeMeta::Decimal | TypeMeta::Enum { numeric: true, .. }, _)
            if text.parse::<Amount>().is_ok() =>
        {
            Value::Number(text.to_owned())
        }
        _ => text_value(),
    })
}

/// Returns wire name and type of a field given by wire or Rust name. Undeclared names are merchant fields where the
/// table allows any, unless they look mistyped.
fn resolve<'t>(fields: &'t [FieldMeta], given: &str, path: &str) -> Result<(String, &'t TypeMeta), Problem> {
    if given.is_empty() {
        return Err(Problem { field: path.to_owned(), message: "a field without a name".to_owned() });
    }
    if let Some(field) = fields.iter().find(|field| field.name == given || field.rust == given) {
        return Ok((field.name.to_owned(), field.ty));
    }
    let names = fields.iter().flat_map(|field| [field.name, field.rust]);
    let meant = did_you_mean(given, names).map(|name| format!("; did you mean {name}?")).unwrap_or_default();
    let rest = fields.iter().find(|field| field.name == FieldMeta::REST);
    match rest {
        Some(rest) if meant.is_empty() && !given.starts_with("pg_") => {
            let TypeMeta::Map(item) = rest.ty else { return Ok((given.to_owned(), rest.ty)) };
            Ok((given.to_owned(), item))
        }
        _ => Err(Problem { field: join(path, given), message: format!("there is no such field{meant}") }),
    }
}

/// Converts a message with wire or Rust names to wire names.
///
/// # Errors
/// One for every undeclared name.
pub fn to_wire_names(endpoint: &EndpointMeta, message: Value) -> Result<Value, Vec<Problem>> {
    let mut problems = Vec::new();
    let renamed = rename(&TypeMeta::Object(endpoint.request), message, "", &mut problems);
    if problems.is_empty() { Ok(renamed) } else { Err(problems) }
}

fn rename(ty: &TypeMeta, value: Value, path: &str, problems: &mut Vec<Problem>) -> Value {
    match (ty, value) {
        (TypeMeta::Object(fields), Value::Map(members)) => {
            let mut renamed = Vec::with_capacity(members.len());
            for (given, value) in members {
                match resolve(fields, &given, path) {
                    Ok((name, ty)) if name == FieldMeta::REST => {
                        if let Value::Map(inner) = rename(ty, value, path, problems) {
                            renamed.extend(inner);
                        }
                    }
                    Ok((name, ty)) => {
                        let path = join(path, &name);
                        renamed.push((name, rename(ty, value, &path, problems)));
                    }
                    Err(problem) => problems.push(problem),
                }
            }
            Value::Map(renamed)
        }
        (TypeMeta::List(item), Value::List(items)) => {
            let items = items.into_iter().enumerate();
            Value::List(items.map(|(at, value)| rename(item, value, &format!("{path}[{at}]"), problems)).collect())
        }
        (_, value) => value,
    }
}

fn member<'v>(slot: &'v mut Value, name: &str) -> &'v mut Value {
    if !matches!(slot, Value::Map(_)) {
        *slot = Value::Map(Vec::new());
    }
    let Value::Map(members) = slot else { return slot };
    let at = members.iter().position(|(n, _)| n == name).unwrap_or_else(|| {
        members.push((name.to_owned(), Value::Null));
        members.len() - 1
    });
    &mut members[at].1
}

/// Returns the path for an error. A name that was given can be anything.
fn join(path: &str, name: &str) -> String {
    let name = without_card_numbers(name);
    if path.is_empty() { name.into_owned() } else { format!("{path}.{name}") }
}
