//! How a document writes the values of parameters, compared with how a client does.

use crate::spec::import::document::object::Object;
use crate::spec::import::finding::Warnings;
use crate::spec::import::schema::parts::shown;
use crate::spec::model::{Field, FieldLocation, Type};

/// Returns the style that the document gives a parameter, or that of its place.
fn named<'n>(object: &Object<'n>, usual: &'n str, at: &str, warnings: &mut Warnings) -> &'n str {
    let style = object.get("style");
    if style.is_some_and(|style| style.text().is_none()) {
        warnings.add(at, "`style` is not a text; ignored");
    }
    style.and_then(|style| style.text()).unwrap_or(usual)
}

/// Reads a truth value, and adds its note.
pub(super) fn truth(object: &Object<'_>, name: &'static str, at: &str, warnings: &mut Warnings) -> bool {
    let (truth, note) = object.truth(name);
    if let Some(note) = note {
        warnings.add(at, note);
    }
    truth
}

/// Names how the values of a parameter are written, where a client writes them differently. A list in one value becomes a
/// text.
pub(super) fn compare(object: &Object<'_>, field: &mut Field, at: &str, warnings: &mut Warnings) {
    if truth(object, "allowReserved", at, warnings) {
        warnings.add(at, "`allowReserved` is not taken over: reserved characters are escaped");
    }
    if truth(object, "allowEmptyValue", at, warnings) && field.ty != Type::Text {
        warnings.add(at, "`allowEmptyValue` is not taken over: its type has no empty value");
    }
    if field.location == FieldLocation::Query {
        in_query(object, field, at, warnings);
        return;
    }
    object.ask(&["explode"]);
    let style = named(object, "simple", at, warnings);
    if style != "simple" {
        let message = format!("the style `{}` is not taken over: the client sends the plain value", shown(style));
        warnings.add(at, message);
    }
    if matches!(field.ty, Type::List(_) | Type::Map(_) | Type::Object(_) | Type::Any) {
        warnings.add(at, "a path or header parameter must be a single value; read as text");
        become_text(field);
    }
}

/// Compares how a list or an object is written in a query: a client sends `a[]=1&a[]=2` and `a[b]=1`.
fn in_query(object: &Object<'_>, field: &mut Field, at: &str, warnings: &mut Warnings) {
    let style = named(object, "form", at, warnings);
    let explodes = truth(object, "explode", at, warnings) || (object.get("explode").is_none() && style == "form");
    match (&field.ty, style) {
        (Type::Object(_) | Type::Map(_), "deepObject") => {}
        (Type::Object(_) | Type::Map(_), _) => {
            let message = format!(
                "the document writes it in the style `{}`; a client sends `{}[member]`",
                shown(style),
                shown(&field.name)
            );
            warnings.add(at, message);
        }
        (Type::List(_), "form") if explodes => {
            let message = format!("the document repeats `{0}`, a client sends `{0}[]`", shown(&field.name));
            warnings.add(at, message);
        }
        (Type::List(_), style) => {
            let separator = match style {
                "form" => "commas".to_owned(),
                "spaceDelimited" => "spaces".to_owned(),
                "pipeDelimited" => "`|`".to_owned(),
                other => format!("what the style `{}` has", shown(other)),
            };
            let message = format!("a list in one value; declared as a text, to be written with {separator} between");
            warnings.add(at, message);
            become_text(field);
        }
        (_, "form") => {}
        (_, style) => warnings.add(at, format!("the style `{}` is not taken over", shown(style))),
    }
}

/// Names the style of a parameter whose name has brackets, unless it is the one that they are written in.
pub(super) fn of_brackets(object: &Object<'_>, at: &str, warnings: &mut Warnings) {
    truth(object, "explode", at, warnings);
    let style = named(object, "form", at, warnings);
    if !matches!(style, "form" | "deepObject") {
        warnings.add(at, format!("the style `{}` is not taken over", shown(style)));
    }
    for name in ["allowReserved", "allowEmptyValue"] {
        if truth(object, name, at, warnings) {
            warnings.add(at, format!("`{name}` is not taken over"));
        }
    }
}

fn become_text(field: &mut Field) {
    field.ty = Type::Text;
    field.limits.clear();
}
