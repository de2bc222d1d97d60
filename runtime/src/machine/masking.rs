//! What a server quotes of a request is hidden before anybody sees it.

use super::given::{Entropy, Now};
use super::prepared::{PreparedRequest, SentRequest};
use super::settings::Settings;
use crate::error::Error;

/// No signature depends on the time.
const ANY_TIME: Now = Now { elapsed: std::time::Duration::ZERO, unix_ms: 0 };

impl Settings {
    /// Hides what the server quotes of the request's secrets: in its code and description, and in names and values that an
    /// error names. A signature in a header is made once more to recognise it: a body is encoded to the same bytes.
    pub(super) fn masked(&self, mut error: Error, sent: &SentRequest, entropy: &Entropy) -> Error {
        let texts: Vec<&mut String> = match &mut error {
            Error::Provider(e) => e.code.iter_mut().chain(&mut e.description).collect(),
            Error::Unknown(e) => vec![&mut e.message],
            Error::Decode(e) => vec![&mut e.path, &mut e.message],
            Error::Invalid(_) | Error::NotSent(_) | Error::Signature(_) => return error,
        };
        let is_in_header = !sent.endpoint.api.scheme.added_headers.is_empty();
        let again = is_in_header.then(|| self.resign(sent, ANY_TIME, entropy).ok()).flatten();
        let secrets = again.as_ref().map(PreparedRequest::secrets).unwrap_or_default();
        for text in texts {
            *text = sent.quoted(text, &secrets);
        }
        error
    }
}
