//! Where a link leads: to a heading of the same page, to another page, or to what is no page.

use percent_encoding::percent_decode_str;

use super::{Article, BlockKind, is_somewhere};

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leads {
    /// To a heading of this page, by its block.
    Heading(usize),
    /// To a place of this page that is not known.
    Nowhere,
    /// To another page: its address, and what a heading may be called that is meant there.
    Page(String, Vec<String>),
    /// To what is no page.
    Elsewhere,
}

/// Where a link of the article leads that stands on `words`.
pub fn of(article: &Article, address: &str, words: &str) -> Leads {
    let (page, place) = match address.split_once('#') {
        Some((page, place)) => (page, Some(place)),
        None => (address, None),
    };
    let own = article.meta.url.as_deref().unwrap_or_default();
    let own = own.split('#').next().unwrap_or_default();
    match place {
        Some(place) if page.is_empty() || page == own => {
            let heading = heading(article, place).or_else(|| headed(article, &slug(words)));
            heading.map_or(Leads::Nowhere, Leads::Heading)
        }
        _ if !page.is_empty() && is_somewhere(page) => {
            let headings = place.map_or_else(Vec::new, |it| vec![it.to_owned(), words.to_owned()]);
            Leads::Page(page.to_owned(), headings)
        }
        _ => Leads::Elsewhere,
    }
}

/// The block of the first heading that is called so.
pub fn heading_of(article: &Article, names: &[String]) -> Option<usize> {
    names.iter().find_map(|name| heading(article, name))
}

/// The block of the heading that a place of the page names. Pages make the names of places from the words of their
/// headings ("#a-boat-with-a-past", "#A_boat_with_a_past"), or of their first ones, where one heading alone begins with
/// them; names that have nothing of them are not found.
fn heading(article: &Article, place: &str) -> Option<usize> {
    let wanted = slug(&percent_decode_str(place).decode_utf8_lossy());
    headed(article, &wanted).or_else(|| {
        let begins = format!("{wanted}-");
        let mut begun = headings(article).filter(|(_, name)| name.starts_with(&begins));
        let (block, _) = begun.next()?;
        (!wanted.is_empty() && begun.next().is_none()).then_some(block)
    })
}

/// The block of the heading with these words, as [`slug`] writes them.
fn headed(article: &Article, wanted: &str) -> Option<usize> {
    let mut named = headings(article).filter(|(_, name)| !name.is_empty() && name == wanted);
    named.next().map(|(block, _)| block)
}

/// The headings of an article, with their words as [`slug`] writes them.
fn headings(article: &Article) -> impl Iterator<Item = (usize, String)> + '_ {
    let blocks = article.blocks.iter().enumerate();
    let headings = blocks.filter(|(_, block)| matches!(block.kind, BlockKind::Heading(_)));
    headings.map(|(at, block)| (at, slug(block.span.of(&article.text))))
}

/// Letters and digits in lower case, hyphens between the words.
pub fn slug(words: &str) -> String {
    let words = words.split(|c: char| !c.is_alphanumeric());
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.join("-")
}

#[cfg(test)]
mod tests;
