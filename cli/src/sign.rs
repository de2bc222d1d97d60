//! `freedompay sign`.

use clap::ArgMatches;
use freedompay::{Algorithm, is_sensitive_name};
use freedompay_runtime::message::redact;
use freedompay_runtime::sign::{jws, pg_sig};
use freedompay_runtime::{tree::Ref, wire::json};

use crate::exit::{Exit, Failure, Outcome};
use crate::input;
use crate::style::{ERR, err, out};

pub(crate) fn run(args: &ArgMatches) -> Outcome {
    match args.subcommand() {
        Some(("jws", args)) => sign_jws(args),
        Some(("pg-sig", args)) => sign_pg(args),
        _ => Err(Failure::invalid("sign jws or sign pg-sig")),
    }
}

fn sign_jws(args: &ArgMatches) -> Outcome {
    let text = |name: &str| args.get_one::<String>(name).map(String::as_str);
    let secret = input::secret()?;
    let algorithm =
        text("alg").and_then(Algorithm::from_name).ok_or_else(|| Failure::invalid("--alg is HS256 or HS512"))?;
    let header = match text("header") {
        Some(header) => header.to_owned(),
        None => {
            let part = |name| text(name).unwrap_or_default();
            jws::protected_header(algorithm, part("auth-id"), part("method"), part("uri"))
        }
    };
    let body = text("body").map(input::read).transpose()?.unwrap_or_default();
    if args.get_flag("explain") {
        err(&ERR.title("X-JWS-Signature: header .. signature, the payload cut out"));
        err(&format!("1  protected header  {header}"));
        err(&format!("2  body              {} bytes, exactly as sent", body.len()));
        err(&format!(
            "3  string to sign    {}",
            if holds_card_data(&body) {
                "b64url(header) . b64url(body) (not shown: the body holds card data or a secret)".to_owned()
            } else {
                jws::signing_input(header.as_bytes(), &body)
            }
        ));
        err(&format!("4  HMAC {} of it under the key ***, as base64url without padding", algorithm.as_str()));
    }
    out(&jws::sign_with_header(algorithm, &secret, header.as_bytes(), &body));
    Ok(Exit::Answered)
}

/// The string to sign can be decoded back to the body.
fn holds_card_data(body: &[u8]) -> bool {
    fn inside(node: Ref<'_>) -> bool {
        is_sensitive_name(node.name()) || node.children().any(inside)
    }
    json::parse(body).is_ok_and(|tree| inside(tree.root()))
}

fn sign_pg(args: &ArgMatches) -> Outcome {
    let script = args.get_one::<String>("script").map(String::as_str).unwrap_or_default();
    let secret = input::secret()?;
    let message = input::message(args)?;
    if args.get_flag("explain") {
        err(&ERR.title("pg_sig: MD5 over script name, values in the order of their names, and key, joined with ;"));
        err(&format!("1  script name  {script}"));
        err("2  values, ordered by name (nested ones in the place of their parent, pg_sig left out):");
        for (name, value) in redact::segments(&[], message.root()) {
            err(&format!("     {}  {value}", ERR.name(if name.is_empty() { "(item)" } else { &name })));
        }
        err("3  key          ***");
        err(&format!("4  string       {}", redact::string_to_sign(script, &[], message.root())));
    }
    if pg_sig::has_disputed_list(message.root()) {
        err(&format!(
            "note: a list has more than {} items; implementations of pg_sig disagree about those",
            pg_sig::LONGEST_AGREED_LIST
        ));
    }
    out(&pg_sig::sign(script, message.root(), &secret));
    Ok(Exit::Answered)
}
