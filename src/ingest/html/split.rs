//! Articles that are split over pages: the address of the next one.
//!
//! Pages link to the next post, the next story and the next page of comments in the same words. So the address
//! decides: it is that of the first page with the next number in one of the usual places.

use url::Url;

use super::address::Base;
use super::tree;

/// What a page's number is called in a query.
const PARAMETERS: [&str; 8] = [
    "page",
    "p",
    "pg",
    "pagenum",
    "paged",
    "seite",
    "pagina",
    "pagenumber",
];
/// What stands between the path of the first page and the number of another.
const BETWEEN: [&str; 12] = [
    "/page/", "/page-", "/seite/", "/seite-", "/pagina/", "/", "-page-", "-seite-", "-page", "-",
    "_", ",",
];
/// Endings of paths, before which the number may stand.
const ENDINGS: [&str; 6] = [".html", ".htm", ".shtml", ".php", ".aspx", ".jsp"];

/// The address of the page that follows `current` in the article that begins at `first`; none where that is
/// the last one, or the article has one page.
pub fn next_page(markup: &str, first: &str, current: &str) -> Option<String> {
    let start = Url::parse(first).ok().filter(|url| url.path().len() > 1)?;
    let here = match Url::parse(current).ok()? {
        current if same(&start, &current) => 1,
        current => number(&start, &current)?,
    };
    let doc = tree::parse(markup).doc;
    let base = Base::new(Some(current), doc.base_uri().as_deref());
    let links = doc.select("a[href], link[href]");
    let mut addresses = links
        .nodes()
        .iter()
        .filter_map(|link| base.link(&link.attr_or("href", "")));
    addresses.find(|address| {
        let url = Url::parse(address).ok();
        url.and_then(|url| number(&start, &url)) == Some(here + 1)
    })
}

/// Whether two addresses are of one page; what stands behind `#` is a place on it.
fn same(a: &Url, b: &Url) -> bool {
    let mut other = b.clone();
    other.set_fragment(a.fragment());
    *a == other
}

/// Which page of the article at `first` an address is of.
fn number(first: &Url, other: &Url) -> Option<usize> {
    let web = matches!(other.scheme(), "http" | "https");
    if !web || first.host() != other.host() || first.port() != other.port() {
        return None;
    }
    let ((start, of_first), (rest, of_other)) = (query(first), query(other));
    if of_first.is_some_and(|number| number != 1) || start != rest {
        return None;
    }
    match of_other {
        Some(number) => (first.path() == other.path()).then_some(number),
        None => in_path(first.path(), other.path()),
    }
}

/// The pairs of a query without the number of the page, and that number.
fn query(url: &Url) -> (Vec<(String, String)>, Option<usize>) {
    let (mut rest, mut number) = (Vec::new(), None);
    for (name, value) in url.query_pairs() {
        let known = PARAMETERS.contains(&name.to_ascii_lowercase().as_str());
        match digits(&value).filter(|_| known) {
            Some(page) => number = Some(page),
            None => rest.push((name.into_owned(), value.into_owned())),
        }
    }
    (rest, number)
}

/// The number in a path that is else that of the first page.
fn in_path(first: &str, other: &str) -> Option<usize> {
    let (first, other) = (first.trim_end_matches('/'), other.trim_end_matches('/'));
    let ending = ENDINGS.iter().find(|ending| first.ends_with(**ending));
    let ending = ending.copied().unwrap_or_default();
    let stem = first.strip_suffix(ending)?;
    let rest = other.strip_prefix(stem)?;
    // "story.html/2" and "story-2.html".
    let behind = || {
        rest.strip_prefix(ending)
            .filter(|rest| rest.starts_with('/'))
    };
    let rest = match ending {
        "" => rest,
        ending => rest.strip_suffix(ending).or_else(behind)?,
    };
    let between = BETWEEN.iter();
    between
        .filter_map(|it| digits(rest.strip_prefix(it)?))
        .next()
}

/// A number of at most three digits: years and the numbers of stories are longer.
fn digits(text: &str) -> Option<usize> {
    let short = (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|_| short)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: &str = "https://lamp.example/2026/boats";

    fn check(first: &str, current: &str, links: &[&str], expected: Option<&str>) {
        let links = links
            .iter()
            .map(|link| format!("<a href='{link}'>Next</a>"));
        let page = format!("<p>Words.</p>{}", links.collect::<String>());
        let found = next_page(&page, first, current);
        assert_eq!(found.as_deref(), expected, "{current}");
    }

    #[test]
    fn the_next_number_of_the_same_address_follows() {
        let page = |rest: &str| format!("{FIRST}{rest}");
        for form in ["?page=", "/", "/page/", "?p=", "-", "/seite-"] {
            let (second, third) = (page(&format!("{form}2")), page(&format!("{form}3")));
            let links = [FIRST, &third, &second, "/", "/2026/other/2"];
            check(FIRST, FIRST, &links, Some(&second));
            check(FIRST, &page("#top"), &links, Some(&second));
            check(FIRST, &second, &links, Some(&third));
            check(FIRST, &third, &links, None);
        }
        let first = "https://lamp.example/boats.html";
        for second in [
            "boats-2.html",
            "boats_2.html",
            "boats.html/2",
            "boats,2.html",
        ] {
            let second = format!("https://lamp.example/{second}");
            check(first, first, &[&second], Some(&second));
        }
        let one = page("?page=1&id=7");
        check(&one, &one, &["?page=2&id=7"], Some(&page("?page=2&id=7")));
    }

    #[test]
    fn other_stories_and_sites_do_not() {
        let links = [
            "https://other.example/2026/boats/2",
            "/2026/boats/2/comments",
            "/2026/boats?page=2&sort=new",
            "/2026/boats?comments=2",
            "/2026/boats/2027",
            "/2026/boats-and-ships",
            "/2026/boats/3",
            "javascript:next()",
            "mailto:a@b.example?page=2",
            "file:///2026/boats/2",
        ];
        check(FIRST, FIRST, &links, None);
        // The next story, by its number.
        check(
            "https://lamp.example/?p=41",
            "https://lamp.example/?p=41",
            &["/?p=42"],
            None,
        );
        check(
            "https://lamp.example/s/41",
            "https://lamp.example/s/41",
            &["/s/42"],
            None,
        );
        check("not an address", FIRST, &["/2026/boats/2"], None);
    }
}
