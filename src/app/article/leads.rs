//! Where a link leads: to a heading or a note of the same page, to another page, or to what is no page.

use percent_encoding::percent_decode_str;

use crate::app::article::reader::ReaderPane;
use crate::app::command::outcome::{Context, Outcome, Want};
use crate::app::command::target::{Lead, Target};
use crate::model::{Article, BlockKind, Footnote, MarkKind, clean, footnotes};

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Leads {
    /// To a heading of this page, by its block.
    Heading(usize),
    /// To a place of this page that is not known.
    Nowhere,
    /// To another page: its address, and what a heading may be called that is meant there.
    Page(String, Vec<String>),
    /// To what is no page.
    Elsewhere,
}

/// The page of a link that was asked for.
#[derive(Clone, Debug, Default)]
pub(in crate::app) struct Following {
    /// How many were asked for.
    asked: u64,
    /// The link whose page is awaited.
    awaited: Option<Lead>,
    /// The headings that it may lead to, once its page is about to be opened.
    headings: Vec<String>,
    /// A link that leads out of the folder of its article: the reader was told where.
    shown: Option<Lead>,
}

impl Following {
    /// The number of the next question, for this link; and whether the reader was told where it leads.
    pub(in crate::app) fn ask(&mut self, lead: Lead) -> (u64, bool) {
        let told = self.shown.take().as_ref() == Some(&lead);
        self.asked += 1;
        self.awaited = Some(lead);
        (self.asked, told)
    }

    /// Whether a page is awaited.
    pub(in crate::app) fn awaits(&self) -> bool {
        self.awaited.is_some()
    }

    /// The link that this answers for; none when it answers nothing that is awaited.
    pub(in crate::app) fn answer(&mut self, ask: u64) -> Option<Lead> {
        self.awaited.take_if(|_| ask == self.asked)
    }

    /// The reader is told where this link leads.
    pub(in crate::app) fn show(&mut self, lead: Lead) {
        self.shown = Some(lead);
    }

    /// Keeps what a heading may be called in the page that is about to be opened.
    pub(in crate::app) fn expect(&mut self, headings: Vec<String>) {
        self.headings = headings;
    }

    /// What a heading may be called in the page that is opened now.
    pub(in crate::app) fn take_headings(&mut self) -> Vec<String> {
        std::mem::take(&mut self.headings)
    }

    /// Answers to what was asked are void from now on; the number of the question, where one was awaited.
    pub(in crate::app) fn end(&mut self) -> Option<u64> {
        self.awaited.take().map(|_| self.asked)
    }
}

impl ReaderPane {
    /// Follows a link: to its heading or note in this article, or lets its page be had.
    pub(super) fn follow(&mut self, mark: usize, context: &Context) -> Outcome {
        let mark = self.article.marks.get(mark);
        let Some((MarkKind::Link(address), span)) = mark.map(|it| (&it.kind, it.span)) else {
            return Outcome::done();
        };
        let notes = footnotes(&self.article);
        let is_sign = |note: &&Footnote| note.sign.overlaps(span);
        if let Some(note) = notes.iter().find(is_sign) {
            return self.jump_to_note(*note, context);
        }
        let address = clean(address).into_owned();
        match of(&self.article, &address, span.of(&self.article.text)) {
            Leads::Heading(block) => self.jump_to_heading(block, context),
            Leads::Nowhere => {
                Outcome::fail(format!("No heading of this page is named so: {address}"))
            }
            Leads::Elsewhere => Outcome::fail(format!(
                "Not followed, only addresses of the web and files beside this one are: {address}"
            )),
            Leads::Page(address, headings) => {
                let of = self.id;
                Want::Follow(Lead {
                    of,
                    address,
                    headings,
                })
                .into()
            }
        }
    }

    /// Goes to the first heading that is called so; the article that is led to is this one.
    pub(in crate::app) fn follow_to(&mut self, headings: &[String], context: &Context) -> Outcome {
        match heading_of(&self.article, headings) {
            Some(block) => self.jump_to_heading(block, context),
            None => Outcome::say("This page is open already."),
        }
    }

    fn jump_to_heading(&mut self, block: usize, context: &Context) -> Outcome {
        let sentence = self.arrive(Target::Heading(block), context.settings);
        Outcome::from(Want::Jumped).and(Want::Say(sentence))
    }
}

/// Where a link of the article leads that stands on `words`.
fn of(article: &Article, address: &str, words: &str) -> Leads {
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

/// Whether an address is one of the web, or a place that lies with the article itself.
pub(super) fn is_somewhere(address: &str) -> bool {
    is_page(address) || !address.contains(':')
}

/// The block of the first heading that is called so.
pub fn heading_of(article: &Article, names: &[String]) -> Option<usize> {
    names.iter().find_map(|name| heading(article, name))
}

/// Whether an address is one of a page of the web.
pub fn is_page(address: &str) -> bool {
    let scheme = address.split("://").next().unwrap_or_default();
    let web = ["http", "https"]
        .iter()
        .any(|it| scheme.eq_ignore_ascii_case(it));
    web && address.len() > scheme.len() + "://".len()
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
fn slug(words: &str) -> String {
    let words = words.split(|c: char| !c.is_alphanumeric());
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.join("-")
}

#[cfg(test)]
mod tests {
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
}
