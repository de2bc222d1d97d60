//! 3-D Secure: the form that the payer's browser posts, and the form that returns.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use freedompay::gateway::card::{AddedCard, CompleteCardAddition};
use freedompay::gateway::purchase::card::{CardPayment, CompleteThreeDs};
use freedompay::gateway::three_ds::Challenge;
use freedompay::gateway::transfer::Transfer;
use freedompay::three_ds::{AcsForm, AcsReturn, ThreeDsError};
use freedompay_runtime::tree::Tree;
use freedompay_runtime::wire::xml;
use sha2::Digest as _;

const TERM_URL: &str = "https://shop.example/3ds/8841?a=1&b=2";

fn payment(inside: &str) -> CardPayment {
    xml::parse(format!("<response>{inside}</response>").as_bytes()).unwrap().deserialize().unwrap()
}

fn asking(md: &str) -> CardPayment {
    payment(&format!(
        "<pg_payment_id>7999007771</pg_payment_id><pg_3ds>1</pg_3ds>{md}\
         <pg_3d_acsurl>https://acs.bank.example/session-1</pg_3d_acsurl><pg_3d_pareq>eJx+/a=</pg_3d_pareq>"
    ))
}

fn fields(form: &AcsForm) -> Vec<(&'static str, String)> {
    form.fields().map(|(name, value)| (name, value.to_owned())).collect()
}

#[test]
fn the_documented_responses_lead_to_the_acs() {
    let sample = include_bytes!("../samples/gateway.sync.token.google_pay.2.xml");
    let response: CardPayment = xml::parse(sample).unwrap().deserialize().unwrap();
    let challenge = Challenge::of_payment(&response).unwrap().unwrap();
    assert_eq!(Some(challenge.payment_id()), response.payment_id);
    let form = challenge.form(TERM_URL).unwrap();
    assert_eq!(Some(form.action()), response.three_ds_acs_url.as_deref());
    let expected = [
        ("MD", response.three_ds_md.clone().unwrap()),
        ("PaReq", response.three_ds_pareq.clone().unwrap()),
        ("TermUrl", TERM_URL.to_owned()),
    ];
    assert_eq!(fields(&form), expected);

    let done = include_bytes!("../samples/gateway.sync.card.add.xml");
    let card: AddedCard = xml::parse(done).unwrap().deserialize().unwrap();
    assert!(Challenge::of_card(&card).unwrap().is_none());
    let asks = include_bytes!("../samples/gateway.sync.card.three_ds.xml");
    let card: AddedCard = xml::parse(asks).unwrap().deserialize().unwrap();
    let challenge = Challenge::of_card(&card).unwrap().unwrap();
    // No PaReq: the page is the provider's own.
    assert_eq!(fields(&challenge.form(TERM_URL).unwrap()), [("TermUrl", TERM_URL.to_owned())]);

    let samples = [
        include_str!("../samples/gateway.sync.transfer.card.xml"),
        include_str!("../samples/gateway.sync.transfer.card.2.xml"),
        include_str!("../samples/gateway.sync.transfer.card.3.xml"),
    ];
    let challenges = samples.map(|sample| {
        let transfer: Transfer = xml::parse(sample.as_bytes()).unwrap().deserialize().unwrap();
        Challenge::of_transfer(&transfer).unwrap()
    });
    assert!(challenges.iter().any(Option::is_some) && challenges.iter().any(Option::is_none));
}

#[test]
fn an_empty_md_is_posted() {
    for md in ["", "<pg_3d_md/>", "<pg_3d_md></pg_3d_md>"] {
        let challenge = Challenge::of_payment(&asking(md)).unwrap().unwrap();
        let form = challenge.form(TERM_URL).unwrap();
        assert_eq!(fields(&form)[0], ("MD", String::new()));
        assert!(form.to_html().contains(r#"<input type="hidden" name="MD" value="">"#));
    }
}

#[test]
fn missing_fields_are_named() {
    assert!(Challenge::of_payment(&payment("<pg_3ds>0</pg_3ds>")).unwrap().is_none());
    assert!(Challenge::of_payment(&payment("<pg_payment_id>1</pg_payment_id>")).unwrap().is_none());
    for (inside, error) in [
        ("<pg_3ds>1</pg_3ds>", ThreeDsError::NoPaymentId),
        ("<pg_3ds>1</pg_3ds><pg_payment_id>1</pg_payment_id>", ThreeDsError::NoAcsUrl),
        ("<pg_3ds>1</pg_3ds><pg_payment_id>1</pg_payment_id><pg_3d_acsurl/>", ThreeDsError::NoAcsUrl),
    ] {
        assert_eq!(Challenge::of_payment(&payment(inside)).unwrap_err(), error);
    }
    assert_eq!(AcsForm::new("https://a.example/", "", "", TERM_URL).unwrap_err(), ThreeDsError::NoPareq);
}

#[test]
fn only_web_pages_are_accepted_as_targets() {
    for url in [
        "javascript:alert(1)",
        "data:text/html,x",
        "http://acs.bank.example/",
        "https://user:pw@acs.bank.example/",
        "//acs.bank.example",
        "",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
    ] {
        assert_eq!(AcsForm::new(url, "m", "p", TERM_URL).unwrap_err(), ThreeDsError::AcsUrl, "{url}");
        assert_eq!(AcsForm::with_term_url("https://a.example/", url).unwrap_err(), ThreeDsError::TermUrl, "{url}");
    }
    assert!(AcsForm::new("http://127.0.0.1:8080/acs", "m", "p", "http://localhost/back").is_ok());
}

#[test]
fn no_value_becomes_markup_or_script() {
    let evil = "\"><script>alert('1')</script>&amp;<!--\r\n";
    let acs = "https://acs.bank.example/?q=\"><script>&b='";
    let html = AcsForm::new(acs, evil, evil, "https://shop.example/\"><b>?'<i>").unwrap().to_html();
    assert_eq!((html.matches("<script>").count(), html.matches("</script>").count()), (1, 1));
    for markup in ["<b>", "<i>", "<!--", "alert('", "\"\"", "&amp;amp;<"] {
        assert!(!html.contains(markup), "{markup} in {html}");
    }
    let escaped = "&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;amp;&lt;!--&#13;&#10;";
    assert_eq!(html.matches(&format!(r#"value="{escaped}">"#)).count(), 2, "{html}");
    // Exactly the written lines.
    assert_eq!(html.lines().count(), 9, "{html}");
}

#[test]
fn the_content_security_policy_names_the_script() {
    let html = AcsForm::with_term_url("https://a.example/", TERM_URL).unwrap().to_html();
    let script = html.split_once("<script>").unwrap().1.split_once("</script>").unwrap().0;
    let digest = STANDARD.encode(sha2::Sha256::digest(script));
    assert_eq!(AcsForm::SCRIPT_CSP, format!("'sha256-{digest}'"));
}

#[test]
fn the_returned_form_completes_the_call() {
    let back = AcsReturn::from_form(b"PaRes=eJx%2B%2Fa%3D&MD=m%20d&extra=1").unwrap();
    assert_eq!((back.md(), back.pares().expose_secret()), ("m d", "eJx+/a="));
    let payment = Tree::from_serialize(&CompleteThreeDs::from_return(7, &back)).unwrap();
    let card = Tree::from_serialize(&CompleteCardAddition::from_return(7, &back)).unwrap();
    for request in [payment, card] {
        let sent: Vec<_> = request.root().children().map(|field| (field.name(), field.text())).collect();
        assert_eq!(sent, [("pg_payment_id", "7"), ("pg_md", "m d"), ("pg_pares", "eJx+/a=")]);
    }
    assert_eq!(AcsReturn::from_form(b"MD=&PaRes=x").unwrap().md(), "");
    assert_eq!(AcsReturn::from_form(b"PaRes=x").unwrap().md(), "");
}

#[test]
fn other_forms_are_refused() {
    for (body, error) in [
        (&b""[..], ThreeDsError::NoPares),
        (b"MD=1", ThreeDsError::NoPares),
        (b"MD=1&PaRes=", ThreeDsError::NoPares),
        (b"MD=1&PaRes=a&PaRes=b", ThreeDsError::Return),
        (b"MD=1&MD=2&PaRes=a", ThreeDsError::Return),
        (b"MD[x]=1&PaRes=a", ThreeDsError::Return),
        (b"MD=%ff&PaRes=a", ThreeDsError::Return),
        (b"\xff", ThreeDsError::Return),
    ] {
        assert_eq!(AcsReturn::from_form(body).unwrap_err(), error, "{}", String::from_utf8_lossy(body));
    }
}

#[test]
fn no_field_of_the_challenge_is_shown() {
    let challenge = Challenge::of_payment(&asking("<pg_3d_md>md-secret</pg_3d_md>")).unwrap().unwrap();
    let form = challenge.form(TERM_URL).unwrap();
    let back = AcsReturn::from_form(b"MD=md-secret&PaRes=pares-secret").unwrap();
    let shown = format!("{challenge:?} {form:?} {back:?}");
    for secret in ["session-1", "md-secret", "eJx", "pares-secret", "8841"] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
}
