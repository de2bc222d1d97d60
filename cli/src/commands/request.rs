//! The request and the client that `call` and `reconcile` take from their arguments.

use std::time::Duration;

use clap::{Arg, ArgAction, ArgMatches, Command};
use freedompay::meta::{EndpointMeta, FormEncoding};
use freedompay::{AnyClient, Country, Environment, Value};
use freedompay_runtime::message::fill::{set_field, to_wire_names};
use freedompay_runtime::tree::Tree;
use freedompay_runtime::wire::json;
use freedompay_sandbox::Sandbox;

use super::{choice, option};
use crate::exit::Failure;
use crate::{input, registry};

/// Describes the arguments that name a request and a client.
pub(crate) fn cli(name: &'static str, about: &'static str) -> Command {
    Command::new(name)
        .about(about)
        .arg(Arg::new("id").value_name("ID").required(true).help("Endpoint, as listed by `freedompay endpoints`"))
        .arg(
            option("field", "NAME=VALUE", "A field, by wire name or Rust name; nested: list[0][name]=value")
                .action(ArgAction::Append),
        )
        .arg(option("json", "TEXT|@FILE|-", "Fields as a JSON object; --field adds further ones"))
        .arg(
            choice(
                "environment",
                &["sandbox", "test", "production"],
                "Environment to call; the sandbox runs in this process",
            )
            .default_value("sandbox"),
        )
        .arg(country())
        .arg(option("base-url", "URL", "Another host (https, or http on loopback); no sandbox is started then"))
        .arg(choice("alg", &["HS256", "HS512"], "Another JWS algorithm than the default of the API"))
        .arg(option("timeout", "SECONDS", "Timeout of the call").value_parser(clap::value_parser!(u64).range(1..=3600)))
        .arg(
            Arg::new("urlencoded")
                .long("urlencoded")
                .action(ArgAction::SetTrue)
                .help("Sends forms urlencoded instead of multipart"),
        )
}

/// Describes the argument that picks a country.
pub(crate) fn country() -> Arg {
    choice("country", &["kz", "kg", "uz"], "Country of the production host").default_value("kz")
}

/// Returns the country that the arguments pick.
pub(crate) fn chosen_country(args: &ArgMatches) -> Country {
    match args.get_one::<String>("country").map(String::as_str) {
        Some("kg") => Country::Kyrgyzstan,
        Some("uz") => Country::Uzbekistan,
        _ => Country::Kazakhstan,
    }
}

/// Finds the endpoint that the arguments name.
pub(crate) fn endpoint(args: &ArgMatches) -> Result<&'static EndpointMeta, Failure> {
    registry::endpoint(args.get_one::<String>("id").map(String::as_str).unwrap_or_default())
}

/// Reads the message: `--json` first, then each `--field` on top.
pub(crate) fn message(endpoint: &'static EndpointMeta, args: &ArgMatches) -> Result<Value, Failure> {
    let mut problems = Vec::new();
    let mut message = match args.get_one::<String>("json") {
        Some(given) => to_wire_names(endpoint, from_json(given)?).unwrap_or_else(|found| {
            problems.extend(found);
            Value::Map(Vec::new())
        }),
        None => Value::Map(Vec::new()),
    };
    for pair in args.get_many::<String>("field").into_iter().flatten() {
        let Some((name, text)) = pair.split_once('=') else {
            return Err(Failure::invalid("--field takes NAME=VALUE"));
        };
        problems.extend(set_field(endpoint, &mut message, name, text).err());
    }
    if problems.is_empty() {
        return Ok(message);
    }
    let lines: Vec<String> = problems.iter().map(|problem| format!("\n  {problem}")).collect();
    Err(Failure::invalid(format!("{}: the request is invalid and was not sent{}", endpoint.id, lines.concat())))
}

/// Reads the fields given as `--json`.
fn from_json(given: &str) -> Result<Value, Failure> {
    let bytes = match given.strip_prefix('@') {
        Some(file) => input::read(file)?,
        None if given == "-" => input::read("-")?,
        None => given.as_bytes().to_vec(),
    };
    let tree: Tree = json::parse(&bytes).map_err(|e| Failure::invalid(format!("--json: {e}")))?;
    match tree.deserialize() {
        Ok(value @ Value::Map(_)) => Ok(value),
        _ => Err(Failure::invalid("--json: an object with the fields is expected")),
    }
}

/// Builds a client for the API of an endpoint from the arguments.
pub(crate) fn client(
    endpoint: &'static EndpointMeta,
    args: &ArgMatches,
    sandbox: Option<&Sandbox>,
) -> Result<AnyClient, Failure> {
    let text = |name: &str| args.get_one::<String>(name).map(String::as_str);
    let environment = text("environment").unwrap_or_default();
    let mut credentials = input::credentials(endpoint.api, environment == "sandbox")?;
    if let Some(algorithm) = text("alg").filter(|_| endpoint.api.scheme.algorithm.is_some()) {
        credentials = credentials.with("algorithm", algorithm);
    }
    let mut builder = AnyClient::builder(endpoint.api, credentials);
    builder = match (text("base-url"), environment, sandbox) {
        (Some(url), ..) => builder.base_url(url),
        (None, "production", _) => builder.environment(Environment::Production(chosen_country(args))),
        (None, "test", _) => builder.environment(Environment::Test),
        (None, _, Some(sandbox)) => builder.base_url(&sandbox.url()),
        (None, _, None) => builder.base_url("http://127.0.0.1"),
    };
    if let Some(seconds) = args.get_one::<u64>("timeout") {
        builder = builder.timeout(Duration::from_secs(*seconds));
    }
    if args.get_flag("urlencoded") {
        builder = builder.form_encoding(FormEncoding::Urlencoded);
    }
    Ok(builder.build()?)
}

/// Starts a sandbox that returns samples.
pub(crate) async fn start_sandbox() -> Result<Sandbox, Failure> {
    Sandbox::builder()
        .endpoints(registry::own())
        .credentials(input::sandbox_credentials()?)
        .samples()
        .start()
        .await
        .map_err(no_port)
}

/// Explains that no sandbox can start.
pub(crate) fn no_port(error: std::io::Error) -> Failure {
    Failure::invalid(format!("the sandbox cannot listen on a loopback port: {error}"))
}
