//! Rules for the response of a call that does not exist.

use freedompay::freedompay_endpoint;
use freedompay::meta::OutcomeRules;

/// Pays points out.
#[freedompay_endpoint(
    uri = "/v5/partner/points/pay",
    method = "POST",
    effect = money,
    recover = none("only the response has an id"),
    outcome = PAID
)]
pub struct PayPoints;

/// Settles nothing.
pub const PAID: OutcomeRules = OutcomeRules::DEFAULT;

fn main() {
    let _ = PayPoints::new();
}
