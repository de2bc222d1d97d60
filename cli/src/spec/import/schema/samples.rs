//! Sample messages, which are more reliable than the schemas beside them.

use freedompay_runtime::wire::{form, xml};

use super::brackets;
use super::parts::shown;
use crate::spec::import::document::node::{Data, Node, from_json, from_tree};
use crate::spec::import::document::refs;

/// Longest text that is parsed as a sample.
const MAX_TEXT: usize = 256 << 10;
/// Maximum number of members read from samples.
const MAX_MEMBERS: usize = 2000;

/// The samples of a message.
#[derive(Default)]
pub(crate) struct Samples {
    pub(crate) found: Vec<Node>,
    /// Which of them the document shows as objects and not as texts, by number.
    pub(crate) objects: Vec<usize>,
    /// What could not be read.
    pub(crate) notes: Vec<String>,
}

/// Collects the samples of a media type and of its schema.
pub(crate) fn of(root: &Node, media: &Node) -> Samples {
    let mut samples = Samples::default();
    let schema = media.get("schema").and_then(|schema| refs::resolve(root, schema).ok()).map(|(schema, _)| schema);
    for place in [Some(media), schema].into_iter().flatten() {
        if let Some(example) = place.get("example") {
            samples.read(example);
        }
        match place.get("examples").map(|examples| &examples.data) {
            Some(Data::List(items)) => items.iter().for_each(|item| samples.read(item)),
            Some(Data::Map(members)) => members.iter().for_each(|(name, one)| samples.example(root, name, one)),
            _ => {}
        }
    }
    samples
}

/// Collects the single values that a parameter shows.
pub(crate) fn scalars(root: &Node, example: Option<&Node>, examples: Option<&Node>) -> Vec<Node> {
    let mut found: Vec<Node> = example.into_iter().cloned().collect();
    for (_, one) in examples.map_or(&[][..], Node::members) {
        let one = refs::resolve(root, one).map_or(one, |(one, _)| one);
        found.extend(one.get("value").cloned());
    }
    found.retain(|value| value.scalar_text().is_some() || !value.items().is_empty());
    found
}

impl Samples {
    /// Reads an Example Object: a value, a value elsewhere, or a reference to such an object.
    fn example(&mut self, root: &Node, name: &str, one: &Node) {
        let name = shown(name);
        let one = match refs::resolve(root, one) {
            Ok((one, _)) => one,
            Err(error) => return self.notes.push(format!("the sample `{name}` cannot be read: {}", error.message)),
        };
        match (one.get("value"), one.get("externalValue")) {
            (Some(value), _) => self.read(value),
            (None, Some(_)) => self.notes.push(format!("the sample `{name}` is in another document; not read")),
            (None, None) => self.read(one),
        }
    }

    /// Reads a sample object or list; a text is parsed as JSON, XML or a form.
    fn read(&mut self, sample: &Node) {
        match parsed(sample) {
            Ok(Some(node)) => {
                if sample.text().is_none() {
                    self.objects.push(self.found.len());
                }
                self.found.push(node);
                for name in sample.text().map(attributes).unwrap_or_default() {
                    self.notes.push(format!("a sample has the attribute `{}`, which is not read", shown(&name)));
                }
            }
            Ok(None) => {}
            Err(why) => self.notes.push(format!("a sample {why}; not read")),
        }
    }
}

/// Lists the attributes of the elements in a text, each once, except those that declare namespaces.
fn attributes(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for tag in text.split('<').skip(1).filter(|tag| tag.starts_with(|c: char| c.is_alphabetic() || c == '_')) {
        let Some((_, mut rest)) = tag.split_once(char::is_whitespace) else { continue };
        while let Some((name, value)) = rest.split_once('=') {
            let (name, value) = (name.trim(), value.trim_start());
            let Some(quote) = value.chars().next().filter(|quote| matches!(quote, '"' | '\'')) else { break };
            let is_name = !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || c == '>');
            if !is_name {
                break;
            }
            if name != "xmlns" && !name.starts_with("xmlns:") && !found.iter().any(|known| known == name) {
                found.push(name.to_owned());
            }
            let Some((_, after)) = value.get(1..).and_then(|value| value.split_once(quote)) else { break };
            rest = after;
        }
    }
    found
}

fn parsed(sample: &Node) -> Result<Option<Node>, String> {
    let node = match &sample.data {
        Data::Text(text) => {
            let text = text.trim();
            if text.len() > MAX_TEXT {
                return Err(format!("is longer than {} KiB", MAX_TEXT >> 10));
            }
            let data = match text.chars().next() {
                None => return Ok(None),
                Some('<') => match xml::parse(text.as_bytes()) {
                    Ok(tree) => from_tree(tree.root()).data,
                    Err(error) => return Err(format!("is not readable XML: {error}")),
                },
                Some('{' | '[') => match from_json(text) {
                    Ok(node) => node.data,
                    Err(Some(duplicate)) => return Err(format!("has a {duplicate}")),
                    Err(None) => return Err("is not readable JSON".to_owned()),
                },
                Some(_) if text.contains('=') && !text.contains(char::is_whitespace) => {
                    match form::parse(text.as_bytes()) {
                        Ok(tree) => from_tree(tree.root()).data,
                        Err(_) => return Err("is not a readable form".to_owned()),
                    }
                }
                Some(_) => return Err("is neither an object nor a list".to_owned()),
            };
            Node::new(sample.line, data)
        }
        Data::Map(_) | Data::List(_) => sample.clone(),
        Data::Null => return Ok(None),
        Data::Bool(_) | Data::Number(_) => return Err("is neither an object nor a list".to_owned()),
    };
    // A document may show XML as an object with its root element.
    let inner = match node.members() {
        [(root, inner)] if root == "response" && inner.is_map() => inner.clone(),
        _ => node,
    };
    Ok(Some(brackets::sample(inner)))
}

/// Returns whether a sample shows an error response.
pub(crate) fn is_error(sample: &Node) -> bool {
    let says = |name: &str| sample.member_text(name) == Some("error");
    let code = sample.get("pg_error_code").and_then(Node::scalar_text);
    sample.get("error").is_some_and(Node::is_map)
        || sample.get("error_code").is_some_and(|code| code.data != Data::Null)
        || says("status")
        || says("pg_status")
        || code.is_some_and(|code| code != "0")
}

/// Returns whether a sample shows nothing of a list or an object: `null`, an empty element, `[]` or `{}`.
pub(crate) fn is_empty(sample: &Node) -> bool {
    match &sample.data {
        Data::Null => true,
        Data::Text(text) => text.is_empty(),
        Data::List(items) => items.is_empty(),
        Data::Map(members) => members.is_empty(),
        Data::Bool(_) | Data::Number(_) => false,
    }
}

/// Returns a member of all samples, and of the items of sample lists.
pub(crate) fn members<'a>(samples: &[&'a Node], name: &str) -> Vec<&'a Node> {
    objects(samples).filter_map(|sample| get(sample, name)).collect()
}

/// Returns a member, ignoring spaces around its name.
pub(crate) fn get<'a>(sample: &'a Node, name: &str) -> Option<&'a Node> {
    sample.members().iter().find(|(known, _)| known.trim() == name).map(|(_, node)| node)
}

/// Iterates over the objects among samples and among the items of sample lists.
pub(crate) fn objects<'a>(samples: &[&'a Node]) -> impl Iterator<Item = &'a Node> {
    samples
        .iter()
        .flat_map(|sample| match &sample.data {
            Data::List(items) => items.iter().collect::<Vec<_>>(),
            _ => vec![*sample],
        })
        .filter(|sample| sample.is_map())
}

/// Lists the names of the members of all objects, in order.
pub(crate) fn names<'a>(samples: &[&'a Node]) -> Vec<&'a str> {
    let mut found: Vec<&str> = Vec::new();
    for (name, _) in objects(samples).flat_map(Node::members).take(MAX_MEMBERS) {
        let name = name.trim();
        if !name.is_empty() && !found.contains(&name) {
            found.push(name);
        }
    }
    found
}

/// Lists the scalars among samples.
pub(crate) fn leaves<'a>(samples: &[&'a Node]) -> Vec<&'a Node> {
    let items = samples.iter().flat_map(|sample| match &sample.data {
        Data::List(items) => items.iter().collect::<Vec<_>>(),
        _ => vec![*sample],
    });
    items.filter(|sample| sample.scalar_text().is_some()).collect()
}
