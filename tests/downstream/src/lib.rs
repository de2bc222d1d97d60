//! An application's own declarations, for calls that its owner has the documents of. The calls are made up.

pub mod imported;
pub mod loyalty;

use freedompay::{Amount, Secret, Uuid, freedompay_endpoint, freedompay_enum, freedompay_model};

/// Asks how many loyalty points a customer has.
#[freedompay_endpoint(uri = "/v5/card-api/own/points", method = "POST", effect = read, response = Points)]
pub struct PointsQuery {
    /// Our id of this request.
    pub request_id: Uuid,
    /// Card that collects the points.
    pub card_id: String,
}

/// The points of a customer.
#[freedompay_model]
pub struct Points {
    /// Whether the request was understood.
    pub status: Option<Status>,
    /// Worth of the points in tenge, major units.
    #[freedompay(example = "1250.50")]
    pub balance: Option<Amount>,
    /// The card, as asked for.
    pub card_id: Option<String>,
}

/// Outcome of a request.
#[freedompay_enum]
pub enum Status {
    /// Succeeded.
    Ok,
    /// Failed.
    Error,
}

/// A call with card data, to see that it is never shown; with only the two arguments that are always needed.
#[freedompay_endpoint(uri = "/g2g/own/check_card", method = "POST")]
pub struct CheckCard {
    /// Card number.
    pub card_pan: Secret,
    /// Card's security code.
    #[freedompay(secret, min_len = 3, max_len = 4)]
    pub card_cvc: Option<String>,
    /// Amount to check, major units.
    #[freedompay(min = 0.01)]
    pub amount: Amount,
}

/// The Rust that the README shows, compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
pub struct Readme;

/// The Rust of the page about lost responses, compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/outcomes.md")]
pub struct Outcomes;

/// The Rust that the README of the sandbox shows, compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../../../sandbox/README.md")]
pub struct SandboxReadme;

/// The declarations of the page about APIs.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/apis.md")]
pub struct Apis;

/// The declarations of the page of mistakes: the wrong ones do not compile, the right ones do.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/ERRORS.md")]
pub struct Errors;

#[cfg(test)]
mod tests {
    /// An API with a scheme that exists is one file of at most 15 lines.
    #[test]
    fn an_api_takes_a_few_lines() {
        let page = include_str!("../../../docs/apis.md");
        let blocks = page.split("```rust\n").skip(1).filter_map(|text| text.split("```").next());
        let shown = |block: &str| block.lines().filter(|line| !line.starts_with("# ")).count();
        let is_declaration = |block: &&str| block.lines().any(|line| line.starts_with("#[freedompay_api("));
        let lengths: Vec<usize> = blocks.filter(is_declaration).map(shown).collect();
        assert!(lengths.len() == 2 && lengths.iter().all(|lines| *lines <= 15), "{lengths:?}");
    }
}
