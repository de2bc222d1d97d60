//! `freedompay sandbox`.

use clap::ArgMatches;
use freedompay_sandbox::Sandbox;

use crate::exit::{Exit, Failure, Outcome};
use crate::input;
use crate::style::out;

pub(crate) async fn run(args: &ArgMatches) -> Outcome {
    let port = args.get_one::<u16>("port").copied().unwrap_or(0);
    let builder = Sandbox::builder().port(port).credentials(input::sandbox_credentials()?);
    let sandbox =
        builder.start().await.map_err(|e| Failure::invalid(format!("cannot listen on 127.0.0.1:{port}: {e}")))?;
    out(&format!("listening on {}", sandbox.url()));
    sandbox.serve().await;
    Ok(Exit::Answered)
}
