//! The response types by the ids of their endpoints, which the tables cannot give.

use freedompay::error::TreeError;
use freedompay::meta::EndpointMeta;
use freedompay::{Endpoint, Error, RawResponse};
use freedompay_runtime::tree::Tree;

/// A declared endpoint with a way to read its response type.
#[derive(Clone, Copy, Debug)]
pub struct Typed {
    /// Its table.
    pub meta: &'static EndpointMeta,
    /// Reads a message as its response; returns the printed response.
    pub read: fn(&Tree) -> Result<String, TreeError>,
    /// Reads an accepted response as its type; returns the printed response.
    pub decode: fn(RawResponse) -> Result<String, Error>,
    /// Reads an accepted response as its type; returns the paths of what was left out.
    pub unread: fn(RawResponse) -> Result<Vec<String>, Error>,
}

fn read<E: Endpoint>(message: &Tree) -> Result<String, TreeError> {
    message.deserialize::<E::Response>().map(|response| format!("{response:?}"))
}

fn decode<E: Endpoint>(response: RawResponse) -> Result<String, Error> {
    response.decode::<E::Response>().map(|response| format!("{response:?}"))
}

fn unread<E: Endpoint>(response: RawResponse) -> Result<Vec<String>, Error> {
    response.decode::<E::Response>().map(|response| response.unread().to_vec())
}

macro_rules! each_endpoint {
    ($($name:ident => $request:path,)*) => {
        /// Every declared endpoint.
        #[allow(deprecated)]
        pub static TYPED: &[Typed] = &[$(Typed {
            meta: <$request as Endpoint>::META,
            read: read::<$request>,
            decode: decode::<$request>,
            unread: unread::<$request>,
        }),*];
    };
}

include!(concat!(env!("OUT_DIR"), "/endpoints.rs"));

/// The endpoint of that id.
pub fn typed(id: &str) -> Option<&'static Typed> {
    TYPED.iter().find(|typed| typed.meta.id == id)
}
