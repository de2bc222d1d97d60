//! `crate = …` is all that a renamed dependency takes, even where nothing is in scope.

#![forbid(non_camel_case_types, nonstandard_style)]

/// Asks how many points there are.
#[::fp::freedompay_endpoint(
    uri = "/v5/partner/points/{card_id}",
    method = "GET",
    response = Points,
    headers("X-Request-Id"),
    shares_uri,
    crate = ::fp
)]
pub struct PointsQuery {
    /// Card.
    #[freedompay(path, max_len = 36)]
    pub card_id: ::std::string::String,
    /// Page.
    #[freedompay(query)]
    pub page: ::core::option::Option<u32>,
}

/// Points.
#[::fp::freedompay_model(crate = ::fp)]
pub struct Points {
    /// Status.
    pub status: ::core::option::Option<Status>,
    /// Parts.
    pub parts: ::std::vec::Vec<Part>,
}

/// A part of the points.
#[::fp::freedompay_model(crate = ::fp)]
pub struct Part {
    /// Worth of the points.
    pub worth: ::fp::Amount,
}

/// A status.
#[::fp::freedompay_enum(crate = ::fp)]
pub enum Status {
    /// Done.
    Done,
}

/// Asks with an API of another module.
#[::fp::freedompay_endpoint(uri = "/v1/points/renamed", method = "GET", api = crate::shadowed::Points, action = "ask", crate = ::fp)]
pub struct OfAnotherModule;

/// An API without a call.
#[::fp::freedompay_api(name = "renamed_points", scheme = ::fp::scheme::NoSignature, crate = ::fp)]
pub enum WithoutCalls {}
