//! APIs and endpoints by name, with a suggestion where a name is unknown.

use std::sync::OnceLock;

use freedompay::meta::{APIS, ApiMeta, EndpointMeta};
use freedompay_runtime::message::suggestion::did_you_mean;

use crate::exit::Failure;

/// The endpoints and APIs of this program, set once when it starts.
static LISTS: OnceLock<Lists> = OnceLock::new();

struct Lists {
    own: Vec<&'static EndpointMeta>,
    endpoints: Vec<&'static EndpointMeta>,
    apis: Vec<&'static ApiMeta>,
}

impl Lists {
    fn with(own: &[&'static EndpointMeta]) -> Self {
        let endpoints: Vec<_> = freedompay::endpoints().iter().chain(own).copied().collect();
        let mut apis = APIS.to_vec();
        for endpoint in own {
            if apis.iter().all(|api| api.name != endpoint.api.name) {
                apis.push(endpoint.api);
            }
        }
        Self { own: own.to_vec(), endpoints, apis }
    }
}

fn lists() -> &'static Lists {
    LISTS.get_or_init(|| Lists::with(&[]))
}

/// Adds the endpoints of the program's own APIs.
pub(crate) fn add(own: &[&'static EndpointMeta]) {
    // The program calls it once, before anything reads the lists.
    let _ = LISTS.set(Lists::with(own));
}

/// Lists the endpoints of the program's own APIs.
pub(crate) fn own() -> &'static [&'static EndpointMeta] {
    &lists().own
}

/// Lists all endpoints.
pub(crate) fn all() -> &'static [&'static EndpointMeta] {
    &lists().endpoints
}

/// Lists all APIs.
pub(crate) fn apis() -> &'static [&'static ApiMeta] {
    &lists().apis
}

/// Returns the endpoint of an id, if there is one.
pub(crate) fn find(id: &str) -> Option<&'static EndpointMeta> {
    all().iter().copied().find(|endpoint| endpoint.id == id)
}

/// Finds an endpoint by its id.
pub(crate) fn endpoint(id: &str) -> Result<&'static EndpointMeta, Failure> {
    find(id).ok_or_else(|| {
        let hint = suggestion(id, all().iter().map(|endpoint| endpoint.id));
        Failure::invalid(format!("there is no endpoint {id}{hint} (`freedompay endpoints` lists them)"))
    })
}

/// Finds an API by its name; without a name returns `None`.
pub(crate) fn api(name: Option<&str>) -> Result<Option<&'static ApiMeta>, Failure> {
    let Some(name) = name else { return Ok(None) };
    let known = apis().iter().copied().find(|api| api.name == name);
    known.map(Some).ok_or_else(|| {
        let names: Vec<&str> = apis().iter().map(|api| api.name).collect();
        let hint = suggestion(name, names.iter().copied());
        Failure::invalid(format!("there is no API {name}{hint} (known APIs: {})", names.join(", ")))
    })
}

/// Lists the endpoints of one API, or all endpoints without a name.
pub(crate) fn endpoints(api_name: Option<&str>) -> Result<Vec<&'static EndpointMeta>, Failure> {
    let api = api(api_name)?;
    let is_listed = |endpoint: &&EndpointMeta| api.is_none_or(|api| endpoint.api.name == api.name);
    Ok(all().iter().copied().filter(is_listed).collect())
}

/// Formats the one hint of the program for a misspelt name: `; did you mean partner?`, or nothing.
pub(crate) fn suggestion<'a>(given: &str, candidates: impl IntoIterator<Item = &'a str>) -> String {
    did_you_mean(given, candidates).map(|name| format!("; did you mean {name}?")).unwrap_or_default()
}
