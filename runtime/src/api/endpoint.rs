//! Declared requests, their responses, and the clients that send them.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::api::Api;
use crate::meta::EndpointMeta;
use crate::tree::Value;
use crate::types::wire_type::WireType;

/// A declared request. Made by `#[freedompay_endpoint]`, not by hand.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a declared request",
    label = "not a request",
    note = "put `#[freedompay_endpoint(uri = \"/…\", method = \"POST\")]` on the struct"
)]
pub trait Endpoint: Serialize {
    /// The API it belongs to.
    type Api: Api;
    /// The type of its response.
    type Response: ResponseBody;
    /// Its table.
    const META: &'static EndpointMeta;

    /// Returns the ids inside the request that the function named by `ids = …` finds, by the wire names of the status call.
    fn further_ids(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }
}

/// A type that a response can be read into. `#[freedompay_model]` makes one; a [`WireType`] of your own that serde can
/// deserialise becomes one with an empty `impl`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from a response",
    label = "not a response type",
    note = "put `#[freedompay_model]` (without `request`) on the struct, or leave `response` out for an untyped response"
)]
pub trait ResponseBody: WireType + DeserializeOwned + Send + 'static {}

impl ResponseBody for Value {}
impl<T: ResponseBody> ResponseBody for Vec<T> {}
impl<T: ResponseBody> ResponseBody for Option<T> {}

/// Something that sends requests of an API: a client, asynchronous or blocking.
#[diagnostic::on_unimplemented(
    message = "a request of the {A} API cannot be sent with `{Self}`",
    label = "not a client of the {A} API",
    note = "each API has credentials and a signature of its own: build a `Client::<{A}>` for this request"
)]
pub trait Dispatch<A: Api> {
    /// The output of sending: a result, or a future of one.
    type Output<R>;

    /// Sends a request.
    fn dispatch<E: Endpoint<Api = A>>(&self, request: &E) -> Self::Output<E::Response>;
}
