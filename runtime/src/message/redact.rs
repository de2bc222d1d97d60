//! Redacted messages for people: card data and secrets masked, by the table or by the name.

use std::borrow::Cow;

use crate::meta::{EndpointMeta, FieldMeta};
use crate::secret::card_numbers::without_card_numbers;
use crate::secret::{MASK, names};
use crate::sign::pg_sig;
use crate::tree::{Kind, Ref, Tree, Value};

/// Returns the message with every secret replaced by `***`, and everything that can be a card number by its last four digits.
pub fn masked(fields: &'static [FieldMeta], message: Ref<'_>) -> Value {
    without_numbers_in_names(value(message, Scope::of_message(fields, message)))
}

/// Returns a text with everything that can be a card number reduced to its last four digits.
pub fn text(text: &str) -> Cow<'_, str> {
    without_card_numbers(text)
}

/// Reports whether anything in a message is masked.
pub fn hides(fields: &'static [FieldMeta], message: Ref<'_>) -> bool {
    fn inside(node: Ref<'_>, scope: Scope<'_>) -> bool {
        if node.is_container() {
            node.children().any(|child| inside(child, scope.of(child)))
        } else {
            shown(node, scope).is_some()
        }
    }
    inside(message, Scope::of_message(fields, message))
}

/// What is known of a node.
#[derive(Clone, Copy)]
struct Scope<'t> {
    /// The declared fields inside it.
    fields: &'static [FieldMeta],
    /// Its name, or that of the list it is in.
    name: &'t str,
    is_hidden: bool,
}

impl<'t> Scope<'t> {
    fn of_message(fields: &'static [FieldMeta], message: Ref<'t>) -> Self {
        Self { fields, name: message.name(), is_hidden: false }
    }

    fn of(self, child: Ref<'t>) -> Self {
        // Items of a list have no names.
        if child.name().is_empty() {
            return self;
        }
        let name = child.name();
        let inner = self.fields.iter().find(|field| field.name == name).map_or(&[][..], |field| field.ty.fields());
        Self { fields: inner, name, is_hidden: self.is_hidden || is_secret_in(self.name, self.fields, name) }
    }
}

fn value(node: Ref<'_>, scope: Scope<'_>) -> Value {
    let inner = |child| value(child, scope.of(child));
    match node.kind() {
        Kind::Map => Value::Map(node.children().map(|child| (child.name().to_owned(), inner(child))).collect()),
        Kind::List => Value::List(node.children().map(inner).collect()),
        kind => match (shown(node, scope), kind) {
            (Some(masked), _) => Value::Text(masked),
            (None, Kind::Null) => Value::Null,
            (None, Kind::Bool) => Value::Bool(node.text() == "true"),
            (None, Kind::Number) => Value::Number(node.text().to_owned()),
            (None, _) => Value::Text(node.text().to_owned()),
        },
    }
}

fn without_numbers_in_names(value: Value) -> Value {
    match value {
        Value::List(items) => Value::List(items.into_iter().map(without_numbers_in_names).collect()),
        Value::Map(members) => {
            let member = |(name, value): (String, _)| (text(&name).into_owned(), without_numbers_in_names(value));
            Value::Map(members.into_iter().map(member).collect())
        }
        leaf => leaf,
    }
}

/// Returns what is shown instead of a leaf's text, if anything of it is masked.
fn shown(leaf: Ref<'_>, scope: Scope<'_>) -> Option<String> {
    match leaf.kind() {
        Kind::Null => None,
        _ if scope.is_hidden => Some(MASK.to_owned()),
        _ => match without_card_numbers(leaf.text()) {
            Cow::Owned(masked) => Some(masked),
            Cow::Borrowed(_) => None,
        },
    }
}

/// Reports whether a field of that name, in an object or a type of that name, is to be marked as card data or a secret.
pub fn is_sensitive_member(parent: &str, name: &str) -> bool {
    names::is_sensitive(parent, name)
}

/// Reports whether a member is secret. One that no table names is judged by its name.
pub fn is_secret(fields: &[FieldMeta], name: &str) -> bool {
    is_secret_in("", fields, name)
}

fn is_secret_in(parent: &str, fields: &[FieldMeta], name: &str) -> bool {
    let known = fields.iter().find(|field| field.name == name);
    known.map_or_else(|| names::is_sensitive(parent, name), FieldMeta::is_secret)
}

/// Masks a request with what its scheme added: a key that the scheme sends in a field is a secret as well.
pub fn masked_request(endpoint: &EndpointMeta, message: Ref<'_>) -> Value {
    let scheme = endpoint.api.scheme;
    let mut shown = masked(endpoint.request, message);
    if let Value::Map(members) = &mut shown {
        let is_key = |name: &str| scheme.sends_key && scheme.secrets.contains(&name);
        for (_, value) in members.iter_mut().filter(|(name, _)| is_key(name)) {
            *value = Value::Text(MASK.to_owned());
        }
    }
    shown
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
    // The names stay until they have given the order.
    if let Ok(masked) = Tree::from_serialize(&value(message, Scope::of_message(fields, message))) {
        pg_sig::segments(masked.root(), &mut |leaf| {
            out.push((text(leaf.name()).into_owned(), leaf.form_text().to_owned()));
        });
    }
    out
}

/// Masks a text from the other side: the secrets that were sent there, and anything that can be a card number:
/// a server may quote what it was given.
pub(crate) fn quoted(text: &str, fields: &'static [FieldMeta], sent: Ref<'_>) -> String {
    fn hide_leaves(node: Ref<'_>, scope: Scope<'_>, shown: &mut String) {
        if node.is_container() {
            node.children().for_each(|child| hide_leaves(child, scope.of(child), shown));
        } else if scope.is_hidden {
            hide(shown, node.form_text());
        }
    }
    let mut shown = without_card_numbers(text).into_owned();
    hide_leaves(sent, Scope::of_message(fields, sent), &mut shown);
    shown
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
    }

    /// One message with a name of every kind of case, and card numbers where no name tells.
    #[test]
    fn undeclared_members_are_masked_by_name_place_and_text() {
        let member = |name: &str, value: Value| (name.to_owned(), value);
        let card = |value| Value::Map(vec![member("number", value), member("brand", "visa".into())]);
        let message = Value::Map(vec![
            member("cardNumber", "1".into()),
            member("tokens", Value::List(vec!["t1".into(), Value::Number("2".to_owned())])),
            member("card", card("3".into())),
            member("cards", Value::List(vec![card(Value::Number("4".to_owned()))])),
            member("shop", card("5".into())),
            member("comment", "4716 0472 6194 1981, 12/30".into()),
            member("4716047261941981", Value::Number("4716047261941981".to_owned())),
            member("id", "241107063029".into()),
        ]);
        let tree = Tree::from_serialize(&message).unwrap();
        let masked_card = |number: &str| card(number.into());
        let expected = Value::Map(vec![
            member("cardNumber", "***".into()),
            member("tokens", Value::List(vec!["***".into(), "***".into()])),
            member("card", masked_card("***")),
            member("cards", Value::List(vec![masked_card("***")])),
            member("shop", masked_card("5")),
            member("comment", "***1981, 12/30".into()),
            member("***1981", "***1981".into()),
            member("id", "241107063029".into()),
        ]);
        assert!(masked(&[], tree.root()) == expected);
        assert!(hides(&[], tree.root()) && !hides(&[], Tree::from_serialize(&Value::from("shop")).unwrap().root()));
        assert_eq!(
            string_to_sign("s", &[], tree.root()),
            "s;***1981;visa;***;***;visa;***;***1981, 12/30;241107063029;visa;5;***;***;***"
        );
    }
}
