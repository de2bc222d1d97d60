//! A card whose object is not called one.

use freedompay::{freedompay_endpoint, freedompay_model};

/// What is on it.
#[freedompay_model(request)]
pub struct Inner {
    /// Its number.
    pub number: String,
}

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query {
    /// The card.
    pub cards: Vec<Inner>,
}

fn main() {
    let _ = Query::new(Vec::<Inner>::new());
}
