//! The beginning of paths that `servers` give: the whole path is signed, so it counts.

use freedompay::meta::ApiMeta;

use super::server::{self, Server};
use crate::registry;
use crate::spec::import::document::node::{Data, Node};
use crate::spec::import::finding::Warnings;
use crate::spec::import::schema::parts::shown;

/// Prepends the path of the servers that apply to an operation, the nearest list first.
pub(super) fn full_path(path: &str, lists: [Option<&Node>; 3], warnings: &mut Warnings) -> Result<String, String> {
    // A host in the path itself makes it whole.
    if path.contains("://") {
        return Ok(path.to_owned());
    }
    let lists = lists.into_iter().flatten();
    let Some(nearest) = lists.map(|list| servers(list, warnings)).find(|servers| !servers.is_empty()) else {
        return Ok(path.to_owned());
    };
    let (mut servers, mut unusable): (Vec<Server>, Vec<String>) = (Vec::new(), Vec::new());
    for node in nearest {
        match server::read(node) {
            Ok(server) if servers.iter().all(|known| known.path != server.path) => servers.push(server),
            Ok(_) => {}
            Err(why) => unusable.push(why),
        }
    }
    if servers.is_empty() && !unusable.is_empty() {
        return Err(unusable.swap_remove(0));
    }
    for why in unusable {
        warnings.add("", format!("{why}; it is not used"));
    }
    let joined = |prefix: &str| format!("{}/{}", prefix.trim_end_matches('/'), path.trim_start_matches('/'));
    // Of several, the one that makes a path of a known API.
    let known = servers.iter().find(|server| ApiMeta::of_path(registry::apis(), &joined(&server.path)).is_some());
    let Some(chosen) = known.or(servers.first()) else { return Ok(path.to_owned()) };
    for note in &chosen.notes {
        warnings.add("", note.clone());
    }
    if servers.len() > 1 {
        let all = servers.iter().map(|one| format!("`{}`", shown(&one.path))).collect::<Vec<_>>().join(", ");
        let chosen = shown(&chosen.path);
        warnings.add("", format!("its servers begin its path differently: {all}; `{chosen}` is used"));
    } else if chosen.path.len() <= 1 {
        return Ok(path.to_owned());
    }
    if known.is_none() && ApiMeta::of_path(registry::apis(), path).is_some() {
        let message = format!(
            "the server begins its path with `{}`, but `{}` is whole; the former is left out",
            shown(&chosen.path),
            shown(path)
        );
        warnings.add("", message);
        return Ok(path.to_owned());
    }
    Ok(joined(&chosen.path))
}

/// Lists the servers of a list, or of what stands for one.
fn servers<'n>(list: &'n Node, warnings: &mut Warnings) -> Vec<&'n Node> {
    let mut note = |how: &str| warnings.add("", format!("`servers` is {how}"));
    match &list.data {
        Data::List(items) => items.iter().collect(),
        Data::Null => Vec::new(),
        Data::Map(_) if list.get("url").is_some() => {
            note("a server instead of a list; read as a list of one");
            vec![list]
        }
        Data::Text(_) => {
            note("a text instead of a list; read as the URL of one");
            vec![list]
        }
        Data::Map(members) => {
            note("an object instead of a list; its members are read as servers");
            members.iter().map(|(_, node)| node).collect()
        }
        _ => {
            note("not a list; ignored");
            Vec::new()
        }
    }
}
