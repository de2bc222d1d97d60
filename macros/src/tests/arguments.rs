//! The documentation of the attributes lists the arguments that the parser knows, and no others.

use std::fs;
use std::path::Path;

use crate::check::LOCATIONS;
use crate::parse::{api, callback, endpoint, field, model, open_enum};

/// The names in the first column of the table under a heading.
fn documented(page: &str, heading: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../api-defs/docs");
    let text = fs::read_to_string(folder.join(page)).unwrap();
    let (_, section) = text.split_once(&format!("## {heading}\n")).unwrap();
    let section = section.split("\n## ").next().unwrap();
    let names = section.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`'));
    names.map(|(name, _)| name.to_owned()).collect()
}

#[test]
fn every_argument_is_documented_in_order_and_no_other() {
    let fields = field::ARGUMENTS;
    let of_objects: Vec<&str> = fields.into_iter().filter(|name| !LOCATIONS.contains(name)).collect();
    for (page, arguments, part, of_part) in [
        ("endpoint.md", &endpoint::ARGUMENTS[..], "field", &fields[..]),
        ("callback.md", &callback::ARGUMENTS, "field", &of_objects),
        ("model.md", &model::ARGUMENTS, "field", &of_objects),
        ("enum.md", &open_enum::ARGUMENTS, "variant", &open_enum::OF_VARIANT),
    ] {
        assert_eq!(documented(page, "Arguments"), arguments, "{page}");
        assert_eq!(documented(page, &format!("Arguments of a {part}")), of_part, "{page}");
    }
    assert_eq!(documented("api.md", "Arguments"), api::ARGUMENTS);
    assert_eq!(documented("api.md", "Arguments of `hosts`"), api::HOSTS);
}
