//! Bracketed form fields (`list[0][count]`), converted to the nested data they stand for.

use crate::spec::import::document::node::{Data, Node};
use crate::spec::import::document::object::is_same;
use crate::spec::import::document::refs;

/// Splits `a[0][b]` into `a`, `0`, `b`. A name without brackets, or with unbalanced ones, is one segment.
pub(crate) fn segments(name: &str) -> Vec<&str> {
    let Some((head, rest)) = name.split_once('[').filter(|(head, _)| !head.is_empty()) else { return vec![name] };
    let Some(inner) = rest.strip_suffix(']') else { return vec![name] };
    let parts: Vec<&str> = inner.split("][").collect();
    if parts.iter().any(|part| part.contains(['[', ']'])) || parts.len() > 8 {
        return vec![name];
    }
    std::iter::once(head).chain(parts).collect()
}

fn is_index(key: &str) -> bool {
    key.is_empty() || key.bytes().all(|byte| byte.is_ascii_digit()) || matches!(key, "i" | "n" | "N" | "index" | "*")
}

/// Converts the bracketed properties of all schemas of a document.
pub(crate) fn normalised(root: &Node) -> Node {
    converted(root, root, "")
}

fn converted(root: &Node, node: &Node, name: &str) -> Node {
    let data = match &node.data {
        // Values are not schemas.
        _ if matches!(name, "example" | "examples" | "default" | "enum" | "const" | "value") => node.data.clone(),
        Data::List(items) => Data::List(items.iter().map(|item| converted(root, item, "")).collect()),
        Data::Map(members) => {
            let inside = |(name, member): &(String, Node)| {
                // The name of a property does not say what its schema is.
                let of = if is_properties(node, name) { "" } else { name.as_str() };
                (name.clone(), converted(root, member, of))
            };
            let mut members: Vec<(String, Node)> = members.iter().map(inside).collect();
            if name != "properties" {
                list_to_object(&mut members);
                nest(root, &mut members);
            }
            Data::Map(members)
        }
        data => data.clone(),
    };
    Node::new(node.line, data)
}

fn is_properties(node: &Node, name: &str) -> bool {
    name == "properties" && node.get(name).is_some_and(Node::is_map)
}

/// Turns a list of properties that have names into the object that it stands for, and marks it.
fn list_to_object(schema: &mut Vec<(String, Node)>) {
    let Some((_, properties)) = schema.iter_mut().find(|(name, _)| name == "properties") else { return };
    let named: Option<Vec<(String, Node)>> = properties.items().iter().map(named).collect();
    let Some(named) = named.filter(|named| !named.is_empty()) else { return };
    let is_twice = |at: usize| named.iter().skip(at + 1).any(|(name, _)| *name == named[at].0);
    if (0..named.len()).any(is_twice) {
        return;
    }
    properties.data = Data::Map(named);
    schema.push(("x-freedompay-listed".to_owned(), Node::new(0, Data::Bool(true))));
}

/// Reads a property of a list: a name, a schema with a name, or an object that has just the schema by its name.
fn named(item: &Node) -> Option<(String, Node)> {
    match (&item.data, item.member_text("name")) {
        (Data::Text(name), _) => Some((name.clone(), Node::new(item.line, Data::Map(Vec::new())))),
        (Data::Map(members), Some(name)) => {
            let rest = members.iter().filter(|(known, _)| known != "name").cloned().collect();
            Some((name.to_owned(), Node::new(item.line, Data::Map(rest))))
        }
        (Data::Map(members), None) => match members.as_slice() {
            [(name, schema)] if schema.is_map() => Some((name.clone(), schema.clone())),
            _ => None,
        },
        _ => None,
    }
}

/// Nests the bracketed members of `properties`, and lists their names.
fn nest(root: &Node, schema: &mut Vec<(String, Node)>) {
    let required = schema.iter().find(|(name, _)| name == "required").map_or(&[][..], |(_, list)| list.items());
    let required: Vec<String> = required.iter().filter_map(Node::text).map(str::to_owned).collect();
    let is_bracketed = |members: &[(String, Node)]| members.iter().any(|(name, _)| segments(name).len() > 1);
    let mut needed = None;
    let mut names: Vec<Node> = Vec::new();
    if let Some((_, Node { data: Data::Map(members), .. })) = schema.iter_mut().find(|(name, _)| name == "properties")
        && is_bracketed(members)
    {
        let bracketed = members.iter().filter(|(name, _)| segments(name).len() > 1);
        names = bracketed.map(|(name, _)| Node::from_text(name)).collect();
        let made = properties(root, members, &required);
        *members = made.0;
        needed = Some(made.1);
    }
    if let (Some(needed), Some((_, list))) = (needed, schema.iter_mut().find(|(name, _)| name == "required")) {
        let texts = needed.into_iter().map(|name| Node::new(list.line, Data::Text(name)));
        list.data = Data::List(texts.collect());
    }
    if !names.is_empty() {
        schema.push(("x-freedompay-bracketed".to_owned(), Node::new(0, Data::List(names))));
    }
}

/// Merges bracketed properties; returns the properties and the names of the required ones.
pub(crate) fn properties(
    root: &Node,
    list: &[(String, Node)],
    required: &[String],
) -> (Vec<(String, Node)>, Vec<String>) {
    let mut made: Vec<(String, Node)> = Vec::new();
    let mut needed: Vec<String> = Vec::new();
    for (name, schema) in list {
        let parts = segments(name);
        let Some((head, rest)) = parts.split_first() else { continue };
        let is_required = required.contains(name);
        if is_required && !needed.iter().any(|known| known == head) {
            needed.push((*head).to_owned());
        }
        let at = made.iter().position(|(known, _)| known == head).unwrap_or(made.len());
        if at == made.len() {
            let known = if rest.is_empty() { schema.clone() } else { container(rest, schema.line) };
            made.push(((*head).to_owned(), known));
            if rest.is_empty() {
                continue;
            }
        }
        let Some((_, known)) = made.get_mut(at) else { continue };
        let is_taken = if rest.is_empty() { join(known, schema) } else { grow(root, known, rest, schema, is_required) };
        if !is_taken {
            let left_out = member(known, "x-freedompay-lost", || Node::new(schema.line, Data::List(Vec::new())));
            if let Some(Node { data: Data::List(names), .. }) = left_out {
                names.push(Node::from_text(name));
            }
        }
    }
    (made, needed)
}

fn map(line: usize, members: Vec<(&str, Node)>) -> Node {
    Node::new(line, Data::Map(members.into_iter().map(|(name, node)| (name.to_owned(), node)).collect()))
}

/// Builds the schema of a list or an object, by its first key.
fn container(rest: &[&str], line: usize) -> Node {
    match rest.first() {
        Some(key) if is_index(key) => map(line, vec![("type", Node::from_text("array"))]),
        _ => map(line, vec![("type", Node::from_text("object"))]),
    }
}

/// Returns whether a schema may have the type of that name.
fn may_be(schema: &Node, kind: &str) -> bool {
    schema.get("type").is_none_or(|own| own.text() == Some(kind))
}

/// Adds the schema of nested data as a whole to that made of its parts, if their types agree.
fn join(known: &mut Node, whole: &Node) -> bool {
    let kind = known.member_text("type").unwrap_or_default().to_owned();
    let is_joined = may_be(whole, &kind);
    if is_joined
        && let Some(Node { data: Data::List(all), .. }) =
            member(known, "allOf", || Node::new(whole.line, Data::List(Vec::new())))
    {
        all.push(whole.clone());
    }
    is_joined
}

/// Inserts a schema into another at a path of keys; returns false if it contradicts what is there.
fn grow(root: &Node, known: &mut Node, rest: &[&str], schema: &Node, is_required: bool) -> bool {
    let Some((key, rest)) = rest.split_first() else { return is_same(known, schema) };
    let line = schema.line;
    if is_index(key) {
        // `a[]` of type `array` is one list: name and type say the same.
        let is_list = |node: &Node| node.member_text("type") == Some("array");
        if key.is_empty() && rest.is_empty() && refs::resolve(root, schema).is_ok_and(|(schema, _)| is_list(schema)) {
            let is_new = known.get("items").is_none();
            if is_new {
                known.data = schema.data.clone();
            }
            return is_new || is_same(known, schema);
        }
        return may_be(known, "array") && place(root, known, "items", rest, schema, is_required);
    }
    if !may_be(known, "object") {
        return false;
    }
    let inside = member(known, "properties", || map(line, Vec::new()));
    if !inside.is_some_and(|inside| place(root, inside, key, rest, schema, is_required)) {
        return false;
    }
    let list = if is_required { member(known, "required", || Node::new(line, Data::List(Vec::new()))) } else { None };
    if let Some(Node { data: Data::List(items), .. }) = list
        && !items.iter().any(|item| item.text() == Some(key))
    {
        items.push(Node::from_text(key));
    }
    true
}

/// Inserts a schema at a member and a path of keys inside it.
fn place(root: &Node, node: &mut Node, name: &str, rest: &[&str], schema: &Node, is_required: bool) -> bool {
    let made = || if rest.is_empty() { schema.clone() } else { container(rest, schema.line) };
    member(node, name, made).is_some_and(|inner| grow(root, inner, rest, schema, is_required))
}

/// Returns the member of that name, created if missing.
fn member<'a>(node: &'a mut Node, name: &str, made: impl FnOnce() -> Node) -> Option<&'a mut Node> {
    if !node.is_map() {
        node.data = Data::Map(Vec::new());
    }
    let Data::Map(members) = &mut node.data else { return None };
    let at = members.iter().position(|(known, _)| known == name).unwrap_or(members.len());
    if at == members.len() {
        members.push((name.to_owned(), made()));
    }
    members.get_mut(at).map(|(_, node)| node)
}

/// Returns the item at that index, created if it is the next one.
fn item<'a>(node: &'a mut Node, key: &str, made: impl FnOnce() -> Node) -> Option<&'a mut Node> {
    if !matches!(node.data, Data::List(_)) {
        node.data = Data::List(Vec::new());
    }
    let Data::List(items) = &mut node.data else { return None };
    let at = key.parse::<usize>().unwrap_or(items.len()).min(items.len());
    if at == items.len() {
        items.push(made());
    }
    items.get_mut(at)
}

/// Converts a sample with bracketed names to nested data.
pub(crate) fn sample(node: Node) -> Node {
    let Data::Map(members) = &node.data else { return node };
    if !members.iter().any(|(name, _)| name.contains('[')) {
        return node;
    }
    let mut made = Node::new(node.line, Data::Map(Vec::new()));
    for (name, value) in members {
        put(&mut made, &segments(name), value, true);
    }
    made
}

/// Inserts a value of a sample at a path of keys.
fn put(node: &mut Node, parts: &[&str], value: &Node, is_first: bool) {
    let Some((key, rest)) = parts.split_first() else { return };
    let made = || match rest.first() {
        None => value.clone(),
        Some(next) if is_index(next) => Node::new(value.line, Data::List(Vec::new())),
        Some(_) => Node::new(value.line, Data::Map(Vec::new())),
    };
    let next = if !is_first && is_index(key) { item(node, key, made) } else { member(node, key, made) };
    if let Some(next) = next {
        put(next, rest, value, false);
    }
}
