//! The methods by which Freedom Pay calls a merchant's URLs.

use crate::freedompay_enum;

/// Method of a call to a merchant's URL.
#[freedompay_enum(case = "UPPERCASE")]
pub enum NotifyMethod {
    /// With the fields in the query.
    Get,
    /// With a form.
    Post,
    /// With an XML message.
    Xml,
}
