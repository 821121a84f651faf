//! Addresses as a page gives them to addresses that work elsewhere.

use url::Url;

use crate::model::{clean, is_link};

/// What relative addresses are joined to.
#[derive(Clone, Debug, Default)]
pub struct Base(Option<Url>);

impl Base {
    /// The address of a page, with what its `<base href>` says.
    pub fn new(page: Option<&str>, base: Option<&str>) -> Self {
        let page = page.and_then(|page| Url::parse(page.trim()).ok());
        let page = Self(page.filter(|url| !url.cannot_be_a_base()));
        base.map_or_else(|| page.clone(), |base| page.join(base))
    }

    /// What addresses inside an element with its own `xml:base` are joined to.
    pub fn join(&self, base: &str) -> Self {
        let joined = match &self.0 {
            Some(url) => url.join(base.trim()).ok(),
            None => Url::parse(base.trim()).ok(),
        };
        Self(
            joined
                .filter(|url| !url.cannot_be_a_base())
                .or_else(|| self.0.clone()),
        )
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
