//! An element of a feed.

use std::ops::Range;

/// An element with what it holds.
#[derive(Debug, Default)]
pub struct Element {
    /// The name in lower case, with its vocabulary's usual prefix; plain for RSS and Atom.
    pub name: String,
    /// Attributes: names in lower case and without prefix but for `xml:`.
    pub attrs: Vec<(String, String)>,
    /// Elements inside.
    pub children: Vec<Element>,
    /// The text right inside, references replaced.
    pub text: String,
    /// Where the markup inside stands in the source.
    pub inner: Range<usize>,
}

impl Element {
    /// The value of an attribute, when it is not blank.
    pub fn attr(&self, name: &str) -> Option<&str> {
        let found = self.attrs.iter().find(|(key, _)| key == name);
        found
            .map(|(_, value)| value.trim())
            .filter(|value| !value.is_empty())
    }

    /// The children of that name.
    pub fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Element> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The first child of that name.
    pub fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The text of the first child under one of the names that is not blank.
    pub fn text_of(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| {
            let named = self.children.iter().filter(|child| child.name == *name);
            named
                .map(|child| child.text.trim())
                .find(|text| !text.is_empty())
        })
    }
}
