//! What a declaration can know of the APIs. The runtime's tables say the same; a test holds the two together.

/// One of the APIs, as declarations see it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Api {
    /// As written in `api = …`.
    pub(crate) name: &'static str,
    /// Its type.
    pub(crate) rust: &'static str,
    /// What top-level fields begin with.
    pub(crate) prefix: &'static str,
    /// Whether calls are signed with `pg_sig` (or else with a JWS).
    pub(crate) is_form: bool,
    /// Beginnings of its paths.
    paths: &'static [&'static str],
}

/// More specific paths stand first.
pub(crate) const APIS: [Api; 6] = [
    Api { name: "partner", rust: "Partner", prefix: "", is_form: false, paths: &["/v5/partner/", "/api/v5/partner/"] },
    Api { name: "card", rust: "Card", prefix: "", is_form: false, paths: &["/v5/card-api/"] },
    Api { name: "gateway_async", rust: "GatewayAsync", prefix: "", is_form: false, paths: &["/v5/g2g/"] },
    Api {
        name: "merchant_invoice",
        rust: "MerchantInvoice",
        prefix: "",
        is_form: false,
        paths: &["/v5/merchant/", "/v5/installment/"],
    },
    Api { name: "gateway", rust: "Gateway", prefix: "pg_", is_form: true, paths: &["/g2g/"] },
    Api {
        name: "merchant",
        rust: "Merchant",
        prefix: "pg_",
        is_form: true,
        paths: &["/v1/merchant/", "/api/", "/mfs/"],
    },
];

impl Api {
    /// The API of that name.
    pub(crate) fn named(name: &str) -> Option<&'static Api> {
        APIS.iter().find(|api| api.name == name)
    }

    /// The API that a path belongs to. Scripts at the top level (`/init_payment`, `*.php`) are the Merchant API's.
    pub(crate) fn of_uri(uri: &str) -> Option<&'static Api> {
        let by_path = APIS.iter().find(|api| api.paths.iter().any(|path| uri.starts_with(path)));
        let is_script = uri.strip_prefix('/').is_some_and(|rest| !rest.is_empty() && !rest.contains('/'));
        by_path.or_else(|| if is_script { Api::named("merchant") } else { None })
    }

    pub(crate) fn scheme(&self) -> &'static str {
        if self.is_form { "pg_sig" } else { "jws" }
    }

    /// Fields that the runtime adds.
    pub(crate) fn added_fields(&self) -> &'static [&'static str] {
        if self.is_form { &["pg_merchant_id", "pg_salt", "pg_sig"] } else { &["auth_id"] }
    }
}

/// Names of all APIs.
pub(crate) fn names() -> Vec<&'static str> {
    APIS.iter().map(|api| api.name).collect()
}
