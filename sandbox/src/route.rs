//! Which endpoint a call is for.

use freedompay::meta::{Direction, EndpointMeta, Status};

use crate::message::Incoming;
use crate::refusal::Refusal;

/// All endpoints of that method and path; several legitimately share one.
pub(crate) fn find(
    endpoints: &[&'static EndpointMeta],
    incoming: &Incoming<'_>,
) -> Result<Vec<&'static EndpointMeta>, Refusal> {
    let callable =
        |e: &&&EndpointMeta| e.direction == Direction::Request && !matches!(e.status, Status::AwaitingDocumentation(_));
    let of_path: Vec<_> =
        endpoints.iter().filter(callable).filter(|e| matches(e.uri, incoming.path)).copied().collect();
    if of_path.is_empty() {
        return Err(Refusal::new(404, "", "no declared endpoint has this path"));
    }
    let mut found: Vec<_> = of_path.into_iter().filter(|e| e.method.as_str() == incoming.method).collect();
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

fn matches(template: &str, path: &str) -> bool {
    let Some((start, _)) = template.split_once('{') else { return template == path };
    if !path.starts_with(start) {
        return false;
    }
    let mut given = path.split('/');
    template.split('/').all(|segment| match given.next() {
        Some(text) if segment.starts_with('{') => !text.is_empty(),
        Some(text) => text == segment,
        None => false,
    }) && given.next().is_none()
}
