//! Events of a reader to elements: what was left open is closed, what nobody opened is passed over.

use quick_xml::events::{BytesStart, Event};

use super::element::Element;
use super::names::{ends, is_channel, is_item, may_hold_markup, vocabulary};
use crate::ingest::entities;

/// The deepest nesting that is kept; what is deeper counts as part of its ancestor.
const DEEPEST: usize = 200;
/// The longest text that an entity of the document's own may stand for.
const ENTITY: usize = 2000;
/// The most bytes that such entities put in place of their names, all together.
const REPLACED: usize = 1 << 20;
/// The most vocabularies declared at once, and attributes of one element.
const DECLARED: usize = 200;

/// Puts events together.
#[derive(Debug, Default)]
pub struct Builder {
    /// Elements that are closed and stand in no other.
    roots: Vec<Element>,
    pub open: Vec<Element>,
    /// Prefix, the vocabulary's own prefix, and how many elements were open.
    spaces: Vec<(String, &'static str, usize)>,
    /// Elements open that are too deep to keep.
    too_deep: usize,
    /// Elements met.
    pub elements: usize,
    /// There were more than are kept.
    pub full: bool,
    /// Entities of the document's own.
    entities: Vec<(String, String)>,
    /// How many bytes they have put in place of their names.
    replaced: usize,
    /// Where the first tag stood that fits no other.
    pub mended: Option<usize>,
}

impl Builder {
    /// Takes the next event, which stands at those bytes of the source.
    pub fn event(&mut self, event: Event<'_>, before: usize, after: usize) {
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
        let name = self.name(tag.name().as_ref());
        if is_item(&name) {
            self.close_before_item(before);
        } else if self.open.last().is_some_and(|open| ends(&open.name, &name)) {
            self.mended.get_or_insert(before);
            self.close_last(before);
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
                entities::decode_ended(&attr.value).into_owned(),
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
    pub fn declarations(&mut self, declarations: &str) {
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
    pub fn rest(&mut self, source: &str) {
        if let Some(words) = source.strip_prefix("<![CDATA[") {
            self.text(words);
        }
    }

    /// The first element; what is open is closed at the end of the source.
    pub fn finish(mut self, end: usize) -> Element {
        self.too_deep = 0;
        while !self.open.is_empty() {
            self.close_last(end);
        }
        self.roots.into_iter().next().unwrap_or_default()
    }
}
