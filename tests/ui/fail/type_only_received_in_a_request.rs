//! A type of the program's own that cannot be written.

use freedompay::meta::TypeMeta;
use freedompay::{WireType, freedompay_endpoint};

/// An id.
#[derive(Clone, Debug)]
pub struct Iin(pub String);

impl WireType for Iin {
    const TYPE: &'static TypeMeta = &TypeMeta::Text;
}

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query {
    /// Id.
    pub iin: Iin,
}

fn main() {
    let _ = |query: Query| query.clone();
}
