//! Which addresses are links. What stands in pages and feeds may begin with anything: a script, a file, a
//! share of the network, another program. One list decides, for what is kept, shown, exported and opened.

/// What a link in an article may begin with.
const LINKS: [&str; 7] = ["http", "https", "mailto", "tel", "ftp", "gemini", "gopher"];

/// Of these, what is handed to the browser.
const OPENED: usize = 3;

/// Whether a clean address is one that a link may have: one of the schemes, or a relative one.
pub fn is_link(address: &str) -> bool {
    match scheme(address) {
        Some(scheme) => LINKS.iter().any(|link| scheme.eq_ignore_ascii_case(link)),
        None => true,
    }
}

/// Whether an address may be handed to the browser: the web's and mail's, whole.
pub fn may_be_opened(address: &str) -> bool {
    let known = |scheme: &str| {
        let opened = LINKS.iter().take(OPENED);
        opened
            .into_iter()
            .any(|link| scheme.eq_ignore_ascii_case(link))
    };
    scheme(address).is_some_and(known)
}

/// What stands before the first colon, unless that colon is inside a path, a query or a fragment.
fn scheme(address: &str) -> Option<&str> {
    let first = address.split(['/', '?', '#']).next()?;
    first.split_once(':').map(|(scheme, _)| scheme)
}

/// Whether an address is one of the web, or a place that lies with the article itself.
pub fn is_somewhere(address: &str) -> bool {
    is_page(address) || !address.contains(':')
}

/// Whether an address is one of a page of the web.
pub fn is_page(address: &str) -> bool {
    let scheme = address.split("://").next().unwrap_or_default();
    let web = ["http", "https"]
        .iter()
        .any(|it| scheme.eq_ignore_ascii_case(it));
    web && address.len() > scheme.len() + "://".len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_known_schemes_are_links() {
        for link in [
            "https://a.example/b:c",
            "HTTP://a",
            "mailto:ana@a.example",
            "b.html",
            "/x:y",
            "?a:b",
            "#a:b",
        ] {
            assert!(is_link(link), "{link}");
        }
        for other in [
            "javascript:alert(1)",
            "file:///etc",
            "smb://x/y",
            "ms-msdt:/id",
            "feed:javascript:x",
            "vbscript:x",
            "a b:c",
            ":x",
        ] {
            assert!(!is_link(other) && !may_be_opened(other), "{other}");
        }
        assert!(
            may_be_opened("https://a.example")
                && !may_be_opened("tel:1")
                && !may_be_opened("b.html")
        );
    }
}
