//! The list of everything that is declared here.

use std::sync::LazyLock;

use crate::meta::EndpointMeta;

// `DECLARED`, made from the sources by the build script: what is declared is listed.
include!(concat!(env!("OUT_DIR"), "/registry.rs"));

/// What is known to exist but not how to call it, by area.
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

/// Every endpoint of the areas that are switched on: implemented, deprecated or awaiting documentation, in the order
/// of modules and declarations.
pub fn endpoints() -> &'static [&'static EndpointMeta] {
    &ENDPOINTS
}

/// The endpoint of that id.
pub fn endpoint(id: &str) -> Option<&'static EndpointMeta> {
    endpoints().iter().find(|endpoint| endpoint.id == id).copied()
}
