//! Where an element of a feed stands.

use super::xml::Element;
use crate::ingest::html::Base;

/// Where an element stands: the source it was cut from, and what its addresses are relative to.
#[derive(Clone)]
pub struct Place<'s> {
    /// The whole source.
    pub source: &'s str,
    /// What its addresses are relative to.
    pub base: Base,
}

impl Place<'_> {
    /// The place of what is inside `element`, which may have its own `xml:base`.
    pub fn inside(&self, element: &Element) -> Self {
        let base = element.attr("xml:base").map(|base| self.base.join(base));
        Self {
            base: base.unwrap_or_else(|| self.base.clone()),
            ..*self
        }
    }
}
