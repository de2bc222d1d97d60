//! Which endpoint a call is for.

use freedompay::meta::{Direction, EndpointMeta, Status};

use crate::message::Incoming;
use crate::refusal::Refusal;

/// What can be called. Few paths have parameters, so the others need not be searched for them each time.
#[derive(Debug)]
pub(crate) struct Routes {
    fixed: Vec<&'static EndpointMeta>,
    templates: Vec<&'static EndpointMeta>,
}

impl Routes {
    pub(crate) fn new(endpoints: &[&'static EndpointMeta]) -> Self {
        let is_callable =
            |e: &&&EndpointMeta| e.direction == Direction::Request && !matches!(e.status, Status::Undocumented(_));
        let callable = endpoints.iter().filter(is_callable).copied();
        let (templates, fixed) = callable.partition(|e| e.uri.contains('{'));
        Self { fixed, templates }
    }

    /// All endpoints of that method and path; several legitimately share one.
    pub(crate) fn find(&self, incoming: &Incoming<'_>) -> Result<Vec<&'static EndpointMeta>, Refusal> {
        let fixed = self.fixed.iter().filter(|e| e.uri == incoming.path);
        let of_path = fixed.chain(self.templates.iter().filter(|e| fits(e.uri, incoming.path)));
        let mut of_path = of_path.copied().peekable();
        if of_path.peek().is_none() {
            return Err(Refusal::new(404, "", "no declared endpoint has this path"));
        }
        let mut found: Vec<_> = of_path.filter(|e| e.method.as_str() == incoming.method).collect();
        if found.is_empty() {
            return Err(Refusal::new(405, "", "the endpoint of this path has another method"));
        }
        if found.iter().any(|e| e.action.is_some()) {
            let action = incoming.header("x-action");
            found.retain(|e| e.action == action);
            if found.is_empty() {
                return Err(Refusal::new(404, "", "no operation of this path has this X-Action"));
            }
        }
        Ok(found)
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
