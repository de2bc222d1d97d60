//! The parameters that apply to an operation: its own before those that its path shares, and each of them once.

use crate::spec::import::document::node::{Data, Node};
use crate::spec::import::document::object::{Object, is_same};
use crate::spec::import::document::refs;
use crate::spec::import::finding::{ReadError, Warnings};
use crate::spec::import::schema::parts::shown;

/// A parameter of a list.
pub(super) struct Listed<'n> {
    pub(super) name: String,
    /// Where it is sent: `query`, `header` and so on.
    pub(super) place: String,
    pub(super) object: Object<'n>,
}

impl Listed<'_> {
    /// Returns what tells it from all others; the case of a header's name does not.
    fn key(&self) -> (&str, String) {
        let is_header = self.place == "header";
        (&self.place, if is_header { self.name.to_ascii_lowercase() } else { self.name.clone() })
    }

    /// Names the members in which another parameter differs.
    fn differences(&self, other: &Self) -> Vec<String> {
        let [one, other] = [self, other].map(|parameter| parameter.object.node);
        let names = one.members().iter().chain(other.members()).map(|(name, _)| name.as_str());
        let mut found: Vec<String> = Vec::new();
        for name in names.filter(|name| !matches!(*name, "name" | "in")) {
            let is_equal = match (one.get(name), other.get(name)) {
                (Some(one), Some(other)) => is_same(one, other),
                _ => false,
            };
            let quoted = format!("`{}`", shown(name));
            if !is_equal && !found.contains(&quoted) {
                found.push(quoted);
            }
        }
        found
    }
}

/// Lists the parameters of an operation. One of its own replaces that of its path; of two in one list the first is used.
pub(super) fn all<'n>(
    root: &'n Node,
    lists: [(Option<&'n Node>, &str); 2],
    warnings: &mut Warnings,
) -> Result<Vec<Listed<'n>>, ReadError> {
    let mut all: Vec<Listed<'n>> = Vec::new();
    let mut twice: Vec<(String, String)> = Vec::new();
    for (list, of) in lists {
        let mut here: Vec<Listed<'n>> = Vec::new();
        for (key, node) in entries(list, of, warnings) {
            let one = parameter(key, refs::resolve(root, node)?.0, warnings)?;
            let Some(known) = here.iter().find(|known| known.key() == one.key()) else {
                here.push(one);
                continue;
            };
            let differences = known.differences(&one);
            if !differences.is_empty() {
                let message = format!(
                    "the {of} lists `{}` twice in the {}, with another {}; the first is used",
                    shown(&known.name),
                    shown(&one.place),
                    differences.join(", ")
                );
                twice.push((known.name.clone(), message));
            }
        }
        here.retain(|one| !all.iter().any(|own| own.key() == one.key()));
        all.extend(here);
    }
    for (name, message) in twice {
        // Fields of one name in several places are told apart by the message alone.
        let is_only = all.iter().filter(|one| one.name == name).count() < 2;
        warnings.add(&if is_only { format!("request.{name}") } else { String::new() }, message);
    }
    Ok(all)
}

/// Lists the items of `parameters`, each with its key if they are the members of an object.
fn entries<'n>(list: Option<&'n Node>, of: &str, warnings: &mut Warnings) -> Vec<(Option<&'n str>, &'n Node)> {
    let Some(list) = list else { return Vec::new() };
    let mut note = |how: &str| warnings.add("", format!("`parameters` of the {of} is {how}"));
    match &list.data {
        Data::List(items) => items.iter().map(|node| (None, node)).collect(),
        Data::Null => Vec::new(),
        Data::Map(_) if list.member_text("in").is_some() => {
            note("a parameter instead of a list; read as a list of one");
            vec![(None, list)]
        }
        Data::Map(members) => {
            note("an object instead of a list; its members are read as parameters");
            members.iter().map(|(key, node)| (Some(key.as_str()), node)).collect()
        }
        _ => {
            note("not a list; left out");
            Vec::new()
        }
    }
}

fn parameter<'n>(key: Option<&str>, node: &'n Node, warnings: &mut Warnings) -> Result<Listed<'n>, ReadError> {
    let object = Object::new(node);
    let given = object.get("name").and_then(Node::scalar_text).or(key.map(Into::into));
    let (Some(given), Some(place)) = (given, object.text("in")) else {
        return Err(ReadError::at(node.line, "the parameter has no name or no location"));
    };
    let name = given.trim();
    if name != given {
        warnings.add(&format!("request.{name}"), "its name has spaces around it in the document; removed");
    }
    Ok(Listed { name: name.to_owned(), place: place.trim().to_ascii_lowercase(), object })
}
