//! The facts about the APIs that declarations need. The runtime's tables repeat them; a test compares the two.

/// One of the APIs, as declarations see it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Api {
    /// As written in `api = …`.
    pub(crate) name: &'static str,
    /// Its type.
    pub(crate) rust: &'static str,
    /// Prefix of the top-level fields.
    pub(crate) prefix: &'static str,
    /// Whether calls are signed with `pg_sig`, not with a JWS.
    pub(crate) is_form: bool,
    /// Whether `X-Action` selects the operation.
    pub(crate) has_actions: bool,
    /// Whether every call carries `X-Request-Id`.
    pub(crate) has_request_id: bool,
    /// Prefixes of its paths.
    pub(crate) paths: &'static [&'static str],
}

const JSON: Api =
    Api { name: "", rust: "", prefix: "", is_form: false, has_actions: false, has_request_id: false, paths: &[] };
const FORM: Api = Api { prefix: "pg_", is_form: true, ..JSON };

/// More specific paths come first.
pub(crate) const APIS: [Api; 6] = [
    Api { name: "partner", rust: "Partner", paths: &["/v5/partner/", "/api/v5/partner/"], ..JSON },
    Api { name: "card", rust: "CardIssuing", paths: &["/v5/card-api/"], ..JSON },
    Api {
        name: "gateway_async",
        rust: "GatewayAsync",
        has_actions: true,
        has_request_id: true,
        paths: &["/v5/g2g/"],
        ..JSON
    },
    Api { name: "merchant_invoice", rust: "MerchantInvoice", paths: &["/v5/merchant/", "/v5/installment/"], ..JSON },
    Api { name: "gateway", rust: "Gateway", paths: &["/g2g/"], ..FORM },
    Api { name: "merchant", rust: "Merchant", paths: &["/v1/merchant/", "/api/", "/mfs/"], ..FORM },
];

/// The methods of HTTP that the APIs use.
pub(crate) const METHODS: [&str; 5] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

impl Api {
    /// Returns the API of that name.
    pub(crate) fn named(name: &str) -> Option<&'static Api> {
        APIS.iter().find(|api| api.name == name)
    }

    /// Returns the API of a path. Scripts at the top level (`/init_payment`, `*.php`) are the Merchant API's.
    pub(crate) fn of_uri(uri: &str) -> Option<&'static Api> {
        let by_path = APIS.iter().find(|api| api.paths.iter().any(|path| uri.starts_with(path)));
        let is_script = uri.strip_prefix('/').is_some_and(|rest| !rest.is_empty() && !rest.contains('/'));
        by_path.or_else(|| if is_script { Api::named("merchant") } else { None })
    }

    /// Returns the names of fields that would contradict the signature: the client adds them or signs in another way.
    pub(crate) fn added_fields(&self) -> &'static [&'static str] {
        if self.is_form {
            &["pg_merchant_id", "pg_salt", "pg_sig"]
        } else {
            &["auth_id", "pg_merchant_id", "pg_salt", "pg_sig"]
        }
    }
}

/// Returns the names of all APIs.
pub(crate) fn names() -> Vec<&'static str> {
    APIS.iter().map(|api| api.name).collect()
}
