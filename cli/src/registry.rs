//! APIs and endpoints by name, with a suggestion where a name is unknown.

use freedompay::meta::{APIS, ApiMeta, EndpointMeta};
use freedompay_runtime::message::suggestion::did_you_mean;

use crate::exit::Failure;

/// Finds an endpoint by its id.
pub(crate) fn endpoint(id: &str) -> Result<&'static EndpointMeta, Failure> {
    freedompay::endpoint(id).ok_or_else(|| {
        let hint = suggestion(id, freedompay::endpoints().iter().map(|endpoint| endpoint.id));
        Failure::invalid(format!("there is no endpoint {id}{hint} (`freedompay endpoints` lists them)"))
    })
}

/// Finds an API by its name; without a name returns `None`.
pub(crate) fn api(name: Option<&str>) -> Result<Option<&'static ApiMeta>, Failure> {
    let Some(name) = name else { return Ok(None) };
    let known = APIS.iter().copied().find(|api| api.name == name);
    known.map(Some).ok_or_else(|| {
        let names: Vec<&str> = APIS.iter().map(|api| api.name).collect();
        let hint = suggestion(name, names.iter().copied());
        Failure::invalid(format!("there is no API {name}{hint} (known APIs: {})", names.join(", ")))
    })
}

/// Lists the endpoints of one API, or all endpoints without a name.
pub(crate) fn endpoints(api_name: Option<&str>) -> Result<Vec<&'static EndpointMeta>, Failure> {
    let api = api(api_name)?;
    let is_listed = |endpoint: &&EndpointMeta| api.is_none_or(|api| endpoint.api.name == api.name);
    Ok(freedompay::endpoints().iter().copied().filter(is_listed).collect())
}

/// Formats the one hint of the program for a misspelt name: `; did you mean partner?`, or nothing.
pub(crate) fn suggestion<'a>(given: &str, candidates: impl IntoIterator<Item = &'a str>) -> String {
    did_you_mean(given, candidates).map(|name| format!("; did you mean {name}?")).unwrap_or_default()
}
