//! The API of a call, said or inferred from its path: what the macros know of the APIs is what the runtime knows.

use freedompay::meta::{APIS, ApiMeta};
use freedompay::{Endpoint, freedompay_endpoint};

/// A call, and the table of its area after a look at the field.
macro_rules! api {
    ($($arguments:tt)*) => {{
        /// Asks.
        #[freedompay_endpoint(method = "POST", $($arguments)*)]
        struct Call {
            /// Name.
            name: Option<String>,
        }
        let _ = Call::new().name("x");
        let api: &'static ApiMeta = Call::META.api;
        assert_eq!(Call::META.request[0].name, format!("{}name", api.prefix), "{}", api.name);
        api
    }};
}

#[test]
fn every_area_is_known_to_the_macros() {
    // Arguments that only the APIs of one kind take show that the macros know the kind, too.
    let said = [
        api!(uri = "/own/1", api = partner, id = "own.1"),
        api!(uri = "/own/2", api = card, id = "own.2"),
        api!(uri = "/own/3", api = gateway_async, id = "own.3", action = "own"),
        api!(uri = "/own/4", api = merchant_invoice, id = "own.4"),
        api!(uri = "/own/5", api = merchant, id = "own.5", key = payout, script = "own"),
        api!(uri = "/own/6", api = gateway, id = "own.6", key = payout, script = "own"),
        api!(uri = "/own/7", api = overview, id = "own.7"),
    ];
    let names = |apis: &[&ApiMeta]| apis.iter().map(|api| api.name).collect::<Vec<_>>();
    assert_eq!(names(&said), names(APIS));
    for api in APIS {
        assert_eq!(api.scheme.signs_script, ["merchant", "gateway"].contains(&api.name), "{}", api.name);
        let has_request_id = api.headers.iter().any(|header| header.name == "X-Request-Id");
        assert_eq!(has_request_id, api.name == "gateway_async", "{}", api.name);
    }
}

#[test]
fn paths_tell_the_api() {
    let inferred = [
        ("partner", api!(uri = "/v5/partner/own", id = "own.partner")),
        ("partner", api!(uri = "/api/v5/partner/own", id = "own.partner_api")),
        ("card", api!(uri = "/v5/card-api/own", id = "own.card")),
        ("gateway_async", api!(uri = "/v5/g2g/own", id = "own.gateway_async", action = "own")),
        ("merchant_invoice", api!(uri = "/v5/merchant/own", id = "own.merchant_invoice")),
        ("merchant_invoice", api!(uri = "/v5/installment/own", id = "own.installment")),
        ("gateway", api!(uri = "/g2g/own", id = "own.gateway")),
        ("overview", api!(uri = "/status/own", id = "own.overview")),
        ("merchant", api!(uri = "/v1/merchant/own", id = "own.merchant")),
        ("merchant", api!(uri = "/api/own", id = "own.api")),
        ("merchant", api!(uri = "/mfs/own", id = "own.mfs")),
        ("merchant", api!(uri = "/own.php", id = "own.script")),
    ];
    for (name, api) in inferred {
        assert_eq!(name, api.name);
    }
}
