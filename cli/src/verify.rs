//! `freedompay verify`.

use clap::ArgMatches;
use freedompay_runtime::sign::{jws::Detached, pg_sig};

use crate::exit::{Exit, Failure, Outcome};
use crate::input;
use crate::style::out;

pub(crate) fn run(args: &ArgMatches) -> Outcome {
    let secret = input::secret()?;
    let doubt = match args.subcommand() {
        Some(("jws", args)) => {
            let body = args.get_one::<String>("body").map(|name| input::read(name)).transpose()?.unwrap_or_default();
            let value = args.get_one::<String>("signature").map(String::as_str).unwrap_or_default();
            match Detached::parse(value.trim()) {
                Ok(signature) if signature.verify(&secret, &body) => None,
                Ok(_) => Some("the signature does not fit this header, body and key".to_owned()),
                Err(e) => Some(e.to_string()),
            }
        }
        Some(("pg-sig", args)) => {
            let script = args.get_one::<String>("script").map(String::as_str).unwrap_or_default();
            let message = input::message(args)?;
            match message.root().children().filter(|field| field.name() == pg_sig::FIELD).count() {
                1 if pg_sig::verify(script, message.root(), &secret) => None,
                1 => Some("pg_sig does not fit these fields, script name and key".to_owned()),
                0 => Some("there is no pg_sig".to_owned()),
                _ => Some("there is more than one pg_sig".to_owned()),
            }
        }
        _ => return Err(Failure::invalid("verify jws or verify pg-sig")),
    };
    match doubt {
        None => {
            out("authentic");
            Ok(Exit::Answered)
        }
        Some(what) => Err(Failure { exit: Exit::Untrusted, message: format!("not authentic: {what}") }),
    }
}
