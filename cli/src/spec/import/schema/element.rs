//! How the properties of an XML response are written.

use super::parts::shown;
use super::resolved::All;
use super::{Schemas, is_request};
use crate::spec::import::document::node::Node;
use crate::spec::import::finding::ReadError;

/// How a property is written in XML.
#[derive(Default)]
pub(super) struct Element {
    /// Name of the element, if it is not that of the property.
    pub(super) name: Option<String>,
    /// Name of the elements inside it, if it is a list in an element of its own.
    pub(super) wraps: Option<String>,
}

impl<'a> Schemas<'a> {
    /// Returns how a property of an XML response is written, or `None` if it cannot be read.
    pub(super) fn element<'n>(&mut self, name: &str, sets: &[All<'n>], at: &str) -> Result<Option<Element>, ReadError>
    where
        'a: 'n,
    {
        let plain = Element::default();
        if !self.is_form() || is_request(at) {
            return Ok(Some(plain));
        }
        let Some(all) = sets.first() else { return Ok(Some(plain)) };
        let schema = self.resolve(all, at)?;
        let text = |xml: Option<&Node>, name: &str| xml.and_then(|xml| xml.member_text(name)).map(str::to_owned);
        let own = text(schema.xml, "name");
        if schema.xml.is_some_and(|xml| xml.is_true("attribute")) {
            self.warn(at, format!("`{}` is an attribute, which is not read; left out", shown(name)));
            return Ok(None);
        }
        if schema.kind() != "array" {
            return Ok(Some(Element { name: own, wraps: None }));
        }
        let items = self.resolve(schema.items.as_deref().unwrap_or_default(), at)?;
        let item = text(items.xml, "name");
        Ok(Some(if schema.xml.is_some_and(|xml| xml.is_true("wrapped")) {
            let item = item.unwrap_or_else(|| name.to_owned());
            Element { name: own, wraps: Some(item) }
        } else {
            Element { name: item, wraps: None }
        }))
    }
}
