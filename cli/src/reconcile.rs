//! `freedompay reconcile`: what became of a call.

use std::time::Duration;

use clap::ArgMatches;
use freedompay::{Outcome, Value};

use crate::call::{client, find, message, start};
use crate::describe;
use crate::exit::{self, Exit, Failure};
use crate::style::out;

pub(crate) async fn run(args: &ArgMatches) -> exit::Outcome {
    let endpoint = find(args)?;
    let fields = message(endpoint, args)?;
    let text = |name: &str| args.get_one::<String>(name).map(String::as_str);
    let sandbox = match (text("environment"), text("base-url")) {
        (Some("sandbox"), None) => Some(start().await?),
        _ => None,
    };
    let client = client(endpoint, args, sandbox.as_ref())?;
    let mut asking = client.reconcile(endpoint, &fields);
    if let Some(id) = text("request-id") {
        asking = asking.request_id(id);
    }
    if let Some(seconds) = args.get_one::<u64>("within") {
        asking = asking.timeout(Duration::from_secs(*seconds));
    }
    let outcome = asking.await?;
    let (word, why, exit) = match &outcome {
        Outcome::Happened(_) => ("happened", None, Exit::Answered),
        Outcome::DidNotHappen { why, .. } => ("did_not_happen", Some(why), Exit::NotSent),
        Outcome::StillUnknown { why, .. } => ("still_unknown", Some(why), Exit::Unknown),
        _ => return Err(Failure::invalid("this version does not know the outcome")),
    };
    let mut shown = vec![("outcome".to_owned(), describe::text(word))];
    shown.extend(why.map(|why| ("why".to_owned(), describe::text(why))));
    shown.extend(outcome.answer().map(|answer| ("answer".to_owned(), answer.to_value())));
    out(&describe::pretty(&Value::Map(shown))?);
    Ok(exit)
}
