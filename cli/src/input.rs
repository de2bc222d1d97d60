//! Outside input: files, stdin and environment variables.

use std::io::Read as _;
use std::{env, fs, io};

use freedompay::{AnyCredentials, Secret, meta::ApiMeta, scheme::CredentialRole};
use freedompay_runtime::invisible_character;
use freedompay_runtime::wire::without_mark;
use freedompay_sandbox::Credentials;

use crate::exit::Failure;
use crate::registry;

/// Largest file that is read.
const MAX_FILE: u64 = 64 << 20;

/// Reads a file, or stdin for `-`.
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

/// Reads a text file, or stdin for `-`, without the byte order mark that some editors put before it.
pub(crate) fn text(name: &str) -> Result<String, Failure> {
    let text = String::from_utf8(read(name)?).map_err(|_| Failure::invalid(format!("{name}: not UTF-8")))?;
    Ok(without_mark(&text).to_owned())
}

/// Reads an environment variable, which may be unset but not empty.
fn variable(name: &str) -> Result<Option<String>, Failure> {
    match env::var(name) {
        Ok(value) if value.is_empty() => Err(Failure::invalid(format!("{name} is set but empty"))),
        Ok(value) => match invisible_character(&value) {
            Some(found) => {
                Err(Failure::invalid(format!("{name} has {found}: set it again without what cannot be seen")))
            }
            None => Ok(Some(value)),
        },
        Err(env::VarError::NotPresent) => Ok(None),
        Err(env::VarError::NotUnicode(_)) => Err(Failure::invalid(format!("{name} is not UTF-8"))),
    }
}

/// Returns the secret for `sign` and `verify`.
pub(crate) fn secret() -> Result<Secret, Failure> {
    let secret = variable("FREEDOMPAY_SECRET")?;
    secret.map(Secret::new).ok_or_else(|| {
        Failure::invalid(
            "no secret: set FREEDOMPAY_SECRET (it is never accepted on the command line, where others could read it)",
        )
    })
}

/// Returns the credentials of the environment, with the sandbox's own as defaults.
pub(crate) fn sandbox_credentials() -> Result<Credentials, Failure> {
    let own = Credentials::default();
    Ok(Credentials {
        auth_id: variable("FREEDOMPAY_AUTH_ID")?.unwrap_or(own.auth_id),
        merchant_id: variable("FREEDOMPAY_MERCHANT_ID")?.unwrap_or(own.merchant_id),
        secret: variable("FREEDOMPAY_SECRET")?.map_or(own.secret, Secret::new),
        payout_secret: variable("FREEDOMPAY_PAYOUT_SECRET")?.map_or(own.payout_secret, Secret::new),
        others: others()?,
    })
}

/// Returns what the schemes of other APIs take, as far as their variables are set.
fn others() -> Result<AnyCredentials, Failure> {
    let mut others = AnyCredentials::new();
    for part in registry::apis().iter().flat_map(|api| api.scheme.credentials) {
        let is_named = ["auth_id", "merchant_id", "secret", "payout_secret"].contains(&part.name);
        if part.role != CredentialRole::Setting
            && !is_named
            && let Some(value) = variable(&variable_of(part.name))?
        {
            others = others.with(part.name, value);
        }
    }
    Ok(others)
}

/// Returns the variable that a part is read from.
fn variable_of(part: &str) -> String {
    format!("FREEDOMPAY_{}", part.to_ascii_uppercase())
}

/// Returns the credentials for an API: each part from the variable of its name. Without a sandbox all of them have to be set.
pub(crate) fn credentials(api: &ApiMeta, for_sandbox: bool) -> Result<AnyCredentials, Failure> {
    let known = if for_sandbox { sandbox_credentials()?.of(api) } else { AnyCredentials::new() };
    let of = |role| api.scheme.credentials.iter().filter(move |part| part.role == role);
    let mut credentials = AnyCredentials::new();
    for part in of(CredentialRole::Secret).chain(of(CredentialRole::Identity)) {
        let name = variable_of(part.name);
        let value = match (variable(&name)?, known.secret(part.name)) {
            (Some(value), _) => Secret::new(value),
            (None, Some(known)) => known.clone(),
            (None, None) if !part.is_required => continue,
            (None, None) => {
                return Err(Failure::invalid(format!(
                    "{name} is not set; outside the sandbox it is required for the {} API",
                    api.rust
                )));
            }
        };
        credentials = credentials.with(part.name, value);
    }
    Ok(credentials)
}
