//! The API of a call, said or inferred from its path: what the macros know of the APIs is what the runtime knows.

use freedompay::area::{AREAS, AreaMeta, Scheme};
use freedompay::{Endpoint, freedompay_endpoint};

/// A call, and the table of its area after a look at the field.
macro_rules! area {
    ($($arguments:tt)*) => {{
        /// Asks.
        #[freedompay_endpoint(method = "POST", $($arguments)*)]
        struct Call {
            /// Name.
            name: Option<String>,
        }
        let _ = Call::new().name("x");
        let area: &'static AreaMeta = Call::META.area;
        assert_eq!(Call::META.request[0].name, format!("{}name", area.prefix), "{}", area.name);
        area
    }};
}

#[test]
fn every_area_is_known_to_the_macros() {
    // Arguments that only the APIs of one kind take show that the macros know the kind, too.
    let said = [
        area!(uri = "/own/1", api = partner, id = "own.1"),
        area!(uri = "/own/2", api = card, id = "own.2"),
        area!(uri = "/own/3", api = gateway_async, id = "own.3", action = "own"),
        area!(uri = "/own/4", api = merchant_invoice, id = "own.4"),
        area!(uri = "/own/5", api = merchant, id = "own.5", key = payout, script = "own"),
        area!(uri = "/own/6", api = gateway, id = "own.6", key = payout, script = "own"),
    ];
    let names = |areas: &[&AreaMeta]| areas.iter().map(|area| area.name).collect::<Vec<_>>();
    assert_eq!(names(&said), names(AREAS));
    for area in AREAS {
        assert_eq!(area.scheme == Scheme::PgSig, ["merchant", "gateway"].contains(&area.name), "{}", area.name);
        let has_request_id = area.headers.iter().any(|header| header.name == "X-Request-Id");
        assert_eq!(has_request_id, area.name == "gateway_async", "{}", area.name);
    }
}

#[test]
fn paths_tell_the_api() {
    let inferred = [
        ("partner", area!(uri = "/v5/partner/own", id = "own.partner")),
        ("partner", area!(uri = "/api/v5/partner/own", id = "own.partner_api")),
        ("card", area!(uri = "/v5/card-api/own", id = "own.card")),
        ("gateway_async", area!(uri = "/v5/g2g/own", id = "own.gateway_async")),
        ("merchant_invoice", area!(uri = "/v5/merchant/own", id = "own.merchant_invoice")),
        ("merchant_invoice", area!(uri = "/v5/installment/own", id = "own.installment")),
        ("gateway", area!(uri = "/g2g/own", id = "own.gateway")),
        ("merchant", area!(uri = "/v1/merchant/own", id = "own.merchant")),
        ("merchant", area!(uri = "/api/own", id = "own.api")),
        ("merchant", area!(uri = "/mfs/own", id = "own.mfs")),
        ("merchant", area!(uri = "/own.php", id = "own.script")),
    ];
    for (name, area) in inferred {
        assert_eq!(name, area.name);
    }
}
