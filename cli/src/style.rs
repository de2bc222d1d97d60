//! Printing: colour on terminals, plain text elsewhere, and no panic when the reader closes the pipe.

use std::env;
use std::io::{self, IsTerminal, Write};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

/// Whether one stream gets colours.
pub(crate) struct Style(bool);

/// Style of stdout.
pub(crate) static OUT: LazyLock<Style> = LazyLock::new(|| Style(wants_colour(io::stdout().is_terminal())));
/// Style of stderr.
pub(crate) static ERR: LazyLock<Style> = LazyLock::new(|| Style(wants_colour(io::stderr().is_terminal())));

fn wants_colour(is_terminal: bool) -> bool {
    let is_dumb = env::var_os("TERM").is_some_and(|term| term == "dumb");
    is_terminal && !is_dumb && env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

impl Style {
    fn paint(&self, code: &str, text: &str) -> String {
        if self.0 { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }

    pub(crate) fn title(&self, text: &str) -> String {
        self.paint("1", text)
    }

    pub(crate) fn dim(&self, text: &str) -> String {
        self.paint("2", text)
    }

    pub(crate) fn good(&self, text: &str) -> String {
        self.paint("32", text)
    }

    pub(crate) fn bad(&self, text: &str) -> String {
        self.paint("1;31", text)
    }

    pub(crate) fn name(&self, text: &str) -> String {
        self.paint("36", text)
    }
}

/// The progress of a long run, on one line of stderr. Where stderr is not a terminal, nothing is shown.
pub(crate) struct Progress {
    is_terminal: bool,
    last: Instant,
    is_shown: bool,
}

impl Progress {
    /// Time between two states; shorter runs show none.
    const INTERVAL: Duration = Duration::from_millis(500);

    pub(crate) fn new() -> Self {
        Self { is_terminal: io::stderr().is_terminal(), last: Instant::now(), is_shown: false }
    }

    /// Shows the state, unless the last one was shown just now.
    pub(crate) fn show(&mut self, state: impl FnOnce() -> String) {
        if !self.is_terminal || self.last.elapsed() < Self::INTERVAL {
            return;
        }
        let _ = write!(io::stderr().lock(), "\r\x1b[2K{}", ERR.dim(&state()));
        (self.last, self.is_shown) = (Instant::now(), true);
    }
}

/// Clears the line.
impl Drop for Progress {
    fn drop(&mut self) {
        if self.is_shown {
            let _ = write!(io::stderr().lock(), "\r\x1b[2K");
        }
    }
}

/// Prints a line to stdout. A closed pipe (`| head`) is not an error.
pub(crate) fn out(line: &str) {
    let _ = writeln!(io::stdout().lock(), "{line}");
}

/// Prints a line to stderr.
pub(crate) fn err(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}
