//! Names of elements: which hold articles, which hold markup, and the vocabularies they come from.

/// An element that is an article.
pub fn is_item(name: &str) -> bool {
    matches!(name, "item" | "entry")
}

/// An element that items stand in.
pub fn is_channel(name: &str) -> bool {
    matches!(name, "channel" | "feed" | "rss" | "rdf:rdf")
}

/// An element that may hold markup that is not escaped.
pub fn may_hold_markup(name: &str) -> bool {
    name.starts_with("xhtml:")
        || matches!(
            name,
            "content" | "content:encoded" | "summary" | "fullitem" | "body" | "content_encoded"
        )
}

/// The usual prefix of the vocabulary that an address names; empty for RSS and Atom.
pub fn vocabulary(address: &str) -> Option<&'static str> {
    let address = address.trim().to_ascii_lowercase();
    let known = [
        ("purl.org/dc/terms", "dcterms"),
        ("purl.org/dc/", "dc"),
        ("purl.org/rss/1.0/modules/content", "content"),
        ("purl.org/rss/1.0/modules/", "module"),
        ("itunes.com/dtds/podcast", "itunes"),
        ("search.yahoo.com/mrss", "media"),
        ("rdf-syntax-ns", "rdf"),
        ("w3.org/1999/xhtml", "xhtml"),
        ("blogger.com/", "?"),
        ("w3.org/xml/1998", "xml"),
        ("purl.org/syndication", "?"),
        ("wellformedweb.org", "?"),
        ("w3.org/2005/atom", ""),
        ("purl.org/atom/", ""),
        ("purl.org/net/rss", ""),
        ("purl.org/rss/1.0", ""),
        ("my.netscape.com/", ""),
        ("channel.netscape.com/", ""),
        ("backend.userland.com/", ""),
        ("blogs.law.harvard.edu/tech/rss", ""),
    ];
    known
        .iter()
        .find(|(part, _)| address.contains(part))
        .map(|(_, prefix)| *prefix)
}

/// Elements that hold nothing but words, and that words of markup do not use for their own tags.
const PLAIN: [&str; 16] = [
    "guid",
    "pubdate",
    "lastbuilddate",
    "language",
    "generator",
    "ttl",
    "comments",
    "copyright",
    "managingeditor",
    "webmaster",
    "published",
    "updated",
    "dc:creator",
    "dc:date",
    "dc:subject",
    "enclosure",
];
/// Others that hold words alone, whose names HTML has too.
const NAMED_ALIKE: [&str; 4] = ["title", "link", "category", "id"];

/// Whether an element that was left open ends where another begins: no title holds a date.
pub fn ends(open: &str, next: &str) -> bool {
    let plain = |name: &str| PLAIN.contains(&name);
    let alike = |name: &str| NAMED_ALIKE.contains(&name);
    match open {
        "description" | "summary" => plain(next),
        _ => {
            (plain(open) || alike(open))
                && (plain(next)
                    || alike(next)
                    || matches!(
                        next,
                        "description" | "summary" | "content" | "content:encoded"
                    ))
        }
    }
}
