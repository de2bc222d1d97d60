//! A request as it arrived, and its fields.

use freedompay::meta::{EndpointMeta, Location, Wire};
use freedompay_runtime::tree::{Kind, Tree};
use freedompay_runtime::wire::{form, json, multipart, xml};

/// A request as it arrived.
pub(crate) struct Incoming<'a> {
    pub(crate) method: &'a str,
    pub(crate) path: &'a str,
    pub(crate) query: &'a str,
    pub(crate) headers: Vec<(&'a str, &'a str)>,
    pub(crate) body: &'a [u8],
}

impl Incoming<'_> {
    /// Reads a GET whose query holds the fields of a form as a POST of that form.
    pub(crate) fn query_as_form(&self) -> Self {
        let mut headers = self.headers.clone();
        headers.retain(|(name, _)| !name.eq_ignore_ascii_case("content-type"));
        headers.push(("content-type", form::MEDIA_TYPE));
        Self { method: "POST", path: self.path, query: "", headers, body: self.query.as_bytes() }
    }

    /// Returns a header, by its name in any case.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    }

    /// Reads the fields in the body, or for a form API's GET in the query.
    pub(crate) fn fields(&self, wire: Wire) -> Result<Tree, String> {
        let content_type = self.header("content-type").unwrap_or_default();
        let media = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let parsed = match (wire, media.as_str()) {
            (Wire::Json, _) if self.body.is_empty() => return Ok(Tree::empty()),
            (Wire::Json, _) => json::parse(self.body),
            (Wire::Form, _) if self.method == "GET" => form::parse(self.query.as_bytes()),
            (Wire::Form, multipart::MEDIA_TYPE) => match multipart::boundary(content_type) {
                Some(boundary) => multipart::parse(self.body, boundary),
                None => return Err("the content type has no boundary".to_owned()),
            },
            (Wire::Form, form::MEDIA_TYPE | "") => form::parse(self.body),
            (Wire::Form, other) => return Err(format!("forms are expected, not {other}")),
        };
        let tree = parsed.map_err(|e| format!("the body cannot be read: {e}"))?;
        if tree.root().kind() != Kind::Map {
            return Err("the body is not an object".to_owned());
        }
        // The form APIs also take one field that holds the whole request as XML.
        match tree.root().get("pg_xml") {
            Some(field) if wire == Wire::Form => {
                xml::parse(field.text().as_bytes()).map_err(|e| format!("pg_xml cannot be read: {e}"))
            }
            _ => Ok(tree),
        }
    }

    /// Reads the fields that the table places outside the body: in path, query and headers.
    pub(crate) fn outside(&self, endpoint: &EndpointMeta) -> Vec<(&'static str, String)> {
        let query = form::parse(self.query.as_bytes()).unwrap_or_else(|_| Tree::empty());
        let value = |field: &freedompay::meta::FieldMeta| match field.location {
            Location::Path => path_value(endpoint.uri, self.path, field.name),
            Location::Query => query.root().get(field.name).map(|value| value.text().to_owned()),
            Location::Header(name) => self.header(name).map(str::to_owned),
            Location::Body => None,
        };
        endpoint.request.iter().filter_map(|field| Some((field.name, value(field)?))).collect()
    }
}

/// Returns the decoded text at the place of `{name}` in a path.
fn path_value(template: &str, path: &str, name: &str) -> Option<String> {
    let (_, given) = template
        .split('/')
        .zip(path.split('/'))
        .find(|(segment, _)| segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) == Some(name))?;
    // One percent-decoder is enough: a path segment decodes like a form value, except that `+` is a plain character.
    let decoded = form::parse(format!("v={}", given.replace('+', "%2B").replace('&', "%26")).as_bytes()).ok()?;
    decoded.root().get("v").map(|value| value.text().to_owned())
}
