//! Parts of documents: schemas made from samples, media types, and names as messages show them.

use freedompay_runtime::message::redact;

use crate::spec::import::document::node::{Data, Node};

/// Cleans a name or a value of a document for a message: one line, not too long.
pub(crate) fn shown(text: &str) -> String {
    let text = redact::text(text);
    let clean: String = text.chars().take(60).map(|c| if c.is_control() || c == '`' { ' ' } else { c }).collect();
    if text.chars().count() > 60 { format!("{clean}…") } else { clean }
}

/// Infers a schema from samples.
pub(crate) fn inferred(samples: &[&Node], is_form: bool) -> Node {
    // PHP writes an object without members as a list.
    let has_members = samples.iter().any(|sample| !sample.members().is_empty());
    let is_shown =
        |sample: &&Node| sample.data != Data::Null && !(has_members && sample.data == Data::List(Vec::new()));
    let mut shown = samples.iter().copied().filter(is_shown);
    let Some(first) = shown.next() else { return Node::new(0, Data::Map(Vec::new())) };
    let map = |kind: &str| vec![("type".to_owned(), Node::from_text(kind))];
    let is_amount = |sample: &Node| sample.scalar_text().is_some_and(|text| text.contains(['.', 'e', 'E']));
    let is_null = |sample: &&Node| sample.data == Data::Null;
    let mut members = match &first.data {
        // Samples of several types have none in common.
        _ if shown.clone().any(|other| kind_of(other) != kind_of(first)) => Vec::new(),
        Data::Null => Vec::new(),
        Data::Bool(_) => map("boolean"),
        Data::Number(_) if std::iter::once(first).chain(shown).any(is_amount) => map("number"),
        Data::Number(_) => map("integer"),
        // Every XML value is text; one that looks like an amount is read as an amount.
        Data::Text(text) if is_form && text.contains('.') && text.parse::<freedompay::Amount>().is_ok() => {
            map("number")
        }
        Data::Text(_) => map("string"),
        Data::Map(_) => map("object"),
        Data::List(_) => {
            let items: Vec<&Node> = samples.iter().flat_map(|sample| sample.items()).collect();
            let mut members = map("array");
            let inner =
                if items.iter().all(is_null) { Node::new(0, Data::Map(Vec::new())) } else { inferred(&items, is_form) };
            members.push(("items".to_owned(), inner));
            members
        }
    };
    if samples.iter().any(is_null) && !members.is_empty() {
        members.push(("nullable".to_owned(), Node::new(0, Data::Bool(true))));
    }
    Node::new(first.line, Data::Map(members))
}

/// Returns the number of a sample's type.
const fn kind_of(sample: &Node) -> u8 {
    match sample.data {
        Data::Null => 0,
        Data::Bool(_) => 1,
        Data::Number(_) => 2,
        Data::Text(_) => 3,
        Data::List(_) => 4,
        Data::Map(_) => 5,
    }
}
