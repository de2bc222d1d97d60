//! How a document says that a call is authorized. It is signed as every call of its API, so what says otherwise is named.

use freedompay::meta::ApiMeta;

use crate::spec::import::document::node::{Data, Node};
use crate::spec::import::document::refs;
use crate::spec::import::finding::Warnings;
use crate::spec::import::schema::parts::shown;

/// Names what contradicts the signature of the API; `own` is the operation's `security`, which replaces that of the document.
pub(super) fn check(root: &Node, own: Option<&Node>, api: &ApiMeta, warnings: &mut Warnings) {
    let Some(security) = own.or_else(|| root.get("security")) else { return };
    let scheme = api.scheme;
    let signed = format!("every call of this API has a {}, so this one has it too", scheme.name);
    let Data::List(alternatives) = &security.data else {
        return warnings.add("", format!("`security` is not a list; {signed}"));
    };
    if alternatives.is_empty() {
        return warnings.add("", format!("the document declares no signature; {signed}"));
    }
    let mut others: Vec<String> = Vec::new();
    for alternative in alternatives {
        if alternative.members().is_empty() {
            others.push("nothing".to_owned());
        }
        for (name, _) in alternative.members() {
            let definition = root.get("components").and_then(|all| all.get("securitySchemes")?.get(name));
            let definition = definition.and_then(|node| refs::resolve(root, node).ok()).map(|(node, _)| node);
            if !is_ours(definition, name, api) {
                others.push(described(name, definition));
            }
        }
    }
    others.dedup();
    if !others.is_empty() {
        warnings.add("", format!("the document authorizes it with {}; {signed}", others.join(", ")));
    }
}

/// Reports whether a security scheme is the signature of the API: named like it, or in a field or header that it adds.
fn is_ours(definition: Option<&Node>, name: &str, api: &ApiMeta) -> bool {
    let scheme = api.scheme;
    let is_added = |text: &str| {
        scheme.added_headers.iter().chain(scheme.added_fields).any(|added| added.eq_ignore_ascii_case(text))
    };
    let text = |member: &str| definition.and_then(|node| node.get(member)?.text());
    let is_http = text("type") == Some("http") && text("scheme").is_some_and(|http| scheme.http_auth == Some(http));
    is_added(name) || text("name").is_some_and(is_added) || is_http
}

fn described(name: &str, definition: Option<&Node>) -> String {
    let text = |member: &str| definition.and_then(|node| node.get(member)?.text()).map(shown);
    let parts: Vec<String> = ["type", "scheme", "in", "name"].iter().filter_map(|member| text(member)).collect();
    if parts.is_empty() { format!("`{}`", shown(name)) } else { format!("`{}` ({})", shown(name), parts.join(" ")) }
}
