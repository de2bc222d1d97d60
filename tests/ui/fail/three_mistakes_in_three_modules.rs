//! Three errors in three modules are three errors in one compile, and nothing else.

mod points {
    /// Asks how many points there are.
    #[freedompay::freedompay_endpoint(uri = "/v5/partner/points", method = "post", response = super::answer::Points)]
    pub struct Query {
        /// Customer.
        pub customer_id: String,
    }
}

mod answer {
    /// Points.
    #[freedompay::freedompay_model]
    pub struct Points {
        /// Balance.
        pub balance: Option<f64>,
        /// Status.
        pub status: Option<super::status::Status>,
    }
}

mod status {
    /// A status.
    #[freedompay::freedompay_enum(case = "lower")]
    pub enum Status {
        /// Done.
        Done,
    }
}

fn main() {
    let query = points::Query::new("c-1");
    let _ = |points: answer::Points| (points.balance, points.status == Some(status::Status::Done));
    let _ = query.customer_id.len();
}
