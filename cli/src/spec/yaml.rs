//! Values written as YAML.

use std::borrow::Cow;

use freedompay::Value;
use saphyr::{Mapping, Scalar, ScalarStyle, Yaml, YamlEmitter};

/// Writes a document with every digit of its numbers.
pub(crate) fn write(value: &Value) -> Result<String, String> {
    let mut out = String::new();
    let failed = |e| format!("cannot be written as YAML: {e}");
    let mut emitter = YamlEmitter::new(&mut out);
    // YAML 1.1 readers, still common, take `2026-06-30` without quotes for a date and `no` for false.
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed

    use saphyr::LoadableYamlNode as _;

    use super::*;
    use crate::spec::{declared, openapi};

    fn assert_same(yaml: &Yaml<'_>, value: &Value, at: &str) {
        match (yaml, value) {
            (Yaml::Value(Scalar::Boolean(yaml)), Value::Bool(value)) => assert_eq!(yaml, value, "{at}"),
            (Yaml::Value(Scalar::String(yaml)), Value::Text(value)) => assert_eq!(yaml, value, "{at}"),
            (Yaml::Value(Scalar::Null), Value::Null) => {}
            // The reader has no larger integers.
            (Yaml::Value(Scalar::Integer(yaml)), Value::Number(value)) => assert_eq!(yaml.to_string(), *value, "{at}"),
            (Yaml::Value(Scalar::FloatingPoint(yaml)), Value::Number(value)) => {
                assert_eq!(yaml.to_string(), value.parse::<f64>().unwrap().to_string(), "{at}");
            }
            (Yaml::Sequence(yaml), Value::List(value)) => {
                assert_eq!(yaml.len(), value.len(), "{at}");
                yaml.iter().zip(value).enumerate().for_each(|(i, (yaml, value))| {
                    assert_same(yaml, value, &format!("{at}/{i}"));
                });
            }
            (Yaml::Mapping(yaml), Value::Map(value)) => {
                assert_eq!(yaml.len(), value.len(), "{at}");
                for ((key, yaml), (name, value)) in yaml.iter().zip(value) {
                    assert_eq!(key.as_str(), Some(name.as_str()), "{at}");
                    assert_same(yaml, value, &format!("{at}/{name}"));
                }
            }
            (yaml, _) => panic!("{at}: {yaml:?}"),
        }
    }

    #[test]
    fn what_is_written_is_read_as_the_same() {
        let document = openapi::document(&declared::spec(freedompay::endpoints()), "1");
        let text = write(&document).unwrap();
        let read = Yaml::load_from_str(&text).unwrap();
        assert_eq!(read.len(), 1);
        assert_same(&read[0], &document, "");
    }

    #[test]
    fn texts_stay_texts_and_numbers_keep_their_digits() {
        let text = |text: &str| Value::Text(text.to_owned());
        let odd = ["no", "2026-06-30", "1", "~", "", " x ", "a: b", "- #", "\"\\\n\t\u{1}", "Счёт", "*a", "%", "0x1F"];
        let mut members: Vec<(String, Value)> = odd.iter().map(|odd| ((*odd).to_owned(), text(odd))).collect();
        members.push(("exact".to_owned(), Value::Number("25.00".to_owned())));
        members.push(("null".to_owned(), Value::Null));
        members.push(("none".to_owned(), Value::List(Vec::new())));
        let document = Value::Map(members);
        let yaml = write(&document).unwrap();
        assert!(yaml.contains("exact: 25.00\n") && yaml.contains("\"2026-06-30\"\n"), "{yaml}");
        assert_same(&Yaml::load_from_str(&yaml).unwrap()[0], &document, "");
    }
}
