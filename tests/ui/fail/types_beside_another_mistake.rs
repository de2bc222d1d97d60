//! All wrong types of a declaration are reported together with its other mistakes.

use std::collections::HashMap;

use freedompay::freedompay_endpoint;

/// A name.
pub struct Name;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "post")]
pub struct Query {
    /// A float.
    pub amount: f64,
    /// An integer of the machine.
    pub count: usize,
    /// Members in any order.
    pub members: Option<HashMap<String, String>>,
    /// A character.
    pub letter: Vec<char>,
    /// A type of the program's own.
    pub name: Name,
}

fn main() {
    let _ = Query::new(1.0, 1, ['a'], Name);
}
