//! Usage errors of the command line, with the same hint for a misspelt name as everywhere else.

use clap::error::{ContextKind, ContextValue, Error};
use clap::{Arg, Command};

use crate::registry::suggestion;

/// Formats a usage error.
pub(crate) fn message(mut error: Error, cli: &Command, args: impl IntoIterator<Item = String>) -> String {
    let hint = hint(&error, command_of(cli, args));
    // clap measures similarity in its own way and words its hint differently.
    for kind in [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue] {
        error.remove(kind);
    }
    // The hint that was removed leaves an empty line behind.
    let text = error.render().to_string().replace("\n\n\n", "\n\n");
    match text.trim_end().split_once('\n') {
        Some((first, rest)) => format!("{first}{hint}\n{rest}"),
        None => format!("{}{hint}", text.trim_end()),
    }
}

/// Suggests the command, option or value that was probably meant.
fn hint(error: &Error, command: &Command) -> String {
    let given = |kind| match error.get(kind) {
        Some(ContextValue::String(given)) => Some(given.as_str()),
        _ => None,
    };
    if let Some(given) = given(ContextKind::InvalidSubcommand) {
        return suggestion(given, command.get_subcommands().map(Command::get_name));
    }
    if let (Some(given), Some(ContextValue::Strings(valid))) =
        (given(ContextKind::InvalidValue), error.get(ContextKind::ValidValue))
    {
        return suggestion(given, valid.iter().map(String::as_str));
    }
    let Some(given) = given(ContextKind::InvalidArg).filter(|given| given.starts_with("--")) else {
        return String::new();
    };
    let options: Vec<String> =
        command.get_arguments().filter_map(Arg::get_long).map(|name| format!("--{name}")).collect();
    let is_unknown = !options.iter().any(|option| given.starts_with(option.as_str()));
    if is_unknown { suggestion(given, options.iter().map(String::as_str)) } else { String::new() }
}

/// Follows the arguments to the innermost command they name.
fn command_of(cli: &Command, args: impl IntoIterator<Item = String>) -> &Command {
    args.into_iter().fold(cli, |command, arg| command.find_subcommand(arg).unwrap_or(command))
}
