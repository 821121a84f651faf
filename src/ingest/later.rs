//! Lists to read later, as the services hand them out: Pocket's, Instapaper's, Omnivore's, wallabag's,
//! Readwise's. Each article with its tags, dates and highlights, and its words where the list has them.

mod json;
mod pocket;
mod tables;

use url::Url;

use super::builder::ArticleBuilder;
use super::html::{self, Base};
use super::{charset, dates, fold};
use crate::error::{Error, Result};
use crate::model::{Article, BlockKind, Meta, clean};

/// Who kept a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    /// Pocket: HTML (`ril_export.html`), later CSV.
    Pocket,
    /// Instapaper: CSV.
    Instapaper,
    /// Omnivore: JSON, with the words in files beside it.
    Omnivore,
    /// wallabag: JSON, or CSV.
    Wallabag,
    /// Readwise: the CSV of its Reader, or of the highlights.
    Readwise,
}

impl Service {
    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Service::Pocket => "Pocket",
            Service::Instapaper => "Instapaper",
            Service::Omnivore => "Omnivore",
            Service::Wallabag => "wallabag",
            Service::Readwise => "Readwise",
        }
    }
}

/// An article of a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Kept {
    /// Tells it from the others: its address, else its title.
    pub item: String,
    /// Its facts, and as many of its words as the list has; highlights that are not among these follow.
    pub article: Article,
    /// When it was kept, as [`Meta::published`] is written.
    pub saved: Option<String>,
    /// Read, or archived.
    pub read: bool,
    /// A favourite.
    pub starred: bool,
    /// Tags; folders too.
    pub tags: Vec<String>,
    /// Highlighted passages, each with the reader's note or none.
    pub highlights: Vec<(String, String)>,
}

/// A list.
#[derive(Clone, Debug, PartialEq)]
pub struct Later {
    /// Who kept it.
    pub service: Service,
    /// Its articles in the order of the list.
    pub items: Vec<Kept>,
    /// What was left out, a sentence each.
    pub left_out: Vec<String>,
}

/// The most tags of one article; nobody gives so many.
const MOST_TAGS: usize = 500;

/// Gives the bytes of a file by its place beside the list, `content/slug.html`.
pub type Beside<'b> = &'b dyn Fn(&str) -> Option<Vec<u8>>;

/// Reads a list; whose it is, is guessed by its content.
///
/// # Errors
/// When it is none, or not that of `service`.
pub fn read(bytes: &[u8], service: Option<Service>, beside: Beside<'_>) -> Result<Later> {
    let wrong = |sentence: &str| Err(Error::Message(sentence.to_owned()));
    if bytes.starts_with(b"PK\x03\x04") {
        return wrong("is a packed archive; unpack it and give the file that is in it");
    }
    let text = charset::decode(bytes, None);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let read = match text.chars().next() {
        Some('[' | '{') => json::read(text, beside),
        Some('<') => pocket::read(text),
        _ => tables::read(text),
    };
    let Some((found, entries, left_out)) = read else {
        return wrong(
            "is no list to read later; export it again from Pocket, Instapaper, Omnivore, wallabag or Readwise",
        );
    };
    if let Some(service) = service.filter(|service| *service != found) {
        return wrong(&format!(
            "is not {}'s; it looks like a list of {}'s",
            service.name(),
            found.name()
        ));
    }
    let mut later = Later {
        service: found,
        items: Vec::new(),
        left_out,
    };
    for mut entry in entries {
        if entry.tags.len() > MOST_TAGS {
            let (at, all) = (&entry.at, entry.tags.len());
            let sentence = format!("{at}: of {all} tags the first {MOST_TAGS} are taken over");
            later.left_out.push(sentence);
            entry.tags.truncate(MOST_TAGS);
        }
        match entry.kept() {
            Ok(kept) => later.items.push(kept),
            Err(sentence) => later.left_out.push(sentence),
        }
    }
    Ok(later)
}

/// What a format's reader gives: whose list it is, its entries, and what it left out.
type Read = (Service, Vec<Entry>, Vec<String>);

/// An article as a list writes it; every text as it stands there.
#[derive(Clone, Debug, Default)]
struct Entry {
    /// Its place in the list, for sentences: "line 3".
    at: String,
    url: String,
    title: String,
    byline: String,
    published: String,
    saved: String,
    lang: String,
    /// Its words as markup.
    content: String,
    /// A summary or selection, when there are no words.
    summary: String,
    read: bool,
    starred: bool,
    tags: Vec<String>,
    highlights: Vec<(String, String)>,
    /// It may have no address: highlights of a book.
    is_book: bool,
}

impl Entry {
    /// The article; or the sentence why it is left out.
    fn kept(self) -> std::result::Result<Kept, String> {
        let title = fold::one_line(&clean(&self.title));
        let title = title.trim().to_owned();
        let url = self.url.trim();
        let good = Url::parse(url).is_ok_and(|url| matches!(url.scheme(), "http" | "https"));
        let nameless = !self.is_book || title.is_empty();
        if !good && nameless {
            let name = if url.is_empty() { &title } else { url };
            let name = match clean(name).trim() {
                "" => String::new(),
                name => format!("{name}: "),
            };
            return Err(format!(
                "{}: {name}left out; it has no http or https address",
                self.at
            ));
        }
        let date = |text: &str| dates::parse(text).filter(|_| !text.trim().is_empty());
        let filled = |text: &str| Some(text.trim().to_owned()).filter(|it| !it.is_empty());
        let meta = Meta {
            title,
            byline: filled(&self.byline),
            url: Some(url.to_owned()).filter(|_| good),
            published: date(&self.published),
            lang: filled(&self.lang),
            excerpt: filled(&self.summary),
            ..Meta::default()
        };
        let highlights: Vec<(String, String)> = self
            .highlights
            .iter()
            .map(|(words, note)| (one_line(words), one_line(note)))
            .filter(|(words, _)| !words.is_empty())
            .collect();
        let mut kept = Kept {
            item: match &meta.url {
                Some(url) => url.clone(),
                None => format!("book:{}", meta.title),
            },
            article: self.article(&meta, &[]),
            saved: date(&self.saved),
            read: self.read,
            starred: self.starred,
            tags: Vec::new(),
            highlights,
        };
        let missing: Vec<&str> = kept
            .highlights
            .iter()
            .map(|(words, _)| words.as_str())
            .filter(|words| !kept.article.text.contains(words))
            .collect();
        if !missing.is_empty() {
            kept.article = self.article(&meta, &missing);
        }
        for tag in &self.tags {
            let tag = one_line(tag);
            if !tag.is_empty() && !kept.tags.contains(&tag) {
                kept.tags.push(tag);
            }
        }
        Ok(kept)
    }

    fn article(&self, meta: &Meta, quotes: &[&str]) -> Article {
        let mut out = ArticleBuilder::new(meta.clone());
        if !self.content.trim().is_empty() {
            html::fragment(
                &self.content,
                &Base::new(meta.url.as_deref(), None),
                &mut out,
            );
        } else {
            for paragraph in self.summary.replace("\r\n", "\n").split("\n\n") {
                out.block(BlockKind::Paragraph, 0);
                out.words(paragraph);
            }
        }
        for quote in quotes {
            out.block_quote();
            out.block(BlockKind::BlockQuote, 0);
            out.words(quote);
        }
        out.finish()
    }
}

fn one_line(words: &str) -> String {
    fold::one_line(&clean(words)).trim().to_owned()
}

/// Tags in one text: `a, b`, `a|b`, `["a", "b"]`, `['a', 'b']`.
fn tags(text: &str) -> Vec<String> {
    let text = text.trim();
    if let Ok(tags) = serde_json::from_str::<Vec<String>>(text) {
        return tags;
    }
    let bare = text.strip_prefix('[').and_then(|it| it.strip_suffix(']'));
    let quoted = |c: char| c.is_whitespace() || c == '\'' || c == '"';
    bare.unwrap_or(text)
        .split([',', '|'])
        .map(|tag| tag.trim_matches(quoted).to_owned())
        .collect()
}

#[cfg(test)]
mod tests;
