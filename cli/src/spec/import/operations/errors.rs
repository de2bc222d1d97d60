//! Responses that are errors. They are read in the shape that the API is known to have; what a document says beyond it is named.

use freedompay::meta::{ApiMeta, Wire};

use super::media::{Side, choose, is_readable};
use crate::spec::import::document::node::Node;
use crate::spec::import::document::object::Object;
use crate::spec::import::document::refs;
use crate::spec::import::schema::parts::shown;
use crate::spec::import::schema::{Schemas, samples};

/// Most names in a message.
const MAX_NAMES: usize = 8;

/// What the errors of a call have and errors of its API do not.
pub(super) struct Errors {
    side: Side,
    /// Paths of the fields that are read.
    known: Vec<String>,
    /// Keys of responses, by what they have.
    found: Vec<(Vec<String>, Vec<String>)>,
}

impl Errors {
    pub(super) fn of(api: &ApiMeta) -> Self {
        let signature = api.scheme.added_fields.iter().map(|name| (*name).to_owned());
        let known = api.errors.paths().into_iter().chain(signature).collect();
        let is_form = matches!(api.wire, Wire::Form);
        Self { side: Side { is_request: false, is_form }, known, found: Vec::new() }
    }

    /// Reads a response that is an error.
    pub(super) fn response(&mut self, schemas: &Schemas<'_>, key: &str, response: &Node) {
        let root = schemas.root;
        let response = match refs::resolve(root, response) {
            Ok((response, _)) => response,
            Err(error) => return self.add(key, vec![error.message]),
        };
        let object = Object::new(response);
        object.ask(&["content"]);
        self.add(key, object.unread().into_iter().map(|name| format!("`{}`", shown(name))).collect());
        let Some(media) = choose(root, response, self.side) else { return };
        let content = media.content;
        let found = samples::of(root, content);
        if is_readable(media.kind) {
            self.content(schemas, key, content.get("schema"), &found.found);
            self.add(key, found.notes);
        } else if content.get("schema").is_some() || !found.found.is_empty() {
            self.add(key, vec![format!("`{}`", shown(media.kind))]);
        }
    }

    /// Reads the schema and the samples of an error.
    pub(super) fn content(&mut self, schemas: &Schemas<'_>, key: &str, schema: Option<&Node>, samples: &[Node]) {
        let samples: Vec<&Node> = samples.iter().collect();
        let mut paths = schemas.paths(schema, &samples);
        if self.side.is_form && paths.iter().all(|path| path == "response" || path.starts_with("response.")) {
            // The message is inside the root element of XML.
            paths = paths.iter().filter_map(|path| path.strip_prefix("response.")).map(str::to_owned).collect();
        }
        paths.retain(|path| !self.known.contains(path));
        self.add(key, paths.iter().map(|path| format!("`{}`", shown(path))).collect());
    }

    fn add(&mut self, key: &str, what: Vec<String>) {
        if what.is_empty() {
            return;
        }
        let key = format!("`{}`", shown(key));
        match self.found.iter_mut().find(|(known, _)| *known == what) {
            Some((_, keys)) if keys.contains(&key) => {}
            Some((_, keys)) => keys.push(key),
            None => self.found.push((what, vec![key])),
        }
    }

    /// Notes in one line what is not read.
    pub(super) fn note(self, schemas: &mut Schemas<'_>) {
        if self.found.is_empty() {
            return;
        }
        let one = |(what, keys): &(Vec<String>, Vec<String>)| format!("{} with {}", cut(keys), cut(what));
        let all: Vec<String> = self.found.iter().map(one).collect();
        let message = format!("errors are read as this API has them; not taken over: {}", all.join("; "));
        schemas.warnings.add("", message);
    }
}

/// Lists names in backticks.
pub(super) fn listed(names: &[String]) -> String {
    cut(&names.iter().map(|name| format!("`{}`", shown(name))).collect::<Vec<_>>())
}

/// Lists the first of several, and how many more there are.
fn cut(list: &[String]) -> String {
    let first = list.iter().take(MAX_NAMES).cloned().collect::<Vec<_>>().join(", ");
    match list.len().saturating_sub(MAX_NAMES) {
        0 => first,
        more => format!("{first} and {more} more"),
    }
}
