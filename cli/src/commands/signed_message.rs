//! The message that `sign pg-sig` and `verify pg-sig` take from a file.

use clap::{Arg, ArgGroup, ArgMatches};
use freedompay_runtime::tree::{Kind, Tree};
use freedompay_runtime::wire::{form, json, xml};

use super::option;
use crate::exit::Failure;
use crate::input::read;

/// Lists the arguments for the script name and the message.
pub(crate) fn arguments() -> Vec<Arg> {
    vec![
        option("script", "NAME", "Script name: the last segment of the path").required(true),
        option("fields", "FILE|-", "The fields as a JSON object"),
        option("form", "FILE|-", "The fields as urlencoded text"),
        option("xml", "FILE|-", "The fields as an XML message"),
    ]
}

/// Demands exactly one message.
pub(crate) fn exactly_one() -> ArgGroup {
    ArgGroup::new("message").args(["fields", "form", "xml"]).required(true)
}

/// Reads the message in `--fields`, `--form` or `--xml`.
pub(crate) fn parse(args: &ArgMatches) -> Result<Tree, Failure> {
    let given = |name: &str| args.get_one::<String>(name);
    let (name, parsed) = if let Some(name) = given("fields") {
        (name, json::parse(&read(name)?))
    } else if let Some(name) = given("form") {
        (name, form::parse(trimmed(&read(name)?)))
    } else if let Some(name) = given("xml") {
        (name, xml::parse(&read(name)?))
    } else {
        return Err(Failure::invalid("one of --fields, --form and --xml is required"));
    };
    let tree = parsed.map_err(|e| Failure::invalid(format!("{name}: {e}")))?;
    if tree.root().kind() == Kind::Map {
        Ok(tree)
    } else {
        Err(Failure::invalid(format!("{name}: an object with the fields is expected")))
    }
}

/// Removes the line break at the end of a text file, which is not part of a form.
fn trimmed(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    bytes.strip_suffix(b"\r").unwrap_or(bytes)
}
