//! Members that no declaration marks: their names tell in every case style, and a card number tells of itself.

use std::collections::BTreeMap;

use freedompay::callback::{Callback as _, CallbackVerifier, Incoming};
use freedompay::merchant::callbacks::ResultNotify;
use freedompay::merchant::purchase::CreatePayment;
use freedompay::meta::FormEncoding;
use freedompay::{
    AnyClient, Api as _, Client, Endpoint as _, Merchant, PgCredentials, Secret, Value, freedompay_model,
};
use freedompay_runtime::message::fill::set_field;
use freedompay_runtime::sign::pg_sig;
use freedompay_runtime::tree::Ref;
use freedompay_runtime::wire::form;
use freedompay_sandbox::{Sandbox, SignatureVerdict};
use freedompay_tests::{Script, fixtures};

use crate::log::{listen, logged};
use crate::{keep_quiet, printed};

/// Names of secrets as other programs write them.
const NAMES: [&str; 22] = [
    "cardNumber",
    "CardNumber",
    "CARD_NUMBER",
    "card-number",
    "card.number",
    "cardnumber",
    "cardNumbers",
    "accessToken",
    "ACCESS-TOKEN",
    "tokens",
    "clientSecret",
    "client.secret",
    "api_key",
    "apiKey",
    "APIKeys",
    "X-Api-Key",
    "userPINs",
    "PINcode",
    "CVVs",
    "newPassword",
    "PaRes",
    "cardHolderName",
];

/// What is in them; nothing about it tells.
const VALUE: &str = "canary-5f2c9d7e-token";

/// A card number as people write one into any text.
const WRITTEN: [&str; 4] =
    ["4716047261941981", "4716 0472 6194 1981", "card 4716-0472-6194-1981, 12/30", "pan=4716047261941981&x=1"];

fn hides_cards(what: &str, text: &str) {
    let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
    assert!(!digits.contains("4716047261941981"), "{what} shows a card number");
}

/// Payments that hold a secret where no table tells: in a field of the merchant's own and of the page, and in free text.
fn payments() -> Vec<CreatePayment> {
    let payment = |text: &str| CreatePayment::new("25".parse().unwrap(), text);
    let named = NAMES.iter().flat_map(|name| {
        let params = BTreeMap::from([((*name).to_owned(), VALUE.to_owned())]);
        [payment("words").extra(*name, VALUE), payment("words").template_params(params)]
    });
    let written = WRITTEN.iter().flat_map(|text| [payment(text), payment("words").extra("note", *text)]);
    named.chain(written).collect()
}

#[tokio::test]
async fn undeclared_members_are_masked_wherever_they_are_shown() {
    let sandbox = Sandbox::builder().samples().start().await.unwrap();
    let client = Client::<Merchant>::builder(sandbox.pg_credentials()).base_url(&sandbox.url()).build().unwrap();
    for payment in payments() {
        let prepared = client.prepare(&payment).unwrap();
        let masked = serde_json::to_string(&prepared.masked()).unwrap();
        for shown in [format!("{payment:?}"), format!("{payment:#?}"), prepared.explain(), masked] {
            keep_quiet("a request", &shown);
            hides_cards("a request", &shown);
            assert!(shown.contains("***"), "what is there is shown as masked");
        }
        keep_quiet("a prepared request", &format!("{prepared:?}"));
        payment.send(&client).await.unwrap();
    }
    let requests = sandbox.requests();
    assert_eq!(requests.len(), payments().len(), "each arrived");
    assert!(requests.iter().all(|request| request.signature == SignatureVerdict::Right));
    let shown = format!("{requests:?} {}", serde_json::to_string(&requests).unwrap());
    keep_quiet("the requests of the sandbox", &shown);
    hides_cards("the requests of the sandbox", &shown);
    for name in NAMES {
        assert!(shown.contains(name), "the name itself is no secret");
    }
}

/// A server that returns what it was sent, as an error does.
#[tokio::test]
async fn undeclared_members_are_masked_in_errors() {
    for payment in payments() {
        let script = Script::new(vec![Ok(Script::answer(200, &[], ""))]);
        let builder = |script: &Script| {
            Client::<Merchant>::builder(PgCredentials::new("1", "key")).transport(script.clone()).retries(0)
        };
        let prepared =
            builder(&script).form_encoding(FormEncoding::Urlencoded).build().unwrap().prepare(&payment).unwrap();
        let sent = form::parse(prepared.body()).unwrap();
        let words: Vec<String> = sent.root().children().flat_map(leaves).collect();
        let body = format!(
            "<response><pg_status>error</pg_status><pg_error_code>9998</pg_error_code><pg_error_description>no: {}\
             </pg_error_description></response>",
            words.join(" | ").replace('&', "&amp;")
        );
        let client = builder(&Script::new(vec![Ok(Script::answer(200, &[], &body))])).build().unwrap();
        let error = payment.send(&client).await.unwrap_err();
        let shown = printed(&error);
        keep_quiet("an error", &shown);
        hides_cards("an error", &shown);
        assert!(shown.contains("no: ") && shown.contains("***"), "the rest of it is shown");
    }
}

fn leaves(node: Ref<'_>) -> Vec<String> {
    if node.is_container() { node.children().flat_map(leaves).collect() } else { vec![node.text().to_owned()] }
}

#[test]
fn merchant_fields_of_a_notification_are_masked() {
    listen();
    for (name, value) in NAMES.map(|name| (name, VALUE)).into_iter().chain(WRITTEN.map(|text| ("note", text))) {
        let mut tree = fixtures::tree(&fixtures::object_of(ResultNotify::META.request)).unwrap();
        tree.push_text(name, value);
        tree.push_text("pg_salt", "salt");
        let signature = pg_sig::sign("hook", tree.root(), &Secret::new("key"));
        tree.push_text(pg_sig::FIELD, &signature);
        let body = form::encode(tree.root());
        let incoming = Incoming {
            method: "POST",
            path: "/hook",
            query: "",
            content_type: form::MEDIA_TYPE,
            body: body.as_bytes(),
        };
        let received = CallbackVerifier::new("key").receive::<ResultNotify>(incoming).unwrap();
        assert!(received.extra.contains_key(name));
        for shown in [format!("{received:?}"), format!("{received:#?}")] {
            keep_quiet("a notification", &shown);
            hides_cards("a notification", &shown);
        }
    }
    keep_quiet("the log", &logged());
}

/// A name that was given can be anything.
#[tokio::test]
async fn names_that_are_card_numbers_are_masked_in_errors() {
    let script = Script::new(vec![Ok(Script::answer(200, &[], ""))]);
    let client = AnyClient::builder(Merchant::META, PgCredentials::new("1", "key")).transport(script).build().unwrap();
    for name in ["pg_4716047261941981", "pg_4716-0472-6194-1981"] {
        let message = Value::Map(vec![(name.to_owned(), Value::from("x"))]);
        let error = client.call(CreatePayment::META, &message).await.unwrap_err();
        let filled = set_field(CreatePayment::META, &mut Value::Map(Vec::new()), name, "x").unwrap_err();
        let shown = format!("{} {filled} {filled:?}", printed(&error));
        hides_cards("an error", &shown);
        assert!(shown.contains("there is no such field") && shown.contains("***1981"), "{shown}");
    }
}

/// A declared field is masked by its table; a card number that somebody put into another one is masked all the same.
#[test]
fn a_card_number_in_any_declared_field_is_masked_by_debug() {
    #[freedompay_model(request)]
    struct Note {
        text: String,
        lines: Vec<String>,
        number: u64,
        inner: Option<Inner>,
    }
    #[freedompay_model(request)]
    struct Inner {
        words: BTreeMap<String, String>,
        card: BTreeMap<String, String>,
    }
    for text in WRITTEN {
        let words = BTreeMap::from([("comment".to_owned(), text.to_owned()), ("tokens".to_owned(), VALUE.to_owned())]);
        let inner = Inner::new(words, BTreeMap::from([("number".to_owned(), VALUE.to_owned())]));
        let note = Note::new(text, [text, "5"], 4_716_047_261_941_981_u64).inner(inner);
        for shown in [format!("{note:?}"), format!("{note:#?}")] {
            hides_cards("a struct", &shown);
            keep_quiet("a struct", &shown);
            assert_eq!(shown.matches("***1981").count(), 4, "{shown}");
        }
    }
    let note = Note::new("Order 8841", ["2026-11-22 10:00:00"], 241_107_063_029_u64);
    assert_eq!(
        format!("{note:?}"),
        r#"Note { text: "Order 8841", lines: ["2026-11-22 10:00:00"], number: 241107063029 }"#
    );
}
