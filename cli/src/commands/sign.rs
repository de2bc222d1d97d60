//! `freedompay sign`: computes signatures.

use clap::{Arg, ArgAction, ArgGroup, ArgMatches, Command};
use freedompay::meta::Algorithm;
use freedompay_runtime::message::redact;
use freedompay_runtime::sign::{jws, pg_sig};
use freedompay_runtime::wire::json;

use super::{choice, option, signed_message};
use crate::exit::{CommandResult, Exit, Failure};
use crate::input;
use crate::style::{ERR, err, out};

/// Describes the command line of `freedompay sign`.
pub(crate) fn cli() -> Command {
    Command::new("sign")
        .about("Computes a signature with the secret in FREEDOMPAY_SECRET")
        .subcommand_required(true)
        .subcommand(
            Command::new("jws")
                .about("Prints the value of X-JWS-Signature")
                .arg(choice("alg", &["HS256", "HS512"], "Algorithm").required(true))
                .arg(option("auth-id", "ID", "Identity of the signer").requires("uri").requires("method"))
                .arg(option("uri", "PATH", "Path of the request").requires("auth-id"))
                .arg(option("method", "METHOD", "HTTP method").requires("auth-id"))
                .arg(option("header", "JSON", "The exact bytes of the protected header"))
                .group(ArgGroup::new("protected").args(["auth-id", "header"]).required(true))
                .arg(option("body", "FILE|-", "The body that is sent; empty by default"))
                .arg(explain()),
        )
        .subcommand(
            Command::new("pg-sig")
                .about("Prints the value of pg_sig")
                .args(signed_message::arguments())
                .group(signed_message::exactly_one())
                .arg(explain()),
        )
}

/// Runs `freedompay sign`.
pub(crate) fn run(args: &ArgMatches) -> CommandResult {
    match args.subcommand() {
        Some(("jws", args)) => sign_jws(args),
        Some(("pg-sig", args)) => sign_pg(args),
        _ => Err(Failure::invalid("use `sign jws` or `sign pg-sig`")),
    }
}

/// Adds `--explain`.
fn explain() -> Arg {
    Arg::new("explain")
        .long("explain")
        .action(ArgAction::SetTrue)
        .help("Shows the steps on stderr, with *** for the secret")
}

fn sign_jws(args: &ArgMatches) -> CommandResult {
    let text = |name: &str| args.get_one::<String>(name).map(String::as_str);
    let secret = input::secret()?;
    let algorithm =
        text("alg").and_then(Algorithm::from_name).ok_or_else(|| Failure::invalid("--alg must be HS256 or HS512"))?;
    let header = match text("header") {
        Some(header) => header.to_owned(),
        None => {
            let part = |name| text(name).unwrap_or_default();
            jws::protected_header(algorithm, part("auth-id"), part("method"), part("uri"))
        }
    };
    let body = text("body").map(input::read).transpose()?.unwrap_or_default();
    if args.get_flag("explain") {
        err(&ERR.title("X-JWS-Signature: header .. signature, without the payload"));
        err(&format!("1  protected header  {}", redact::text(&header)));
        err(&format!("2  body              {} bytes, exactly as sent", body.len()));
        err(&format!(
            "3  string to sign    {}",
            if is_secret(&body) {
                "b64url(header) . b64url(body) (not shown: the body holds card data or a secret, or is no JSON)"
                    .to_owned()
            } else {
                jws::signing_input(header.as_bytes(), &body)
            }
        ));
        err(&format!("4  HMAC {} of it under the key ***, as base64url without padding", algorithm.as_str()));
    }
    out(&jws::sign_with_header(algorithm, &secret, header.as_bytes(), &body));
    Ok(Exit::Success)
}

/// Returns whether the body holds card data or a secret, which the string to sign would reveal; one that is no JSON may.
fn is_secret(body: &[u8]) -> bool {
    !body.is_empty() && json::parse(body).map_or(true, |tree| redact::hides(&[], tree.root()))
}

fn sign_pg(args: &ArgMatches) -> CommandResult {
    let script = args.get_one::<String>("script").map(String::as_str).unwrap_or_default();
    let secret = input::secret()?;
    let message = signed_message::parse(args)?;
    if args.get_flag("explain") {
        err(&ERR.title("pg_sig: MD5 over script name, values in the order of their names, and key, joined with ;"));
        err(&format!("1  script name  {script}"));
        err("2  values, ordered by name (nested ones in the place of their parent, pg_sig left out at every depth):");
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
    Ok(Exit::Success)
}
