//! A model written as a lock file.

use std::fmt::Write as _;

use super::line::{name, word};
use crate::spec::model::{Fact, Field, FieldLocation, Limit, Operation, Spec, Type, Width};

const HEAD: &str = "\
# Every operation and field of the Freedom Pay API as this library declares them, without documentation and examples.
# A change here is a change for callers: `freedompay drift --locks OLD NEW` says which kind.
# Renew: cargo run -- endpoints --format lock > api-defs/api.lock
";

/// Writes the lock file.
pub(crate) fn write(spec: &Spec) -> String {
    let mut out = HEAD.to_owned();
    for operation in &spec.operations {
        out.push('\n');
        write_operation(operation, &mut out);
    }
    out
}

fn write_operation(operation: &Operation, out: &mut String) {
    out.push_str("operation");
    for part in [&operation.id, &operation.api, operation.direction.as_str()] {
        push(out, format_args!(" {}", word(part)));
    }
    for fact in Fact::ALL {
        if let Some(value) = operation.fact(*fact) {
            push(out, format_args!(" {}={}", fact.name(), word(value)));
        }
    }
    out.push('\n');
    for header in &operation.headers {
        push(out, format_args!("  header {}", word(&header.name)));
        if let Some(value) = &header.value {
            push(out, format_args!(" value={}", word(value)));
        }
        out.push('\n');
    }
    fields("request", "", &operation.request, out);
    if operation.response != Type::Any {
        push(out, format_args!("  answer . {}\n", type_name(&operation.response)));
        fields("answer", "", operation.response.fields(), out);
    }
}

fn fields(side: &str, parent: &str, list: &[Field], out: &mut String) {
    for field in list {
        let name = name(&field.name);
        let path = if parent.is_empty() { name } else { format!("{parent}.{name}") };
        push(out, format_args!("  {side} {path} {}", type_name(&field.ty)));
        out.push_str(if field.required { " required" } else { " optional" });
        if field.location != FieldLocation::Body {
            push(out, format_args!(" in={}", field.location.name()));
        }
        for limit in Limit::ALL {
            if let Some(value) = field.limits.get(&limit) {
                push(out, format_args!(" {}={}", limit.name(), word(value)));
            }
        }
        if field.secret {
            out.push_str(" secret");
        }
        out.push('\n');
        fields(side, &path, field.ty.fields(), out);
    }
}

/// Names a type in one word.
pub(crate) fn type_name(ty: &Type) -> String {
    match ty {
        Type::Any => "any".to_owned(),
        Type::Text => "text".to_owned(),
        Type::Bool => "bool".to_owned(),
        Type::Flag => "flag".to_owned(),
        Type::Integer(width) => match width.and_then(Width::name) {
            Some(name) => format!("integer({name})"),
            None => "integer".to_owned(),
        },
        Type::Decimal => "decimal".to_owned(),
        Type::Uuid => "uuid".to_owned(),
        Type::Enum { values, numeric } => {
            let values: Vec<String> = values.iter().map(|value| word(value)).collect();
            format!("{}({})", if *numeric { "numbers" } else { "enum" }, values.join("|"))
        }
        Type::List(item) => format!("list({})", type_name(item)),
        Type::Object(_) => "object".to_owned(),
        Type::Map(item) => format!("map({})", type_name(item)),
    }
}

fn push(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a String cannot fail.
    let _ = out.write_fmt(text);
}
