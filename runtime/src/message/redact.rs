//! Redacted messages for people: card data and secrets masked, by the table or by the name.

use crate::meta::{FieldMeta, TypeMeta};
use crate::secret::{MASK, is_sensitive_name};
use crate::sign::pg_sig;
use crate::tree::{Kind, Ref, Value};
use crate::types::card::number::is_card;

/// Returns the message with every secret replaced by `***`.
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

/// Reports whether a member is secret, and the fields inside it.
fn describe(fields: &'static [FieldMeta], name: &str) -> (bool, &'static [FieldMeta]) {
    let inner = fields.iter().find(|field| field.name == name).map_or(&[][..], |field| field.ty.fields());
    (is_secret(fields, name), inner)
}

/// Reports whether a member is secret. One that no table names is judged by its name.
pub fn is_secret(fields: &[FieldMeta], name: &str) -> bool {
    let known = fields.iter().find(|field| field.name == name);
    known.map_or_else(|| is_sensitive_name(name), FieldMeta::is_secret)
}

/// Returns the string that `pg_sig` covers, with `***` for the key and for secret values.
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

/// Returns the signed segments in order, each with the name of its field, masked where they must not be seen.
pub fn segments(fields: &'static [FieldMeta], message: Ref<'_>) -> Vec<(String, String)> {
    let mut out = Vec::new();
    pg_sig::segments(message, &mut |leaf| {
        let secret = secret_leaf(fields, leaf.name());
        out.push((leaf.name().to_owned(), if secret { MASK.to_owned() } else { leaf.form_text().to_owned() }));
    });
    out
}

/// Decides by whichever table names the leaf, which may be in a nested object.
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

/// Masks a text from the other side: the secrets that were sent there, and anything that can be a card number:
/// a server may quote what it was given.
pub(crate) fn quoted(text: &str, fields: &'static [FieldMeta], sent: Ref<'_>) -> String {
    let mut hidden = without_card_numbers(text);
    hide_leaves(fields, sent, false, &mut hidden);
    hidden
}

fn hide_leaves(fields: &'static [FieldMeta], node: Ref<'_>, is_hidden: bool, text: &mut String) {
    for child in node.children() {
        let (secret, inner) = describe(fields, child.name());
        let is_hidden = is_hidden || secret;
        if child.is_container() {
            hide_leaves(inner, child, is_hidden, text);
        } else if is_hidden {
            hide(text, child.form_text());
        }
    }
}

/// Replaces every occurrence of a word that is not part of another; the `100` inside of `10001` is not a CVC.
pub(crate) fn hide(text: &mut String, word: &str) {
    if word.len() < 3 || !text.contains(word) {
        return;
    }
    let is_inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once(word) {
        out.push_str(before);
        let is_part = is_inside(out.chars().next_back()) || is_inside(after.chars().next());
        out.push_str(if is_part { word } else { MASK });
        rest = after;
    }
    out.push_str(rest);
    *text = out;
}

/// Reduces runs of 13 to 19 digits with a correct check digit to their last four; single spaces and dashes may be
/// between them.
fn without_card_numbers(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from) = rest.split_at(start);
        out.push_str(before);
        let (run, after) = from.split_at(run_length(from));
        let digits: String = run.chars().filter(char::is_ascii_digit).collect();
        // Twelve digits are far more often a bank's reference than a card.
        if digits.len() > 12 && is_card(&digits) {
            out.push_str(MASK);
            out.push_str(digits.get(digits.len() - 4..).unwrap_or_default());
        } else {
            out.push_str(run);
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Returns the bytes of a run of digits, with the single separators inside of it.
fn run_length(text: &str) -> usize {
    let mut end = 0;
    let mut was_separator = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'0'..=b'9' => {
                end = at + 1;
                was_separator = false;
            }
            b' ' | b'-' if !was_separator => was_separator = true,
            _ => break,
        }
    }
    end
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::meta::FieldMeta;
    use crate::tree::Tree;

    #[test]
    fn secrets_in_a_server_text_are_redacted() {
        static FIELDS: [FieldMeta; 2] = [
            FieldMeta { name: "cvc", secret: true, ..FieldMeta::DEFAULT },
            FieldMeta { name: "order", ..FieldMeta::DEFAULT },
        ];
        let sent = Value::Map(vec![("cvc".to_owned(), "100".into()), ("order".to_owned(), "8841".into())]);
        let sent = Tree::from_serialize(&sent).unwrap();
        let told = "card 4400-4444 0000 4440, cvc=100, order 8841, error 10001, at 2026-11-22 10:00";
        let shown = quoted(told, &FIELDS, sent.root());
        assert_eq!(shown, "card ***4440, cvc=***, order 8841, error 10001, at 2026-11-22 10:00");
        // A reference of twelve digits is not a card, nor is a long number with a wrong check digit.
        for text in ["241107063029", "4400444400004449", "жқ 🙂 4", ""] {
            assert_eq!(without_card_numbers(text), text);
        }
    }
}
