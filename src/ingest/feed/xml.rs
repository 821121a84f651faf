//! XML as feeds have it to a small tree: mends what it can, keeps what stands before the damage.
//!
//! quick-xml cuts the text into events; what belongs together is settled here, since feeds leave
//! elements open, close others twice, use entities and prefixes that nobody declared. Names come out
//! with one prefix for each vocabulary, however the feed spells it: `title`, `dc:creator`,
//! `itunes:author`.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::ingest::entities;

/// The deepest nesting that is kept; what is deeper counts as part of its ancestor.
const DEEPEST: usize = 200;
/// The longest text that an entity of the document's own may stand for.
const ENTITY: usize = 2000;
/// The most bytes that such entities put in place of their names, all together.
const REPLACED: usize = 1 << 20;
/// The most elements that are kept: each takes some 200 bytes, and may be four bytes of markup.
const MOST: usize = 500_000;
/// The most vocabularies declared at once, and attributes of one element.
const DECLARED: usize = 200;

/// An element with what it holds.
#[derive(Debug, Default)]
pub struct Element {
    /// The name in lower case, with its vocabulary's usual prefix; plain for RSS and Atom.
    pub name: String,
    /// Attributes: names in lower case and without prefix but for `xml:`.
    pub attrs: Vec<(String, String)>,
    /// Elements inside.
    pub children: Vec<Element>,
    /// The text right inside, references replaced.
    pub text: String,
    /// Where the markup inside stands in the source.
    pub inner: Range<usize>,
}

impl Element {
    /// The value of an attribute, when it is not blank.
    pub fn attr(&self, name: &str) -> Option<&str> {
        let found = self.attrs.iter().find(|(key, _)| key == name);
        found
            .map(|(_, value)| value.trim())
            .filter(|value| !value.is_empty())
    }

    /// The children of that name.
    pub fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Element> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The first child of that name.
    pub fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The text of the first child under one of the names that is not blank.
    pub fn text_of(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| {
            let named = self.children.iter().filter(|child| child.name == *name);
            named
                .map(|child| child.text.trim())
                .find(|text| !text.is_empty())
        })
    }
}

/// A document: its root, and what was wrong with it.
#[derive(Debug, Default)]
pub struct Document {
    /// The first element.
    pub root: Element,
    /// One sentence on where it breaks off or is mended.
    pub damage: Option<String>,
}

/// Reads a document; never fails, since some of it can nearly always be read.
pub fn parse(source: &str) -> Document {
    let mut build = Builder::default();
    let start = past_declarations(source);
    build.declarations(&source[..start]);
    let mut reader = Reader::from_str(&source[start..]);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let position = |reader: &Reader<&[u8]>| {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        at.saturating_add(start).min(source.len())
    };
    let damage = loop {
        let before = position(&reader);
        let event = reader.read_event();
        let after = position(&reader);
        match event {
            Ok(Event::Eof) => break None,
            Ok(_) if build.elements > MOST => {
                build.full = true;
                break None;
            }
            Ok(event) => build.event(event, before, after),
            Err(_) => {
                build.rest(source.get(before..).unwrap_or_default());
                break Some(before);
            }
        }
    };
    let broken = damage.or((!build.open.is_empty()).then_some(source.len()));
    let damage = match broken {
        _ if build.full => {
            Some("The feed has more than 500,000 elements; the rest is left out.".into())
        }
        Some(at) => Some(format!(
            "The feed breaks off or is damaged at line {}; what stands before is kept.",
            line(source, at)
        )),
        None => build.mended.map(|at| {
            format!(
                "The feed is not well-formed at line {}; it was mended.",
                line(source, at)
            )
        }),
    };
    Document {
        root: build.finish(source.len()),
        damage,
    }
}

/// Where the document type ends, if there is one. quick-xml gives up on some that stand in feeds.
fn past_declarations(source: &str) -> usize {
    let head = source.as_bytes();
    let found = memchr::memmem::find(head, b"<!DOCTYPE").filter(|start| {
        // Nothing but declarations and comments stands before it.
        let tags = memchr::memchr_iter(b'<', &head[..*start]);
        tags.take(50)
            .all(|at| matches!(head.get(at + 1), Some(b'?' | b'!')))
    });
    let Some(start) = found else { return 0 };
    let rest = &source[start..];
    let simple = rest.find('>').map(|at| at + 1);
    let inside = rest
        .find('[')
        .filter(|at| simple.is_none_or(|end| *at < end));
    let end = match inside {
        Some(open) => rest[open..].match_indices(']').find_map(|(at, _)| {
            let after = rest[open + at + 1..].trim_start();
            after.starts_with('>').then(|| rest.len() - after.len() + 1)
        }),
        None => simple,
    };
    end.map_or(0, |end| start + end)
}

fn line(source: &str, at: usize) -> usize {
    memchr::memchr_iter(b'\n', &source.as_bytes()[..at.min(source.len())]).count() + 1
}

/// Puts events together.
#[derive(Debug, Default)]
struct Builder {
    /// Elements that are closed and stand in no other.
    roots: Vec<Element>,
    open: Vec<Element>,
    /// Prefix, the vocabulary's own prefix, and how many elements were open.
    spaces: Vec<(String, &'static str, usize)>,
    /// Elements open that are too deep to keep.
    too_deep: usize,
    /// Elements met.
    elements: usize,
    /// There were more than are kept.
    full: bool,
    /// Entities of the document's own.
    entities: Vec<(String, String)>,
    /// How many bytes they have put in place of their names.
    replaced: usize,
    /// Where the first tag stood that fits no other.
    mended: Option<usize>,
}

impl Builder {
    fn event(&mut self, event: Event<'_>, before: usize, after: usize) {
        match event {
            Event::Start(tag) => self.start(&tag, before, after),
            Event::Empty(tag) => {
                self.start(&tag, before, after);
                self.close_last(after);
            }
            Event::End(tag) => self.end(tag.name().as_ref(), before),
            Event::Text(text) => self.text(&text.into_inner()),
            Event::CData(text) => self.text(&text.into_inner()),
            Event::GeneralRef(name) => self.reference(&name.into_inner()),
            _ => {}
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>, before: usize, after: usize) {
        self.elements += 1;
        if self.open.len() >= DEEPEST {
            self.too_deep += 1;
            return;
        }
        if is_item(&self.name(tag.name().as_ref())) {
            self.close_before_item(before);
        }
        let depth = self.open.len();
        let mut attrs = Vec::new();
        for attr in tag
            .html_attributes()
            .with_checks(false)
            .flatten()
            .take(DECLARED)
        {
            let (key, value) = (
                attr.key.as_ref().to_ascii_lowercase(),
                entities::decode(&attr.value).into_owned(),
            );
            match key.split_once(':') {
                _ if self.spaces.len() >= DECLARED && key.starts_with("xmlns") => {}
                _ if key == "xmlns" => {
                    self.spaces
                        .push((String::new(), vocabulary(&value).unwrap_or(""), depth))
                }
                Some(("xmlns", prefix)) => {
                    self.spaces
                        .push((prefix.to_string(), vocabulary(&value).unwrap_or("?"), depth))
                }
                Some(("xml", _)) | None => attrs.push((key, value)),
                Some((_, local)) => attrs.push((local.to_string(), value)),
            }
        }
        self.open.push(Element {
            name: self.name(tag.name().as_ref()),
            attrs,
            inner: after..after,
            ..Element::default()
        });
    }

    /// What is left open before an item does not swallow it: all that stands between the channel and
    /// the item is closed, but for an item's content, where markup of any name may stand.
    fn close_before_item(&mut self, before: usize) {
        let Some(channel) = self
            .open
            .iter()
            .rposition(|element| is_channel(&element.name))
        else {
            return;
        };
        let inside = &self.open[channel + 1..];
        if inside.is_empty() || inside.iter().any(|element| may_hold_markup(&element.name)) {
            return;
        }
        self.mended.get_or_insert(before);
        while self.open.len() > channel + 1 {
            self.close_last(before);
        }
    }

    /// The name with its vocabulary's usual prefix.
    fn name(&self, name: &str) -> String {
        let name = name.to_ascii_lowercase();
        let (prefix, local) = name.split_once(':').unwrap_or(("", &name));
        let declared = self.spaces.iter().rev().find(|(known, ..)| known == prefix);
        let space = match declared {
            Some((_, space, _)) => space,
            // Nobody declared it: the usual prefixes mean what they usually do.
            None if prefix.is_empty() || prefix == "atom" || prefix == "rss" || prefix == "a10" => {
                ""
            }
            None => prefix,
        };
        if space.is_empty() {
            local.to_string()
        } else {
            format!("{space}:{local}")
        }
    }

    /// Closes the nearest open element of that name, and with it those inside that were left open.
    fn end(&mut self, name: &str, before: usize) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        let name = self.name(name);
        let Some(at) = self.open.iter().rposition(|element| element.name == name) else {
            self.mended.get_or_insert(before);
            return;
        };
        if at + 1 < self.open.len() {
            self.mended.get_or_insert(before);
        }
        while self.open.len() > at {
            self.close_last(before);
        }
    }

    fn close_last(&mut self, before: usize) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        let Some(mut element) = self.open.pop() else {
            return;
        };
        element.inner.end = before.max(element.inner.start);
        let depth = self.open.len();
        // By depth, so those to go are the last.
        while self.spaces.pop_if(|(_, _, at)| *at >= depth).is_some() {}
        match self.open.last_mut() {
            Some(parent) => parent.children.push(element),
            None => self.roots.push(element),
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(element) = self.open.last_mut() {
            element.text.push_str(text);
        }
    }

    fn reference(&mut self, name: &str) {
        let whole = format!("{name};");
        let own = self
            .entities
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, text)| text.clone())
            .filter(|text| self.replaced + text.len() <= REPLACED);
        self.replaced += own.as_ref().map_or(0, String::len);
        match (own, entities::reference(&whole)) {
            (Some(text), _) => self.text(&text),
            (None, Some((chars, used))) if used == whole.len() => {
                let text: String = chars.into_iter().flatten().collect();
                self.text(&text);
            }
            _ => self.text(&format!("&{whole}")),
        }
    }

    /// `<!ENTITY name "text">`. Replaced once and not within each other, so no bomb goes off.
    fn declarations(&mut self, declarations: &str) {
        for declaration in declarations.split("<!ENTITY").skip(1).take(100) {
            let mut parts = declaration.trim_start().splitn(2, char::is_whitespace);
            let (Some(name), Some(rest)) = (parts.next(), parts.next()) else {
                continue;
            };
            let rest = rest.trim_start();
            let Some(quote) = rest.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
                continue;
            };
            let value = rest[1..].split(quote).next().unwrap_or_default();
            if value.len() <= ENTITY {
                self.entities
                    .push((name.to_string(), entities::decode(value).into_owned()));
            }
        }
    }

    /// What stands behind the damage may still be the words of the element that is open.
    fn rest(&mut self, source: &str) {
        if let Some(words) = source.strip_prefix("<![CDATA[") {
            self.text(words);
        }
    }

    fn finish(mut self, end: usize) -> Element {
        self.too_deep = 0;
        while !self.open.is_empty() {
            self.close_last(end);
        }
        self.roots.into_iter().next().unwrap_or_default()
    }
}

/// An element that is an article.
pub fn is_item(name: &str) -> bool {
    matches!(name, "item" | "entry")
}

/// An element that items stand in.
fn is_channel(name: &str) -> bool {
    matches!(name, "channel" | "feed" | "rss" | "rdf:rdf")
}

/// An element that may hold markup that is not escaped.
fn may_hold_markup(name: &str) -> bool {
    name.starts_with("xhtml:")
        || matches!(
            name,
            "content" | "content:encoded" | "summary" | "fullitem" | "body" | "content_encoded"
        )
}

/// The usual prefix of the vocabulary that an address names; empty for RSS and Atom.
fn vocabulary(address: &str) -> Option<&'static str> {
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
