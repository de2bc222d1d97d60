//! HTTP messages as the sandbox handles them: the request that arrived and the reply to it.
//!
//! Knows nothing of payments, endpoints' meaning or the server's sockets.

pub(crate) mod body;
pub(crate) mod incoming;
pub(crate) mod reply;
