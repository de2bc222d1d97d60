//! Two calls of one method and path in two modules; names of parameters do not distinguish paths.

mod points {
    /// Asks how many points there are.
    #[freedompay::freedompay_endpoint(uri = "/v5/partner/points/{customer_id}", method = "GET")]
    pub struct Query {
        /// Customer.
        #[freedompay(path)]
        pub customer_id: String,
    }
}

mod loyalty {
    /// Asks the same.
    #[freedompay::freedompay_endpoint(uri = "/v5/partner/points/{user_id}", method = "GET")]
    pub struct StatusQuery {
        /// Customer.
        #[freedompay(path)]
        pub user_id: String,
    }
}

fn main() {
    let _ = (points::Query::new("x"), loyalty::StatusQuery::new("x"));
}
