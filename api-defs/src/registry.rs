//! The list of all declared endpoints.

use std::sync::LazyLock;

use crate::meta::{ApiMeta, EndpointMeta};

// `DECLARED` and `APIS`, which the build script makes from the sources.
include!(concat!(env!("OUT_DIR"), "/registry.rs"));

/// The undocumented endpoints, by API: they are known to exist, but not how to call them.
const UNDOCUMENTED: &[&[EndpointMeta]] = &[
    #[cfg(feature = "card")]
    crate::card::UNDOCUMENTED,
    #[cfg(feature = "gateway_async")]
    crate::gateway_async::UNDOCUMENTED,
    #[cfg(feature = "merchant_invoice")]
    crate::merchant_invoice::UNDOCUMENTED,
    #[cfg(feature = "gateway")]
    crate::gateway::UNDOCUMENTED,
    #[cfg(feature = "merchant")]
    crate::merchant::UNDOCUMENTED,
    #[cfg(feature = "partner")]
    crate::partner::UNDOCUMENTED,
];

static ENDPOINTS: LazyLock<Vec<&'static EndpointMeta>> =
    LazyLock::new(|| DECLARED.iter().copied().chain(UNDOCUMENTED.iter().copied().flatten()).collect());

/// Returns every endpoint of the enabled APIs: implemented, deprecated or awaiting documentation, in the order
/// of modules and declarations.
pub fn endpoints() -> &'static [&'static EndpointMeta] {
    &ENDPOINTS
}

/// Returns the endpoint of that id.
pub fn endpoint(id: &str) -> Option<&'static EndpointMeta> {
    endpoints().iter().find(|endpoint| endpoint.id == id).copied()
}
