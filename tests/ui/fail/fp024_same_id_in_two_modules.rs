//! Two calls of one id in two modules.

mod points {
    /// Asks how many points there are.
    #[freedompay::freedompay_endpoint(uri = "/v5/partner/points", method = "GET", id = "partner.points")]
    pub struct Query;
}

mod loyalty {
    /// Asks something else.
    #[freedompay::freedompay_endpoint(uri = "/v5/partner/loyalty", method = "GET", id = "partner.points")]
    pub struct Query;
}

fn main() {
    let _ = (points::Query::new(), loyalty::Query::new());
}
