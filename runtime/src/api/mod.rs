//! The APIs of Freedom Pay as types. An API fixes credentials, signature, wire, name prefix, error shape and hosts.

pub(crate) mod endpoint;

use std::fmt::Debug;

use crate::meta::scheme::Scheme;
use crate::meta::{ApiMeta, EndpointMeta, Hosts};

/// One of the APIs. A request of one cannot be sent with another's client.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an API of Freedom Pay",
    label = "not an API",
    note = "the built-in APIs are at the root of the crate `freedompay`, and `#[freedompay_api]` declares one of your own"
)]
pub trait Api: Debug + Send + Sync + 'static {
    /// What signs its calls.
    type Scheme: Scheme;
    /// Its table.
    const META: &'static ApiMeta;
    /// Its calls and callbacks, as far as its declaration lists them (`endpoints(…)`, `callbacks(…)`): what the sandbox and the command line of an
    /// application serve. Those of the APIs in this library are in `freedompay::endpoints()`.
    const ENDPOINTS: &'static [&'static EndpointMeta] = &[];
}

/// What the calls of an API are signed with.
pub type Credentials<A> = <<A as Api>::Scheme as Scheme>::Credentials;

impl ApiMeta {
    /// Returns the API of a list that a path belongs to: by the longest beginning that fits. `/*` fits what has one segment only, as
    /// scripts at the top level have (`/init_payment`).
    pub fn of_path(apis: &[&'static ApiMeta], path: &str) -> Option<&'static ApiMeta> {
        let is_script = path.strip_prefix('/').is_some_and(|rest| !rest.is_empty() && !rest.contains('/'));
        let fits = |start: &&str| if *start == "/*" { is_script } else { path.starts_with(start) };
        let length = |api: &ApiMeta| api.paths.iter().copied().filter(fits).map(str::len).max();
        let fitting = apis.iter().filter_map(|api| Some((length(api)?, *api)));
        fitting.max_by_key(|(length, _)| *length).map(|(_, api)| api)
    }
}

/// The country whose hosts are called.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Country {
    /// api.freedompay.kz
    #[default]
    Kazakhstan,
    /// api.freedompay.kg
    Kyrgyzstan,
    /// api.freedompay.uz
    Uzbekistan,
}

impl Hosts {
    /// Returns the production host of a country, if there is one.
    pub const fn production(&self, country: Country) -> Option<&'static str> {
        match country {
            Country::Kazakhstan => self.kazakhstan,
            Country::Kyrgyzstan => self.kyrgyzstan,
            Country::Uzbekistan => self.uzbekistan,
        }
    }
}

/// The environment that is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Environment {
    /// The live API: real money.
    Production(Country),
    /// The provider's test host, for the APIs for which one is documented.
    Test,
}
