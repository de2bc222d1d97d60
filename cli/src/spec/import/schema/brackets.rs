//! Bracketed form fields (`list[0][count]`), converted to the nested data they stand for.

use crate::spec::import::document::node::{Data, Node};
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

/// Nests the bracketed members of `properties`.
fn nest(root: &Node, schema: &mut [(String, Node)]) {
    let required = schema.iter().find(|(name, _)| name == "required").map_or(&[][..], |(_, list)| list.items());
    let required: Vec<String> = required.iter().filter_map(Node::text).map(str::to_owned).collect();
    let is_bracketed = |members: &[(String, Node)]| members.iter().any(|(name, _)| segments(name).len() > 1);
    let mut needed = None;
    if let Some((_, Node { data: Data::Map(members), .. })) = schema.iter_mut().find(|(name, _)| name == "properties")
        && is_bracketed(members)
    {
        let made = properties(root, members, &required);
        *members = made.0;
        needed = Some(made.1);
    }
    if let (Some(needed), Some((_, list))) = (needed, schema.iter_mut().find(|(name, _)| name == "required")) {
        let texts = needed.into_iter().map(|name| Node::new(list.line, Data::Text(name)));
        list.data = Data::List(texts.collect());
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
        match made.iter_mut().find(|(known, _)| known == head) {
            Some((_, known)) if !rest.is_empty() => grow(root, known, rest, schema, is_required),
            Some(_) => {}
            None if rest.is_empty() => made.push((name.clone(), schema.clone())),
            None => {
                let mut known = container(rest, schema.line);
                grow(root, &mut known, rest, schema, is_required);
                made.push(((*head).to_owned(), known));
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

/// Inserts a schema into another at a path of keys.
fn grow(root: &Node, known: &mut Node, rest: &[&str], schema: &Node, is_required: bool) {
    let Some((key, rest)) = rest.split_first() else { return };
    let line = schema.line;
    let made = || if rest.is_empty() { schema.clone() } else { container(rest, line) };
    if is_index(key) {
        // `a[]` of type `array` is one list: name and type say the same.
        let is_list = |node: &Node| node.member_text("type") == Some("array");
        if key.is_empty() && rest.is_empty() && refs::resolve(root, schema).is_ok_and(|(schema, _)| is_list(schema)) {
            known.data = schema.data.clone();
            return;
        }
        if let Some(items) = member(known, "items", made) {
            grow(root, items, rest, schema, is_required);
        }
        return;
    }
    let inside = member(known, "properties", || map(line, Vec::new()));
    if let Some(inner) = inside.and_then(|inside| member(inside, key, made)) {
        grow(root, inner, rest, schema, is_required);
    }
    let list = if is_required { member(known, "required", || Node::new(line, Data::List(Vec::new()))) } else { None };
    if let Some(Node { data: Data::List(items), .. }) = list
        && !items.iter().any(|item| item.text() == Some(key))
    {
        items.push(Node::from_text(key));
    }
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
