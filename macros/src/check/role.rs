//! The kinds of declared structs.

use crate::api::Api;

/// The kind of a declared struct.
#[derive(Clone, Copy)]
pub(crate) enum Role<'a> {
    /// A call, with its API if known.
    Endpoint(Option<&'a Api>),
    /// An object in requests, with a prefix.
    Request(&'a str),
    /// An object in responses, with a prefix.
    Response(&'a str),
}
