//! What the prelude, and more, is called here is something else.

#![allow(non_camel_case_types)] // primitive types are shadowed, too

macro_rules! shadow {
    ($($name:ident)*) => {$(
        /// Not what it seems.
        #[derive(::core::fmt::Debug)]
        pub struct $name;
    )*};
}

shadow! {
    Option Result String Vec Box Some None Ok Err Clone Copy Debug Default Display Eq Hash Into IntoIterator From Iterator
    PartialEq Send Sync Sized ToString Serialize Deserialize Serializer Deserializer Endpoint Response ResponseBody WireType Api Channel
}

/// Not the library.
pub mod std {}
/// Not the library.
pub mod core {}
/// Not the library.
pub mod alloc {}
/// Not the library.
pub mod serde {}
/// Not the library.
pub mod freedompay {}

/// Pays.
#[::fp::freedompay_endpoint(
    uri = "/g2g/points/pay",
    method = "POST",
    response = Receipt,
    effect = money,
    recover = StatusQuery,
    ids = receipt_number,
    idempotency = order_id,
    key = payment,
    script = "pay",
    crate = ::fp
)]
#[derive(::core::cmp::PartialEq)]
pub struct Pay {
    /// Order.
    #[freedompay(max_len = 50)]
    pub order_id: ::std::string::String,
    /// Amount.
    #[freedompay(min = 0.01)]
    pub amount: ::fp::Amount,
    /// Token of the card.
    #[freedompay(secret)]
    pub card_token: ::core::option::Option<::std::string::String>,
    /// Testing.
    pub testing_mode: ::core::option::Option<::fp::Flag>,
    /// Lines.
    pub lines: ::std::vec::Vec<::std::string::String>,
    /// Fields of the merchant's own.
    #[freedompay(rest)]
    pub extra: ::std::collections::BTreeMap<::std::string::String, ::std::string::String>,
}

/// Asks what became of it.
#[::fp::freedompay_endpoint(
    uri = "/g2g/points/status",
    method = "POST",
    effect = read,
    crate = ::fp
)]
pub struct StatusQuery {
    /// Order.
    pub order_id: ::core::option::Option<::std::string::String>,
    /// Receipt.
    pub receipt_id: ::core::option::Option<::std::string::String>,
}

fn receipt_number(payment: &Pay) -> ::std::vec::Vec<(&'static str, ::std::string::String)> {
    ::core::iter::Iterator::collect(::core::iter::Iterator::map(
        ::core::iter::IntoIterator::into_iter(payment.lines.first()),
        |line| ("pg_receipt_id", ::core::clone::Clone::clone(line)),
    ))
}

/// Asks the same as before.
#[::fp::freedompay_endpoint(
    uri = "/g2g/points/state",
    method = "POST",
    deprecated = "use StatusQuery instead",
    crate = ::fp
)]
pub struct StateQuery {
    /// Order.
    pub order_id: ::core::option::Option<::std::string::String>,
}

/// A receipt.
#[::fp::freedompay_model(prefix = "pg_", crate = ::fp)]
pub struct Receipt {
    /// Kind.
    pub kind: ::core::option::Option<Kind>,
    /// Secret.
    pub card_token: ::fp::Secret,
}

/// A line of a receipt.
#[::fp::freedompay_model(request, crate = ::fp)]
pub struct Line {
    /// Name.
    pub name: ::core::option::Option<::std::string::String>,
}

/// A kind, with the names of the prelude as its values.
#[::fp::freedompay_enum(numeric, crate = ::fp)]
pub enum Kind {
    /// None.
    #[freedompay(rename = "0")]
    None,
    /// Some.
    #[freedompay(rename = "1")]
    Some,
    /// Text.
    #[freedompay(rename = "2")]
    String,
}

const CODES: &[&str] = &["1"];
const REFUSALS: &[::fp::meta::Refusal] = &[];

/// An API of one's own, with every argument.
#[::fp::freedompay_api(
    name = "shadowed_points",
    scheme = ::fp::scheme::Basic,
    wire = form,
    prefix = "pt_",
    paths("/v1/points"),
    errors = ::fp::meta::ErrorShape::OBJECT,
    actions,
    replays_request_id,
    ids("pt_order_id"),
    open_codes = CODES,
    refusals = REFUSALS,
    unsigned_errors = CODES,
    headers("X-Request-Id", "Accept-Language" = "ru"),
    hosts(all = "https://points.example", test = "https://test.points.example"),
    crate = ::fp
)]
pub enum Points {}

/// Asks.
#[::fp::freedompay_endpoint(uri = "/v1/points", method = "GET", api = Points, action = "ask", crate = ::fp)]
pub struct PointsQuery {
    /// Order.
    #[freedompay(query)]
    pub order_id: ::core::option::Option<::std::string::String>,
}

/// Asks the same as before.
#[::fp::freedompay_endpoint(uri = "/v1/points/old", method = "GET", api = self::Points, action = "ask", deprecated = "use PointsQuery", crate = ::fp)]
pub struct OldPointsQuery;
