//! How XML writes the properties of a response, and samples of them that a document shows as objects.

use std::collections::BTreeSet;

use super::parts::shown;
use super::resolve::Resolver;
use super::resolved::{All, Schema};
use super::{Schemas, is_request, samples};
use crate::spec::import::document::node::{Data, Node};
use crate::spec::import::document::object::truth;
use crate::spec::import::finding::ReadError;

/// Maximum nesting of samples.
const MAX_DEPTH: usize = 24;

/// How a property is written in XML.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Element {
    /// As an attribute of its owner, which is not read.
    Attribute,
    /// As an element, or as several of one name.
    Named(String),
    /// As elements of the second name in one of the first.
    Wrapped(String, String),
}

impl Element {
    /// Returns how a property of that name is written, by its schema and that of its items.
    fn of(name: &str, schema: &Schema<'_>, items: &Schema<'_>) -> Self {
        let is = |mark: &str| schema.xml.and_then(|xml| xml.get(mark)).is_some_and(|value| truth(mark, value).0);
        if is("attribute") {
            return Element::Attribute;
        }
        let own = named(schema.xml, name);
        match schema.kind() {
            "array" if is("wrapped") => {
                let item = named(items.xml, &own);
                Element::Wrapped(own, item)
            }
            // The name of a list that is not wrapped is written nowhere.
            "array" => Element::Named(named(items.xml, name)),
            _ => Element::Named(own),
        }
    }
}

/// Returns the name of an element, with its prefix.
fn named(xml: Option<&Node>, name: &str) -> String {
    let text = |name: &str| xml.and_then(|xml| xml.member_text(name)).map(str::trim).filter(|text| !text.is_empty());
    let own = text("name").unwrap_or_else(|| name.trim());
    text("prefix").map_or_else(|| own.to_owned(), |prefix| format!("{prefix}:{own}"))
}

/// Notes what `xml` says and is not read, and marks that are not truth values.
pub(super) fn xml_notes(xml: &Node, known: &[&str]) -> Vec<String> {
    let one = |(name, value): &(String, Node)| match name.as_str() {
        "attribute" | "wrapped" if known.contains(&name.as_str()) => {
            truth(name, value).1.map(|note| format!("of its `xml`, {note}"))
        }
        _ if known.contains(&name.as_str()) || name.starts_with("x-") => None,
        _ => {
            let value = value.scalar_text().map_or_else(String::new, |text| format!(": {}", shown(&text)));
            Some(format!("`{}{value}` of its `xml` is not taken over", shown(name)))
        }
    };
    xml.members().iter().filter_map(one).collect()
}

/// Returns the part of a name after its prefix.
fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

impl<'a> Schemas<'a> {
    /// Returns how a property of an XML response is written; samples know its name better than the schema.
    pub(super) fn element<'n>(
        &mut self,
        name: &str,
        sets: &[All<'n>],
        at: &str,
        in_samples: &BTreeSet<&str>,
        no_element: &[&str],
    ) -> Result<Option<Element>, ReadError>
    where
        'a: 'n,
    {
        if !self.is_form() || is_request(at) {
            return Ok(None);
        }
        let Some(all) = sets.first() else { return Ok(None) };
        let schema = self.resolve(all, at)?;
        let items = self.resolve(schema.items.as_deref().unwrap_or_default(), at)?;
        if schema.xml.is_none() && items.xml.is_none() {
            return Ok(None);
        }
        let mut element = Element::of(name, &schema, &items);
        if element == Element::Attribute {
            self.warn(at, format!("`{}` is an attribute, which is not read; left out", shown(name)));
            return Ok(Some(element));
        }
        let (Element::Named(wire) | Element::Wrapped(wire, _)) = &mut element else { return Ok(None) };
        let is_same = |other: &&&str| local(other) == local(wire) || **other == name.trim();
        if !in_samples.contains(wire.as_str())
            && let Some(other) = no_element.iter().find(is_same)
        {
            let message = format!(
                "the schema calls its element `{}`, the sample `{}`; the name of the sample is used",
                shown(wire),
                shown(other)
            );
            self.warn(&format!("{at}.{other}"), message);
            (*other).clone_into(wire);
        }
        let path = format!("{at}.{wire}");
        for xml in [schema.xml, items.xml].into_iter().flatten() {
            self.warn_all(&path, xml_notes(xml, &["name", "prefix", "attribute", "wrapped"]));
        }
        Ok(Some(element))
    }

    /// Lists the names of elements that an XML response has for the properties of a schema.
    pub(super) fn elements<'n>(&self, schema: &Schema<'n>, at: &str) -> Vec<String>
    where
        'a: 'n,
    {
        if !self.is_form() || is_request(at) {
            return Vec::new();
        }
        let one = |(name, sets): &(&'n str, Vec<All<'n>>)| {
            let property = self.quietly(sets.first()?);
            let items = self.quietly(property.items.as_deref().unwrap_or_default());
            match Element::of(name, &property, &items) {
                Element::Attribute => None,
                Element::Named(wire) | Element::Wrapped(wire, _) => Some(wire),
            }
        };
        schema.properties.iter().filter_map(one).collect()
    }

    /// Returns the name of the elements in a wrapped list; samples know it better than the schema.
    pub(super) fn item_name(&mut self, item: String, samples: &[&Node], path: &str) -> String {
        match samples::names(samples).as_slice() {
            [other] if *other != item => {
                let (item, shown_other) = (shown(&item), shown(other));
                let message = format!(
                    "the schema calls its items `{item}`, the sample `{shown_other}`; the name of the sample is used"
                );
                self.warn(path, message);
                (*other).to_owned()
            }
            _ => item,
        }
    }

    /// Returns the schema in the root element of an XML response that the document describes as a property, with its name.
    pub(crate) fn root_element<'n>(&self, schema: &'n Node, samples: &[Node]) -> Option<(String, Vec<&'n Node>)>
    where
        'a: 'n,
    {
        let outer = self.quietly(&[schema]);
        let [(name, sets)] = outer.properties.as_slice() else { return None };
        let all = sets.first()?;
        let inner = self.quietly(all);
        let Element::Named(element) = Element::of(name, &inner, &Schema::default()) else { return None };
        // The samples are what is inside of the root.
        let is_inside = |sample: &Node| {
            sample.members().iter().any(|(known, _)| inner.properties.iter().any(|(name, _)| name == known))
        };
        let is_shown_inside =
            samples.iter().any(is_inside) && !samples.iter().any(|sample| sample.get(&element).is_some());
        let is_root = local(&element) == "response" || is_shown_inside;
        (inner.kind() == "object" && is_root).then(|| (element, all.clone()))
    }

    /// Resolves schemas whose contradictions are named where they are read.
    fn quietly<'n>(&self, nodes: &[&'n Node]) -> Schema<'n>
    where
        'a: 'n,
    {
        Resolver::new(self.root, &[]).resolve(nodes).unwrap_or_default()
    }

    /// Writes a sample that the document shows as an object as XML has it: by the names of elements, without attributes.
    pub(crate) fn as_xml(&self, schemas: &[&Node], sample: &Node) -> Node {
        self.as_element(schemas, sample, 0)
    }

    fn as_element(&self, schemas: &[&Node], sample: &Node, depth: usize) -> Node {
        let Data::Map(members) = &sample.data else { return sample.clone() };
        let schema = self.quietly(schemas);
        if depth > MAX_DEPTH || schema.properties.is_empty() {
            return sample.clone();
        }
        let mut made: Vec<(String, Node)> = Vec::new();
        for (name, value) in members {
            let bare = name.strip_prefix('@').unwrap_or(name);
            let property = schema.properties.iter().find(|(known, _)| known.trim() == bare.trim());
            let Some((known, sets)) = property else {
                made.push((name.clone(), value.clone()));
                continue;
            };
            let inner: Vec<&Node> = sets.iter().flatten().copied().collect();
            let schema = self.quietly(&inner);
            let items = schema.items.clone().unwrap_or_default();
            let one = |value: &Node| match &value.data {
                Data::List(list) => {
                    let list = list.iter().map(|item| self.as_element(&items, item, depth + 1)).collect();
                    Node::new(value.line, Data::List(list))
                }
                _ => self.as_element(&inner, value, depth + 1),
            };
            match Element::of(known, &schema, &self.quietly(&items)) {
                Element::Attribute => {}
                Element::Wrapped(wire, item) if !value.is_map() => {
                    made.push((wire, Node::new(value.line, Data::Map(vec![(item, one(value))]))));
                }
                Element::Wrapped(wire, _) => made.push((wire, value.clone())),
                Element::Named(wire) => made.push((wire, one(value))),
            }
        }
        Node::new(sample.line, Data::Map(made))
    }
}
