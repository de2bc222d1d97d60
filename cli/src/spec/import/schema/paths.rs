//! Names of the fields of a schema, without reading their types.

use super::resolve::Resolver;
use super::{Schemas, samples};
use crate::spec::import::document::node::{Data, Node};

/// Maximum nesting, and the number of fields.
const MAX_DEPTH: usize = 2;
const MAX_PATHS: usize = 100;

impl Schemas<'_> {
    /// Lists the paths of the fields that a schema and samples have, such as `error.code`.
    pub(crate) fn paths(&self, schema: Option<&Node>, samples: &[&Node]) -> Vec<String> {
        let mut found = Vec::new();
        let schemas: Vec<&Node> = schema.into_iter().collect();
        self.paths_in("", &schemas, samples, 1, &mut found);
        found
    }

    fn paths_in(&self, at: &str, schemas: &[&Node], samples: &[&Node], depth: usize, found: &mut Vec<String>) {
        // What cannot be resolved has no names.
        let resolve = |schemas: &[_]| Resolver::new(self.root, &[]).resolve(schemas).unwrap_or_default();
        let mut resolved = resolve(schemas);
        if !at.is_empty()
            && let Some(items) = resolved.items.take()
        {
            resolved = resolve(&items);
        }
        let of_samples = samples::names(samples);
        let mut names: Vec<&str> = resolved.properties.iter().map(|(name, _)| name.trim()).collect();
        names.extend(of_samples.into_iter().filter(|name| !resolved.properties.iter().any(|(known, _)| known == name)));
        if names.is_empty() && at.is_empty() {
            let is_list = resolved.kind() == "array" || samples.iter().any(|one| matches!(one.data, Data::List(_)));
            match resolved.kind() {
                "object" | "" if !is_list => {}
                kind => found.push(if is_list { "array".to_owned() } else { kind.to_owned() }),
            }
        }
        for name in names {
            if found.len() >= MAX_PATHS {
                return;
            }
            let path = if at.is_empty() { name.to_owned() } else { format!("{at}.{name}") };
            found.push(path.clone());
            if depth < MAX_DEPTH {
                let sets =
                    resolved.properties.iter().filter(|(known, _)| known.trim() == name).flat_map(|(_, sets)| sets);
                let all: Vec<&Node> = sets.flatten().copied().collect();
                self.paths_in(&path, &all, &samples::members(samples, name), depth + 1, found);
            }
        }
    }
}
