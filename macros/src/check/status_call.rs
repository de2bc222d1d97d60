//! `recover`, and the arguments that describe the call it names. Which ids the two calls share is for the compiler, which
//! knows both tables.

use crate::diagnostics::Diagnostics;
use crate::parse::endpoint::EndpointArgs;
use crate::parse::status_call::StatusCall;

pub(super) fn check(args: &EndpointArgs, diagnostics: &mut Diagnostics) {
    let is_effect = |name: &str| args.effect.as_ref().is_some_and(|effect| effect == name);
    if is_effect("money") && !args.has("recover") {
        let message = "a call that moves money must name the read endpoint that reports its outcome: add \
                       `recover = PaymentStatus`, or `recover = none(\"why\")` if nothing can be asked about it";
        diagnostics.on("FP014", &args.effect, message);
    }
    if is_effect("read")
        && let Some(recover) = &args.recover
    {
        let message =
            "a call that only reads does not have an outcome to recover: remove `recover` or write `effect = write`";
        diagnostics.on("FP014", recover, message);
    } else if let Some(StatusCall::None(none, reason)) = &args.recover
        && reason.as_ref().is_none_or(|reason| reason.value().trim().is_empty())
    {
        let message =
            "`none` needs the reason that errors give: `recover = none(\"only the response has an id to ask by\")`";
        match reason {
            Some(reason) => diagnostics.on("FP014", reason, message),
            None => diagnostics.on("FP014", none, message),
        }
    }
    let uses = [
        ("outcome", "describes the response of the `recover` call", &args.outcome),
        ("ids", "gives the ids by which the `recover` call is asked", &args.ids),
    ];
    for (name, what, path) in uses {
        let Some(path) = path else { continue };
        if let Some(StatusCall::None(..)) = args.recover {
            let message = format!("`{name}` {what}, and this one is `none`: remove one of the two");
            diagnostics.on("FP014", path, message);
        } else if !args.has("recover") {
            let message = format!("`{name}` {what}, which is missing: add `recover = …`");
            diagnostics.on("FP014", path, message);
        }
    }
}
