//! `freedompay drift`: compares two descriptions of the API.

use clap::{Arg, ArgGroup, ArgMatches, Command};
use freedompay::Value;

use super::{choice, option};
use crate::exit::{CommandResult, Exit, Failure};
use crate::spec::diff::{Change, Class, diff};
use crate::spec::import::align::{aligned, counterpart, restrict_to_mentioned};
use crate::spec::model::Spec;
use crate::spec::{declared, lock};
use crate::style::{ERR, OUT, err, out};
use crate::{documents, input, json, registry};

/// Describes the command line of `freedompay drift`.
pub(crate) fn cli() -> Command {
    Command::new("drift")
        .about("Shows what changed between two descriptions of the API, and how it affects programs that call it")
        .after_help(
            "Exit status: 0 no changes, or cosmetic ones only; 6 additive changes; 7 breaking changes; 1 bad usage; \
             8 some documents could not be read, so the comparison is incomplete.",
        )
        .arg(
            Arg::new("locks")
                .long("locks")
                .value_names(["OLD", "NEW"])
                .num_args(2)
                .help("Two lock files, as written by `freedompay endpoints --format lock`; - is stdin"),
        )
        .arg(
            Arg::new("against")
                .long("against")
                .value_name("FILE|DIR")
                .num_args(1..)
                .conflicts_with("locks")
                .help("Documents (OpenAPI 3, or pages of Markdown that contain it) to compare the declarations with"),
        )
        .arg(option("api", "NAME", "The API of the documents, if their paths do not identify it").requires("against"))
        .group(ArgGroup::new("sources").args(["locks", "against"]).required(true))
        .arg(choice("format", &["table", "json"], "How to print the changes").default_value("table"))
}

/// Runs `freedompay drift`.
pub(crate) fn run(args: &ArgMatches) -> CommandResult {
    let (old, new, is_whole) = sources(args)?;
    let changes = diff(&old, &new);
    match args.get_one::<String>("format").map(String::as_str) {
        Some("json") => out(&json::pretty(&Value::List(changes.iter().map(object).collect()))?),
        _ => table(&changes),
    }
    if !is_whole {
        return Ok(Exit::Incomplete);
    }
    Ok(match changes.iter().map(|change| change.class).max() {
        None | Some(Class::Cosmetic) => Exit::Success,
        Some(Class::Additive) => Exit::Additive,
        Some(Class::Breaking) => Exit::Breaking,
    })
}

/// Reads the two descriptions to compare, the older one first, and whether all of both could be read.
fn sources(args: &ArgMatches) -> Result<(Spec, Spec, bool), Failure> {
    if let Some(names) = args.get_many::<String>("against") {
        return against(&names.map(String::as_str).collect::<Vec<_>>(), args);
    }
    let mut files = args.get_many::<String>("locks").into_iter().flatten();
    match (files.next(), files.next()) {
        (Some(old), Some(new)) => Ok((locked(old)?, locked(new)?, true)),
        _ => Err(Failure::invalid("--locks takes two files, the older one first")),
    }
}

/// Reads the declarations, and documents about the same APIs.
fn against(names: &[&str], args: &ArgMatches) -> Result<(Spec, Spec, bool), Failure> {
    let api = registry::api(args.get_one::<String>("api").map(String::as_str))?;
    let read = documents::read(names, api);
    documents::print_errors(&read.errors);
    if read.operations.is_empty() {
        return Err(Failure::invalid("these documents contain no operation to compare with"));
    }
    let ours = declared::spec(registry::all());
    for imported in read.operations.iter().filter(|one| counterpart(&one.operation, &ours).is_some()) {
        documents::print_contradictions(imported);
    }
    let theirs = aligned(&read.operations, &ours);
    let (ours, left) = restrict_to_mentioned(ours, &read.operations);
    for (api, count) in left {
        let calls = if count == 1 { "1 call".to_owned() } else { format!("{count} calls") };
        err(&format!(
            "{} {calls} of `{api}` not compared: these documents do not describe most of that API",
            ERR.name("note:")
        ));
    }
    Ok((ours, theirs, read.errors.is_empty()))
}

/// Reads a lock file.
fn locked(name: &str) -> Result<Spec, Failure> {
    lock::parse(&input::text(name)?).map_err(|e| Failure::invalid(format!("{name}: not a lock file: {e}")))
}

/// Describes a change as a JSON object.
fn object(change: &Change) -> Value {
    let optional = |text: Option<&str>| text.map_or(Value::Null, Value::from);
    let members = [
        ("class", change.class.name().into()),
        ("operation", change.operation.as_str().into()),
        ("side", optional(change.side)),
        ("field", optional(change.field.as_deref())),
        ("aspect", change.aspect.into()),
        ("old", optional(change.old.as_deref())),
        ("new", optional(change.new.as_deref())),
    ];
    Value::Map(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

/// Prints the changes, the gravest first.
fn table(changes: &[Change]) {
    let width = changes.iter().map(|change| change.operation.len()).max().unwrap_or(0);
    let mut sorted: Vec<&Change> = changes.iter().collect();
    sorted.sort_by_key(|change| std::cmp::Reverse(change.class));
    for change in sorted {
        let class = format!("{:8}", change.class.name());
        let class = match change.class {
            Class::Breaking => OUT.bad(&class),
            Class::Additive => OUT.good(&class),
            Class::Cosmetic => OUT.dim(&class),
        };
        let operation = OUT.name(&format!("{:width$}", change.operation));
        out(&format!("{class}  {operation}  {change}"));
    }
    let count = |class: Class| changes.iter().filter(|change| change.class == class).count();
    out(&OUT.dim(&match changes.len() {
        0 => "no changes".to_owned(),
        all => format!(
            "{all} change{}: {} breaking, {} additive, {} cosmetic",
            if all == 1 { "" } else { "s" },
            count(Class::Breaking),
            count(Class::Additive),
            count(Class::Cosmetic)
        ),
    }));
}
