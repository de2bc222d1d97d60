//! What a server can choose in a response beside texts: the values of enums and the names of members.

use freedompay::meta::{EndpointMeta, FieldMeta, TypeMeta, Wire};
use freedompay::{AnyClient, Secret, Value};
use freedompay_runtime::sign::pg_sig;
use freedompay_runtime::wire::{json, xml};
use freedompay_tests::Script;
use freedompay_tests::fixtures::{self, Fields};
use freedompay_tests::typed::{TYPED, Typed};

use crate::log::{listen, logged};
use crate::{CANARIES, keep_quiet, printed};

/// A signature header's last part, as another thing a server can quote.
const MAC: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

fn secrets() -> impl Iterator<Item = &'static str> {
    CANARIES[..5].iter().copied().chain([MAC])
}

/// Puts a text into every enum, and under it as a name one more member into every object.
fn choose(ty: &'static TypeMeta, value: &mut Value, secret: &str) -> usize {
    match (ty, value) {
        (TypeMeta::Enum { .. }, value) => {
            *value = Value::from(secret);
            1
        }
        (TypeMeta::List(item), Value::List(items)) => items.iter_mut().map(|value| choose(item, value, secret)).sum(),
        (TypeMeta::Map(item), Value::Map(members)) => {
            let values = members.iter_mut().map(|(_, value)| choose(item, value, secret)).sum();
            for (name, _) in members.iter_mut() {
                secret.clone_into(name);
            }
            values
        }
        (TypeMeta::Object(fields), Value::Map(members)) => {
            let mut chosen = 0;
            for (name, value) in members.iter_mut() {
                let field = fields.iter().find(|field| field.name == *name);
                chosen += field.map_or(0, |field| choose(field.ty, value, secret));
            }
            members.push((secret.to_owned(), Value::from("text")));
            chosen
        }
        _ => 0,
    }
}

fn body(endpoint: &EndpointMeta, response: &Value) -> Vec<u8> {
    let mut tree = fixtures::tree(response).unwrap();
    if endpoint.api.wire == Wire::Json {
        return json::encode(tree.root());
    }
    tree.push_text("pg_salt", "salt");
    let read = xml::parse(xml::encode("response", tree.root()).as_bytes()).unwrap();
    let signature = pg_sig::sign(endpoint.script_name(), read.root(), &Secret::new(CANARIES[6]));
    tree.push_text(pg_sig::FIELD, &signature);
    xml::encode("response", tree.root()).into_bytes()
}

/// Sends a call that is answered so, and reads the response; everything that can be printed of it.
async fn call(typed: &Typed, response: &Value) -> String {
    let mut answer = Script::answer(200, &[], "");
    answer.body = body(typed.meta, response);
    let credentials = fixtures::credentials(typed.meta.api, "1", CANARIES[6]);
    let client = AnyClient::builder(typed.meta.api, credentials)
        .transport(Script::new(vec![Ok(answer)]))
        .retries(0)
        .build()
        .unwrap();
    match client.call(typed.meta, &fixtures::request(typed.meta, Fields::Required)).await {
        Ok(response) => {
            let raw = format!("{response:?} {response:#?}");
            let typed = (typed.decode)(response).unwrap_or_else(|error| printed(&error));
            format!("{raw} {typed}")
        }
        Err(error) => printed(&error),
    }
}

#[tokio::test]
async fn values_and_names_that_a_server_chooses_do_not_show_secrets() {
    listen();
    let (mut values, mut decoded) = (0, 0);
    for typed in TYPED {
        for secret in secrets() {
            let mut response = fixtures::response(typed.meta);
            values += choose(typed.meta.response, &mut response, secret);
            match &mut response {
                Value::Map(members) => {
                    members.retain(|(name, _)| !name.contains("error") && !name.contains("failure"));
                }
                Value::List(_) => {}
                untyped => *untyped = Value::Map(vec![(secret.to_owned(), Value::from("text"))]),
            }
            let what = format!("{} with {} bytes", typed.meta.id, secret.len());
            let tree = fixtures::tree(&response).unwrap();
            quiet(&what, secret, &format!("{tree:?} {response:?}"));
            let read = (typed.read)(&tree);
            decoded += usize::from(read.is_ok());
            quiet(&what, secret, &read.unwrap_or_else(|error| format!("{error} {error:?}")));
            quiet(&what, secret, &call(typed, &response).await);
            // Where nothing fits, the path of the error has the name.
            if let Value::Map(members) = &mut response {
                for (_, value) in members.iter_mut() {
                    *value = Value::Map(vec![(secret.to_owned(), Value::Null)]);
                }
            }
            quiet(&what, secret, &call(typed, &response).await);
        }
    }
    assert!(values > 300 && decoded > 300, "{values} values, {decoded} responses");
    let log = logged();
    keep_quiet("the log", &log);
    quiet("the log", MAC, &log);
}

fn quiet(what: &str, secret: &str, text: &str) {
    keep_quiet(what, text);
    assert!(secret != MAC || !text.contains(MAC), "{what} shows a signature");
}

/// What people need for reading a log: the names and values that are declared.
#[test]
fn every_declared_name_and_value_is_shown() {
    fn names(ty: &'static TypeMeta, seen: &mut Vec<&'static str>) {
        match ty {
            TypeMeta::Enum { values, numeric: false } => seen.extend(*values),
            TypeMeta::List(item) | TypeMeta::Map(item) => names(item, seen),
            _ => ty.fields().iter().for_each(|field| {
                seen.push(field.name);
                names(field.ty, seen);
            }),
        }
    }
    let is_number = |name: &str| name.bytes().all(|byte| byte.is_ascii_digit());
    let mut seen = Vec::new();
    for endpoint in freedompay::endpoints() {
        names(endpoint.response, &mut seen);
        seen.extend(endpoint.request.iter().map(|field| field.name));
    }
    // A code of digits alone may as well be a PIN.
    for name in seen.iter().filter(|name| **name != FieldMeta::REST && !is_number(name)) {
        let shown = format!("{:?}", Value::Map(vec![((*name).to_owned(), Value::Null)]));
        assert_eq!(shown, format!("{{{name:?}: null}}"));
    }
    assert!(seen.len() > 500, "{}", seen.len());
}

#[test]
fn an_unknown_value_is_shown_if_it_is_a_word() {
    use freedompay::gateway_async::outcome::PaymentState;
    let shown = |value: &str| format!("{:?}", PaymentState::from(value));
    assert_eq!(shown("success"), "Success");
    assert_eq!(shown("waiting_3ds2"), "Unknown(\"waiting_3ds2\")");
    assert_eq!(shown("7394"), "Unknown((4 bytes))");
    assert_eq!(PaymentState::from(CANARIES[0]).as_str(), CANARIES[0]);
    assert_eq!(PaymentState::from(CANARIES[0]).to_string(), CANARIES[0]);
}
