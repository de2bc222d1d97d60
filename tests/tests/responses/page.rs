//! Writes docs/RESPONSES.md from the results of the run.

use std::fmt::Write as _;

use freedompay::journal::EntryState;

use crate::bodies::Body;
use crate::calls::Section;
use crate::group::{Attempts, Cell, Row, STATUSES, What, common_rows, rows};
use crate::rule::{Next, Told};

const INTRODUCTION: &str = "\
# Responses

What each response proves, and what follows from it: what the caller is told, what the journal holds, and what may be sent
next. A test gives every response to every kind of call and compares what happens with rules that it states itself; then it
writes this page from the results. `.ci/renew` renews it. [FAULTS.md](FAULTS.md) is about broken connections;
[outcomes](outcomes.md) explains how to find out what became of a call.

The rules:

- \"Nothing happened\" is said only on proof: the call was never sent; or the error is authentic and its code does not leave it
  open; or, where an API does not sign its responses, it is a refusal that the provider documents for the call, with the
  documented HTTP status and shape. Everything else is doubt.
- An authentic success is a success whatever the HTTP status. A redirect is never followed, never a value and never a
  refusal, whatever its body and with or without `Location`.
- A member that does not fit its declared type makes a response unreadable if it decides: an id of the call, an outcome, an
  amount, or a list. Any other optional one reads as absent, and `Response::unread` lists it.
- A later attempt clears the doubt of an earlier one only by proof.
- The journal records what the caller is told.

How to read the tables:

- *read*, *write* and *money* are the effects of calls; `*` marks calls whose response is not documented, so that any message
  is one.
- *journal* is the state of the record of a call that moves money; other calls are not recorded.
- *sent again* says whether the library itself sends the call again, within its limit of two retries, or with which HTTP
  statuses.
- *then* is what `Error::advice` says. *reconcile*: find out first (`Client::reconcile`). *resend*: `Client::resend` with the
  same `X-Request-Id`. It says nothing about a call that only reads if asking again promises nothing (*free*), nor about one
  that was refused and would be again (*correct it*).
- A row holds for every attempt, the first or a later one, unless it names one.

";

const HEAD: &str = "\
| response | HTTP status | call | the caller is told | journal | sent again | then |
|---|---|---|---|---|---|---|
";

type Label = (&'static str, fn(u16) -> bool);
type Titled = (Section, &'static str);

pub(crate) const SECTIONS: [Titled; 4] = [
    (Section::Signed, "Signed responses (Gateway; Merchant is the same)"),
    (Section::Replayed, "Unsigned, replayed by `X-Request-Id` (Gateway Async)"),
    (Section::Refusals, "Unsigned, refusals documented (Partner, E-Money)"),
    (Section::NoRefusals, "Unsigned, no refusals documented (Card issuing)"),
];

/// Labels of statuses, those for many first. Redirects have rows of their own.
const LABELS: [Label; 12] = [
    ("any", |status| status / 100 != 3),
    ("2xx", |status| status / 100 == 2),
    ("3xx", |status| status / 100 == 3),
    ("4xx", |status| status / 100 == 4),
    ("5xx", |status| status / 100 == 5),
    ("200", |status| status == 200),
    ("other 2xx", |status| status / 100 == 2 && status != 200),
    ("408, 429", |status| matches!(status, 408 | 429)),
    ("422", |status| status == 422),
    ("other 4xx", |status| status / 100 == 4 && !matches!(status, 408 | 422 | 429)),
    ("502–504", |status| matches!(status, 502..=504)),
    ("other 5xx", |status| status / 100 == 5 && !matches!(status, 502..=504)),
];

pub(crate) fn write(sections: &[(Titled, Vec<Cell>)]) -> String {
    let mut page = format!("{INTRODUCTION}## The responses\n\n| name | is |\n|---|---|\n");
    for (name, meaning) in Body::ALL.map(Body::words) {
        let _ = writeln!(page, "| {name} | {meaning} |");
    }
    let _ = write!(page, "\n## No response, and redirects: every API\n\n{HEAD}");
    page.extend(common_rows(sections.iter().flat_map(|(_, cells)| cells)).iter().map(line));
    for ((_, title), cells) in sections {
        let _ = write!(page, "\n## {title}\n\n{HEAD}");
        page.extend(rows(cells).iter().map(line));
    }
    page
}

fn line(row: &Row) -> String {
    let attempts = match row.attempts {
        Attempts::All => "",
        Attempts::First => ", and no earlier attempt may have arrived",
        Attempts::Later => ", and an earlier attempt may have arrived",
    };
    let told = match row.told {
        Told::Value => "the response",
        Told::Refused | Told::Open => "`Provider`",
        Told::Unknown => "`Unknown`",
        Told::Decode => "`Decode`",
        Told::Signature => "`Signature`",
        Told::NotSent => "`NotSent`",
    };
    let happened = match (row.may_have_happened, row.told) {
        (true, _) => ", **may have happened**",
        (false, Told::Value) => "",
        _ if row.calls.iter().all(|call| call.starts_with("read")) => "",
        (false, _) => ", nothing happened",
    };
    let next = match row.next {
        Next::Nothing => "–",
        Next::Again => "send again",
        Next::Corrected => "correct it",
        Next::Free => "free",
        Next::Reconcile => "reconcile",
        Next::ReconcileOrResend => "reconcile or resend",
    };
    format!(
        "| {}{attempts} | {} | {} | {told}{happened} | {} | {} | {next} |\n",
        whats(&row.whats),
        statuses(&row.statuses),
        row.calls.join(", "),
        row.journal.map_or("–", journal),
        repeated(row),
    )
}

fn whats(whats: &[What]) -> String {
    let name = |what: &What| match what {
        What::Response(body) => body.words().0.to_owned(),
        What::Redirect => "any redirect".to_owned(),
        What::Nothing(stage) => format!("*{}*", stage.as_str()),
    };
    let names = whats.iter().map(name).collect::<Vec<_>>().join("; ");
    let is_nothing = matches!(whats.first(), Some(What::Nothing(_)));
    if is_nothing { format!("no response: failed at {}", names.replace("; ", ", ")) } else { names }
}

fn repeated(row: &Row) -> String {
    match row.repeated.as_slice() {
        [] => "no".to_owned(),
        repeated if repeated.len() == row.statuses.len() => "yes".to_owned(),
        repeated => format!("with {}", statuses(repeated)),
    }
}

fn journal(state: EntryState) -> &'static str {
    match state {
        EntryState::Responded => "responded",
        EntryState::Refused => "refused",
        EntryState::NotSent => "not sent",
        EntryState::InDoubt => "**in doubt**",
        other => panic!("a call does not end {other:?}"),
    }
}

fn statuses(of_row: &[u16]) -> String {
    if of_row == [0] {
        return "–".to_owned();
    }
    let mut left = of_row.to_vec();
    let mut labels = Vec::new();
    for (label, covers) in LABELS {
        let mut covered = STATUSES.iter().filter(|status| covers(**status));
        if !left.is_empty() && covered.all(|status| left.contains(status)) {
            labels.push(label);
            left.retain(|status| !covers(*status));
        }
    }
    assert!(left.is_empty(), "statuses without a label: {left:?}");
    labels.join(", ")
}
