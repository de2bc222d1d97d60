//! Preparing a request: a message is checked, split by location, encoded once, and signed over those very bytes.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use uuid::Uuid;

use super::given::{Entropy, Now};
use super::prepared::{FormEncoding, PreparedRequest, SentRequest};
use super::reconcile::why_not_askable;
use super::settings::Settings;
use crate::error::{Error, Invalid};
use crate::http::HttpRequest;
use crate::message::redact;
use crate::message::suggestion::did_you_mean;
use crate::message::validate::{Problem, is_in_order, validate_ordered};
use crate::meta::scheme::{Encoded, Signed, Signer, Unsigned};
use crate::meta::{Direction, EndpointMeta, FieldMeta, Location, Status, Wire};
use crate::tree::{Kind, Ref, Tree, TreeWriter};
use crate::wire::{form, json, multipart};

/// The characters that are escaped in a path segment: all but the unreserved ones of RFC 3986.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

impl Settings {
    /// Checks, encodes and signs a message. `request_id` is that of an earlier call, which this one repeats.
    ///
    /// # Errors
    /// [`Error::Invalid`] with everything that is wrong.
    pub fn prepare(
        &self,
        endpoint: &'static EndpointMeta,
        message: Tree,
        request_id: Option<Uuid>,
        now: Now,
        entropy: &Entropy,
    ) -> Result<PreparedRequest, Error> {
        self.prepare_with_ids(endpoint, message, Vec::new(), request_id, now, entropy)
    }

    /// Checks, encodes and signs a message with the ids that its type found inside it
    /// ([`Endpoint::further_ids`](crate::Endpoint::further_ids)).
    ///
    /// # Errors
    /// [`Error::Invalid`] with everything that is wrong.
    pub fn prepare_with_ids(
        &self,
        endpoint: &'static EndpointMeta,
        message: Tree,
        further_ids: Vec<(&'static str, String)>,
        request_id: Option<Uuid>,
        now: Now,
        entropy: &Entropy,
    ) -> Result<PreparedRequest, Error> {
        self.refuse_uncallable(endpoint)?;
        let in_order = is_in_order(endpoint.request, message.root());
        let mut problems = validate_ordered(endpoint.request, message.root(), endpoint.api.wire, in_order);
        if !in_order {
            problems.extend(undeclared(endpoint, message.root()));
        }
        if problems.is_empty() {
            problems.extend(why_not_askable(endpoint, message.root(), &further_ids));
        }
        if !problems.is_empty() {
            return Err(Error::Invalid(Box::new(Invalid { endpoint: Some(endpoint), problems })));
        }
        let mut prepared = self.sign(&self.signer, endpoint, message, request_id, now, entropy)?;
        prepared.sent.further_ids = further_ids;
        Ok(prepared)
    }

    /// Encodes and signs a checked message.
    fn sign(
        &self,
        signer: &Signer,
        endpoint: &'static EndpointMeta,
        message: Tree,
        request_id: Option<Uuid>,
        now: Now,
        entropy: &Entropy,
    ) -> Result<PreparedRequest, Error> {
        let invalid = |field: &str, reason: String| Error::invalid(Some(endpoint), field, reason);
        let is_given = |name: &&&str| message.root().get(name).is_some();
        if let Some(added) = endpoint.api.scheme.added_fields.iter().find(is_given) {
            return Err(invalid(added, "it is added by the client and must not be given".to_owned()));
        }
        let path = self.path(endpoint, message.root())?;
        let encode = |fields: &Tree| self.encode(endpoint, fields.root(), entropy);
        let nonce = || entropy.salt().simple().to_string();
        let mut outgoing = Unsigned::request(endpoint, &path, message, &encode, &nonce);
        outgoing.allows_long_lists = self.options.allow_long_lists;
        let finished = signer.sign(&mut outgoing).and_then(|()| outgoing.finish());
        let Signed { fields: message, encoded, headers: signature } =
            finished.map_err(|e| invalid(e.field, e.message))?;
        let Encoded { query, body, content_type } = encoded;
        let mut headers = Vec::with_capacity(8);
        if let Some(content_type) = content_type {
            headers.push(("Content-Type", content_type));
        }
        headers.push(("Accept", endpoint.api.wire.accept().into()));
        let request_id = push_headers(endpoint, message.root(), request_id, || entropy.request_id(now), &mut headers)?;
        headers.extend(signature);
        let url = format!("{}{path}{}{query}", self.base_url, if query.is_empty() { "" } else { "?" });
        let http = HttpRequest {
            method: endpoint.method,
            url,
            headers,
            body,
            timeout: self.options.timeout,
            max_response_size: self.options.max_response_size,
        };
        let (signer, further_ids) = (signer.clone(), Vec::new());
        Ok(PreparedRequest { http, sent: SentRequest { endpoint, signer, path, request_id, message, further_ids } })
    }

    /// Encodes and signs a call once more. Nearly every call is sent once, so nothing is copied beforehand for those that
    /// are not. JSON comes out byte by byte the same, as a replay by `X-Request-Id` needs. A form has a new salt: the old
    /// one may have been seen, and a repeated one may be taken for a duplicate; where nothing has arrived either will do.
    pub(super) fn resign(&self, sent: &SentRequest, now: Now, entropy: &Entropy) -> Result<PreparedRequest, Error> {
        let SentRequest { endpoint, signer, request_id, message, further_ids, .. } = sent;
        let added = endpoint.api.scheme.added_fields;
        let given = |field: &Ref<'_>| !added.contains(&field.name());
        let mut copy = TreeWriter::new();
        copy.begin("", Kind::Map);
        message.root().children().filter(given).for_each(|field| copy.copy(field));
        copy.end();
        // It was small enough before, so there always is one.
        let message = copy.finish().unwrap_or_else(|| message.clone());
        let mut prepared = self.sign(signer, endpoint, message, *request_id, now, entropy)?;
        prepared.sent.further_ids.clone_from(further_ids);
        Ok(prepared)
    }

    /// Explains why this client does not send a request that was prepared elsewhere: its journal entry would name an account
    /// that never made the call, and whoever recovers it would hear that there is no such call.
    pub(super) fn why_not_ours(&self, sent: &SentRequest, url: &str) -> Option<String> {
        let is_ours = sent.endpoint.api.is(self.api)
            && sent.signer.account() == self.account()
            && url.strip_prefix(self.base_url.as_str()).is_some_and(|path| path.starts_with('/'));
        (!is_ours).then(|| {
            let (account, here) = (sent.signer.account(), self.account());
            format!(
                "it was prepared for account {account} at {url}, and this client is of account {here} at {}; send it with the \
                 client that prepared it",
                self.base_url
            )
        })
    }

    /// Rejects endpoints of another API, callbacks, and undocumented endpoints.
    pub(crate) fn refuse_uncallable(&self, endpoint: &'static EndpointMeta) -> Result<(), Error> {
        if !endpoint.api.is(self.api) {
            let reason =
                format!("it belongs to the {} API, this client to the {} API", endpoint.api.rust, self.api.rust);
            return Err(Error::invalid(Some(endpoint), "", reason));
        }
        if endpoint.direction == Direction::Callback {
            let reason = "it is a callback: Freedom Pay calls the merchant's URL, so there is nothing to send";
            return Err(Error::invalid(Some(endpoint), "", reason));
        }
        match endpoint.status {
            Status::Undocumented(why) => {
                Err(Error::invalid(Some(endpoint), "", format!("it is undocumented and cannot be called: {why}")))
            }
            _ => Ok(()),
        }
    }

    fn path(&self, endpoint: &'static EndpointMeta, message: Ref<'_>) -> Result<String, Error> {
        let mut path = String::with_capacity(endpoint.uri.len());
        let mut rest = endpoint.uri;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            path.push_str(before);
            let value = match message.get(name) {
                Some(value) => value.text(),
                // The paths of the card storage calls hold the shop's own number.
                None if endpoint.api.scheme.path_account == Some(name) => self.signer.account(),
                _ => return Err(Error::invalid(Some(endpoint), name, "it is required in the path")),
            };
            // URL parsers resolve these two, even percent-encoded: the call would go to another path.
            if matches!(value, "" | "." | "..") {
                return Err(Error::invalid(Some(endpoint), name, "a path parameter must not be empty, `.` or `..`"));
            }
            path.extend(utf8_percent_encode(value, SEGMENT));
            rest = after;
        }
        path.push_str(rest);
        Ok(path)
    }

    /// Encodes query and body.
    fn encode(&self, endpoint: &'static EndpointMeta, message: Ref<'_>, entropy: &Entropy) -> Encoded {
        // As in most calls: then no name has to be looked up.
        let all_in_body = endpoint.request.iter().all(|field| field.location == Location::Body);
        let declared = |name: &str| if all_in_body { None } else { field(endpoint, name) };
        let location = |name: &str| declared(name).map_or(Location::Body, |field| field.location);
        let bodiless = !endpoint.has_body();
        let in_body = |name: &str| !bodiless && location(name) == Location::Body;
        let in_query = |name: &str| match location(name) {
            Location::Query => true,
            Location::Body => bodiless,
            _ => false,
        };
        let query = form::encode_members(message, &in_query);
        if bodiless {
            return Encoded { query, ..Encoded::default() };
        }
        let (body, content_type) = match (endpoint.api.wire, self.options.form_encoding) {
            (Wire::Json, _) => (json::encode_members(message, &in_body), Cow::Borrowed("application/json")),
            (Wire::Form, FormEncoding::Urlencoded) => {
                (form::encode_members(message, &in_body).into_bytes(), form::MEDIA_TYPE.into())
            }
            (Wire::Form, FormEncoding::Multipart) => {
                let boundary = format!("freedompay-{}", entropy.boundary().simple());
                let body = multipart::encode_members(message, &in_body, &boundary);
                (body, format!("multipart/form-data; boundary={boundary}").into())
            }
        };
        Encoded { query, body, content_type: Some(content_type) }
    }
}

fn field(endpoint: &'static EndpointMeta, name: &str) -> Option<&'static FieldMeta> {
    endpoint.request.iter().find(|field| field.name == name)
}

/// Members that no field declares. Merchant fields may have any name outside the API's own prefix.
fn undeclared(endpoint: &'static EndpointMeta, message: Ref<'_>) -> Vec<Problem> {
    let takes_any = field(endpoint, FieldMeta::REST).is_some();
    let prefix = endpoint.api.prefix;
    message
        .children()
        .map(Ref::name)
        .filter(|name| field(endpoint, name).is_none() && (!takes_any || name.starts_with(prefix)))
        .map(|name| {
            let reason = match did_you_mean(name, endpoint.request.iter().map(|field| field.name)) {
                Some(meant) => format!("there is no such field; did you mean {meant}?"),
                None if takes_any => {
                    format!("there is no such field, and a merchant field must not begin with {prefix}")
                }
                None => "there is no such field".to_owned(),
            };
            Problem { field: redact::text(name).into_owned(), message: reason }
        })
        .collect()
}

/// Returns the headers of the API, of the endpoint and of its fields; gives the request id if one was made.
fn push_headers(
    endpoint: &'static EndpointMeta,
    message: Ref<'_>,
    given_id: Option<Uuid>,
    new_id: impl Fn() -> Uuid,
    headers: &mut Vec<(&'static str, Cow<'static, str>)>,
) -> Result<Option<Uuid>, Error> {
    let mut request_id = None;
    for header in endpoint.api.headers.iter().chain(endpoint.headers) {
        let value = match header.value {
            Some(value) => value.into(),
            None => {
                let id: &mut Uuid = request_id.get_or_insert_with(|| given_id.unwrap_or_else(&new_id));
                id.to_string().into()
            }
        };
        headers.push((header.name, value));
    }
    if given_id.is_some() && request_id.is_none() {
        return Err(Error::invalid(Some(endpoint), "", "it has no X-Request-Id, so it cannot be resent with one"));
    }
    if let Some(action) = endpoint.action {
        headers.push(("X-Action", action.into()));
    }
    for field in endpoint.request {
        let Location::Header(name) = field.location else { continue };
        let Some(value) = message.get(field.name) else { continue };
        if value.text().bytes().any(|b| b < b' ' || b == 0x7f) {
            return Err(Error::invalid(Some(endpoint), field.name, "a header must not contain control characters"));
        }
        headers.push((name, value.text().to_owned().into()));
    }
    Ok(request_id)
}
