//! `freedompay ping`: asks whether the API is up.

use std::time::{Duration, Instant};

use clap::{ArgMatches, Command};
use freedompay::overview::{HealthStatus, Healthcheck};
use freedompay::scheme::NoCredentials;
use freedompay::{Client, Environment, Overview};
use freedompay_sandbox::Sandbox;

use super::{choice, option, request};
use crate::exit::{CommandResult, Exit, Failure};
use crate::style::{ERR, err, out};

/// Describes the command line of `freedompay ping`.
pub(crate) fn cli() -> Command {
    Command::new("ping")
        .about("Asks whether the API is up, without credentials")
        .arg(
            choice("environment", &["sandbox", "production"], "Environment to ask; the sandbox runs in this process")
                .default_value("production"),
        )
        .arg(request::country())
        .arg(option("base-url", "URL", "Another host (https, or http on loopback)"))
        .arg(option("timeout", "SECONDS", "Timeout of the call").value_parser(clap::value_parser!(u64).range(1..=3600)))
}

/// Runs `freedompay ping`.
pub(crate) async fn run(args: &ArgMatches) -> CommandResult {
    let text = |name: &str| args.get_one::<String>(name).map(String::as_str);
    let url = text("base-url");
    let is_sandbox = url.is_none() && text("environment") == Some("sandbox");
    let sandbox = if is_sandbox { Some(Sandbox::start().await.map_err(request::no_port)?) } else { None };
    let mut builder = Client::<Overview>::builder(NoCredentials);
    builder = match (url, &sandbox) {
        (Some(url), _) => builder.base_url(url),
        (None, Some(sandbox)) => builder.base_url(&sandbox.url()),
        (None, None) => builder.environment(Environment::Production(request::chosen_country(args))),
    };
    if let Some(seconds) = args.get_one::<u64>("timeout") {
        builder = builder.timeout(Duration::from_secs(*seconds));
    }
    let client = builder.build()?;
    let host = client.prepare(&Healthcheck::new())?.url().trim_end_matches("/status/healthcheck").to_owned();
    let begun = Instant::now();
    match Healthcheck::new().send(&client).await {
        Ok(health) if health.status == HealthStatus::Ok => {
            out(&format!("{host} is up: {} ms; its time is {}", begun.elapsed().as_millis(), health.time));
            Ok(Exit::Success)
        }
        Ok(health) => {
            Err(Failure { message: format!("{host} responds, and says {}", health.status), exit: Exit::Provider })
        }
        Err(error) => {
            err(&format!("{} {host}: {error}", ERR.bad("error:")));
            Ok(Exit::from(&error))
        }
    }
}
