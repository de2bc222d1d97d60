//! `freedompay verify`: checks signatures.

use clap::{ArgMatches, Command};
use freedompay_runtime::sign::{jws::Detached, pg_sig};

use super::{option, signed_message};
use crate::exit::{CommandResult, Exit, Failure};
use crate::input;
use crate::style::out;

/// Describes the command line of `freedompay verify`.
pub(crate) fn cli() -> Command {
    Command::new("verify")
        .about("Checks a signature with the secret in FREEDOMPAY_SECRET: exit status 0 if it is authentic, 5 if not")
        .subcommand_required(true)
        .subcommand(
            Command::new("jws")
                .about("Checks a value of X-JWS-Signature")
                .arg(option("signature", "VALUE", "Value of the header").required(true))
                .arg(option("body", "FILE|-", "The body received with it; empty by default")),
        )
        .subcommand(
            Command::new("pg-sig")
                .about("Checks the pg_sig among the fields")
                .args(signed_message::arguments())
                .group(signed_message::exactly_one()),
        )
}

/// Runs `freedompay verify`.
pub(crate) fn run(args: &ArgMatches) -> CommandResult {
    let secret = input::secret()?;
    let rejection = match args.subcommand() {
        Some(("jws", args)) => {
            let body = args.get_one::<String>("body").map(|name| input::read(name)).transpose()?.unwrap_or_default();
            let value = args.get_one::<String>("signature").map(String::as_str).unwrap_or_default();
            match Detached::parse(value.trim()) {
                Ok(signature) if signature.verify(&secret, &body) => None,
                Ok(_) => Some("the signature does not match this header, body and key".to_owned()),
                Err(e) => Some(e.to_string()),
            }
        }
        Some(("pg-sig", args)) => {
            let script = args.get_one::<String>("script").map(String::as_str).unwrap_or_default();
            let message = signed_message::parse(args)?;
            match message.root().children().filter(|field| field.name() == pg_sig::FIELD).count() {
                1 if pg_sig::verify(script, message.root(), &secret) => None,
                1 => Some("pg_sig does not match these fields, this script name and this key".to_owned()),
                0 => Some("pg_sig is missing".to_owned()),
                _ => Some("more than one pg_sig".to_owned()),
            }
        }
        _ => return Err(Failure::invalid("use `verify jws` or `verify pg-sig`")),
    };
    match rejection {
        None => {
            out("authentic");
            Ok(Exit::Success)
        }
        Some(reason) => Err(Failure { exit: Exit::Untrusted, message: format!("not authentic: {reason}") }),
    }
}
