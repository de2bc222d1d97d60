//! Advice for a call whose outcome is unknown: the command that finds out.

use clap::ArgMatches;
use freedompay::Error;

/// Returns the command that queries the status of the call, with the ids that are known.
pub(crate) fn command(error: &Error, args: &ArgMatches) -> Option<String> {
    if !error.may_have_happened() {
        return None;
    }
    let question = error.call()?.status_query()?;
    let mut command = format!("freedompay call {}", question.endpoint.id);
    for (name, id) in &question.fields {
        command.extend([" --field ", name, "=", &quoted(id)]);
    }
    for option in ["environment", "country", "base-url"] {
        let given = args.value_source(option) == Some(clap::parser::ValueSource::CommandLine);
        if let Some(value) = args.get_one::<String>(option).filter(|_| given) {
            command.extend([" --", option, " ", &quoted(value)]);
        }
    }
    Some(command)
}

/// Quotes a text for a shell.
fn quoted(text: &str) -> String {
    let is_plain = !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_./:@".contains(&b));
    if is_plain { text.to_owned() } else { format!("'{}'", text.replace('\'', r"'\''")) }
}
