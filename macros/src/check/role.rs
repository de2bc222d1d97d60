//! What a struct is declared as.

use crate::api::Api;

/// What a struct is declared as.
#[derive(Clone, Copy)]
pub(crate) enum Role<'a> {
    /// A call, of an API if that is known.
    Endpoint(Option<&'static Api>),
    /// An object in requests, with a prefix.
    Request(&'a str),
    /// An object in answers, with a prefix.
    Answer(&'a str),
}
