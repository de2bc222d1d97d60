//! `freedompay call`: makes a call and prints the response.

use clap::{Arg, ArgAction, ArgMatches, Command};
use freedompay::meta::{Direction, PreparedRequest};
use freedompay::{Error, Value};

use super::{EXITS, advice, request};
use crate::exit::{CommandResult, Exit, Failure, described};
use crate::json::{pretty, text};
use crate::style::{ERR, err, out};

/// Describes the command line of `freedompay call`.
pub(crate) fn cli() -> Command {
    request::cli("call", "Makes a call and prints the response to stdout as JSON").after_help(EXITS).arg(
        Arg::new("dry-run")
            .long("dry-run")
            .action(ArgAction::SetTrue)
            .help("Shows the signed request without sending it"),
    )
}

/// Runs `freedompay call`.
pub(crate) async fn run(args: &ArgMatches) -> CommandResult {
    let endpoint = request::endpoint(args)?;
    if endpoint.direction == Direction::Callback {
        let reason = "is a callback: Freedom Pay calls the merchant's URL, so there is nothing to call";
        return Err(Failure::invalid(format!("{} {reason}", endpoint.id)));
    }
    let fields = request::message(endpoint, args)?;
    let base_url = args.get_one::<String>("base-url");
    let is_sandbox = args.get_one::<String>("environment").is_some_and(|name| name == "sandbox");
    let dry_run = args.get_flag("dry-run");
    // A dry run sends nothing, so it needs no sandbox.
    let sandbox =
        if is_sandbox && base_url.is_none() && !dry_run { Some(request::start_sandbox().await?) } else { None };
    let client = request::client(endpoint, args, sandbox.as_ref())?;
    let prepared = client.prepare(endpoint, &fields)?;
    if dry_run {
        out(&pretty(&shown(&prepared))?);
        return Ok(Exit::Success);
    }
    match client.send_prepared(prepared).await {
        Ok(response) => {
            out(&pretty(&response.to_value())?);
            Ok(Exit::Success)
        }
        Err(error) => {
            if let Error::Provider(provider) = &error {
                out(&pretty(&provider.response)?);
            }
            let exit = Exit::from(&error);
            err(&format!("{} {}", ERR.bad("error:"), described(&error)));
            if let Some(command) = advice::command(&error, args) {
                err(&format!("to find out, run: {command}"));
            }
            Ok(exit)
        }
    }
}

/// Shows a request with secrets and card data masked, and so not the signed bytes themselves.
fn shown(prepared: &PreparedRequest) -> Value {
    let headers =
        prepared.masked_headers().into_iter().map(|(name, value)| (name.to_owned(), Value::Text(value))).collect();
    Value::Map(vec![
        ("method".to_owned(), text(prepared.method())),
        ("url".to_owned(), Value::Text(prepared.masked_url())),
        ("headers".to_owned(), Value::Map(headers)),
        ("fields".to_owned(), prepared.masked()),
        ("signed".to_owned(), text(&prepared.explain())),
    ])
}
