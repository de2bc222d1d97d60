//! Several calls on one path, and one path with several methods.

use freedompay::{Endpoint, freedompay_endpoint};

/// The first.
#[freedompay_endpoint(uri = "/v5/partner/shared/{id}", method = "POST", shares_uri)]
pub struct First {
    /// Id.
    #[freedompay(path)]
    pub id: u64,
}

/// The second.
#[freedompay_endpoint(uri = "/v5/partner/shared/{name}", method = "POST", shares_uri = true)]
pub struct Second {
    /// Name.
    #[freedompay(path)]
    pub name: String,
}

/// The same path, another method.
#[freedompay_endpoint(uri = "/v5/partner/shared/{id}", method = "GET")]
pub struct Third {
    /// Id.
    #[freedompay(path)]
    pub id: u64,
}

#[test]
fn ids_tell_them_apart() {
    assert_eq!([First::META.id, Second::META.id, Third::META.id].map(|id| &id[..8]), ["partner."; 3]);
    assert_ne!(First::META.id, Second::META.id);
}
