//! Addresses as a page gives them to addresses that work elsewhere.

use url::Url;

use crate::model::{clean, is_link};

/// What relative addresses are joined to.
#[derive(Clone, Debug, Default)]
pub struct Base(Option<Url>);

/// Bytes of the longest address that others are joined to: each of them is as long.
const LONGEST: usize = 2000;

/// An address as others are joined to it; none where they cannot be. What stands behind the `?` of a long one is no part
/// of theirs.
fn base(mut url: Url) -> Option<Url> {
    if url.as_str().len() > LONGEST {
        url.set_query(None);
        url.set_fragment(None);
    }
    (!url.cannot_be_a_base() && url.as_str().len() <= LONGEST).then_some(url)
}

impl Base {
    /// The address of a page, with what its `<base href>` says.
    pub fn new(page: Option<&str>, said: Option<&str>) -> Self {
        let page = page.and_then(|page| Url::parse(page.trim()).ok());
        let page = Self(page.and_then(base));
        said.map_or_else(|| page.clone(), |said| page.join(said))
    }

    /// What addresses inside an element with its own `xml:base` are joined to.
    pub fn join(&self, said: &str) -> Self {
        let joined = match &self.0 {
            Some(url) => url.join(said.trim()).ok(),
            None => Url::parse(said.trim()).ok(),
        };
        Self(joined.and_then(base).or_else(|| self.0.clone()))
    }

    /// The address that `href` leads to, clean. None for scripts, files, data and places on the same
    /// page; a relative address without a base stays as it is.
    pub fn link(&self, href: &str) -> Option<String> {
        // What is not seen in an address may hide its scheme.
        let href = clean(href.trim());
        let href = href.trim();
        if href.is_empty() || href.starts_with('#') {
            return None;
        }
        let url = match (&self.0, Url::parse(href)) {
            (_, Ok(url)) => url,
            (Some(base), Err(_)) => base.join(href).ok()?,
            (None, Err(_)) => return is_link(href).then(|| href.to_string()),
        };
        is_link(url.as_str()).then(|| url.to_string())
    }

    /// What `href` leads to, as [`Base::link`] says it, or the place on the same page that it names, which
    /// stays as it is where the address of the page is not known.
    pub fn link_or_place(&self, href: &str) -> Option<String> {
        let href = href.trim();
        match href.strip_prefix('#') {
            Some("") | None => self.link(href),
            Some(place) => {
                let place = clean(place);
                let Some(mut page) = self.0.clone() else {
                    return Some(format!("#{place}"));
                };
                page.set_fragment(Some(&place));
                is_link(page.as_str()).then(|| page.to_string())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_absolute_and_scripts_are_none() {
        let base = Base::new(Some("https://almery.example/news/a.html"), None);
        assert_eq!(
            base.link("b.html").as_deref(),
            Some("https://almery.example/news/b.html")
        );
        assert_eq!(
            base.link("//cdn.example/x").as_deref(),
            Some("https://cdn.example/x")
        );
        assert_eq!(
            base.link("mailto:ana@almery.example").as_deref(),
            Some("mailto:ana@almery.example")
        );
        assert_eq!(base.link(" JavaScript:alert(1)"), None);
        assert_eq!(base.link("#top"), None);
        assert_eq!(
            base.link_or_place("#the top").as_deref(),
            Some("https://almery.example/news/a.html#the%20top")
        );
        assert_eq!(base.link_or_place("#"), None);
        assert_eq!(
            Base::default().link_or_place("#top").as_deref(),
            Some("#top")
        );
        // A long question goes, a long path is no base.
        let long = "x".repeat(LONGEST);
        let asked = Base::new(Some(&format!("https://almery.example/a/b?{long}")), None);
        assert_eq!(
            asked.link("c").as_deref(),
            Some("https://almery.example/a/c")
        );
        let joined = asked.join(&format!("/{long}/"));
        assert_eq!(joined.link("c"), asked.link("c"));
        for hidden in [
            "java\u{200b}script:x",
            "\u{ad}javascript:x",
            "smb://x/y",
            "file:///etc/x",
        ] {
            assert_eq!(base.link(hidden), None, "{hidden}");
            assert_eq!(Base::default().link(hidden), None, "{hidden}");
        }
        let base = Base::new(Some("https://almery.example/news/"), Some("/root/"));
        assert_eq!(
            base.link("b").as_deref(),
            Some("https://almery.example/root/b")
        );
        assert_eq!(Base::default().link("b.html").as_deref(), Some("b.html"));
    }
}
