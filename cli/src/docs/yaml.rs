//! A value as YAML.

use std::borrow::Cow;

use freedompay::Value;
use saphyr::{Mapping, Scalar, ScalarStyle, Yaml, YamlEmitter};

use crate::exit::Failure;

/// The document, with numbers exactly as they are written.
pub(crate) fn write(value: &Value) -> Result<String, Failure> {
    let mut out = String::new();
    let failed = |e| Failure::invalid(format!("it cannot be written as YAML: {e}"));
    let mut emitter = YamlEmitter::new(&mut out);
    // To a reader of YAML 1.1, as many still are, `2026-06-30` without quotes is a date and `no` is false.
    emitter.quoted_value(true);
    emitter.dump(&node(value)).map_err(failed)?;
    Ok(out)
}

fn node(value: &Value) -> Yaml<'_> {
    match value {
        Value::Bool(truth) => Yaml::Value(Scalar::Boolean(*truth)),
        Value::Number(text) => Yaml::Representation(Cow::Borrowed(text), ScalarStyle::Plain, None),
        Value::Text(text) => Yaml::Value(Scalar::String(Cow::Borrowed(text))),
        Value::List(items) => Yaml::Sequence(items.iter().map(node).collect()),
        Value::Map(members) => {
            let members = members.iter().map(|(name, value)| (Yaml::Value(Scalar::String(name.into())), node(value)));
            Yaml::Mapping(members.collect::<Mapping<'_>>())
        }
        _ => Yaml::Value(Scalar::Null),
    }
}
