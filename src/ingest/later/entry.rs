//! An article of a list to read later: as the list writes it, and as it is kept.

use std::collections::HashSet;

use url::Url;

use crate::ingest::builder::ArticleBuilder;
use crate::ingest::html::{self, Base};
use crate::ingest::{dates, fold};
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
    /// Raindrop: CSV, or a file of bookmarks.
    Raindrop,
    /// Matter: CSV.
    Matter,
    /// Pinboard: JSON, XML, or a file of bookmarks.
    Pinboard,
    /// GoodLinks: JSON.
    GoodLinks,
    /// Whoever writes a CSV with a column of addresses.
    Table,
    /// A browser, or who writes its form: a file of bookmarks, or the JSON of Firefox or Chrome.
    Browser,
    /// FreshRSS, Inoreader and others: articles as Google Reader gave them out, JSON.
    Reader,
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
            Service::Raindrop => "Raindrop",
            Service::Matter => "Matter",
            Service::Pinboard => "Pinboard",
            Service::GoodLinks => "GoodLinks",
            Service::Table => "somebody else",
            Service::Browser => "a browser",
            Service::Reader => "a feed reader",
        }
    }
}

/// What is said of a list that is longer than is read.
pub const CUT: &str = "the rest is left out: the file is too large, or nested too deep";

/// So many bytes of an article are looked through for its highlights: a list may have as many as it has lines.
pub const SEARCHED: usize = 1 << 31;

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

/// Gives the bytes of a file by its place beside the list, `content/slug.html`.
pub type Beside<'b> = &'b dyn Fn(&str) -> Option<Vec<u8>>;

/// What a format's reader gives: whose list it is, its entries, and what it left out.
pub type Read = (Service, Vec<Entry>, Vec<String>);

/// An article as a list writes it; every text as it stands there.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// Its place in the list, for sentences: "line 3".
    pub at: String,
    pub url: String,
    pub title: String,
    pub byline: String,
    pub site: String,
    pub published: String,
    pub saved: String,
    pub lang: String,
    /// Its words as markup.
    pub content: String,
    /// A summary or selection, when there are no words.
    pub summary: String,
    pub read: bool,
    pub starred: bool,
    pub tags: Vec<String>,
    pub highlights: Vec<(String, String)>,
    /// It may have no address: highlights of a book.
    pub is_book: bool,
}

/// The most articles of one list, and the most sentences of what is left out: the longest list that anybody has made by
/// reading is far from that, and each takes memory.
const MOST: usize = 200_000;
const MOST_TOLD: usize = 1000;

/// The entries of a long list, as they are read, and what of it is left out.
#[derive(Default)]
pub struct Entries {
    /// Those that are taken over.
    pub taken: Vec<Entry>,
    left_out: Vec<String>,
    /// So many others are left out; and so many behind the last for which there is room.
    more: usize,
    beyond: usize,
}

impl Entries {
    /// Takes an entry, unless it is left out.
    pub fn take(&mut self, entry: Entry) {
        match entry.refusal() {
            Some(sentence) => self.leave_out(sentence),
            None if self.taken.len() < MOST => self.taken.push(entry),
            None => self.beyond += 1,
        }
    }

    /// Something is left out, and why.
    pub fn leave_out(&mut self, sentence: String) {
        match self.left_out.len() < MOST_TOLD {
            true => self.left_out.push(sentence),
            false => self.more += 1,
        }
    }

    /// The entries, and a sentence each for what is left out.
    pub fn done(mut self) -> (Vec<Entry>, Vec<String>) {
        if self.more > 0 {
            let sentence = format!(
                "{} more like these; they are not told one by one",
                self.more
            );
            self.left_out.push(sentence);
        }
        if self.beyond > 0 {
            let all = MOST + self.beyond;
            let sentence = format!(
                "of {all} articles the first {MOST} are taken over; give the rest in a list of its own"
            );
            self.left_out.push(sentence);
        }
        (self.taken, self.left_out)
    }
}

impl Entry {
    /// Why it is left out, as one sentence; none where it is not.
    fn refusal(&self) -> Option<String> {
        let title = self.title();
        let url = self.url.trim();
        let nameless = !self.is_book || title.is_empty();
        if is_web(url) || !nameless {
            return None;
        }
        let name = if url.is_empty() { &title } else { url };
        let name = match clean(name).trim() {
            "" => String::new(),
            name => format!("{}: ", cut_to(name)),
        };
        let at = &self.at;
        Some(format!(
            "{at}: {name}left out; it has no http or https address"
        ))
    }

    /// Its title as it is kept.
    fn title(&self) -> String {
        fold::one_line(&clean(&self.title)).trim().to_owned()
    }

    /// The article; or the sentence why it is left out.
    pub fn kept(self) -> Result<Kept, String> {
        if let Some(sentence) = self.refusal() {
            return Err(sentence);
        }
        let title = self.title();
        let url = self.url.trim();
        let good = is_web(url);
        let filled = |text: &str| Some(text.trim().to_owned()).filter(|it| !it.is_empty());
        let meta = Meta {
            title,
            byline: filled(&self.byline),
            site: filled(&self.site),
            url: Some(url.to_owned()).filter(|_| good),
            published: moment(&self.published),
            lang: filled(&self.lang),
            excerpt: filled(&self.summary),
            ..Meta::default()
        };
        let mut known = HashSet::new();
        let highlights: Vec<(String, String)> = self
            .highlights
            .iter()
            .map(|(words, note)| (one_line(words), one_line(note)))
            .filter(|highlight| !highlight.0.is_empty() && known.insert(highlight.clone()))
            .collect();
        let mut kept = Kept {
            item: match &meta.url {
                Some(url) => url.clone(),
                None => format!("book:{}", meta.title),
            },
            article: self.article(&meta, &[]),
            saved: moment(&self.saved),
            read: self.read,
            starred: self.starred,
            tags: Vec::new(),
            highlights,
        };
        let text = &kept.article.text;
        let mut left = SEARCHED;
        let mut is_missing = |words: &&str| {
            // What is not looked for is quoted behind the text.
            let looked = left.checked_sub(text.len());
            left = looked.unwrap_or(left);
            looked.is_none() || !text.contains(words)
        };
        let highlights = kept.highlights.iter().map(|(words, _)| words.as_str());
        let missing: Vec<&str> = highlights.filter(&mut is_missing).collect();
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

/// The most characters of an address in a sentence: a program written as one may be a page long.
const NAMED: usize = 120;

fn cut_to(name: &str) -> String {
    let mut chars = name.chars();
    let mut cut: String = chars.by_ref().take(NAMED).collect();
    if chars.next().is_some() {
        cut.push('…');
    }
    cut
}

/// A date, or a count: of seconds, also with a fraction, or of millionths since 1970, or of those since
/// 1601, as Chrome counts.
fn moment(text: &str) -> Option<String> {
    /// Seconds from 1601 to 1970.
    const CHROME: i64 = 11_644_473_600;
    let text = text.trim();
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let whole = match text.split_once('.') {
        Some((whole, part)) if is_number(whole) && is_number(part) => whole,
        _ => text,
    };
    if whole.len() < 16 || !is_number(whole) {
        return dates::parse(whole);
    }
    let seconds = whole.parse::<i64>().ok()? / 1_000_000;
    let since = if seconds > CHROME { CHROME } else { 0 };
    dates::parse(&(seconds - since).to_string())
}

fn one_line(words: &str) -> String {
    fold::one_line(&clean(words)).trim().to_owned()
}

/// Whether it is an address of the web.
pub fn is_web(url: &str) -> bool {
    Url::parse(url.trim()).is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
}

/// Tags in one text: `a, b`, `a|b`, `["a", "b"]`, `['a', "b, c"]`.
pub fn tags(text: &str) -> Vec<String> {
    let text = text.trim();
    if let Ok(tags) = serde_json::from_str::<Vec<String>>(text) {
        return tags;
    }
    let bare = text.strip_prefix('[').and_then(|it| it.strip_suffix(']'));
    let mut tags = vec![String::new()];
    let mut quote = None;
    let mut letters = bare.unwrap_or(text).chars();
    while let Some(letter) = letters.next() {
        let Some(tag) = tags.last_mut() else { break };
        match letter {
            '\\' if quote.is_some() => tag.extend(letters.next()),
            ',' | '|' if quote.is_none() => tags.push(String::new()),
            '\'' | '"' if bare.is_some() && quote.is_none() && tag.trim().is_empty() => {
                quote = Some(letter);
            }
            closes if quote == Some(closes) => quote = None,
            other => tag.push(other),
        }
    }
    let quoted = |c: char| c.is_whitespace() || c == '\'' || c == '"';
    tags.iter()
        .map(|tag| tag.trim_matches(quoted).to_owned())
        .collect()
}
