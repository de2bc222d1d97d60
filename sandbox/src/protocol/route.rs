//! Finds the endpoint that a request is for.

use freedompay::meta::{Direction, EndpointMeta, Status};

use super::api_error::ApiError;
use crate::http::incoming::Incoming;

/// The endpoints that can be called. Few paths have parameters, so only those are searched as templates.
#[derive(Debug)]
pub(crate) struct Routes {
    fixed: Vec<&'static EndpointMeta>,
    templates: Vec<&'static EndpointMeta>,
}

/// Endpoints that a request may be for: at least one, all of the same method and path.
#[derive(Clone, Debug)]
pub(crate) struct Candidates {
    pub(crate) first: &'static EndpointMeta,
    pub(crate) rest: Vec<&'static EndpointMeta>,
}

impl Candidates {
    /// Holds a single endpoint.
    pub(crate) fn only(endpoint: &'static EndpointMeta) -> Self {
        Self { first: endpoint, rest: Vec::new() }
    }

    /// Lists them all, the likeliest first.
    pub(crate) fn all(&self) -> impl Iterator<Item = &'static EndpointMeta> {
        std::iter::once(self.first).chain(self.rest.iter().copied())
    }
}

impl Routes {
    /// Builds the routes of the endpoints that can be called.
    pub(crate) fn new(endpoints: &[&'static EndpointMeta]) -> Self {
        let is_callable =
            |e: &&&EndpointMeta| e.direction == Direction::Request && !matches!(e.status, Status::Undocumented(_));
        let callable = endpoints.iter().filter(is_callable).copied();
        let (templates, fixed) = callable.partition(|e| e.uri.contains('{'));
        Self { fixed, templates }
    }

    /// Finds all endpoints of a request's method and path; several legitimately share one.
    pub(crate) fn find(&self, incoming: &Incoming<'_>) -> Result<Candidates, ApiError> {
        let fixed = self.fixed.iter().filter(|e| e.uri == incoming.path);
        let of_path = fixed.chain(self.templates.iter().filter(|e| fits(e.uri, incoming.path)));
        let mut of_path = of_path.copied().peekable();
        if of_path.peek().is_none() {
            return Err(ApiError::new(404, "", "no declared endpoint has this path"));
        }
        let mut found: Vec<_> = of_path.filter(|e| e.method.as_str() == incoming.method).collect();
        if found.is_empty() {
            return Err(ApiError::new(405, "", "the endpoint of this path has another method"));
        }
        if found.iter().any(|e| e.action.is_some()) {
            let action = incoming.header("x-action");
            found.retain(|e| e.action == action);
        }
        let mut found = found.into_iter();
        match found.next() {
            Some(first) => Ok(Candidates { first, rest: found.collect() }),
            None => Err(ApiError::new(404, "", "no operation of this path has this X-Action")),
        }
    }
}

fn fits(template: &str, path: &str) -> bool {
    let mut given = path.split('/');
    template.split('/').all(|segment| match given.next() {
        Some(text) if segment.starts_with('{') => !text.is_empty(),
        Some(text) => text == segment,
        None => false,
    }) && given.next().is_none()
}
