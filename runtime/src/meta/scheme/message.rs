//! Messages on their way through a scheme.

use std::borrow::Cow;

use super::SignError;
use crate::meta::EndpointMeta;
use crate::secret::Secret;
use crate::tree::{Ref, Tree};

/// A message as it is sent: its bytes, and what stands outside of the body.
#[derive(Clone, Default)]
pub struct Encoded {
    /// The query, without `?`.
    pub query: String,
    /// The body.
    pub body: Vec<u8>,
    /// The media type of the body, if there is one.
    pub content_type: Option<Cow<'static, str>>,
}

/// A message to sign: a client's request, or the sandbox's response. First fields are added, then the body is encoded, once, and
/// headers are added that depend on its bytes: what is signed and what is sent cannot differ.
pub struct Unsigned<'a> {
    /// The call.
    pub endpoint: &'static EndpointMeta,
    /// The path that is called, without host and query.
    pub path: &'a str,
    /// The request that this message responds to, if it is a response.
    pub request: Option<&'a Unverified<'a>>,
    /// Whether the caller accepts that implementations may disagree about the signature of a long list.
    pub allows_long_lists: bool,
    fields: Tree,
    encode: &'a dyn Fn(&Tree) -> Encoded,
    nonce: &'a dyn Fn() -> String,
    encoded: Option<Encoded>,
    headers: Vec<(&'static str, Cow<'static, str>)>,
    problem: Option<String>,
}

/// A signed message.
pub struct Signed {
    /// Its fields, with those that the scheme added.
    pub fields: Tree,
    /// Its bytes.
    pub encoded: Encoded,
    /// The headers that the scheme added.
    pub headers: Vec<(&'static str, Cow<'static, str>)>,
}

impl<'a> Unsigned<'a> {
    /// Creates a request to sign. `encode` writes its bytes, and `nonce` gives a random text.
    pub fn request(
        endpoint: &'static EndpointMeta,
        path: &'a str,
        fields: Tree,
        encode: &'a dyn Fn(&Tree) -> Encoded,
        nonce: &'a dyn Fn() -> String,
    ) -> Self {
        Self {
            endpoint,
            path,
            request: None,
            allows_long_lists: false,
            fields,
            encode,
            nonce,
            encoded: None,
            headers: Vec::new(),
            problem: None,
        }
    }

    /// Creates a response to a request, to sign.
    pub fn response(
        request: &'a Unverified<'a>,
        fields: Tree,
        encode: &'a dyn Fn(&Tree) -> Encoded,
        nonce: &'a dyn Fn() -> String,
    ) -> Self {
        let message = Self::request(request.endpoint, request.path, fields, encode, nonce);
        Self { request: Some(request), allows_long_lists: true, ..message }
    }

    /// Returns the HTTP method of the call.
    pub fn method(&self) -> &'static str {
        self.endpoint.method.as_str()
    }

    /// Returns the fields, with those that were added.
    pub fn fields(&self) -> Ref<'_> {
        self.fields.root()
    }

    /// Adds a field at the end. The scheme's table lists its name.
    pub fn add_field(&mut self, name: &'static str, value: &str) {
        let scheme = self.endpoint.api.scheme;
        if self.encoded.is_some() {
            self.fail(format!("the scheme {} adds the field {name} after it has read the body", scheme.name));
        } else if !scheme.added_fields.contains(&name) {
            self.fail(format!("the scheme {} adds the field {name}, which its table does not list", scheme.name));
        } else {
            self.fields.push_text(name, value);
        }
    }

    /// Returns the body's bytes. From now on no field can be added.
    pub fn body(&mut self) -> &[u8] {
        &self.encoded().body
    }

    /// Returns the query as it is sent, without `?`. From now on no field can be added.
    pub fn query(&mut self) -> &str {
        &self.encoded().query
    }

    fn encoded(&mut self) -> &mut Encoded {
        self.encoded.get_or_insert_with(|| (self.encode)(&self.fields))
    }

    /// Adds a header. The scheme's table lists its name.
    pub fn add_header(&mut self, name: &'static str, value: impl Into<Cow<'static, str>>) {
        let (scheme, value) = (self.endpoint.api.scheme, value.into());
        if !scheme.added_headers.contains(&name) {
            self.fail(format!("the scheme {} adds the header {name}, which its table does not list", scheme.name));
        } else if value.bytes().any(|b| b < b' ' || b == 0x7f) {
            self.fail(format!("the header {name} would contain control characters"));
        } else {
            self.headers.push((name, value));
        }
    }

    /// Returns a random text of hexadecimal digits.
    pub fn nonce(&self) -> String {
        (self.nonce)()
    }

    fn fail(&mut self, problem: String) {
        self.problem.get_or_insert(problem);
    }

    /// Encodes the message if the scheme has not, and returns it.
    ///
    /// # Errors
    /// What the scheme did that it may not do.
    pub fn finish(mut self) -> Result<Signed, SignError> {
        self.body();
        match self.problem {
            Some(problem) => Err(SignError::new(problem)),
            None => {
                Ok(Signed { fields: self.fields, encoded: self.encoded.unwrap_or_default(), headers: self.headers })
            }
        }
    }
}

/// A message that arrived, before its signature is verified: a response at the client, or a request at the sandbox.
#[derive(Clone, Copy)]
pub struct Unverified<'a> {
    /// The call.
    pub endpoint: &'static EndpointMeta,
    /// Whether it is a response, not a request.
    pub is_response: bool,
    /// The HTTP method of the call.
    pub method: &'a str,
    /// The path that was called, without host and query.
    pub path: &'a str,
    /// The query of the call as it arrived, without `?`; empty for a response.
    pub query: &'a str,
    /// Headers as they arrived.
    pub headers: &'a [(&'a str, &'a str)],
    /// The body's bytes.
    pub body: &'a [u8],
    /// The fields in the body, or for a form without one in the query.
    pub fields: Ref<'a>,
    /// All calls that the verifier knows, for explanations.
    pub endpoints: &'a [&'static EndpointMeta],
    /// Other keys that the verifier knows, by name, for explanations: a caller may have taken the wrong one.
    pub other_keys: &'a [(&'static str, &'a Secret)],
}

impl<'a> Unverified<'a> {
    /// Returns the first value of a header, by its name in any case.
    pub fn header(&self, name: &str) -> Option<&'a str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    }

    /// Returns the name of the script that was called: what follows the last `/` of the path, unless the call has its own.
    pub fn script(&self) -> &'a str {
        self.endpoint.script_name_of(self.path)
    }
}

impl Unsigned<'_> {
    /// Returns the name of the script that is called: what follows the last `/` of the path, unless the call has its own.
    pub fn script(&self) -> &str {
        self.endpoint.script_name_of(self.path)
    }
}
