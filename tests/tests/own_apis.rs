//! An API that another crate declares: re-exported under another name, with calls of this crate.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on has failed
#![allow(missing_docs, unreachable_pub)] // what is declared here is for nobody else

use freedompay::meta::{APIS, ApiMeta, EndpointMeta, ErrorFields, ErrorShape, Hosts};
use freedompay::scheme::{
    AnyScheme, BasicCredentials, BearerCredentials, CredentialMeta, PgSig, Scheme, SchemeMeta, SignError, SignHeader,
    SignHeaderCredentials, Unsigned, Unverified, Verdict,
};
use freedompay::{
    AnyClient, AnyCredentials, Api, Client, Country, Endpoint, Environment, Error, PgCredentials, freedompay_api,
    freedompay_endpoint, freedompay_model,
};
use freedompay_downstream::loyalty::PointsQuery;
use freedompay_sandbox::{Fault, Rule, Sandbox, SignatureVerdict};
use freedompay_tests::Script;

mod points {
    pub use freedompay_downstream::loyalty::Loyalty as Points;
}

#[freedompay_endpoint(uri = "/v1/points/{customer_id}", method = "PATCH", api = self::points::Points, body = never)]
pub struct KeepPoints {
    #[freedompay(path)]
    pub customer_id: String,
}

/// Like the Merchant API, for the same account, at another host.
#[freedompay_api(name = "own_pages", scheme = PgSig, wire = form, prefix = "pg_", hosts(uzbekistan = "https://pages.example"))]
enum OwnPages {}

#[freedompay_endpoint(uri = "/v1/merchant/{merchant_id}/pages", method = "POST", api = OwnPages)]
struct OpenPage {
    pub order_id: String,
}

#[test]
fn calls_of_two_crates_are_of_one_api() {
    let client = Client::<points::Points>::builder(BearerCredentials::new("shop", "t0ken")).build().unwrap();
    let (theirs, ours) = (PointsQuery::new("c-1"), KeepPoints::new("c-1"));
    let requests = [client.prepare(&theirs).unwrap(), client.prepare(&ours).unwrap()];
    let urls = requests.each_ref().map(|request| (request.method(), request.url()));
    assert_eq!(
        urls,
        [
            ("GET", "https://loyalty.example/v1/points?customer_id=c-1"),
            ("PATCH", "https://loyalty.example/v1/points/c-1"),
        ]
    );
    for request in &requests {
        let header = request.headers().iter().find(|(name, _)| *name == "Authorization").unwrap();
        assert_eq!((&*header.1, request.body()), ("Bearer t0ken", &b""[..]));
    }
    assert_eq!((PointsQuery::META.id, KeepPoints::META.id), ("loyalty.points_query", "loyalty.keep_points"));
}

#[test]
fn what_the_scheme_adds_is_added_for_any_api() {
    let builder = || Client::<OwnPages>::builder(PgCredentials::new("42", "key"));
    let client = builder().environment(Environment::Production(Country::Uzbekistan)).build().unwrap();
    let request = client.prepare(&OpenPage::new("1")).unwrap();
    assert_eq!(request.url(), "https://pages.example/v1/merchant/42/pages");
    let body = String::from_utf8(request.body().to_vec()).unwrap();
    for part in ["\"pg_order_id\"\r\n\r\n1\r\n", "\"pg_merchant_id\"\r\n\r\n42\r\n", "\"pg_salt\"", "\"pg_sig\""] {
        assert!(body.contains(part), "{body}");
    }
    let error = builder().build().unwrap_err().to_string();
    assert!(error.contains("Kazakhstan") || error.contains("host"), "{error}");
}

/// A path is of the API with the longest beginning, of whatever list.
#[test]
fn a_path_tells_the_api_of_a_list() {
    let of_path = |path| ApiMeta::of_path(APIS, path).map(|api| api.name);
    for (path, api) in [
        ("/v5/partner/points", Some("partner")),
        ("/api/v5/partner/points", Some("partner")),
        ("/api/points", Some("merchant")),
        ("/init_payment.php", Some("merchant")),
        ("/g2g/points", Some("gateway")),
        ("/v9/points", None),
        ("/", None),
        ("", None),
    ] {
        assert_eq!(of_path(path), api, "{path}");
    }
    assert!(ApiMeta::of_path(&[OwnPages::META], "/v5/partner/points").is_none());
}

/// The older Cards API, which today's documentation has no more.
#[freedompay_api(name = "old_cards", scheme = SignHeader, headers("Request-Id"), endpoints(IssueOldCard))]
enum OldCards {}

/// The path is made up: only the signature of these calls is known.
#[freedompay_endpoint(uri = "/cards/issue", method = "POST", api = OldCards)]
struct IssueOldCard {
    #[freedompay(not_secret)]
    pub cardholder_name: String,
    pub phone: u64,
    pub product_code: u32,
    pub card_id: u32,
}

/// The digests on the page are wrong. This one others computed from its rule, over the page's own body and key.
#[tokio::test]
async fn the_older_cards_api_signs_with_sha256_in_a_header() {
    let issue = IssueOldCard::new("IVANOV IVAN IVANOVICH", 79_651_234_567_u64, 1_u32, 555_u32);
    let client = |key: &str| Client::<OldCards>::builder(SignHeaderCredentials::new("123456", key));
    let request = client("some_secret_string").build().unwrap().prepare(&issue).unwrap();
    let header =
        |name: &str| request.headers().iter().find(|(known, _)| *known == name).map(|(_, value)| value.to_string());
    let digest = "e052b3bd72f1653a556e0209b011c265a64a3ca352653f6f54767d3fafd62e74";
    assert_eq!((header("Sign").as_deref(), header("Auth-Id").as_deref()), (Some(digest), Some("123456")));
    assert!(header("Request-Id").is_some() && header("Request-Id").as_deref() == request.request_id());

    let sandbox = Sandbox::builder().api::<OldCards>().start().await.unwrap();
    issue.send(&client("sandbox-secret").base_url(&sandbox.url()).build().unwrap()).await.unwrap();
    let error = issue.send(&client("another").base_url(&sandbox.url()).build().unwrap()).await.unwrap_err();
    assert!(error.to_string().contains("Sign does not match the body that arrived"), "{error}");
    let verdicts: Vec<_> = sandbox.requests().iter().map(|call| call.signature).collect();
    assert_eq!(verdicts, [SignatureVerdict::Right, SignatureVerdict::Wrong]);
}

/// The request itself carries the key, so whoever receives it can quote it: whole, in part, or decoded.
#[tokio::test]
async fn a_key_that_a_server_quotes_is_hidden() {
    let (token, password) = ("t0ken-of-a-person", "the-password");
    let basic = "QWxhZGRpbjp0aGUtcGFzc3dvcmQ="; // Aladdin:the-password
    let quotes =
        [format!("Bearer {token}"), token.to_owned(), format!("Basic {basic}"), basic.to_owned(), password.to_owned()];
    for quote in quotes {
        let error = format!(r#"{{"status":"error","error_code":"7","error_description":"<{quote}> is not known"}}"#);
        let bodies = [
            (200, error.clone()),
            (500, error),
            (200, format!(r#"{{"order_id":["{quote}"]}}"#)),
            (200, format!("<{quote}>")),
        ];
        for (status, body) in bodies {
            let script = || Script::new(vec![Ok(Script::answer(status, &[], &body))]);
            let person =
                Client::<OwnPerson>::builder(BearerCredentials::new("1", token)).transport(script()).build().unwrap();
            let partner = Client::<OwnPartner>::builder(BasicCredentials::new("Aladdin", password));
            let partner = partner.transport(script()).build().unwrap();
            let errors = [
                AskPerson::new("1").send(&person).await.unwrap_err(),
                AskPartner::new("1").send(&partner).await.unwrap_err(),
            ];
            let sent = if quote.contains(token) { &errors[0] } else { &errors[1] };
            let shown = format!("{sent} {sent:?} {:?}", sent.advice());
            assert!(![token, basic, password].iter().any(|key| shown.contains(key)), "{status} {body}: {shown}");
        }
    }
}

#[freedompay_api(name = "own_person", scheme = freedompay::scheme::Bearer)]
enum OwnPerson {}

#[freedompay_endpoint(uri = "/person", method = "POST", api = OwnPerson, response = Done)]
struct AskPerson {
    pub order_id: String,
}

#[freedompay_api(name = "own_partner", scheme = freedompay::scheme::Basic)]
enum OwnPartner {}

#[freedompay_endpoint(uri = "/partner", method = "POST", api = OwnPartner, response = Done)]
struct AskPartner {
    pub order_id: String,
}

/// A scheme of an application: a key in a header and, unlike the built-in schemes of JSON, signed responses.
#[derive(Debug)]
struct Doubled(AnyCredentials);

impl Doubled {
    fn made(&self, body: &[u8]) -> String {
        format!("{}:{}", body.len(), self.0.get("key").unwrap_or_default())
    }
}

impl Scheme for Doubled {
    type Credentials = AnyCredentials;
    const META: &'static SchemeMeta = &SchemeMeta {
        name: "doubled",
        title: "the length of the body and the key, in the header `X-Doubled`",
        credentials: &[CredentialMeta::identity("shop"), CredentialMeta::secret("key")],
        added_headers: &["X-Doubled"],
        secrets: &["X-Doubled"],
        sends_key: true,
        signs_responses: true,
        ..SchemeMeta::DEFAULT
    };

    fn new(_: &ApiMeta, credentials: &AnyCredentials) -> Result<Self, String> {
        Ok(Self(credentials.clone()))
    }

    fn account(&self) -> &str {
        self.0.get("shop").unwrap_or_default()
    }

    fn sign(&self, message: &mut Unsigned<'_>) -> Result<(), SignError> {
        let made = self.made(message.body());
        message.add_header("X-Doubled", made);
        Ok(())
    }

    fn verify(&self, message: &Unverified<'_>) -> Verdict {
        match message.header("x-doubled") {
            None => Verdict::Missing("X-Doubled is missing".to_owned()),
            Some(header) if header == self.made(message.body) => Verdict::Right,
            Some(_) => Verdict::Wrong("X-Doubled is wrong".to_owned()),
        }
    }
}

#[freedompay_api(name = "doubled_shop", scheme = Doubled, endpoints(Work))]
enum DoubledShop {}

#[freedompay_endpoint(uri = "/work", method = "POST", api = DoubledShop, response = Done)]
struct Work {
    pub order_id: String,
}

#[freedompay_model]
struct Done {
    pub order_id: String,
}

/// The sandbox signs and verifies by the scheme alone, and the client believes what is signed.
#[tokio::test]
async fn a_scheme_of_ones_own_signs_both_ways() {
    let sandbox = Sandbox::builder().api::<DoubledShop>().start().await.unwrap();
    let builder = |key: &str| {
        let credentials = AnyCredentials::new().with("shop", "sandbox-shop").with("key", key);
        Client::<DoubledShop>::builder(credentials).base_url(&sandbox.url())
    };
    let client = builder("sandbox-key").build().unwrap();
    assert_eq!(Work::new("8841").send(&client).await.unwrap().order_id, "8841");
    let raw = client.as_any().call(Work::META, &Work::new("8841")).await.unwrap();
    assert!(raw.is_authenticated());

    // With another key the request is refused, and the refusal is signed with a key that this client does not have.
    let error = Work::new("8841").send(&builder("another-key").build().unwrap()).await.unwrap_err();
    assert!(matches!(error, Error::Signature(_)) && error.may_have_happened(), "{error:?}");
    assert!(!format!("{error} {error:?}").contains("-key"), "{error:?}");

    sandbox.set_faults(Rule::new("doubled_shop.*", Fault::NoSignature)).unwrap();
    let error = Work::new("8841").send(&builder("sandbox-key").build().unwrap()).await.unwrap_err();
    assert!(error.to_string().contains("X-Doubled is missing"), "{error}");
}

/// What each of these schemes does wrong, its table or its API tells before anything is sent.
#[test]
fn tables_that_contradict_each_other_are_refused() {
    let refused = |result: Result<_, Error>| result.map(|_: freedompay::AnyClient| ()).unwrap_err().to_string();
    let fixed = AnyClient::builder(FixedHeader::META, BearerCredentials::new("1", "token")).build();
    assert!(
        refused(fixed).contains("every call of the FixedHeader API sends authorization, which its scheme bearer adds")
    );
    let build = |scheme| {
        let api = ApiMeta { name: "odd", rust: "Odd", scheme, ..ApiMeta::DEFAULT };
        refused(AnyClient::builder(Box::leak(Box::new(api)), AnyCredentials::new()).build())
    };
    let odd = build(AnyScheme::of::<Odd<0>>());
    assert!(odd.contains("the scheme odd masks x-odd, which is not among what it adds"), "{odd}");
    let odd = build(AnyScheme::of::<Odd<1>>());
    assert!(odd.contains("the scheme odd adds the header content-type, which the client sets"), "{odd}");
}

#[freedompay_api(name = "fixed_header", scheme = freedompay::scheme::Bearer, headers("authorization" = "fixed"))]
enum FixedHeader {}

/// A scheme with a key in a field, or with a table that is wrong in one of two ways.
#[derive(Debug)]
struct Odd<const WHICH: u8>(AnyCredentials);

const ODD: SchemeMeta = SchemeMeta { name: "odd", title: "a word", ..SchemeMeta::DEFAULT };

impl<const WHICH: u8> Scheme for Odd<WHICH> {
    type Credentials = AnyCredentials;
    const META: &'static SchemeMeta = match WHICH {
        0 => &SchemeMeta { added_headers: &["X-Odd"], secrets: &["x-odd"], ..ODD },
        1 => &SchemeMeta { added_headers: &["content-type"], ..ODD },
        _ => &SchemeMeta {
            credentials: &[CredentialMeta::secret("word")],
            added_fields: &["shop_word"],
            secrets: &["shop_word"],
            sends_key: true,
            // It says so, and then takes any response for unsigned.
            signs_responses: true,
            ..ODD
        },
    };

    fn new(_: &ApiMeta, credentials: &AnyCredentials) -> Result<Self, String> {
        Ok(Self(credentials.clone()))
    }

    fn account(&self) -> &'static str {
        "odd"
    }

    fn sign(&self, message: &mut Unsigned<'_>) -> Result<(), SignError> {
        if message.request.is_none() {
            message.add_field("shop_word", self.0.get("word").unwrap_or_default());
        }
        Ok(())
    }

    fn verify(&self, message: &Unverified<'_>) -> Verdict {
        let word = message.fields.get("shop_word").map(freedompay::meta::Ref::text);
        match word {
            _ if message.is_response => Verdict::Unsigned,
            Some(word) if Some(word) == self.0.get("word") => Verdict::Right,
            _ => Verdict::Wrong("shop_word is wrong".to_owned()),
        }
    }
}

/// Its errors only a function knows.
const WORDS: ErrorShape = ErrorShape { name: "words", find: Some(no_words), ..ErrorShape::DEFAULT };

fn no_words(_: &EndpointMeta, message: freedompay::meta::Ref<'_>) -> Option<ErrorFields> {
    let word = message.get("no")?;
    Some(ErrorFields { code: Some("no".to_owned()), description: Some(word.text().to_owned()) })
}

#[freedompay_api(name = "word_shop", scheme = Odd<2>, wire = form, errors = WORDS, endpoints(Say, Ask))]
enum WordShop {}

#[freedompay_endpoint(uri = "/say", method = "POST", api = WordShop, response = Done)]
struct Say {
    pub order_id: String,
}

#[freedompay_endpoint(uri = "/ask", method = "GET", api = WordShop, effect = read, response = Done)]
struct Ask {
    pub order_id: String,
}

fn word_shop(word: &str) -> freedompay::ClientBuilder<Client<WordShop>> {
    Client::builder(AnyCredentials::new().with("word", word))
}

/// Neither an error nor a success is believed, whatever the scheme makes of a missing signature.
#[tokio::test]
async fn what_is_unsigned_proves_nothing_where_responses_are_signed() {
    for body in ["<response><no>never</no></response>", "<response><order_id>1</order_id></response>"] {
        let script = Script::new(vec![Ok(Script::answer(200, &[], body))]);
        let error = Say::new("1").send(&word_shop("the-word").transport(script).build().unwrap()).await.unwrap_err();
        assert!(matches!(error, Error::Signature(_)) && error.may_have_happened(), "{error:?}");
    }
}

#[tokio::test]
async fn a_key_in_a_field_is_hidden_and_its_refusal_told() {
    let client = word_shop("the-word").base_url("http://127.0.0.1").build().unwrap();
    let (say, ask) = (client.prepare(&Say::new("1")).unwrap(), client.prepare(&Ask::new("1")).unwrap());
    let shown =
        format!("{say:?} {:?} {} {ask:?} {:?} {}", say.masked(), say.masked_url(), ask.masked(), ask.masked_url());
    assert!(!shown.contains("the-word") && ask.url().contains("the-word"), "{shown}");

    let sandbox = Sandbox::builder().api::<WordShop>().start().await.unwrap();
    let client = word_shop("another-word").base_url(&sandbox.url()).build().unwrap();
    // The sandbox cannot write an error that only a function can read, but never writes a success instead.
    Say::new("1").send(&client).await.unwrap_err();
    let recorded = sandbox.requests();
    assert!(recorded[0].refused.is_some() && !format!("{recorded:?}").contains("another-word"), "{recorded:?}");
}

mod elsewhere {
    /// Another API of the name, which nothing but its host tells from the first.
    #[freedompay::freedompay_api(name = "namesake", scheme = freedompay::scheme::Bearer, hosts(all = "https://one.example"))]
    pub enum Namesake {}
}

#[test]
fn a_name_alone_does_not_make_two_apis_one() {
    let other = ApiMeta { hosts: Hosts::everywhere("https://two.example"), ..table(elsewhere::Namesake::META) };
    let call =
        EndpointMeta { id: "namesake.call", api: Box::leak(Box::new(other)), uri: "/call", ..EndpointMeta::DEFAULT };
    let client = AnyClient::builder(elsewhere::Namesake::META, BearerCredentials::new("1", "token")).build().unwrap();
    let error = client.prepare(Box::leak(Box::new(call)), &freedompay::Value::Map(Vec::new())).unwrap_err();
    assert!(error.to_string().contains("it belongs to the Namesake API"), "{error}");
}

/// Returns a table with what decides in it.
fn table(api: &ApiMeta) -> ApiMeta {
    ApiMeta { name: api.name, rust: api.rust, scheme: api.scheme, hosts: api.hosts, ..ApiMeta::DEFAULT }
}
