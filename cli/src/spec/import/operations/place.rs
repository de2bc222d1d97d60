//! Where a call goes: its path, its API, and one name for each of its fields.

use std::collections::BTreeMap;

use freedompay::meta::{ApiMeta, Wire};

use super::shape;
use crate::registry;
use crate::spec::import::document::node::Node;
use crate::spec::import::finding::Warnings;
use crate::spec::import::names;
use crate::spec::import::schema::parts::shown;
use crate::spec::model::{Fact, Field, FieldLocation, Type};

/// The path of a call.
pub(super) struct Path {
    /// As it is declared.
    pub(super) uri: String,
    /// Parameters whose names in the document cannot be declared, with their new names. They are not sent.
    pub(super) renamed: Vec<(String, String)>,
    /// Query that the document writes into the path.
    pub(super) query: Option<String>,
    /// What the document writes behind a `#`.
    pub(super) fragment: Option<String>,
}

/// Takes the host and the query off a path.
pub(super) fn path(full: &str) -> Result<Path, String> {
    let full = full.trim();
    let bare = match full.split_once("://") {
        Some((_, rest)) => rest.split_once('/').map_or("", |(_, path)| path),
        None => full,
    };
    let (bare, fragment) = bare.split_once('#').map_or((bare, None), |(path, rest)| (path, Some(rest.to_owned())));
    let (bare, query) = bare.split_once('?').map_or((bare, None), |(path, query)| (path, Some(query.to_owned())));
    let mut renamed: Vec<(String, String)> = Vec::new();
    let path = format!("/{}", bare.trim_start_matches('/'));
    let segments: Vec<String> = path.split('/').map(|segment| parameter(segment, &mut renamed)).collect();
    let path = segments.join("/");
    let inner = path.trim_start_matches('/');
    let inner = inner.strip_suffix('/').unwrap_or(inner);
    let is_sound = |segment: &str| match segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
        Some(name) => is_name(name),
        None => {
            !segment.is_empty() && !matches!(segment, "." | "..") && !segment.contains(['{', '}', ':', '*', '<', '$'])
        }
    };
    let parameters: Vec<&str> = inner.split('/').filter(|segment| segment.starts_with('{')).collect();
    let is_twice =
        parameters.iter().enumerate().any(|(at, name)| parameters.iter().take(at).any(|other| other == name));
    let is_plain = path.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '%' | '"' | '\\'));
    if is_plain && !is_twice && inner.split('/').all(is_sound) {
        Ok(Path { uri: path, renamed, query, fragment })
    } else {
        Err(format!(
            "the path {} cannot be declared: a parameter must fill one segment, and the rest must be plain ASCII",
            shown(&path)
        ))
    }
}

/// Renames a parameter whose name is not one in Rust, too.
fn parameter(segment: &str, renamed: &mut Vec<(String, String)>) -> String {
    let Some(name) = segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) else {
        return segment.to_owned();
    };
    if is_name(name) || name.is_empty() || name.contains(['{', '}']) {
        return segment.to_owned();
    }
    let made = names::field(name).trim_start_matches("r#").to_owned();
    renamed.push((name.to_owned(), made.clone()));
    format!("{{{made}}}")
}

fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && text.chars().all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c))
}

/// Words of the documentation's sections, and the APIs that they may mean.
const SECTIONS: [(&str, &[&str]); 4] = [
    ("partner", &["partner"]),
    ("card", &["card"]),
    ("gateway", &["gateway", "gateway_async"]),
    ("merchant", &["merchant", "merchant_invoice"]),
];

/// Finds the API: as named on the command line, by the path, or by the place in the documentation.
pub(super) fn api(
    given: Option<&'static ApiMeta>,
    path: &str,
    node: &Node,
    warnings: &mut Warnings,
) -> Result<&'static ApiMeta, String> {
    let folder = node.member_text("x-apidog-folder");
    let tag = shape::tag(node);
    let of_path = given.or_else(|| ApiMeta::of_path(registry::apis(), path));
    let [of_folder, of_tag] = [folder, tag].map(|place| place.and_then(section));
    let source = if given.is_some() { "`--api`" } else { "the path" };
    let evidence = [("folder", folder, of_folder), ("tag", tag, of_tag)];
    if let Some(api) = of_path {
        for (kind, place, apis) in evidence {
            if let (Some(place), Some(apis)) = (place, apis)
                && !apis.contains(&api.name)
            {
                let message = format!(
                    "the {kind} `{}` names another API than {source}; it is declared as {}",
                    shown(place),
                    api.name
                );
                warnings.add("", message);
            }
        }
        return Ok(api);
    }
    let (Some(place), Some(apis)) = (folder.or(tag), of_folder.or(of_tag)) else {
        return Err(format!("cannot infer the API from the path {}; add --api", shown(path)));
    };
    if let (Some(tag), Some(of_tag)) = (tag, of_tag)
        && of_tag != apis
    {
        warnings.add("", format!("the folder `{}` and the tag `{}` name different APIs", shown(place), shown(tag)));
    }
    let is_async = place.to_ascii_lowercase().contains("async");
    let is_invoice = place.to_ascii_lowercase().contains("invoice");
    let name = match apis {
        [first, second] => {
            if is_async || is_invoice {
                second
            } else {
                first
            }
        }
        apis => apis.first().unwrap_or(&""),
    };
    let found = registry::apis().iter().copied().find(|api| api.name == *name);
    found.ok_or_else(|| format!("cannot infer the API from the path {}; add --api", shown(path)))
}

/// Returns the APIs that a place in the documentation may mean.
fn section(place: &str) -> Option<&'static [&'static str]> {
    let first = place.split('/').next().unwrap_or_default();
    let words: Vec<String> = names::part(first).split('_').map(str::to_owned).collect();
    let has_api = first.to_ascii_lowercase().contains("api");
    let found = SECTIONS.iter().find(|(word, _)| words.first().is_some_and(|first| first == word));
    // A section such as "Card" may be about cards in any API.
    found.filter(|_| has_api).map(|(_, apis)| *apis)
}

/// Sets the action of a call. The API whose calls share paths needs one, and no other API sends it.
pub(super) fn action(
    api: &ApiMeta,
    action: Option<String>,
    facts: &mut BTreeMap<Fact, String>,
    warnings: &mut Warnings,
) -> Result<(), String> {
    let has_actions = api.name == "gateway_async";
    match action {
        Some(action) if has_actions => {
            facts.insert(Fact::Action, action);
        }
        Some(_) => warnings.add("", "`X-Action` is not sent by this API; left out"),
        None if has_actions => {
            return Err("every call of this API has an `X-Action`, and the document does not give its value".to_owned());
        }
        None => {}
    }
    Ok(())
}

/// Declares the query that a path has as fields, whose values are known.
pub(super) fn fixed_query(query: Option<&str>, api: &ApiMeta, warnings: &mut Warnings) -> Vec<Field> {
    let mut fields = Vec::new();
    for pair in query.unwrap_or_default().split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let is_plain = |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-.".contains(&b));
        let is_declarable = api.wire == Wire::Json && !name.starts_with("pg_") && !name.is_empty() && !value.is_empty();
        if !is_declarable || !is_plain(name) || !is_plain(value) {
            warnings.add("", format!("the path has the query `{}`, which is not sent", shown(pair)));
            continue;
        }
        let message = format!("the path has the query `{}`; declared as a field, to be set in every call", shown(pair));
        warnings.add(&format!("request.{name}"), message);
        let ty = Type::Enum { values: vec![value.to_owned()], numeric: false };
        fields.push(Field { location: FieldLocation::Query, ..Field::new(name, ty) });
    }
    fields
}

/// Puts the fields of all places together. A declaration has one field of a name: a parameter of the path is renamed, since
/// its name is not sent, and of the others the required one stays.
pub(super) fn together(
    mut path: String,
    lists: [Vec<Field>; 3],
    warnings: &mut Warnings,
) -> Result<(String, Vec<Field>), String> {
    let mut fields: Vec<Field> = Vec::new();
    for mut field in lists.into_iter().flatten() {
        let same = fields.iter().position(|known| known.name == field.name);
        let Some(known) = same.and_then(|at| fields.get_mut(at)) else {
            fields.push(field);
            continue;
        };
        if field.location == known.location {
            continue;
        }
        let is_in_header = |field: &Field| field.location == FieldLocation::Header;
        if known.location == FieldLocation::Path || field.location == FieldLocation::Path {
            let in_path = if known.location == FieldLocation::Path { known } else { &mut field };
            let name = format!("path_{}", in_path.name);
            path = path.replace(&format!("{{{}}}", in_path.name), &format!("{{{name}}}"));
            in_path.name = name;
        } else if !is_in_header(known) && !is_in_header(&field) {
            let (one, other) = (known.location.name(), field.location.name());
            if known.required && field.required {
                let name = shown(&field.name);
                return Err(format!(
                    "`{name}` is required in the {one} and in the {other}; a declaration has one field of a name"
                ));
            }
            if field.required {
                std::mem::swap(known, &mut field);
            }
            let message = format!(
                "it is also in the {}; a declaration has one field of a name, so that is left out",
                field.location.name()
            );
            warnings.add(&format!("request.{}", field.name), message);
            continue;
        }
        fields.push(field);
    }
    Ok((path, fields))
}

/// Spells out the truth values of a query: in JSON APIs they are `true` and `false`, and a client writes 1 and 0.
pub(super) fn query_truths(mut fields: Vec<Field>, is_form: bool) -> Vec<Field> {
    let in_query = |field: &&mut Field| !is_form && field.location == FieldLocation::Query && field.ty == Type::Bool;
    for field in fields.iter_mut().filter(in_query) {
        let values = ["true", "false"].map(str::to_owned).to_vec();
        field.ty = Type::Enum { values, numeric: false };
    }
    fields
}
