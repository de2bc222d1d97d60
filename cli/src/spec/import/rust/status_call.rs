//! `effect` and `recover` of a declaration. The compiler refuses a call that moves money if its status call cannot be asked
//! about it; then the declaration says `none` and why, and a note asks for the right call.

use freedompay::meta::ApiMeta;

use super::File;
use super::text::{literal, quoted};
use crate::registry;
use crate::spec::declared;
use crate::spec::import::operations::effect;
use crate::spec::model::{Fact, Field, FieldLocation, Operation};

impl File<'_> {
    /// Returns the effect, and the value of `recover`, for a request with these fields.
    pub(super) fn effect(
        &self,
        api: Option<&ApiMeta>,
        fields: &[Field],
        lost: &mut Vec<String>,
    ) -> (&str, Option<String>) {
        let operation = &self.imported.operation;
        let effect = operation.fact(Fact::Effect).unwrap_or("write");
        if let Some(why) = operation.fact(Fact::NoRecover) {
            return (effect, Some(none(why)));
        }
        let Some(id) = operation.fact(Fact::Recover) else {
            let recover = (effect == "money").then(|| {
                lost.push(
                    "name the call that reports its outcome as `recover`, or give the reason in `none`".to_owned(),
                );
                none("the imported document names no call that reports its outcome")
            });
            return (effect, recover);
        };
        let (note, reason) = match self.status_call(id) {
            None => (
                "the call that returns its status is not declared; name it as `recover`".to_owned(),
                "the call that reports its outcome is not declared".to_owned(),
            ),
            Some((path, status)) if effect != "money" || can_ask(api, fields, &status) => {
                if effect == "money" && !self.imported.is_ours {
                    lost.push("say as `outcome` which of the status call's fields settle that money moved".to_owned());
                }
                return (effect, Some(path));
            }
            Some(_) => (
                format!(
                    "{} takes no id of this request; name the right call as `recover`, or give the reason in `none`",
                    quoted(id)
                ),
                format!("{id} takes no id of the request"),
            ),
        };
        lost.push(note);
        (effect, (effect == "money").then(|| none(&reason)))
    }

    /// Returns the Rust path and the description of a call that reads, written beside this one or declared.
    fn status_call(&self, id: &str) -> Option<(String, Operation)> {
        let beside = self
            .run
            .named
            .get(id)
            .map(|(module, imported)| (format!("super::{module}::{}", imported.rust), imported.operation.clone()));
        let declared = || {
            let endpoint = registry::find(id)?;
            Some((effect::path_of(id)?, declared::spec(&[endpoint]).operations.into_iter().next()?))
        };
        let api = &self.imported.operation.api;
        let is_status_call = |status: &Operation| status.fact(Fact::Effect) == Some("read") && status.api == *api;
        beside.or_else(declared).filter(|(_, status)| is_status_call(status))
    }
}

fn none(why: &str) -> String {
    format!("none({})", literal(why))
}

/// Reports whether a request with these fields has the ids that a status call takes, as the compiler judges it.
fn can_ask(api: Option<&ApiMeta>, fields: &[Field], status: &Operation) -> bool {
    let names_id = |name: &str| {
        fields.iter().any(|field| {
            let is_id = field.location == FieldLocation::Path || api.is_some_and(|api| api.ids.contains(&name));
            field.name == name && is_id && !field.secret
        })
    };
    let mut taken = status.request.iter();
    taken.clone().all(|field| !field.required || names_id(&field.name)) && taken.any(|field| names_id(&field.name))
}
