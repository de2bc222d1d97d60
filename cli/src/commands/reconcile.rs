//! `freedompay reconcile`: finds out what became of a call.

use std::time::Duration;

use clap::{ArgMatches, Command};
use freedompay::Value;
use freedompay::reconcile::Outcome;

use super::option;
use super::request::{self, client, endpoint, message, start_sandbox};
use crate::exit::{CommandResult, Exit, Failure};
use crate::json::{pretty, text as string};
use crate::style::out;

const RECONCILED: &str = "\
Give the endpoint and the ids of the lost call, as its error lists them. Prints {outcome, why, answer}.
Exit status: 0 it happened; 3 it did not; 4 still unknown; 1 bad usage.";

/// Describes the command line of `freedompay reconcile`.
pub(crate) fn cli() -> Command {
    request::cli("reconcile", "Finds out what became of a call whose outcome is unknown, without sending it again")
        .after_help(RECONCILED)
        .arg(option("request-id", "UUID", "X-Request-Id of the lost call, if the status query needs it"))
        .arg(
            option("within", "SECONDS", "How long to keep polling; 120 by default")
                .value_parser(clap::value_parser!(u64).range(0..=86_400)),
        )
}

/// Runs `freedompay reconcile`.
pub(crate) async fn run(args: &ArgMatches) -> CommandResult {
    let endpoint = endpoint(args)?;
    let fields = message(endpoint, args)?;
    let text = |name: &str| args.get_one::<String>(name).map(String::as_str);
    let sandbox = match (text("environment"), text("base-url")) {
        (Some("sandbox"), None) => Some(start_sandbox().await?),
        _ => None,
    };
    let client = client(endpoint, args, sandbox.as_ref())?;
    let mut reconciliation = client.reconcile(endpoint, &fields);
    if let Some(id) = text("request-id") {
        reconciliation = reconciliation.request_id(id);
    }
    if let Some(seconds) = args.get_one::<u64>("within") {
        reconciliation = reconciliation.timeout(Duration::from_secs(*seconds));
    }
    let outcome = reconciliation.await?;
    let (word, why, exit) = match &outcome {
        Outcome::Happened(_) => ("happened", None, Exit::Success),
        Outcome::DidNotHappen { reason: why, .. } => ("did_not_happen", Some(why), Exit::NotSent),
        Outcome::StillUnknown { reason: why, .. } => ("still_unknown", Some(why), Exit::Unknown),
        _ => return Err(Failure::invalid("this version does not know this outcome")),
    };
    let mut shown = vec![("outcome".to_owned(), string(word))];
    shown.extend(why.map(|why| ("why".to_owned(), string(why))));
    shown.extend(outcome.response().map(|answer| ("answer".to_owned(), answer.to_value())));
    out(&pretty(&Value::Map(shown))?);
    Ok(exit)
}
