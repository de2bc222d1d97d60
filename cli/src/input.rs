//! What comes from outside: files, stdin, environment variables.

use std::io::Read as _;
use std::{env, fs, io};

use freedompay::{AnyCredentials, JwsCredentials, PgCredentials, Secret, meta::ApiMeta, meta::Scheme};
use freedompay_runtime::tree::Tree;
use freedompay_runtime::wire::{form, json, xml};
use freedompay_sandbox::Credentials;

use crate::exit::Failure;

/// Larger files are no messages of this API.
const MAX_FILE: u64 = 64 << 20;

/// A file, or stdin for `-`.
pub(crate) fn read(name: &str) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let shown = if name == "-" { "stdin" } else { name };
    let read = if name == "-" {
        io::stdin().lock().take(MAX_FILE + 1).read_to_end(&mut bytes)
    } else {
        fs::File::open(name).and_then(|file| file.take(MAX_FILE + 1).read_to_end(&mut bytes))
    };
    match read {
        Ok(_) if bytes.len() as u64 > MAX_FILE => Err(Failure::invalid(format!("{shown} is larger than 64 MiB"))),
        Ok(_) => Ok(bytes),
        Err(e) => Err(Failure::invalid(format!("cannot read {shown}: {e}"))),
    }
}

/// The message in `--fields`, `--form` or `--xml`.
pub(crate) fn message(args: &clap::ArgMatches) -> Result<Tree, Failure> {
    let given = |name: &str| args.get_one::<String>(name);
    let (name, parsed) = if let Some(name) = given("fields") {
        (name, json::parse(&read(name)?))
    } else if let Some(name) = given("form") {
        (name, form::parse(trimmed(&read(name)?)))
    } else if let Some(name) = given("xml") {
        (name, xml::parse(&read(name)?))
    } else {
        return Err(Failure::invalid("one of --fields, --form and --xml is needed"));
    };
    let tree = parsed.map_err(|e| Failure::invalid(format!("{name}: {e}")))?;
    if tree.root().kind() == freedompay_runtime::tree::Kind::Map {
        Ok(tree)
    } else {
        Err(Failure::invalid(format!("{name}: an object with the fields is expected")))
    }
}

/// Text files end in a line break that is no part of a form.
fn trimmed(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    bytes.strip_suffix(b"\r").unwrap_or(bytes)
}

fn variable(name: &str) -> Result<Option<String>, Failure> {
    match env::var(name) {
        Ok(value) if value.is_empty() => Err(Failure::invalid(format!("{name} is set but empty"))),
        Ok(value) => Ok(Some(value)),
        Err(env::VarError::NotPresent) => Ok(None),
        Err(env::VarError::NotUnicode(_)) => Err(Failure::invalid(format!("{name} is not UTF-8"))),
    }
}

/// The secret for `sign` and `verify`.
pub(crate) fn secret() -> Result<Secret, Failure> {
    let secret = variable("FREEDOMPAY_SECRET")?;
    secret.map(Secret::new).ok_or_else(|| {
        Failure::invalid(
            "no secret: set FREEDOMPAY_SECRET (it is never taken from the command line, where others could read it)",
        )
    })
}

/// The sandbox's own credentials, as far as the environment does not name others.
pub(crate) fn sandbox_credentials() -> Result<Credentials, Failure> {
    let own = Credentials::default();
    Ok(Credentials {
        auth_id: variable("FREEDOMPAY_AUTH_ID")?.unwrap_or(own.auth_id),
        merchant_id: variable("FREEDOMPAY_MERCHANT_ID")?.unwrap_or(own.merchant_id),
        secret: variable("FREEDOMPAY_SECRET")?.map_or(own.secret, Secret::new),
        payout_secret: variable("FREEDOMPAY_PAYOUT_SECRET")?.map_or(own.payout_secret, Secret::new),
    })
}

/// Credentials for an area. Without a sandbox everything has to be there.
pub(crate) fn credentials(area: &ApiMeta, for_sandbox: bool) -> Result<AnyCredentials, Failure> {
    let known = if for_sandbox { Some(sandbox_credentials()?) } else { None };
    let need = |name: &str, own: Option<&String>| match (variable(name)?, own) {
        (Some(value), _) => Ok(value),
        (None, Some(own)) => Ok(own.clone()),
        (None, None) => Err(Failure::invalid(format!(
            "{name} is not set; outside of the sandbox it is needed for the {} API",
            area.rust
        ))),
    };
    let secret = match &known {
        Some(known) => known.secret.clone(),
        None => Secret::new(need("FREEDOMPAY_SECRET", None)?),
    };
    Ok(match area.scheme {
        Scheme::Jws { .. } => {
            JwsCredentials::new(need("FREEDOMPAY_AUTH_ID", known.as_ref().map(|k| &k.auth_id))?, secret).into()
        }
        Scheme::PgSig => {
            let merchant_id = need("FREEDOMPAY_MERCHANT_ID", known.as_ref().map(|k| &k.merchant_id))?;
            let mut credentials = PgCredentials::new(merchant_id, secret);
            let payout = match &known {
                Some(known) => Some(known.payout_secret.clone()),
                None => variable("FREEDOMPAY_PAYOUT_SECRET")?.map(Secret::new),
            };
            if let Some(payout) = payout {
                credentials = credentials.payout_secret(payout);
            }
            credentials.into()
        }
    })
}
