//! The words of a feed: plain, escaped markup, markup, base64.

use super::place::Place;
use super::title;
use super::xml::Element;
use crate::ingest::builder::ArticleBuilder;
use crate::ingest::html::Base;
use crate::ingest::{entities, html};
use crate::model::{Article, BlockKind, Meta};

/// Words and how they are written.
pub struct Content {
    words: String,
    is_markup: bool,
    base: Base,
    /// Where the content is, when it is not here.
    pub elsewhere: Option<String>,
    /// The language that it names for itself.
    pub lang: Option<String>,
}

/// The first element under one of the names that has words.
pub fn first(element: &Element, names: &[&str], place: &Place<'_>) -> Option<Content> {
    let contents = names
        .iter()
        .flat_map(|name| element.all(name))
        .map(|child| Content::of(child, place));
    contents
        .into_iter()
        .find(|content| !content.words.trim().is_empty())
}

/// An item's content, else its summary.
pub fn body(element: &Element, place: &Place<'_>) -> Option<Content> {
    let names = [
        "content:encoded",
        "content",
        "fullitem",
        "xhtml:body",
        "body",
        "xhtml:div",
        "content_encoded",
        "description",
        "summary",
        "dc:description",
        "itunes:summary",
        "abstract",
        "media:description",
    ];
    let found = first(element, &names, place).map(|found| longer(found, element, place));
    let group = || {
        element
            .child("media:group")
            .and_then(|group| first(group, &["media:description"], place))
    };
    let empty = || {
        element
            .child("content")
            .map(|content| Content::of(content, place))
    };
    found.or_else(group).or_else(empty)
}

/// What a podcast says of an episode, where that is more than its description: the one is often only a
/// teaser of the other.
fn longer(found: Content, element: &Element, place: &Place<'_>) -> Content {
    let whole = [
        "content:encoded",
        "content",
        "fullitem",
        "xhtml:body",
        "body",
    ];
    if whole.iter().any(|name| {
        element.text_of(&[name]).is_some()
            || element.all(name).any(|child| !child.children.is_empty())
    }) {
        return found;
    }
    match first(element, &["itunes:summary"], place) {
        Some(summary) if summary.line().len() > found.line().len() => summary,
        _ => found,
    }
}

impl Content {
    fn of(element: &Element, place: &Place<'_>) -> Self {
        let place = place.inside(element);
        let kind = element
            .attr("type")
            .unwrap_or_default()
            .to_ascii_lowercase();
        let mode = element.attr("mode").unwrap_or_default();
        let elsewhere = element.attr("src").and_then(|src| place.base.link(src));
        let inner = place.source.get(element.inner.clone()).unwrap_or_default();
        let text_like =
            kind.starts_with("text/") && !kind.contains("html") && !kind.contains("xml");
        let (words, is_markup) = if mode == "base64"
            || !kind.is_empty() && !kind.contains('+') && is_binary(&kind)
        {
            let words = base64(&element.text).unwrap_or_default();
            let is_markup = is_markup(&words) && !text_like;
            (words, is_markup)
        } else if element.children.is_empty() {
            let plain =
                kind == "text" || kind == "text/plain" || mode == "xml" && !kind.contains("html");
            let words = match !plain && is_escaped_again(&element.text) {
                true => entities::decode(&element.text).into_owned(),
                false => element.text.clone(),
            };
            let is_markup = !plain && (kind.contains("html") || is_markup(&words));
            (words, is_markup)
        } else {
            let inner = markup_inside(element, inner);
            // Half of it escaped, half not: the escapes were meant once for all.
            let mixed = kind.is_empty() && is_markup(&element.text);
            (
                if mixed {
                    entities::decode(&inner).into_owned()
                } else {
                    inner
                },
                true,
            )
        };
        let base = place.base;
        Self {
            words,
            is_markup,
            base,
            elsewhere,
            lang: element.attr("xml:lang").map(str::to_string),
        }
    }

    /// Words that came without a type.
    pub fn guess(words: &str, base: &Base) -> Self {
        Self {
            words: words.to_string(),
            is_markup: is_markup(words),
            base: base.clone(),
            elsewhere: None,
            lang: None,
        }
    }

    /// Words that are known to be markup, or known not to be.
    pub fn known(words: &str, is_markup: bool, base: &Base) -> Self {
        Self {
            is_markup,
            ..Self::guess(words, base)
        }
    }

    /// All on one line, without markup.
    pub fn line(&self) -> String {
        if self.is_markup {
            plain(&self.words)
        } else {
            one_line(&self.words)
        }
    }

    /// As a title: on one line, tags that are words kept.
    pub fn title(&self) -> String {
        if self.is_markup {
            title::line(&self.words)
        } else {
            self.line()
        }
    }

    /// As an article without facts.
    pub fn article(&self) -> Article {
        let mut out = ArticleBuilder::new(Meta::default());
        if self.is_markup {
            html::fragment(&self.words, &self.base, &mut out);
        } else {
            for paragraph in self.words.replace("\r\n", "\n").split("\n\n") {
                out.block(BlockKind::Paragraph, 0);
                for line in paragraph.lines() {
                    out.words(line);
                    out.line_break();
                }
            }
        }
        out.finish()
    }
}

/// Facts as the builder leaves them.
pub fn meta(facts: Meta) -> Meta {
    ArticleBuilder::new(facts).finish().meta
}

/// The words of a line that may hold markup or references, twice escaped ones too.
pub fn plain(line: &str) -> String {
    if !is_markup(line) {
        return one_line(line);
    }
    let mut out = ArticleBuilder::new(Meta::default());
    html::fragment(line, &Base::default(), &mut out);
    one_line(&out.finish().text)
}

fn one_line(words: &str) -> String {
    let line = crate::ingest::fold::one_line(words);
    crate::model::clean(&line).trim().to_owned()
}

/// Whether words hold tags or character references.
fn is_markup(words: &str) -> bool {
    // A tag ends: behind the last `>` none does.
    let ended = memchr::memrchr(b'>', words.as_bytes()).unwrap_or(0);
    let tag = memchr::memchr_iter(b'<', &words.as_bytes()[..ended]).any(|at| {
        let rest = &words.as_bytes()[at + 1..];
        // Slashes are few before a name; a row of them is no tag.
        let name = rest.iter().take(8).find(|byte| **byte != b'/');
        name.is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'!')
    });
    tag || memchr::memchr_iter(b'&', words.as_bytes()).any(|at| {
        let reference = entities::reference(&words[at + 1..]);
        reference.is_some_and(|(_, used)| words[at + 1..at + 1 + used].ends_with(';'))
    })
}

/// Whether all of it is markup that was escaped once too often, from its first tag to its last.
fn is_escaped_again(words: &str) -> bool {
    let words = words.trim();
    let ends = ["&lt;/p&gt;", "&lt;/div&gt;", "&lt;br", "&lt;/ul&gt;"];
    words.starts_with("&lt;")
        && words.ends_with("&gt;")
        && !words.contains('<')
        && ends.iter().any(|end| words.contains(end))
}

/// The markup inside an element, without the prefix that it gives to XHTML.
fn markup_inside(element: &Element, inner: &str) -> String {
    let prefix = element
        .children
        .iter()
        .find(|child| child.name.starts_with("xhtml:"))
        .and_then(|_| {
            let tag = &inner[inner.find('<')? + 1..];
            let name = &tag[..tag.find([' ', '>', '/', '\n', '\t'])?];
            Some(format!("{}:", name.split_once(':')?.0))
        });
    match prefix {
        Some(prefix) => inner
            .replace(&format!("<{prefix}"), "<")
            .replace(&format!("</{prefix}"), "</"),
        None => inner.replace("<![CDATA[", "").replace("]]>", ""),
    }
}

/// Atom gives what is neither text nor XML in base64.
fn is_binary(kind: &str) -> bool {
    kind.contains('/')
        && !kind.starts_with("text/")
        && !kind.contains("html")
        && !kind.contains("xml")
}

fn base64(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut held) = (0u32, 0u32);
    for byte in text
        .bytes()
        .filter(|b| !b.is_ascii_whitespace() && *b != b'=')
    {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        bits = (bits << 6 | u32::from(value)) & 0xfff;
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held & 0xff) as u8);
        }
    }
    String::from_utf8(bytes).ok()
}
