//! What a response proves.

use super::{FORMS, PAY, PLAIN, STATUS, asked, http, parsed, sent, signed};
use crate::error::{Error, Provider};
use crate::http::HttpResponse;
use crate::machine::judge::{judge, proves_refusal};
use crate::machine::response::RawResponse;
use crate::meta::{ApiMeta, Effect, EndpointMeta, ErrorFields, ErrorShape, FieldMatch, Refusal, TypeMeta};

/// An API whose errors are objects.
static OBJECTS: ApiMeta = ApiMeta { name: "objects", errors: ErrorShape::OBJECT, ..ApiMeta::DEFAULT };
static OBJECT: EndpointMeta = EndpointMeta { id: "object", api: &OBJECTS, effect: Effect::Money, ..PAYING };
static OBJECT_STATUS: EndpointMeta =
    EndpointMeta { id: "object-status", api: &OBJECTS, effect: Effect::Read, ..PAYING };

/// An API that documents refusals of the calls below `/pay`.
static REFUSING: ApiMeta = ApiMeta {
    name: "refusing",
    refusals: &[
        Refusal { path: "/pay", http_status: &[400], codes: &["12"], beside: None },
        Refusal {
            path: "/pay",
            http_status: &[200],
            codes: &["13"],
            beside: Some(FieldMatch { path: "state", values: &["refused"] }),
        },
    ],
    open_codes: &["99"],
    ..ApiMeta::DEFAULT
};
static REFUSED: EndpointMeta = EndpointMeta { id: "refused", api: &REFUSING, ..PAYING };
static ELSEWHERE: EndpointMeta = EndpointMeta { id: "elsewhere", api: &REFUSING, uri: "/other", ..PAYING };

static TRANSFER: EndpointMeta = EndpointMeta { id: "transfer", api: &FORMS, uri: "/transfer.php", ..PAYING };
static BALANCE: EndpointMeta =
    EndpointMeta { id: "balance", api: &FORMS, uri: "/balance.php", effect: Effect::Read, ..PAYING };
static BARE: EndpointMeta =
    EndpointMeta { id: "bare", api: &FORMS, uri: "/bare.php", unscripted_response: true, ..PAYING };
static UNDOCUMENTED: EndpointMeta = EndpointMeta { response: &TypeMeta::Any, ..PAYING };
static UNDOCUMENTED_READ: EndpointMeta = EndpointMeta { response: &TypeMeta::Any, effect: Effect::Read, ..PAYING };
const PAYING: EndpointMeta = EndpointMeta { effect: Effect::Money, ..super::CALL };

fn found(endpoint: &EndpointMeta, body: &str) -> Option<(Option<String>, Option<String>)> {
    endpoint.api.errors.find(endpoint, parsed(body).root()).map(|ErrorFields { code, description }| (code, description))
}

/// An error with a code and a description, as far as they are written.
#[expect(clippy::unnecessary_wraps, reason = "it is compared with what is found")]
fn error(code: &str, description: &str) -> Option<(Option<String>, Option<String>)> {
    let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Some((given(code), given(description)))
}

#[test]
fn a_status_or_a_code_alone_is_an_error() {
    let found = |body: &str| found(&PAY, body);
    assert_eq!(found(r#"{"status":"Error","error_code":7,"error_description":"no"}"#), error("7", "no"));
    assert_eq!(found(r#"{"status":"error","pg_failure_code":"8","pg_failure_description":"n"}"#), error("8", "n"));
    assert_eq!(found(r#"{"status":"error","error_code":"0"}"#), error("", ""), "0 is not a code");
    assert_eq!(found(r#"{"status":"error","error_code":""}"#), error("", ""));
    assert_eq!(found(r#"{"status":"error","error_code":{"a":"b"}}"#), error("", ""), "an object is not a code");
    assert_eq!(found(r#"{"error_code":"7"}"#), error("7", ""), "a code without any status");
    assert_eq!(found(r#"{"error_code":"0"}"#), None);
    assert_eq!(found(r#"{"status":"ok","error_code":"7"}"#), None, "a code beside a success is about something else");
    assert_eq!(found(r#"{"status":"ok"}"#), None);
    assert_eq!(found("{}"), None, "neither a status nor a code");
}

#[test]
fn an_error_object_is_an_error_unless_it_reports_a_failed_payment() {
    let body = r#"{"error":{"code":"7","description":"no"}}"#;
    assert_eq!(found(&OBJECT, body), error("7", "no"));
    assert_eq!(found(&OBJECT_STATUS, body), error("7", "no"), "of a status call without other members");
    let beside = r#"{"error":{"code":"7"},"state":"failed"}"#;
    assert_eq!(found(&OBJECT, beside), error("7", ""));
    assert_eq!(found(&OBJECT_STATUS, beside), None, "why the payment has failed");
    assert_eq!(found(&OBJECT, r#"{"error":{}}"#), None);
    assert_eq!(found(&OBJECT, r#"{"error":"broken"}"#), error("", "broken"), "a text comes from a gateway");
    assert_eq!(found(&OBJECT, r#"{"state":"done"}"#), None);
}

#[test]
fn a_form_is_an_error_by_its_status() {
    let found = |body: &str| found(&TRANSFER, body);
    assert_eq!(found(r#"{"pg_status":"ERROR","pg_error_code":"5","pg_error_description":"no"}"#), error("5", "no"));
    assert_eq!(found(r#"{"pg_status":"error","pg_failure_code":"6"}"#), error("6", ""));
    assert_eq!(found(r#"{"pg_status":"ok","pg_error_code":"5"}"#), None);
}

#[test]
fn an_error_in_a_shape_that_is_not_declared_has_no_code() {
    let found = |body: &str| found(&PAY, body);
    assert_eq!(found(r#"{"error":"Bad Gateway"}"#), error("", "Bad Gateway"));
    assert_eq!(found(r#"{"error":{"code":"7","description":"no"}}"#), error("", "no"), "its code could prove nothing");
    assert_eq!(found(r#"{"error":{"message":"no"}}"#), error("", "no"));
    assert_eq!(found(r#"{"error":["a"]}"#), error("", ""));
    assert_eq!(found(r#"{"error":true}"#), error("", "true"));
    assert_eq!(found(r#"{"success":"False"}"#), error("", ""));
    assert_eq!(found(r#"{"success":false}"#), error("", ""));
    assert_eq!(found(r#"{"errors":["a"]}"#), error("", ""));
    for blank in ["null", "{}", "[]", "false", "\"\"", "\"0\"", "0"] {
        assert_eq!(found(&format!(r#"{{"error":{blank}}}"#)), None, "{blank}");
    }
    for other in [r#"{"success":true}"#, r#"{"errors":[]}"#, r#"{"errors":"a"}"#] {
        assert_eq!(found(other), None, "{other}");
    }
}

#[test]
fn a_declared_member_is_not_an_undeclared_error() {
    static DECLARING: TypeMeta =
        TypeMeta::Object(&[super::text("error"), super::text("success"), super::text("errors")]);
    static PLAINLY: EndpointMeta = EndpointMeta { api: &PLAIN, response: &DECLARING, ..PAYING };
    static OBJECTLY: EndpointMeta = EndpointMeta { api: &OBJECTS, response: &DECLARING, ..PAYING };

    for body in [r#"{"error":"a"}"#, r#"{"success":false}"#, r#"{"errors":["a"]}"#] {
        assert_eq!(found(&PLAINLY, body), None, "{body}");
        assert!(found(&OBJECTLY, body).is_some(), "where errors are objects, that is what it declares: {body}");
    }
}

fn proves(endpoint: &EndpointMeta, status: u16, code: &str, authenticated: bool, body: &str) -> bool {
    let fields = ErrorFields { code: Some(code.to_owned()), description: None };
    proves_refusal(endpoint, status, &fields, authenticated, parsed(body).root())
}

#[test]
fn an_error_proves_a_refusal_if_it_is_signed_or_documented() {
    assert!(proves(&TRANSFER, 200, "5", true, "{}"));
    assert!(!proves(&TRANSFER, 200, "7000", true, "{}"), "its code leaves it open");
    assert!(proves(&TRANSFER, 200, "9998", false, "{}"), "of those documented as unsigned");
    assert!(!proves(&TRANSFER, 200, "9998", false, r#"{"a":1,"a":2}"#), "readers differ about it");
    assert!(!proves(&TRANSFER, 200, "9998", false, r#"{"b":[{"a":1,"c":0,"a":1}]}"#), "wherever it is");
    assert!(proves(&TRANSFER, 200, "9998", false, r#"{"a":1,"b":{"a":1}}"#), "another level is another name");
    assert!(proves(&TRANSFER, 200, "9998", false, r#"{"a":[1,1]}"#), "items have no names");

    assert!(proves(&REFUSED, 400, "12", false, "{}"));
    assert!(!proves(&REFUSED, 401, "12", false, "{}"), "another status");
    assert!(!proves(&REFUSED, 400, "11", false, "{}"), "another code");
    assert!(!proves(&REFUSED, 400, "99", true, "{}"), "an open one");
    assert!(!proves(&ELSEWHERE, 400, "12", false, "{}"), "another call");
    assert!(proves(&REFUSED, 200, "13", false, r#"{"state":"refused"}"#));
    assert!(!proves(&REFUSED, 200, "13", false, r#"{"state":"done"}"#), "without the member beside it");
    let no_code = ErrorFields::default();
    assert!(!proves_refusal(&TRANSFER, 200, &no_code, true, parsed("{}").root()), "no code proves nothing");
}

fn judged(endpoint: &'static EndpointMeta, http: HttpResponse) -> Result<RawResponse, Error> {
    judge(&sent(endpoint), asked(endpoint), http)
}

#[track_caller]
fn unknown(outcome: Result<RawResponse, Error>) -> String {
    match outcome {
        Err(Error::Unknown(e)) => e.message,
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn provider(outcome: Result<RawResponse, Error>) -> Box<Provider> {
    match outcome {
        Err(Error::Provider(e)) => e,
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn unreadable(outcome: Result<RawResponse, Error>) -> String {
    match outcome {
        Err(Error::Decode(e)) => e.message,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_redirect_and_an_unreadable_failure_leave_it_open() {
    for status in [300, 302, 399] {
        assert!(unknown(judged(&PAY, http(status, r#"{"state":"done"}"#))).contains("is a redirect"), "{status}");
    }
    for status in [400, 404, 500, 199] {
        assert_eq!(
            unknown(judged(&PAY, http(status, "<html>"))),
            format!("the response is HTTP status {status} without a readable message")
        );
    }
    assert_eq!(unreadable(judged(&PAY, http(200, ""))), "the response is empty");
    assert_ne!(unreadable(judged(&PAY, http(299, "<html>"))), "the response is empty");
}

#[test]
fn a_success_is_accepted_and_anything_but_a_success_needs_an_error() {
    assert!(judged(&PAY, http(200, r#"{"state":"done"}"#)).is_ok_and(|response| !response.is_authenticated()));
    assert!(judged(&PAY, http(299, r#"{"state":"done"}"#)).is_ok());
    let message = unknown(judged(&PAY, http(404, r#"{"state":"done"}"#)));
    assert_eq!(message, "the response is HTTP status 404 without an error of this API");
}

#[test]
fn an_error_of_a_server_that_failed_leaves_it_open() {
    let body = r#"{"status":"error","error_code":"12"}"#;
    assert_eq!(unknown(judged(&REFUSED, http(500, body))), "the response is HTTP status 500 and error code 12");
    let refused = provider(judged(&REFUSED, http(499, body)));
    assert_eq!((refused.http_status, refused.code.as_deref(), refused.conclusive), (499, Some("12"), false));
    assert!(provider(judged(&REFUSED, http(400, body))).conclusive);
    let signed = http(500, &signed("transfer.php", &[("pg_status", "error"), ("pg_error_code", "5")]));
    let refused = provider(judged(&TRANSFER, signed));
    assert!(refused.authenticated && refused.conclusive, "it is signed");
}

#[test]
fn an_authentic_success_stays_one_whatever_its_status() {
    let body = signed("transfer.php", &[("pg_status", "ok")]);
    assert!(judged(&TRANSFER, http(500, &body)).is_ok_and(|response| response.is_authenticated()));
    assert!(matches!(judged(&TRANSFER, http(200, &body.replace("ok", "ko"))), Err(Error::Signature(_))));
}

#[test]
fn a_signature_is_that_of_the_call() {
    let by_name = signed("transfer.php", &[("pg_status", "ok")]);
    let without = signed("", &[("pg_status", "ok")]);
    let Err(Error::Signature(e)) = judged(&TRANSFER, http(200, &without)) else { panic!() };
    assert_eq!(e.message, "its pg_sig is wrong");
    assert!(judged(&BARE, http(200, &without)).is_ok(), "this one is signed without a name");
    assert!(judged(&BARE, http(200, &signed("bare.php", &[("pg_status", "ok")]))).is_ok(), "or with its own");
    assert!(matches!(judged(&BARE, http(200, &by_name)), Err(Error::Signature(_))), "not with another");
    let unsigned = "<response><pg_status>ok</pg_status></response>";
    let Err(Error::Signature(e)) = judged(&TRANSFER, http(200, unsigned)) else { panic!() };
    assert_eq!(e.message, "it has no pg_sig");
}

#[test]
fn unsigned_errors_are_believed_if_they_are_documented() {
    let body = |code: &str, more: &str| {
        format!("<r><pg_status>error</pg_status><pg_error_code>{code}</pg_error_code>{more}</r>")
    };
    let refused = provider(judged(&TRANSFER, http(200, &body("9998", ""))));
    assert!(!refused.authenticated && refused.conclusive);
    for (status, code, more) in
        [(200, "5", ""), (400, "9998", ""), (500, "9998", ""), (200, "9998", "<pg_sig>0</pg_sig>")]
    {
        let outcome = judged(&TRANSFER, http(status, &body(code, more)));
        assert!(matches!(outcome, Err(Error::Signature(_))), "{status} {code} {more}");
    }
    let success = "<r><pg_status>ok</pg_status><pg_error_code>9998</pg_error_code></r>";
    assert!(matches!(judged(&TRANSFER, http(200, success)), Err(Error::Signature(_))), "only errors are");
}

#[test]
fn a_response_has_something_of_what_is_declared() {
    let none = "it has none of the declared members";
    assert_eq!(unreadable(judged(&PAY, http(200, r#"{"other":"x"}"#))), none);
    assert_eq!(unreadable(judged(&PAY, http(200, r#"{"state":null}"#))), none);
    assert_eq!(unreadable(judged(&STATUS, http(200, "{}"))), none, "it is not signed");
    assert_eq!(
        unreadable(judged(&TRANSFER, http(200, &signed("transfer.php", &[])))),
        none,
        "an empty list shows no payment"
    );
    assert!(judged(&BALANCE, http(200, &signed("balance.php", &[]))).is_ok(), "an empty list");
    assert_eq!(unreadable(judged(&UNDOCUMENTED, http(200, "{}"))), none, "money does not move for nothing");
    assert!(judged(&UNDOCUMENTED, http(200, "[1]")).is_ok());
    assert!(judged(&UNDOCUMENTED_READ, http(200, "{}")).is_ok());
}
