//! Somebody else's OpenAPI 3 as a model.

use std::collections::BTreeMap;
use std::path::PathBuf;

use freedompay::meta::Direction;
use freedompay::meta::{ApiMeta, Wire};

use super::node::{Data, Node};
use super::schema::{Author, Schemas};
use super::{Imported, Wrong, answers, effect, names, parameters, parts, refs, samples};
use crate::docs::model::{Fact, Field, Location, Operation, Type};

const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

/// What such a document can say of an operation beside its fields.
pub(super) const SPOKEN: [Fact; 4] = [Fact::Method, Fact::Path, Fact::Action, Fact::Status];

pub(super) fn operations(root: &Node, area: Option<&'static ApiMeta>) -> (Vec<Imported>, Vec<Wrong>) {
    let fail = |line, what: &str| (Vec::new(), vec![Wrong::at(line, what)]);
    match root.get("openapi").and_then(Node::shown) {
        Some(version) if version.starts_with("3.0") || version.starts_with("3.1") => {}
        Some(version) => return fail(0, &format!("it is OpenAPI {version}; versions 3.0 and 3.1 are read")),
        None if root.get("swagger").is_some() => return fail(0, "it is Swagger 2; convert it to OpenAPI 3"),
        None => return fail(0, "it is no OpenAPI: there is no `openapi: 3.…` at its top"),
    }
    let (mut found, mut wrongs) = (Vec::new(), Vec::new());
    for (path, item) in root.get("paths").map_or(&[][..], Node::members) {
        let item = match refs::resolve(root, item) {
            Ok((item, _)) => item,
            Err(wrong) => {
                wrongs.push(wrong);
                continue;
            }
        };
        for (method, node) in METHODS.iter().filter_map(|method| Some((*method, item.get(method)?))) {
            let shared = item.get("parameters").map_or(&[][..], Node::items);
            match operation(root, path, &method.to_ascii_uppercase(), node, shared, area) {
                Ok(imported) => found.push(imported),
                Err(wrong) => wrongs.push(wrong),
            }
        }
    }
    for (name, item) in root.get("webhooks").map_or(&[][..], Node::members) {
        let what = format!("`{name}` is a notice to the merchant, which is declared by hand: #[freedompay_callback]");
        wrongs.push(Wrong::at(item.line, what));
    }
    if found.is_empty() && wrongs.is_empty() {
        wrongs.push(Wrong::at(0, "there is no operation in it"));
    }
    (found, wrongs)
}

fn operation(
    root: &Node,
    path: &str,
    method: &str,
    node: &Node,
    shared: &[Node],
    area: Option<&'static ApiMeta>,
) -> Result<Imported, Wrong> {
    if !node.is_map() {
        return Err(Wrong::at(node.line, format!("{method} has no operation under it")));
    }
    let path = plain_path(path).map_err(|what| Wrong::at(node.line, what))?;
    let area = area
        .or_else(|| ApiMeta::of_path(&path))
        .ok_or_else(|| Wrong::at(node.line, format!("the path {path} tells no API; say which with --api")))?;
    let is_form = area.wire == Wire::Form;
    let mut schemas = Schemas::new(root, Author::Other { is_form });
    let mut facts = BTreeMap::new();
    let mut tell = |fact: Fact, value: &str| facts.insert(fact, value.to_owned());
    tell(Fact::Method, method);
    tell(Fact::Path, &path);
    tell(Fact::Auth, area.scheme.as_str());
    tell(Fact::Wire, area.wire.as_str());
    tell(Fact::Status, if node.holds("deprecated") { "deprecated" } else { "implemented" });
    if node.holds("deprecated") {
        tell(Fact::Reason, "the document marks it deprecated");
    }
    let own = node.get("parameters").map_or(&[][..], Node::items);
    let parameters = parameters::read(&mut schemas, own.iter().chain(shared), &path, area)?;
    if let Some(action) = parameters.action {
        facts.insert(Fact::Action, action);
    }
    let mut request = parameters.fields;
    for field in body(&mut schemas, node, method, is_form)? {
        let is_added = area.added_fields().contains(&field.name.as_str()) || (!is_form && field.name == "auth_id");
        if !is_added && !request.iter().any(|known| known.name == field.name) {
            request.push(field);
        }
    }
    let answer = answers::read(&mut schemas, node, is_form)?;
    if node.get("security").is_some_and(|security| matches!(&security.data, Data::List(list) if list.is_empty())) {
        let what = format!(
            "the document says that nothing signs it; every call of this API has a {}, so this one has",
            area.scheme.as_str()
        );
        schemas.doubts.add("", what);
    }
    let titles = ["summary", "operationId", "x-apidog-name"].into_iter().filter_map(|name| node.said(name));
    let title = titles.clone().next().unwrap_or_default();
    let folder = node.said("x-apidog-folder").or_else(|| node.get("tags")?.items().first()?.text()).map(str::to_owned);
    let rust = titles.map(names::pascal).find(|name| name.len() > 2);
    let rust = rust.unwrap_or_else(|| names::pascal(&format!("{} {path}", method.to_ascii_lowercase())));
    let rust = names::ty(&rust);
    let mut doubts = std::mem::take(&mut schemas.doubts);
    let call = effect::Call { area: area.name, method, path: &path, title, request: &request };
    effect::guess(&call, &mut facts, &mut doubts);
    let operation = Operation {
        id: id(area, folder.as_deref(), &rust),
        area: area.name.to_owned(),
        direction: Direction::Request,
        facts,
        headers: parameters.headers,
        request,
        answer,
        doc: None,
    };
    Ok(Imported { operation, doubts, rust, file: PathBuf::new(), folder, is_ours: false })
}

/// `area.place.in.navigation.name`, without what says the same twice.
fn id(area: &ApiMeta, folder: Option<&str>, rust: &str) -> String {
    let mut parts = vec![area.name.to_owned()];
    let of_api: Vec<&str> = area.name.split('_').collect();
    for part in folder.unwrap_or_default().split('/').map(names::part).take(4) {
        let is_new = !part.is_empty() && part != area.name && !of_api.contains(&part.as_str());
        if is_new && !parts.contains(&part) {
            parts.push(part);
        }
    }
    parts.push(names::snake(rust));
    parts.join(".")
}

/// The path without a host or a query.
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
        Err(format!("the path {shown} cannot be declared: a parameter fills one segment, and the rest is plain ASCII"))
    }
}

/// The fields of the body.
fn body(schemas: &mut Schemas<'_>, node: &Node, method: &str, is_form: bool) -> Result<Vec<Field>, Wrong> {
    let Some(body) = node.get("requestBody") else { return Ok(Vec::new()) };
    let root = schemas.root;
    let (body, _) = refs::resolve(root, body)?;
    let Some((media, content)) = media(body, is_form) else { return Ok(Vec::new()) };
    if is_form != is_form_media(media) {
        let (said, wire) = (media.escape_debug(), if is_form { "forms" } else { "JSON" });
        schemas.doubts.add("", format!("the document sends `{said}`, and this API takes {wire}; sent as such"));
    }
    let empty = Node::new(content.line, Data::Map(Vec::new()));
    let schema = content.get("schema").unwrap_or(&empty);
    let shown = samples::of(content);
    let shown: Vec<&Node> = shown.iter().filter(|sample| sample.is_map()).collect();
    let (resolved, _) = refs::resolve(root, schema)?;
    if parts::kind(resolved).as_deref() == Some("array") {
        return Err(Wrong::at(content.line, "its body is a list, and a request is declared as a struct with fields"));
    }
    // What refers back to the whole body is then seen to do so.
    let fields = match schemas.ty(schema, "request", &shown)? {
        Type::Object(fields) => fields,
        Type::Map(item) => vec![super::schema::plain("*", Type::Map(item))],
        _ => Vec::new(),
    };
    let in_query = method == "GET";
    if in_query && !fields.is_empty() {
        schemas.doubts.add("", "a GET has no body; its fields are sent in the query");
    }
    let placed = fields.into_iter().map(|field| {
        let location = if in_query { Location::Query } else { field.location };
        Field { location, ..field }
    });
    Ok(placed.collect())
}

fn is_form_media(media: &str) -> bool {
    media.contains("form") || media.contains("xml")
}

/// The media type that this API uses, or else the first.
pub(super) fn media(node: &Node, is_form: bool) -> Option<(&str, &Node)> {
    let all = node.get("content").map_or(&[][..], Node::members);
    let wanted = all.iter().find(|(media, _)| is_form_media(media) == is_form);
    wanted.or_else(|| all.first()).map(|(media, content)| (media.as_str(), content))
}
