points::Points! {
    [#[::freedompay::__private::freedompay_endpoint(uri = "/v1/points", method = "GET",
    api = points::Points)]] pub struct PointsQuery;
}
