//! Where a long text begins, read by itself: what stands on the first screen is there before the rest is read.
//!
//! Only of what is prose from its first bytes on. A page of the press begins with menus and scripts; which part of it is the
//! article can be told only by all of it.

use super::format::{self, Format};
use super::hint::{Hint, Ingested};
use super::{charset, packed, unpacked::unpacked};
use crate::model::Article;

/// Shorter inputs are read as soon as their beginning, and bare texts sooner than others. Bytes.
const LONG: u64 = 256 << 10;
const LONG_TEXT: u64 = 2 << 20;

/// Bytes that are read of a text, and of a page, whose words stand between tags.
const OF_TEXT: usize = 48 << 10;
const OF_PAGE: usize = 96 << 10;

/// Nothing behind these bytes is asked for.
pub const OPENING: usize = OF_PAGE;

/// Of so many bytes one at least is of its words.
const SPARSE: usize = 2;

/// The article at the beginning of an input of `length` bytes, of which `head` are the first [`OPENING`]; none where it is
/// short, packed, a feed, or begins with something else. The facts are those that stand there; the text is, but for rare
/// cases, what the whole article begins with.
pub fn opening(head: &[u8], length: u64, hint: Hint<'_>) -> Option<Article> {
    if length < LONG || packed::is_packed(head, hint) {
        return None;
    }
    let head = head.get(..OF_PAGE)?;
    let bytes = match format::guess(&charset::decode(head, hint.content_type), hint) {
        Format::Html => until(head, b"</p>")?,
        Format::Text if length < LONG_TEXT => return None,
        Format::Markdown | Format::Text => until(head.get(..OF_TEXT)?, b"\n\n")?,
        Format::XmlFeed | Format::JsonFeed | Format::Opml => return None,
    };
    // Another charset may be told by what comes later.
    std::str::from_utf8(bytes).ok()?;
    let Ok(Ingested::Article(article)) = unpacked(bytes, hint, &mut |_| {}) else {
        return None;
    };
    let dense = article.text.len() * SPARSE >= bytes.len();
    (dense && article.meta.damage.is_none()).then_some(*article)
}

/// The bytes up to the last `end`, with it.
fn until<'a>(bytes: &'a [u8], end: &[u8]) -> Option<&'a [u8]> {
    let last = memchr::memmem::rfind(bytes, end)?;
    bytes.get(..last + end.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::ingest;

    fn named(name: &str) -> Hint<'_> {
        Hint {
            name,
            ..Hint::default()
        }
    }

    fn begun(input: &[u8], name: &str) -> Option<Article> {
        let head = &input[..input.len().min(OPENING)];
        opening(head, input.len() as u64, named(name))
    }

    /// Whether the opening of an input is there, and the whole begins with it.
    #[track_caller]
    fn check(name: &str, input: &str, expected: bool) {
        let begun = begun(input.as_bytes(), name);
        assert_eq!(begun.is_some(), expected, "{name}");
        let Some(begun) = begun else { return };
        let Ok(Ingested::Article(whole)) = ingest(input.as_bytes(), named(name)) else {
            panic!("no article in {name}");
        };
        assert!(begun.text.len() > 10_000 && begun.text.len() < whole.text.len() / 2);
        assert!(whole.text.starts_with(&begun.text), "{name}");
        let mut blocks = whole.blocks.iter().zip(&begun.blocks);
        assert!(blocks.all(|(all, some)| all == some));
        assert_eq!(begun.meta.title, whole.meta.title);
    }

    #[test]
    fn long_prose_has_an_opening_and_the_whole_begins_with_it() {
        let said = "The boats of Port Selm were painted “in one night”, said Ana Ruiz, who keeps the slip.";
        let many =
            |count, before: &str, after: &str| format!("{before}{said}{after}").repeat(count);
        check("log.txt", &many(30_000, "", "\n\n"), true);
        check(
            "log.md",
            &format!("# The slip\n\n{}", many(5000, "", "\n\n")),
            true,
        );
        let page = |body: &str| {
            format!(
                "<html><head><title>The slip</title></head><body><h1>The slip</h1>{body}</body></html>"
            )
        };
        check("log.html", &page(&many(5000, "<p>", "</p>\n")), true);
        // Short ones are read at once.
        check("short.html", &page(&many(100, "<p>", "</p>\n")), false);
        // Menus and scripts before the words.
        let menus = "<li><a href='/harbour/boats/painted/2031'>Boats</a></li>".repeat(1000);
        check(
            "site.html",
            &page(&format!("<ul>{menus}</ul>{}", many(5000, "<p>", "</p>"))),
            false,
        );
        // Feeds, and words of no charset that is told so soon.
        let items = many(3000, "<item><title>", "</title></item>");
        check(
            "feed.xml",
            &format!("<rss version='2.0'><channel>{items}</channel></rss>"),
            false,
        );
        let latin: Vec<u8> = many(30_000, "Caf\u{e9}. ", "\n\n")
            .chars()
            .map(|c| c as u8)
            .collect();
        assert!(begun(&latin, "log.txt").is_none());
    }
}
