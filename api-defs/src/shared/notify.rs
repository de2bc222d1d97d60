//! How Freedom Pay calls a merchant's URLs.

use crate::freedompay_enum;

/// How a merchant's URL is called.
#[freedompay_enum(case = "UPPERCASE")]
pub enum NotifyMethod {
    /// With the fields in the query.
    Get,
    /// With a form.
    Post,
    /// With an XML message.
    Xml,
}
