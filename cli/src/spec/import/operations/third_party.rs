//! Third-party OpenAPI 3 documents, interpreted as a model.

use std::collections::BTreeMap;
use std::path::PathBuf;

use freedompay::meta::{ApiMeta, Direction, Wire};

use super::{effect, parameters, responses};
use crate::spec::import::document::node::{Data, Node};
use crate::spec::import::document::refs;
use crate::spec::import::finding::{ImportedOperation, ReadError};
use crate::spec::import::names;
use crate::spec::import::schema::parts::{self, is_form_media, media};
use crate::spec::import::schema::{Author, Schemas, samples};
use crate::spec::model::{Fact, Field, FieldLocation, Operation, Type};

const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

/// Facts that such a document can express.
pub(crate) const EXPRESSIBLE: [Fact; 4] = [Fact::Method, Fact::Path, Fact::Action, Fact::Status];

/// Reads all operations of the document.
pub(crate) fn operations(root: &Node, api: Option<&'static ApiMeta>) -> (Vec<ImportedOperation>, Vec<ReadError>) {
    let fail = |line, message: &str| (Vec::new(), vec![ReadError::at(line, message)]);
    match root.get("openapi").and_then(Node::scalar_text) {
        Some(version) if version.starts_with("3.0") || version.starts_with("3.1") => {}
        Some(version) => return fail(0, &format!("unsupported OpenAPI version {version}; supported are 3.0 and 3.1")),
        None if root.get("swagger").is_some() => {
            return fail(0, "unsupported Swagger 2 document; convert it to OpenAPI 3");
        }
        None => return fail(0, "not an OpenAPI document: missing top-level `openapi: 3.x`"),
    }
    let (mut found, mut errors) = (Vec::new(), Vec::new());
    for (path, item) in root.get("paths").map_or(&[][..], Node::members) {
        let item = match refs::resolve(root, item) {
            Ok((item, _)) => item,
            Err(error) => {
                errors.push(error);
                continue;
            }
        };
        for (method, node) in METHODS.iter().filter_map(|method| Some((*method, item.get(method)?))) {
            let shared = item.get("parameters").map_or(&[][..], Node::items);
            match operation(root, path, &method.to_ascii_uppercase(), node, shared, api) {
                Ok(imported) => found.push(imported),
                Err(error) => errors.push(error),
            }
        }
    }
    for (name, item) in root.get("webhooks").map_or(&[][..], Node::members) {
        let message = format!("`{name}` is a callback, which must be declared by hand: #[freedompay_callback]");
        errors.push(ReadError::at(item.line, message));
    }
    if found.is_empty() && errors.is_empty() {
        errors.push(ReadError::at(0, "the document has no operations"));
    }
    (found, errors)
}

/// Reads one operation.
fn operation(
    root: &Node,
    path: &str,
    method: &str,
    node: &Node,
    shared: &[Node],
    api: Option<&'static ApiMeta>,
) -> Result<ImportedOperation, ReadError> {
    if !node.is_map() {
        return Err(ReadError::at(node.line, format!("{method} has no operation")));
    }
    let path = plain_path(path).map_err(|message| ReadError::at(node.line, message))?;
    let api = api
        .or_else(|| ApiMeta::of_path(&path))
        .ok_or_else(|| ReadError::at(node.line, format!("cannot infer the API from the path {path}; add --api")))?;
    let is_form = api.wire == Wire::Form;
    let mut schemas = Schemas::new(root, Author::ThirdParty { is_form });
    let mut facts = BTreeMap::new();
    let mut set = |fact: Fact, value: &str| facts.insert(fact, value.to_owned());
    set(Fact::Method, method);
    set(Fact::Path, &path);
    set(Fact::Auth, api.scheme.as_str());
    set(Fact::Wire, api.wire.as_str());
    set(Fact::Status, if node.is_true("deprecated") { "deprecated" } else { "implemented" });
    if node.is_true("deprecated") {
        set(Fact::Reason, "the document marks it as deprecated");
    }
    let own = node.get("parameters").map_or(&[][..], Node::items);
    let parameters = parameters::read(&mut schemas, own.iter().chain(shared), &path, api)?;
    if let Some(action) = parameters.action {
        facts.insert(Fact::Action, action);
    }
    let mut request = parameters.fields;
    for field in body(&mut schemas, node, method, is_form)? {
        let is_added = api.added_fields().contains(&field.name.as_str()) || (!is_form && field.name == "auth_id");
        if !is_added && !request.iter().any(|known| known.name == field.name) {
            request.push(field);
        }
    }
    let response = responses::read(&mut schemas, node, is_form)?;
    if node.get("security").is_some_and(|security| matches!(&security.data, Data::List(list) if list.is_empty())) {
        let message = format!(
            "the document declares no signature; every call of this API has a {}, so this one has it too",
            api.scheme.as_str()
        );
        schemas.warnings.add("", message);
    }
    let titles = ["summary", "operationId", "x-apidog-name"].into_iter().filter_map(|name| node.member_text(name));
    let title = titles.clone().next().unwrap_or_default();
    let folder =
        node.member_text("x-apidog-folder").or_else(|| node.get("tags")?.items().first()?.text()).map(str::to_owned);
    let rust = titles.map(names::pascal).find(|name| name.len() > 2);
    let rust = rust.unwrap_or_else(|| names::pascal(&format!("{} {path}", method.to_ascii_lowercase())));
    let rust = names::ty(&rust);
    let mut warnings = std::mem::take(&mut schemas.warnings);
    let call = effect::Call { api: api.name, method, path: &path, title, request: &request };
    effect::guess(&call, &mut facts, &mut warnings);
    let operation = Operation {
        id: id(api, folder.as_deref(), &rust),
        api: api.name.to_owned(),
        direction: Direction::Request,
        facts,
        headers: parameters.headers,
        request,
        response,
        doc: None,
    };
    Ok(ImportedOperation { operation, warnings, rust, file: PathBuf::new(), folder, is_ours: false })
}

/// Makes the id `api.place.in.navigation.name`, without repetitions.
fn id(api: &ApiMeta, folder: Option<&str>, rust: &str) -> String {
    let mut parts = vec![api.name.to_owned()];
    let of_api: Vec<&str> = api.name.split('_').collect();
    for part in folder.unwrap_or_default().split('/').map(names::part).take(4) {
        let is_new = !part.is_empty() && part != api.name && !of_api.contains(&part.as_str());
        if is_new && !parts.contains(&part) {
            parts.push(part);
        }
    }
    parts.push(names::snake(rust));
    parts.join(".")
}

/// Removes the host and the query from a path.
fn plain_path(path: &str) -> Result<String, String> {
    let path = path.trim();
    let path = match path.split_once("://") {
        Some((_, rest)) => rest.split_once('/').map_or("", |(_, path)| path),
        None => path,
    };
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let path = format!("/{}", path.trim_start_matches('/'));
    let shown: String = path.chars().take(100).flat_map(char::escape_debug).collect();
    let inner = path.trim_start_matches('/');
    let inner = inner.strip_suffix('/').unwrap_or(inner);
    let is_name = |name: &str| !name.is_empty() && !name.contains(['{', '}']);
    let is_sound = |segment: &str| match segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
        Some(name) => is_name(name),
        None => is_name(segment) && segment != "." && segment != "..",
    };
    let parameters: Vec<&str> = inner.split('/').filter(|segment| segment.starts_with('{')).collect();
    let is_twice =
        parameters.iter().enumerate().any(|(at, name)| parameters.iter().take(at).any(|other| other == name));
    let is_plain = path.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '%' | '"' | '\\'));
    if is_plain && !is_twice && inner.split('/').all(is_sound) {
        Ok(path)
    } else {
        Err(format!(
            "the path {shown} cannot be declared: a parameter must fill one segment, and the rest must be plain ASCII"
        ))
    }
}

/// Reads the fields of the body.
fn body(schemas: &mut Schemas<'_>, node: &Node, method: &str, is_form: bool) -> Result<Vec<Field>, ReadError> {
    let Some(body) = node.get("requestBody") else { return Ok(Vec::new()) };
    let root = schemas.root;
    let (body, _) = refs::resolve(root, body)?;
    let Some((media, content)) = media(body, is_form) else { return Ok(Vec::new()) };
    if is_form != is_form_media(media) {
        let (declared, wire) = (media.escape_debug(), if is_form { "forms" } else { "JSON" });
        schemas
            .warnings
            .add("", format!("the document sends `{declared}`, but this API accepts {wire}, which are used"));
    }
    let empty = Node::new(content.line, Data::Map(Vec::new()));
    let schema = content.get("schema").unwrap_or(&empty);
    let shown = samples::of(content);
    let shown: Vec<&Node> = shown.iter().filter(|sample| sample.is_map()).collect();
    let (resolved, _) = refs::resolve(root, schema)?;
    if parts::kind(resolved).as_deref() == Some("array") {
        return Err(ReadError::at(content.line, "its body is a list, but a request must be an object with fields"));
    }
    // Reading the body as one schema detects references back to it.
    let fields = match schemas.ty(schema, "request", &shown)? {
        Type::Object(fields) => fields,
        Type::Map(item) => vec![Field::new("*", Type::Map(item))],
        _ => Vec::new(),
    };
    let in_query = method == "GET";
    if in_query && !fields.is_empty() {
        schemas.warnings.add("", "a GET has no body; the fields are sent in the query");
    }
    let placed = fields.into_iter().map(|field| {
        let location = if in_query { FieldLocation::Query } else { field.location };
        Field { location, ..field }
    });
    Ok(placed.collect())
}
