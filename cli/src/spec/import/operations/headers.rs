//! Headers that no declaration has, because the client or its transport sets them.

use freedompay::meta::{ApiMeta, Wire};

use super::listed::Listed;
use crate::spec::import::document::node::Node;
use crate::spec::import::document::refs;
use crate::spec::import::finding::Warnings;
use crate::spec::import::schema::parts::shown;
use crate::spec::import::schema::samples;

/// Headers of the connection and of the message's length.
const OF_TRANSPORT: [&str; 11] = [
    "accept-encoding",
    "connection",
    "content-length",
    "expect",
    "host",
    "keep-alive",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// Returns whether the client or its transport sets a header. A warning says where the document wants another value: the
/// specification lets readers ignore `Accept`, `Content-Type` and `Authorization`, but their values say something.
pub(super) fn is_set(header: &Listed<'_>, root: &Node, api: &ApiMeta, warnings: &mut Warnings) -> bool {
    let lower = header.name.to_ascii_lowercase();
    let is = |known: &str| known.eq_ignore_ascii_case(&lower);
    if api.headers.iter().any(|known| is(known.name)) || lower == "x-jws-signature" {
        return true;
    }
    let sent: &[&str] = match (lower.as_str(), api.wire) {
        ("accept", _) => &[api.wire.accept()],
        ("content-type", Wire::Json) => &["application/json"],
        ("content-type", Wire::Form) => &["application/x-www-form-urlencoded", "multipart/form-data"],
        ("authorization", _) => {
            if header.object.truth("required").0 || !values(root, header).is_empty() {
                warnings.add("", "`Authorization` is not sent: the client signs its calls in its own way");
            }
            return true;
        }
        (name, _) if OF_TRANSPORT.contains(&name) => {
            warnings.add("", format!("`{}` is set by the client's transport; left out", shown(&header.name)));
            return true;
        }
        _ => return false,
    };
    let values = values(root, header);
    if !values.is_empty() && !values.iter().any(|value| allows(value, sent)) {
        let wanted = values.iter().take(3).map(|value| format!("`{}`", shown(value))).collect::<Vec<_>>().join(", ");
        let sent = sent.first().copied().unwrap_or_default();
        warnings.add("", format!("`{}` is {wanted} in the document, the client sends `{sent}`", shown(&header.name)));
    }
    true
}

/// Returns whether a list of media types allows one of those that are sent.
fn allows(value: &str, sent: &[&str]) -> bool {
    value.split(',').any(|one| {
        let one = one.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let is_range = |sent: &&str| one == "*/*" || one.strip_suffix("/*").is_some_and(|kind| sent.starts_with(kind));
        sent.iter().any(|sent| *sent == one || is_range(sent))
    })
}

/// Lists the values that a document gives a parameter, the fixed ones first.
pub(super) fn values(root: &Node, parameter: &Listed<'_>) -> Vec<String> {
    let object = &parameter.object;
    let schema = object.get("schema").and_then(|schema| refs::resolve(root, schema).ok()).map(|(schema, _)| schema);
    let of_schema = |name: &str| schema.and_then(|schema| schema.get(name));
    let listed = |name: &str| of_schema(name).map_or(&[][..], Node::items).iter();
    let shown = samples::scalars(root, object.get("example"), object.get("examples"));
    let fixed = of_schema("const").into_iter().chain(listed("enum")).chain(of_schema("default"));
    let all = fixed.chain(&shown).chain(of_schema("example")).chain(listed("examples"));
    all.filter_map(Node::scalar_text).map(std::borrow::Cow::into_owned).collect()
}
