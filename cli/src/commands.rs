//! The command line itself.

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgGroup, Command};

const EXITS: &str = "\
Exit status: 0 answered or authentic; 1 bad usage or invalid request; 2 the provider answered with an error;
3 certainly not sent; 4 outcome unknown; 5 answer not authentic or not readable; 6 additive changes; 7 breaking changes.

Credentials come from FREEDOMPAY_AUTH_ID (JSON APIs), FREEDOMPAY_MERCHANT_ID (form APIs), FREEDOMPAY_SECRET and
FREEDOMPAY_PAYOUT_SECRET; for the sandbox they default to its own.";

const RECONCILED: &str = "\
Give the endpoint and the ids of the lost call, as its error names them. Prints {outcome, why, answer}.
Exit status: 0 it happened; 3 it did not; 4 still unknown; 1 bad usage.";

const SANDBOX: &str = "\
It knows the credentials in the FREEDOMPAY_ variables, or else its own (see the README).

A plan is a list of [[rules]], each with endpoint, fault and, if not every call, nth, every, first or share; --fault takes
the same in one line:
  merchant.payout.*: drop-after, nth=2
  gateway.sync.purchase.card: error=10000, share=25%
  merchant.callbacks.result_notify: callback-late=10m, first=1
Faults: delay-before=TIME, delay-after=TIME, drop-before, drop-after, truncate, malformed, wrong-signature, no-signature,
changed-amount, tampered-amount, http=STATUS, redirect=URL, drip=TIME, error=CODE, and for callbacks callback-twice,
callback-late=TIME, callback-missing. TIME is 500ms, 2s, 10m or 1h.

While it runs: GET, PUT, POST and DELETE /_sandbox/faults, GET and PUT /_sandbox/snapshot, GET /_sandbox/requests.";

pub(crate) fn commands() -> Command {
    Command::new("freedompay")
        .version(env!("CARGO_PKG_VERSION"))
        .about("Calls, signs, verifies and tries the Freedom Pay API. Without a command: a tour against the sandbox.")
        .after_help(EXITS)
        .subcommand(endpoints())
        .subcommand(openapi())
        .subcommand(drift())
        .subcommand(call())
        .subcommand(reconcile())
        .subcommand(sign())
        .subcommand(verify())
        .subcommand(sandbox())
}

fn option(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).help(help)
}

fn choice(name: &'static str, values: &[&'static str], help: &'static str) -> Arg {
    option(name, "NAME", help).value_parser(PossibleValuesParser::new(values.to_vec()))
}

fn endpoints() -> Command {
    Command::new("endpoints")
        .about("Lists every endpoint of the API and its state")
        .arg(option("api", "NAME", "Only this API: partner, merchant, …"))
        .arg(choice("format", &["table", "json", "markdown", "lock"], "How to print the list").default_value("table"))
}

fn openapi() -> Command {
    Command::new("openapi")
        .about("Prints the API as an OpenAPI 3.1 document")
        .arg(option("api", "NAME", "Only this API: partner, merchant, …"))
        .arg(choice("format", &["yaml", "json"], "How to print the document").default_value("yaml"))
}

fn drift() -> Command {
    Command::new("drift")
        .about("Tells what changed between two descriptions of the API, and what it does to programs that call it")
        .after_help(
            "Exit status: 0 no changes, or cosmetic ones only; 6 additive changes; 7 breaking changes; 1 bad usage.",
        )
        .arg(
            Arg::new("locks")
                .long("locks")
                .value_names(["OLD", "NEW"])
                .num_args(2)
                .help("Two lock files, as written by `freedompay endpoints --format lock`; - is stdin"),
        )
        .group(ArgGroup::new("sources").args(["locks"]).required(true))
        .arg(choice("format", &["table", "json"], "How to print the changes").default_value("table"))
}

fn call() -> Command {
    request("call", "Makes a call; the answer goes to stdout as JSON").after_help(EXITS).arg(
        Arg::new("dry-run")
            .long("dry-run")
            .action(ArgAction::SetTrue)
            .help("Shows the signed request without sending it"),
    )
}

fn reconcile() -> Command {
    request("reconcile", "Finds out what became of a call whose outcome is unknown; sends nothing again")
        .after_help(RECONCILED)
        .arg(option("request-id", "UUID", "X-Request-Id of the lost call, where it is asked by that"))
        .arg(
            option("within", "SECONDS", "Time to go on asking; 120 if left out")
                .value_parser(clap::value_parser!(u64).range(0..=86_400)),
        )
}

/// What it takes to name a request and a client.
fn request(name: &'static str, about: &'static str) -> Command {
    Command::new(name)
        .about(about)
        .arg(Arg::new("id").value_name("ID").required(true).help("Endpoint, as listed by `freedompay endpoints`"))
        .arg(
            option("field", "NAME=VALUE", "A field, by wire or Rust name; nested: list[0][name]=value")
                .action(ArgAction::Append),
        )
        .arg(option("json", "TEXT|@FILE|-", "Fields as a JSON object; --field adds to it"))
        .arg(
            choice(
                "environment",
                &["sandbox", "test", "production"],
                "Where to call; the sandbox runs in this process",
            )
            .default_value("sandbox"),
        )
        .arg(choice("country", &["kz", "kg", "uz"], "Whose production host").default_value("kz"))
        .arg(option("base-url", "URL", "Another host (https, or http on loopback); nothing is started then"))
        .arg(choice("alg", &["HS256", "HS512"], "Another JWS algorithm than the API's usual one"))
        .arg(
            option("timeout", "SECONDS", "Time for the exchange")
                .value_parser(clap::value_parser!(u64).range(1..=3600)),
        )
        .arg(
            Arg::new("urlencoded")
                .long("urlencoded")
                .action(ArgAction::SetTrue)
                .help("Forms as urlencoded instead of multipart"),
        )
}

fn explain() -> Arg {
    Arg::new("explain").long("explain").action(ArgAction::SetTrue).help("Shows the steps on stderr, *** for the secret")
}

fn fields() -> Vec<Arg> {
    vec![
        option("script", "NAME", "Script name: the last segment of the path").required(true),
        option("fields", "FILE|-", "The fields as a JSON object"),
        option("form", "FILE|-", "The fields as urlencoded text"),
        option("xml", "FILE|-", "The fields as an XML message"),
    ]
}

fn one_message() -> ArgGroup {
    ArgGroup::new("message").args(["fields", "form", "xml"]).required(true)
}

fn sign() -> Command {
    Command::new("sign")
        .about("Computes a signature with the secret in FREEDOMPAY_SECRET")
        .subcommand_required(true)
        .subcommand(
            Command::new("jws")
                .about("Prints the value of X-JWS-Signature")
                .arg(choice("alg", &["HS256", "HS512"], "Algorithm").required(true))
                .arg(option("auth-id", "ID", "Identity that signs").requires("uri").requires("method"))
                .arg(option("uri", "PATH", "Path that is called").requires("auth-id"))
                .arg(option("method", "METHOD", "HTTP method").requires("auth-id"))
                .arg(option("header", "JSON", "The exact bytes of the protected header"))
                .group(ArgGroup::new("protected").args(["auth-id", "header"]).required(true))
                .arg(option("body", "FILE|-", "The body that is sent; none if left out"))
                .arg(explain()),
        )
        .subcommand(
            Command::new("pg-sig")
                .about("Prints the value of pg_sig")
                .args(fields())
                .group(one_message())
                .arg(explain()),
        )
}

fn verify() -> Command {
    Command::new("verify")
        .about("Checks a signature with the secret in FREEDOMPAY_SECRET: exit status 0 if it is authentic, 5 if not")
        .subcommand_required(true)
        .subcommand(
            Command::new("jws")
                .about("Checks a value of X-JWS-Signature")
                .arg(option("signature", "VALUE", "The header's value").required(true))
                .arg(option("body", "FILE|-", "The body that came with it; none if left out")),
        )
        .subcommand(
            Command::new("pg-sig").about("Checks the pg_sig among the fields").args(fields()).group(one_message()),
        )
}

fn sandbox() -> Command {
    Command::new("sandbox")
        .about("Runs the stand-in for Freedom Pay until it is stopped")
        .after_help(SANDBOX)
        .arg(option("port", "N", "Loopback port; a free one if left out").value_parser(clap::value_parser!(u16)))
        .arg(option("seed", "N", "Same calls under the same seed: same ids").value_parser(clap::value_parser!(u64)))
        .arg(option("clock", "TIME", "Stops the clock at this time: 2026-01-01T00:00:00Z"))
        .arg(option("faults", "FILE", "Plan of what goes wrong (TOML)"))
        .arg(option("fault", "RULE", "One more rule: 'ENDPOINT: FAULT[, WHICH CALLS]'").action(ArgAction::Append))
        .arg(
            option("load", "FILE", "Goes on from a snapshot, with its seed and clock")
                .conflicts_with_all(["seed", "clock"]),
        )
        .arg(option("save", "FILE", "Saves a snapshot when it is stopped"))
        .arg(
            Arg::new("samples")
                .long("samples")
                .action(ArgAction::SetTrue)
                .conflicts_with_all(["load", "save"])
                .help("Answers every valid call with a sample and remembers nothing"),
        )
}
