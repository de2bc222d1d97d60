//! Which of several media types of a body is read, and what the others say.

use crate::spec::import::document::node::Node;
use crate::spec::import::document::refs;
use crate::spec::import::schema::parts::shown;
use crate::spec::import::schema::samples;

/// The media type of a body that is read.
pub(super) struct Media<'n> {
    pub(super) kind: &'n str,
    pub(super) content: &'n Node,
    /// What other media types say and this one does not.
    pub(super) notes: Vec<String>,
}

/// Who writes a body, and how its API writes it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Side {
    pub(super) is_request: bool,
    pub(super) is_form: bool,
}

impl Side {
    /// Returns the name of the API's own format.
    pub(super) const fn wire(self) -> &'static str {
        match self {
            Side { is_form: false, .. } => "JSON",
            Side { is_request: true, .. } => "forms",
            Side { .. } => "XML",
        }
    }

    /// Returns whether the API writes that media type, or the document leaves it open.
    pub(super) fn is_own(self, kind: &str) -> bool {
        let kind = Kind::of(kind);
        kind == Kind::Any || self.is_form == matches!(kind, Kind::Form | Kind::Xml)
    }

    /// Returns the formats in the order in which they are read: the API's own ones first.
    const fn order(self) -> [Kind; 6] {
        use Kind::{Any, Form, Json, Other, Problem, Xml};
        match self {
            Side { is_form: false, .. } => [Json, Any, Form, Xml, Problem, Other],
            Side { is_request: true, .. } => [Form, Xml, Any, Json, Problem, Other],
            Side { .. } => [Xml, Form, Any, Json, Problem, Other],
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Json,
    /// JSON of an error.
    Problem,
    Form,
    Xml,
    /// `*/*` and the like.
    Any,
    Other,
}

impl Kind {
    fn of(media: &str) -> Self {
        let media = media.to_ascii_lowercase();
        let has = |part: &str| media.contains(part);
        match () {
            () if has("problem+json") => Kind::Problem,
            () if has("json") => Kind::Json,
            () if has("xml") => Kind::Xml,
            () if has("form") => Kind::Form,
            () if has("*") => Kind::Any,
            () => Kind::Other,
        }
    }
}

/// Returns whether a body of that media type can be read.
pub(super) fn is_readable(media: &str) -> bool {
    let is_wide = ["*/*", "application/*"].iter().any(|wide| media.contains(wide));
    match Kind::of(media) {
        Kind::Any => is_wide,
        kind => kind != Kind::Other,
    }
}

/// Chooses the media type to read: the API's own, unless the document says nothing of it, or else the nearest to it.
pub(super) fn choose<'n>(root: &'n Node, body: &'n Node, side: Side) -> Option<Media<'n>> {
    let all = body.get("content").map_or(&[][..], Node::members);
    let order = side.order();
    let rank = |(media, content): &(String, Node)| {
        let kind = Kind::of(media);
        let is_empty = content.get("schema").is_none() && samples::of(root, content).found.is_empty();
        (kind == Kind::Other, is_empty, order.iter().position(|known| *known == kind))
    };
    let (kind, content) = all.iter().min_by_key(|one| rank(one))?;
    let others = all.iter().filter(|(media, _)| media != kind);
    let notes = others.filter_map(|(media, other)| {
        let what = differs(root, content, other)?;
        Some(format!("the document describes it as `{}`, too, with {what}; `{}` is used", shown(media), shown(kind)))
    });
    Some(Media { kind, content, notes: notes.collect() })
}

/// Returns what another media type has and the one that is read has not.
fn differs(root: &Node, content: &Node, other: &Node) -> Option<&'static str> {
    let schema = |content: &Node| {
        let schema = content.get("schema")?;
        Some(refs::resolve(root, schema).map_or_else(|_| schema.clone(), |(schema, _)| schema.clone()))
    };
    let (ours, theirs) = (samples::of(root, content).found, samples::of(root, other).found);
    let has_other_schema = schema(other).is_some_and(|theirs| schema(content).as_ref() != Some(&theirs));
    let has_other_samples = theirs.iter().any(|sample| !ours.contains(sample));
    match (has_other_schema, has_other_samples) {
        (true, true) => Some("another schema and other samples"),
        (true, false) => Some("another schema"),
        (false, true) => Some("other samples"),
        (false, false) => None,
    }
}
