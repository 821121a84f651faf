//! XML as feeds have it to a small tree: mends what it can, keeps what stands before the damage.
//!
//! quick-xml cuts the text into events; what belongs together is settled here, since feeds leave
//! elements open, close others twice, use entities and prefixes that nobody declared. Names come out
//! with one prefix for each vocabulary, however the feed spells it: `title`, `dc:creator`,
//! `itunes:author`.

mod build;
mod element;
mod names;

use quick_xml::Reader;
use quick_xml::events::Event;

use self::build::Builder;
pub use self::element::Element;
pub use self::names::is_item;

/// The most elements that are kept: each takes some 200 bytes, and may be four bytes of markup.
const MOST: usize = 500_000;

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
    let mut start = start;
    let mut reader = events(&source[start..]);
    let position = |reader: &Reader<&[u8]>, start: usize| {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        at.saturating_add(start).min(source.len())
    };
    // Behind it no raw text is closed, and none is sought there.
    let last_end = memchr::memmem::rfind(source.as_bytes(), b"]]>").unwrap_or_default();
    // Where one is never closed, none behind it is.
    let mut comments = 0;
    let mut sought = 0;
    let damage = loop {
        let before = position(&reader, start);
        let rest = source.get(before..).unwrap_or_default();
        if before >= last_end && rest.starts_with(RAW) {
            let Some(length) = unclosed(rest) else {
                build.rest(rest);
                break Some(before);
            };
            build.rest(&rest[..length]);
            build.mended.get_or_insert(before);
            start = before + length;
            reader = events(&source[start..]);
            continue;
        }
        let event = reader.read_event();
        let after = position(&reader, start);
        let cut = match event {
            Ok(Event::CData(_)) => source.get(before..after).and_then(swallowing),
            Err(_) => source.get(before..).and_then(unclosed),
            _ => None,
        };
        // The end of each is sought in all that follows.
        sought += cut.map_or(0, |_| (source.len() - before) as u64);
        let cut = cut.filter(|_| sought < SOUGHT);
        let is_comment = event.is_err()
            && source
                .get(before..)
                .is_some_and(|rest| rest.starts_with(COMMENT));
        comments += usize::from(is_comment);
        let cut = cut.or((is_comment && comments <= MOST_COMMENTS).then_some(COMMENT.len()));
        if let Some(length) = cut {
            if !is_comment {
                build.rest(&source[before..before + length]);
            }
            build.mended.get_or_insert(before);
            start = before + length;
            reader = events(&source[start..]);
            continue;
        }
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

fn events(source: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(source);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    reader
}

/// What begins a remark, and how many that nobody closes are passed over.
const COMMENT: &str = "<!--";
const MOST_COMMENTS: usize = 20;

/// What begins raw text.
const RAW: &str = "<![CDATA[";

/// So many bytes are looked through for the ends of raw text that nobody closed: with more of them than any feed has, the
/// next swallows what follows.
const SOUGHT: u64 = 1 << 29;

/// Where raw text ends that nobody closed: with its item, so that it does not swallow those behind it.
fn unclosed(raw: &str) -> Option<usize> {
    let words = raw.strip_prefix(RAW)?.as_bytes();
    let ends: [&[u8]; 4] = [b"</item>", b"</entry>", b"<item>", b"<entry>"];
    let is_end = |at: &usize| ends.iter().any(|end| words[*at..].starts_with(end));
    let end = RAW.len() + memchr::memchr_iter(b'<', words).find(is_end)?;
    // The end of the element that it stands in.
    let own = raw[..end].rfind("</").filter(|at| {
        let name = raw[at + 2..end].trim_end().strip_suffix('>');
        name.is_some_and(|name| !name.contains(['<', '>', ' ']))
    });
    Some(own.unwrap_or(end))
}

/// The same for raw text that ends where that of a later item does.
fn swallowing(raw: &str) -> Option<usize> {
    let end = unclosed(raw)?;
    memchr::memmem::find(&raw.as_bytes()[end..], RAW.as_bytes()).map(|_| end)
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
