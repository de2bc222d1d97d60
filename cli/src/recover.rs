//! What to type when the outcome of a call is unknown.

use clap::ArgMatches;
use freedompay::Error;

/// The command that asks what became of the call, with the ids that are known.
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

/// For a shell.
fn quoted(text: &str) -> String {
    let is_plain = !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_./:@".contains(&b));
    if is_plain { text.to_owned() } else { format!("'{}'", text.replace('\'', r"'\''")) }
}
