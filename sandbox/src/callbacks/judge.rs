//! Judges the response of a merchant.

use freedompay::Secret;
use freedompay::transport::HttpResponse;
use freedompay_runtime::sign::pg_sig;
use freedompay_runtime::tree::Ref;
use freedompay_runtime::wire::xml;

use crate::world::callback_record::ReplyVerdict;

/// Judges the response to a callback that was signed for `script`. Its salt is not compared: one public module requires
/// that it repeats the callback's, others send their own.
pub(super) fn judge(response: &HttpResponse, script: &str, secret: &Secret) -> ReplyVerdict {
    let invalid = |reason: String| ReplyVerdict::Invalid { reason };
    if response.status != 200 {
        return ReplyVerdict::NoResponse { reason: format!("HTTP status {}; 200 is expected", response.status) };
    }
    let message = match xml::parse(&response.body) {
        Ok(message) => message,
        Err(e) => return invalid(format!("the response is not the XML of <response>…</response>: {e}")),
    };
    let root = message.root();
    let text = |name: &str| root.get(name).map(Ref::text);
    if text(pg_sig::FIELD).is_none() {
        return invalid("pg_sig is missing".to_owned());
    }
    if !pg_sig::verify(script, root, secret) {
        return invalid(format!(
            "pg_sig is wrong: the script name is {script:?}, the last segment of the called path, and the key is the one \
             that signed the callback"
        ));
    }
    match text("pg_status") {
        Some("ok") => ReplyVerdict::Ok,
        Some("rejected") => {
            ReplyVerdict::Rejected { description: text("pg_description").unwrap_or_default().to_owned() }
        }
        Some("error") => ReplyVerdict::Error,
        Some(_) => invalid("pg_status must be ok, rejected or error".to_owned()),
        None => invalid("pg_status is missing".to_owned()),
    }
}
