//! Third-party OpenAPI 3 documents, interpreted as a model.

use std::collections::BTreeMap;
use std::path::PathBuf;

use freedompay::meta::{ApiMeta, Direction, Wire};

use super::{body, effect, listed, naming, parameters, place, responses, security, servers, shape};
use crate::spec::import::document::node::Node;
use crate::spec::import::document::object::Object;
use crate::spec::import::document::refs;
use crate::spec::import::document::yaml::{COMMENTS, NO_COMMENTS};
use crate::spec::import::finding::{ImportedOperation, ReadError, Warnings};
use crate::spec::import::schema::parts::shown;
use crate::spec::import::schema::{Author, Schemas};
use crate::spec::model::{Fact, Operation};

const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];
/// Methods that OpenAPI knows and no declaration has.
const OTHER_METHODS: [&str; 3] = ["head", "options", "trace"];

/// Facts that such a document can express.
pub(crate) const EXPRESSIBLE: [Fact; 4] = [Fact::Method, Fact::Path, Fact::Action, Fact::Status];

/// Reads all operations of the document.
pub(crate) fn operations(root: &Node, api: Option<&'static ApiMeta>) -> (Vec<ImportedOperation>, Vec<ReadError>) {
    let fail = |line, message: &str| (Vec::new(), vec![ReadError::at(line, message)]);
    match root.get("openapi").and_then(Node::scalar_text) {
        Some(version) if version.starts_with("3.0") || version.starts_with("3.1") => {}
        Some(version) => {
            return fail(0, &format!("unsupported OpenAPI version {}; supported are 3.0 and 3.1", shown(&version)));
        }
        None if root.get("swagger").is_some() => {
            return fail(0, "unsupported Swagger 2 document; convert it to OpenAPI 3");
        }
        None => {
            let is_comment = |(name, _): &(String, Node)| COMMENTS.iter().any(|start| name.starts_with(start));
            let has_comments = root.members().iter().any(is_comment);
            let why = if has_comments { format!("; {NO_COMMENTS}") } else { String::new() };
            return fail(0, &format!("not an OpenAPI document: missing top-level `openapi: 3.x`{why}"));
        }
    }
    let (mut found, mut errors) = (Vec::new(), Vec::new());
    for (path, item) in root.get("paths").map_or(&[][..], Node::members) {
        if path.starts_with("x-") {
            continue;
        }
        let item = match path_item(root, path, item, &mut errors) {
            Ok(item) => Object::new(item),
            Err(error) => {
                errors.push(error);
                continue;
            }
        };
        let parameters = item.get("parameters");
        let servers = item.get("servers");
        for (method, node) in METHODS.iter().filter_map(|method| Some((*method, item.get(method)?))) {
            let found_at = Place { root, path, method: &method.to_ascii_uppercase(), parameters, servers };
            match operation(&found_at, node, api) {
                Ok(imported) => found.push(imported),
                Err(error) => errors.push(ReadError { line: error.line.max(1), ..error }),
            }
        }
        for name in item.unread() {
            let line = item.node.get(name).map_or(item.node.line, |node| node.line);
            let about = if OTHER_METHODS.contains(&name) { "cannot be declared" } else { "is not taken over" };
            errors.push(ReadError::at(line, format!("`{}` of {} {about}", shown(name), shown(path))));
        }
    }
    for (name, item) in root.get("webhooks").map_or(&[][..], Node::members) {
        let message =
            format!("`{}` is a callback, which must be declared by hand: #[freedompay_callback]", shown(name));
        errors.push(ReadError::at(item.line, message));
    }
    if found.is_empty() && errors.is_empty() {
        errors.push(ReadError::at(0, "the document has no operations"));
    }
    (found, errors)
}

/// Returns the path item that a node is or refers to. What stands beside a reference is named: it is not read.
fn path_item<'n>(
    root: &'n Node,
    path: &str,
    node: &'n Node,
    errors: &mut Vec<ReadError>,
) -> Result<&'n Node, ReadError> {
    let (item, chain) = refs::resolve(root, node)
        .map_err(|error| ReadError { message: format!("{}: {}", shown(path), error.message), ..error })?;
    let steps = chain.iter().filter_map(|pointer| refs::find(root, pointer).ok());
    for beside in std::iter::once(node).chain(steps).filter(|one| !std::ptr::eq(*one, item)) {
        let object = Object::new(beside);
        object.ask(&["$ref"]);
        for name in object.unread() {
            let line = beside.get(name).map_or(beside.line, |node| node.line);
            let message =
                format!("`{}` of {} is beside a `$ref`, which is used; not taken over", shown(name), shown(path));
            errors.push(ReadError::at(line, message));
        }
    }
    if !item.is_map() {
        return Err(ReadError::at(item.line, format!("{} is not an object with operations", shown(path))));
    }
    if !item.members().is_empty() && !METHODS.iter().chain(&OTHER_METHODS).any(|method| item.get(method).is_some()) {
        return Err(ReadError::at(item.line, format!("{} has no operation", shown(path))));
    }
    Ok(item)
}

/// Where an operation is in a document.
struct Place<'n, 'p> {
    root: &'n Node,
    path: &'p str,
    method: &'p str,
    /// Parameters of all operations of the path.
    parameters: Option<&'n Node>,
    /// Servers of all operations of the path.
    servers: Option<&'n Node>,
}

/// Reads one operation.
fn operation(at: &Place<'_, '_>, node: &Node, api: Option<&'static ApiMeta>) -> Result<ImportedOperation, ReadError> {
    let Place { root, method, .. } = *at;
    if !node.is_map() {
        return Err(ReadError::at(node.line, format!("{method} has no operation")));
    }
    let refuse = |message: String| ReadError::at(node.line, message);
    let object = Object::new(node);
    let mut warnings = Warnings::default();
    let lists = [object.get("servers"), at.servers, root.get("servers")];
    let full = servers::full_path(at.path, lists, &mut warnings).map_err(refuse)?;
    let place::Path { uri: path, renamed, query, fragment } = place::path(&full).map_err(refuse)?;
    let folder = node.member_text("x-apidog-folder").or_else(|| shape::tag(node));
    shape::check_tags(node, &mut warnings);
    let api = place::api(api, &path, node, &mut warnings).map_err(refuse)?;
    let is_form = api.wire == Wire::Form;
    let mut schemas = Schemas::new(root, Author::ThirdParty { is_form });
    schemas.warnings = warnings;
    schemas.owner = naming::rust(node, method, &path);
    let lists = [(object.get("parameters"), "call"), (at.parameters, "path")];
    let listed = listed::all(root, lists, &mut schemas.warnings)?;
    let mut facts = BTreeMap::new();
    let mut set = |fact: Fact, value: &str| facts.insert(fact, value.to_owned());
    set(Fact::Method, method);
    set(Fact::Auth, api.scheme.name);
    set(Fact::Wire, api.wire.as_str());
    let (is_deprecated, odd) = object.truth("deprecated");
    if let Some(odd) = odd {
        schemas.warnings.add("", odd);
    }
    set(Fact::Status, if is_deprecated { "deprecated" } else { "implemented" });
    if is_deprecated {
        set(Fact::Reason, "the document marks it as deprecated");
    }
    let parameters = parameters::read(&mut schemas, &listed, &path, api, &renamed)?;
    place::action(api, parameters.action, &mut facts, &mut schemas.warnings).map_err(refuse)?;
    let body = body::read(&mut schemas, object.get("requestBody"), method, api)?;
    if let Some(fragment) = fragment {
        schemas.warnings.add("", format!("the path has the fragment `#{}`, which is not sent", shown(&fragment)));
    }
    let fixed = place::fixed_query(query.as_deref(), api, &mut schemas.warnings);
    let (path, request) =
        place::together(path, [parameters.fields, fixed, body], &mut schemas.warnings).map_err(refuse)?;
    let request = place::query_truths(request, is_form);
    facts.insert(Fact::Path, path.clone());
    let answers = shape::responses(root, object.get("responses"), &mut schemas.warnings);
    let response = responses::read(&mut schemas, answers.as_deref(), api)?;
    security::check(root, object.get("security"), api, &mut schemas.warnings);
    if object.get("callbacks").is_some_and(|callbacks| !callbacks.members().is_empty()) {
        schemas.warnings.add("", "its `callbacks` must be declared by hand: #[freedompay_callback]");
    }
    for name in object.unread() {
        schemas.warnings.add("", format!("`{}` is not taken over", shown(name)));
    }
    let title = naming::title(node);
    let rust = naming::rust(node, method, &path);
    let warnings = std::mem::take(&mut schemas.warnings);
    let call = effect::Call { api: api.name, method, path: &path, title, request: &request };
    let effect_note = effect::guess(&call, &mut facts);
    let operation = Operation {
        id: naming::id(api, folder, &rust),
        api: api.name.to_owned(),
        direction: Direction::Request,
        facts,
        headers: parameters.headers,
        request,
        response,
        doc: None,
    };
    let (file, guessed, folder) = (PathBuf::new(), std::mem::take(&mut schemas.guessed), folder.map(str::to_owned));
    let line = node.line;
    Ok(ImportedOperation { line, operation, warnings, effect_note, rust, file, guessed, folder, is_ours: false })
}
