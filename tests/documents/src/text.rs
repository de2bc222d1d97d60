//! Documents and messages as text: YAML, Markdown and XML, written here so that no reader and writer share a mistake.

use std::fmt::Write as _;

use fastrand::Rng;
use serde_json::Value;

/// Appends formatted text; writing to a `String` cannot fail.
pub(crate) fn push(out: &mut String, text: std::fmt::Arguments<'_>) {
    let _ = out.write_fmt(text);
}

/// Writes YAML in blocks; scalars plain where that is safe, or quoted in one of two ways.
pub(crate) fn yaml(random: &mut Rng, value: &Value) -> String {
    let mut out = String::new();
    node(random, value, 0, &mut out);
    out
}

fn node(random: &mut Rng, value: &Value, indent: usize, out: &mut String) {
    let space = "  ".repeat(indent);
    match value {
        Value::Object(members) if !members.is_empty() => {
            for (name, member) in members {
                push(out, format_args!("{space}{}:", key(random, name)));
                below(random, member, indent, out);
            }
        }
        Value::Array(items) if !items.is_empty() => {
            for item in items {
                push(out, format_args!("{space}-"));
                below(random, item, indent, out);
            }
        }
        other => push(out, format_args!("{space}{}\n", plain(random, other))),
    }
}

/// Writes a name, which needs no quotes even if it is a value elsewhere.
fn key(random: &mut Rng, name: &str) -> String {
    let is_value = matches!(name, "null" | "true" | "7" | "1.5");
    if is_value && random.bool() { name.to_owned() } else { scalar(random, name) }
}

/// Writes a value that is not a text; a whole number in one of the ways of YAML.
fn plain(random: &mut Rng, value: &Value) -> String {
    match (value.as_u64(), random.u8(..16)) {
        (Some(number), 0) => format!("0x{number:x}"),
        (Some(number), 1) => format!("0o{number:o}"),
        (Some(number), 2) if number >= 1000 => format!("{}_{:03}", number / 1000, number % 1000),
        (Some(number), 3) => format!("+{number}"),
        _ => value.to_string(),
    }
}

/// Writes a value after its key or dash.
fn below(random: &mut Rng, value: &Value, indent: usize, out: &mut String) {
    match value {
        Value::Object(members) if !members.is_empty() => {
            out.push('\n');
            node(random, value, indent + 1, out);
        }
        Value::Array(items) if !items.is_empty() => {
            out.push('\n');
            node(random, value, indent + 1, out);
        }
        Value::String(text) => push(out, format_args!(" {}\n", scalar(random, text))),
        other => push(out, format_args!(" {}\n", plain(random, other))),
    }
}

fn scalar(random: &mut Rng, text: &str) -> String {
    let is_word = text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || "_/".contains(c))
        && !["true", "false", "null", "yes", "no", "on", "off", "y", "n"].contains(&text.to_lowercase().as_str());
    match random.u8(..3) {
        0 | 1 if is_word => text.to_owned(),
        0 if !text.chars().any(char::is_control) => format!("'{}'", text.replace('\'', "''")),
        // JSON's strings are YAML's.
        _ => Value::from(text).to_string(),
    }
}

/// Puts a document into a page of Markdown.
pub(crate) fn markdown(document: &str, is_json: bool) -> String {
    let mark = if document.contains("```") { "~~~~" } else { "```" };
    let kind = if is_json { "json" } else { "yaml" };
    format!(
        "# A page\n\nSome words, and `code`.\n\n```text\nnot: a document\n```\n\n{mark}{kind}\n{document}\n{mark}\n\nThe end.\n"
    )
}

/// Writes a message of a form API.
pub(crate) fn xml(value: &Value) -> String {
    let mut out = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<response>".to_owned();
    elements(value, &mut out);
    out.push_str("</response>");
    out
}

fn elements(value: &Value, out: &mut String) {
    for (name, member) in value.as_object().into_iter().flatten() {
        // A list without items is an empty element.
        let list = member.as_array().filter(|list| !list.is_empty()).cloned().unwrap_or_else(|| vec![member.clone()]);
        for one in list {
            let inner = match &one {
                Value::Object(_) => {
                    let mut inner = String::new();
                    elements(&one, &mut inner);
                    inner
                }
                Value::Null | Value::Array(_) => String::new(),
                Value::Bool(truth) => u8::from(*truth).to_string(),
                Value::String(text) => text.replace('&', "&amp;").replace('<', "&lt;"),
                Value::Number(number) => number.to_string(),
            };
            push(out, format_args!("<{name}>{inner}</{name}>"));
        }
    }
}
