//! A number that only the struct makes a card's.

use freedompay::freedompay_model;

/// A card.
#[freedompay_model(request)]
pub struct GiftCard {
    /// Its number.
    pub number: String,
    /// Its brand.
    pub brand: String,
}

fn main() {
    let _ = GiftCard::new("x", "y");
}
