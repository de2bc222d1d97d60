//! `freedompay drift`: what changed between two descriptions of the API.

use clap::ArgMatches;
use freedompay::Value;

use crate::docs::diff::{Change, Class, diff};
use crate::docs::model::Api;
use crate::docs::{declared, import as docs, lock};
use crate::exit::{Exit, Failure, Outcome};
use crate::style::{ERR, OUT, err, out};
use crate::{describe, import, input};

pub(crate) fn run(args: &ArgMatches) -> Outcome {
    let (old, new, is_whole) = sources(args)?;
    let changes = diff(&old, &new);
    match args.get_one::<String>("format").map(String::as_str) {
        Some("json") => out(&describe::pretty(&Value::List(changes.iter().map(json).collect()))?),
        _ => table(&changes),
    }
    if !is_whole {
        return Ok(Exit::Incomplete);
    }
    Ok(match changes.iter().map(|change| change.class).max() {
        None | Some(Class::Cosmetic) => Exit::Answered,
        Some(Class::Additive) => Exit::Additive,
        Some(Class::Breaking) => Exit::Breaking,
    })
}

/// The two models to compare, the older one first, and whether all of them could be read.
fn sources(args: &ArgMatches) -> Result<(Api, Api, bool), Failure> {
    if let Some(names) = args.get_many::<String>("against") {
        return against(&names.map(String::as_str).collect::<Vec<_>>(), args);
    }
    let mut files = args.get_many::<String>("locks").into_iter().flatten();
    match (files.next(), files.next()) {
        (Some(old), Some(new)) => Ok((locked(old)?, locked(new)?, true)),
        _ => Err(Failure::invalid("--locks takes two files, the older one first")),
    }
}

/// What is declared, and what documents say of the same APIs.
fn against(names: &[&str], args: &ArgMatches) -> Result<(Api, Api, bool), Failure> {
    let area = import::area(args.get_one::<String>("api").map(String::as_str))?;
    let read = import::read(names, area);
    read.problems.iter().for_each(|problem| err(&format!("{} {}", ERR.bad("problem:"), problem.told())));
    if read.found.is_empty() {
        return Err(Failure::invalid("there is no operation in these documents to compare with"));
    }
    let ours = declared::api(freedompay::endpoints());
    let theirs = docs::aligned(&read.found, &ours);
    Ok((docs::spoken_of(ours, &read.found), theirs, read.problems.is_empty()))
}

fn locked(name: &str) -> Result<Api, Failure> {
    let text =
        String::from_utf8(input::read(name)?).map_err(|_| Failure::invalid(format!("{name}: it is not UTF-8")))?;
    lock::parse(&text).map_err(|e| Failure::invalid(format!("{name}: it is no lock file: {e}")))
}

fn json(change: &Change) -> Value {
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

/// The gravest changes first.
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
        out(&format!("{class}  {operation}  {}", told(change)));
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

pub(crate) fn told(change: &Change) -> String {
    let place = [change.side, change.field.as_deref(), Some(change.aspect)];
    let place = place.into_iter().flatten().collect::<Vec<_>>().join(" ");
    match (&change.old, &change.new) {
        (None, Some(new)) => format!("{place} added: {new}"),
        (Some(old), None) => format!("{place} removed: {old}"),
        (old, new) => {
            let [old, new] = [old, new].map(|text| text.as_deref().unwrap_or_default());
            format!("{place}: {old} → {new}")
        }
    }
}
