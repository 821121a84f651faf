//! Addresses and where they lead.

use super::*;
use crate::app::tests::article;

#[test]
fn links_lead_to_headings_pages_and_elsewhere() {
    let article = article();
    let page = |address: &str, place: Option<&str>| {
        let headings = place
            .into_iter()
            .flat_map(|it| [it.to_owned(), String::new()]);
        Leads::Page(address.to_owned(), headings.collect())
    };
    for (address, leads) in [
        ("#on-the-water", Leads::Heading(1)),
        ("https://example.org/race#On_the_water", Leads::Heading(1)),
        ("#On%20the%20water", Leads::Heading(1)),
        ("#on", Leads::Heading(1)),
        ("#o", Leads::Nowhere),
        ("#elsewhere", Leads::Nowhere),
        ("#", Leads::Nowhere),
        ("https://example.org/", page("https://example.org/", None)),
        (
            "HTTP://a.example/b#c",
            page("HTTP://a.example/b", Some("c")),
        ),
        ("https://", Leads::Elsewhere),
        ("javascript:alert(1)", Leads::Elsewhere),
        ("file:///etc/passwd", Leads::Elsewhere),
        ("mailto:ana@a.example", Leads::Elsewhere),
        ("data:text/html,x://y", Leads::Elsewhere),
        ("", Leads::Elsewhere),
        ("b.html", page("b.html", None)),
        ("../b.html#c", page("../b.html", Some("c"))),
    ] {
        assert_eq!(of(&article, address, ""), leads, "{address}");
    }
    // A table of contents says the heading's words over any name.
    assert_eq!(of(&article, "#s2", "On the water"), Leads::Heading(1));
}
