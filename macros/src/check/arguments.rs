//! The arguments of an endpoint that stand for themselves.

use crate::diagnostics::{Mistakes, did_you_mean};
use crate::parse::endpoint::EndpointArgs;
use crate::parse::field::unraw;
use crate::parse::item::StructDef;

pub(super) fn check(args: &EndpointArgs, def: &StructDef, mistakes: &mut Mistakes) {
    let is_effect = |name: &str| args.effect.as_ref().is_some_and(|effect| effect == name);
    if is_effect("money") && !args.has("recover") {
        let message =
            "a call that moves money names the read endpoint that tells its outcome: `recover = PaymentStatus`";
        mistakes.on("FP014", &args.effect, message);
    }
    if is_effect("read")
        && let Some(recover) = &args.recover
    {
        let message = "a call that only reads has no outcome to find out: remove `recover`, or say `effect = write`";
        mistakes.on("FP014", recover, message);
    }
    if let Some(tells) = args.tells.as_ref().filter(|_| !args.has("recover")) {
        let message = "`tells` says how to read the answer of the call to ask, and none is named: add `recover = …`";
        mistakes.on("FP014", tells, message);
    }
    if let Some(name) = &args.idempotency
        && !def.fields.iter().any(|field| field.ident == *name)
    {
        let names: Vec<String> = def.fields.iter().map(|field| unraw(&field.ident)).collect();
        let meant = did_you_mean(&name.to_string(), names.iter().map(String::as_str));
        let message = format!("`idempotency` names a field of this struct, and there is no `{name}`{meant}");
        mistakes.on("FP025", name, message);
    }
    if let Some(id) = args.id.as_ref().filter(|id| !is_id(&id.value())) {
        mistakes.on("FP026", id, "an id is in lower case and has a dot: `partner.invoices.info`");
    }
}

pub(super) fn is_id(text: &str) -> bool {
    let is_part = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
    };
    text.contains('.') && text.split('.').all(is_part)
}
