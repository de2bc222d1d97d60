//! Derives of what the declaration does not implement, below the attribute and above.

use freedompay::{freedompay_endpoint, freedompay_enum, freedompay_model};

/// Asks for derives. #[derive(Clone)]
#[derive(PartialEq, Eq, Hash)]
#[freedompay_endpoint(uri = "/v5/partner/derives", method = "POST", response = Derives)]
pub struct DerivesQuery {
    /// Card.
    pub card_id: String,
}

/// Derives.
#[freedompay_model]
#[derive(PartialEq)]
pub struct Derives {
    /// Kind.
    pub kind: Option<Kind>,
}

/// A kind.
#[freedompay_enum]
pub enum Kind {
    /// First.
    First,
}

#[test]
fn derives_stand_on_either_side() {
    assert!(DerivesQuery::new("a") == DerivesQuery::new("a"));
    assert!(Derives::default() == Derives { kind: None } && Kind::First == Kind::from("first"));
}
