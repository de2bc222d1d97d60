//! `freedompay call`.

use std::time::Duration;

use clap::ArgMatches;
use freedompay::meta::{Direction, EndpointMeta};
use freedompay::{
    Algorithm, AnyClient, AnyCredentials, Country, Environment, Error, FormEncoding, PreparedRequest, Value,
};
use freedompay_runtime::message::fill::{did_you_mean, set_field, to_wire_names};
use freedompay_runtime::tree::Tree;
use freedompay_runtime::wire::json;
use freedompay_sandbox::Sandbox;

use crate::exit::{Exit, Failure, Outcome};
use crate::style::{ERR, err, out};
use crate::{describe, input, recover};

pub(crate) async fn run(args: &ArgMatches) -> Outcome {
    let endpoint = find(args)?;
    if endpoint.direction == Direction::Callback {
        let what = "is a callback: Freedom Pay calls the merchant's URL, so there is nothing to call";
        return Err(Failure::invalid(format!("{} {what}", endpoint.id)));
    }
    let fields = message(endpoint, args)?;
    let base_url = args.get_one::<String>("base-url");
    let is_sandbox = args.get_one::<String>("environment").is_some_and(|name| name == "sandbox");
    let dry_run = args.get_flag("dry-run");
    // What is not sent needs nobody to receive it.
    let sandbox = if is_sandbox && base_url.is_none() && !dry_run { Some(start().await?) } else { None };
    let client = client(endpoint, args, sandbox.as_ref())?;
    let prepared = client.prepare(endpoint, &fields)?;
    if dry_run {
        out(&describe::pretty(&shown(&prepared))?);
        return Ok(Exit::Answered);
    }
    match client.send_prepared(prepared).await {
        Ok(answer) => {
            out(&describe::pretty(&answer.to_value())?);
            Ok(Exit::Answered)
        }
        Err(error) => {
            if let Error::Provider(provider) = &error {
                out(&describe::pretty(&provider.answer)?);
            }
            let exit = Exit::from(&error);
            err(&format!("{} {error}", ERR.bad("error:")));
            if let Some(command) = recover::command(&error, args) {
                err(&format!("ask with: {command}"));
            }
            Ok(exit)
        }
    }
}

pub(crate) async fn start() -> Result<Sandbox, Failure> {
    Sandbox::builder()
        .samples()
        .start()
        .await
        .map_err(|e| Failure::invalid(format!("the sandbox cannot listen on a loopback port: {e}")))
}

pub(crate) fn find(args: &ArgMatches) -> Result<&'static EndpointMeta, Failure> {
    let id = args.get_one::<String>("id").map(String::as_str).unwrap_or_default();
    freedompay::endpoint(id).ok_or_else(|| {
        let meant = did_you_mean(id, freedompay::endpoints().iter().map(|endpoint| endpoint.id));
        let meant = meant.map(|id| format!("; did you mean {id}?")).unwrap_or_default();
        Failure::invalid(format!("there is no endpoint {id}{meant} (`freedompay endpoints` lists them)"))
    })
}

/// `--json`, with `--field` on top.
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

pub(crate) fn client(
    endpoint: &'static EndpointMeta,
    args: &ArgMatches,
    sandbox: Option<&Sandbox>,
) -> Result<AnyClient, Failure> {
    let text = |name: &str| args.get_one::<String>(name).map(String::as_str);
    let environment = text("environment").unwrap_or_default();
    let mut credentials = input::credentials(endpoint.api, environment == "sandbox")?;
    if let (Some(algorithm), AnyCredentials::Jws(jws)) = (text("alg").and_then(Algorithm::from_name), &credentials) {
        credentials = jws.clone().algorithm(algorithm).into();
    }
    let mut builder = AnyClient::builder(endpoint.api, credentials);
    builder = match (text("base-url"), environment, sandbox) {
        (Some(url), ..) => builder.base_url(url),
        (None, "production", _) => builder.environment(Environment::Production(match text("country") {
            Some("kg") => Country::Kyrgyzstan,
            Some("uz") => Country::Uzbekistan,
            _ => Country::Kazakhstan,
        })),
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

/// A request for people: secrets and card data masked, and so not the signed bytes themselves.
fn shown(prepared: &PreparedRequest) -> Value {
    let headers = prepared.headers().iter().map(|(name, value)| ((*name).to_owned(), describe::text(value))).collect();
    Value::Map(vec![
        ("method".to_owned(), describe::text(prepared.method())),
        ("url".to_owned(), describe::text(prepared.url())),
        ("headers".to_owned(), Value::Map(headers)),
        ("fields".to_owned(), prepared.masked()),
        ("signed".to_owned(), describe::text(&prepared.explain())),
    ])
}
