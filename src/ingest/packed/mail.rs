//! E-mail: a message (RFC 5322), a mailbox of messages (mbox), a page saved whole (MHTML).
//!
//! mail-parser undoes the encodings. All words of a message are kept: letters have no furniture that
//! could be told from what was written.

use std::borrow::Cow;

use mail_parser::{Address, Message, MessageParser, MessagePart, MimeHeaders, PartType};

use super::head::Head;
use super::letter::{self, Lines};
use super::parts::{MOST_ITEMS, gathered, stem, without_title};
use crate::error::Result;
use crate::ingest::builder::ArticleBuilder;
use crate::ingest::feed::{fingerprint, settled};
use crate::ingest::hint::{Hint, Ingested, refusal};
use crate::ingest::html::Base;
use crate::ingest::{dates, html, text};
use crate::model::{Article, Feed, FeedItem, Meta, clean, without_escapes};

/// Fields that mail programs write and people do not.
const BY_PROGRAMS: [&str; 9] = [
    "return-path",
    "received",
    "message-id",
    "mime-version",
    "content-type",
    "delivered-to",
    "dkim-signature",
    "list-id",
    "snapshot-content-location",
];
/// Fields that a memo may open with too.
const BY_PEOPLE: [&str; 4] = ["from", "to", "date", "subject"];

/// Whether bytes are one message. A memo of a text, with "From:" and "Subject:" and nothing besides,
/// is one only where a name or a header says so.
pub fn is_message(bytes: &[u8], hint: Hint<'_>) -> bool {
    let Some(head) = Head::read(unmarked(bytes)) else {
        return false;
    };
    let media = hint.content_type.unwrap_or_default();
    let named = [".eml", ".mht", ".mhtml"]
        .iter()
        .any(|end| hint.name.to_ascii_lowercase().ends_with(end));
    let said =
        named || media.starts_with("message/rfc822") || media.starts_with("multipart/related");
    let programs = head.count(&BY_PROGRAMS);
    let people = head.count(&BY_PEOPLE);
    programs + people >= 2 && (programs > 0 || said)
}

/// Bytes without the mark of UTF-8 that an editor may put before all.
fn unmarked(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

/// Whether bytes are a mailbox: a "From " line, and a head after it.
pub fn is_mailbox(bytes: &[u8]) -> bool {
    bytes.starts_with(b"From ") && parts(bytes).next().is_some()
}

/// Reads one message as an article.
///
/// # Errors
/// One sentence when there are no words in it.
pub fn read(bytes: &[u8], hint: Hint<'_>) -> Result<Ingested> {
    let bytes = unmarked(bytes);
    if borne(bytes).is_none() {
        let why = "is a message of more parts than can be read".into();
        return Err(refusal(hint, why));
    }
    match item(bytes, hint) {
        Some(item) if !item.article.text.is_empty() => {
            Ok(Ingested::Article(Box::new(item.article)))
        }
        _ => Err(refusal(hint, "is a message without words to read".into())),
    }
}

/// Reads a mailbox: each message with words in it is an item.
///
/// # Errors
/// One sentence when none has.
pub fn read_mailbox(bytes: &[u8], hint: Hint<'_>) -> Result<Ingested> {
    let mut feed = Feed {
        title: clean(stem(hint.name)).into_owned(),
        ..Feed::default()
    };
    for part in parts(bytes) {
        if feed.items.len() == MOST_ITEMS {
            feed.damage =
                Some("The mailbox has more than 50,000 messages; the others are left out.".into());
            break;
        }
        let message = without_from_quoting(part);
        feed.items
            .extend(item(&message, hint).filter(|item| !item.article.text.is_empty()));
    }
    gathered(feed, hint, "a mailbox")
}

/// The messages of a mailbox, without their "From " lines. Such a line stands at the beginning or after
/// a blank line, and a head follows it: sentences that begin with "From" end no message.
fn parts(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let begins = |at: usize| {
        let rest = bytes.get(at..)?;
        let line = memchr::memchr(b'\n', rest.strip_prefix(b"From ")?)? + 6;
        // A head of a few kilobytes is enough to tell one.
        let head = rest.get(line..)?;
        let first = head.get(..memchr::memchr(b'\n', head)?)?;
        let (name, _) = first.split_at(memchr::memchr(b':', first)?);
        (!name.is_empty() && name.iter().all(u8::is_ascii_graphic)).then_some(at + line)
    };
    let blank = memchr::memmem::find_iter(bytes, b"\n\nFrom ").map(|at| at + 2);
    let blank_cr = memchr::memmem::find_iter(bytes, b"\n\r\nFrom ").map(|at| at + 3);
    let mut starts: Vec<(usize, usize)> = std::iter::once(0)
        .chain(blank)
        .chain(blank_cr)
        .filter_map(|at| Some((at, begins(at)?)))
        .collect();
    starts.sort_unstable();
    let ends: Vec<usize> = starts
        .iter()
        .skip(1)
        .map(|(at, _)| *at)
        .chain([bytes.len()])
        .collect();
    starts
        .into_iter()
        .zip(ends)
        .filter_map(|((_, start), end)| bytes.get(start..end))
}

/// Takes back the `>` that a mailbox puts before a line that begins with "From ".
fn without_from_quoting(part: &[u8]) -> Vec<u8> {
    let mut message = Vec::with_capacity(part.len());
    for line in part.split_inclusive(|byte| *byte == b'\n') {
        let bare = line.iter().position(|byte| *byte != b'>').unwrap_or(0);
        let quoted = bare > 0
            && line
                .get(bare..)
                .is_some_and(|rest| rest.starts_with(b"From "));
        message.extend_from_slice(line.get(usize::from(quoted)..).unwrap_or_default());
    }
    message
}

/// One message; none if it is none.
fn item(bytes: &[u8], hint: Hint<'_>) -> Option<FeedItem> {
    let bytes = borne(bytes)?;
    let bytes = short_head(&bytes);
    let message = MessageParser::default().parse(bytes.as_ref())?;
    let item = item_of(&message, hint);
    let_go(message);
    item
}

/// Forgets a message whose messages have messages in them, without a call within a call for each: so many calls no
/// stack has room for.
fn let_go(message: Message<'_>) {
    let mut left = vec![message];
    while let Some(mut message) = left.pop() {
        for part in &mut message.parts {
            if let PartType::Message(inner) = std::mem::take(&mut part.body) {
                left.push(inner);
            }
        }
    }
}

/// The bytes of a message as mail-parser can bear them: it takes time by the square of the length of a field that says what
/// a part is, and memory many times the parts. None when there are too many of those.
fn borne(bytes: &[u8]) -> Option<Cow<'_, [u8]>> {
    const MOST_PARTS: usize = 20_000;
    /// Lines that may begin a part: words may have such lines, too.
    const MOST_LINES: usize = 100_000;
    const LONGEST: usize = 16 * 1024;
    let (mut parts, mut lines, mut has_parts) = (0, 0, false);
    let (mut kept, mut done) = (Vec::new(), 0);
    let starts = memchr::memchr_iter(b'\n', bytes).map(|at| at + 1);
    for start in std::iter::once(0).chain(starts) {
        let rest = bytes.get(start..).unwrap_or_default();
        let is = |name: &[u8]| {
            rest.get(..name.len())
                .is_some_and(|it| it.eq_ignore_ascii_case(name))
        };
        lines += usize::from(is(b"--"));
        if has_parts && lines > MOST_LINES {
            return None;
        }
        if !is(b"content-type") && !is(b"content-disposition") {
            continue;
        }
        parts += 1;
        if parts > MOST_PARTS {
            return None;
        }
        // A field goes on where a line begins with a space.
        let end = memchr::memchr_iter(b'\n', rest)
            .find(|at| !matches!(rest.get(at + 1), Some(b' ' | b'\t')))
            .unwrap_or(rest.len());
        let field = rest.get(..end.min(LONGEST)).unwrap_or_default();
        has_parts |= field
            .to_ascii_lowercase()
            .windows(10)
            .any(|it| it == b"multipart/");
        if end > LONGEST && start >= done {
            // Between two of its pieces, so that none is begun.
            let short = rest.get(..LONGEST).unwrap_or_default();
            let cut = memchr::memrchr(b';', short).unwrap_or(LONGEST);
            kept.extend_from_slice(bytes.get(done..start + cut).unwrap_or_default());
            done = start + end;
        }
    }
    if done == 0 {
        return Some(Cow::Borrowed(bytes));
    }
    kept.extend_from_slice(bytes.get(done..).unwrap_or_default());
    Some(Cow::Owned(kept))
}

/// A message without what its head has behind ten thousand lines: mail-parser takes a hundred bytes for each.
fn short_head(bytes: &[u8]) -> Cow<'_, [u8]> {
    const MOST_LINES: usize = 10_000;
    let ends = [&b"\n\n"[..], b"\n\r\n"].map(|end| memchr::memmem::find(bytes, end));
    let end = ends.into_iter().flatten().min().unwrap_or(bytes.len());
    let (head, rest) = bytes.split_at(end);
    match memchr::memchr_iter(b'\n', head).nth(MOST_LINES) {
        Some(at) => Cow::Owned([head.get(..at).unwrap_or_default(), rest].concat()),
        None => Cow::Borrowed(bytes),
    }
}

fn item_of(message: &Message<'_>, hint: Hint<'_>) -> Option<FeedItem> {
    let saved_from = saved_from(message);
    let facts = facts(message);
    let mut article = match body(message)? {
        Body::Page(markup) => {
            let markup = without_escapes(markup);
            if message.header("Snapshot-Content-Location").is_some() || is_saved_page(message) {
                let page = Hint {
                    url: saved_from.as_deref().or(hint.url),
                    ..hint
                };
                let mut article = html::read(&markup, page);
                if article.meta.title.is_empty() {
                    article.meta.title = facts.title;
                }
                return Some(with_id(message, article));
            }
            let mut out = ArticleBuilder::new(facts.clone());
            html::fragment(&markup, &Base::new(saved_from.as_deref(), None), &mut out);
            out.finish()
        }
        Body::Words(passages) => text::passages(&passages, facts.clone()),
    };
    article.meta = settled(facts);
    without_title(&mut article);
    Some(with_id(message, article))
}

fn with_id(message: &Message<'_>, article: Article) -> FeedItem {
    let id = message.message_id().map(|id| clean(id).into_owned());
    FeedItem {
        id: id.unwrap_or_else(|| fingerprint(&article)),
        article,
        ..FeedItem::default()
    }
}

/// What of a message is read.
enum Body<'m> {
    Page(&'m str),
    Words(Vec<(usize, String)>),
}

/// The page of a message, else all its plain words.
fn body<'m>(message: &'m Message<'_>) -> Option<Body<'m>> {
    let page = message.html_bodies().find_map(|part| match &part.body {
        PartType::Html(markup) if !markup.trim().is_empty() => Some(markup.as_ref()),
        _ => None,
    });
    if let Some(markup) = page {
        return Some(Body::Page(markup));
    }
    let words = message.text_bodies().filter_map(|part| match &part.body {
        PartType::Text(words) => Some(letter::passages(&without_escapes(words), lines(part))),
        _ => None,
    });
    let words: Vec<(usize, String)> = words.flatten().collect();
    (!words.is_empty()).then_some(Body::Words(words))
}

/// How the lines of a part end, as its kind says.
fn lines(part: &MessagePart<'_>) -> Lines {
    let kind = part.content_type();
    let says = |name: &str, value: &str| {
        let said = kind.and_then(|kind| kind.attribute(name));
        said.is_some_and(|said| said.eq_ignore_ascii_case(value))
    };
    match (says("format", "flowed"), says("delsp", "yes")) {
        (false, _) => Lines::Fixed,
        (true, false) => Lines::Flowed,
        (true, true) => Lines::FlowedInWords,
    }
}

fn facts(message: &Message<'_>) -> Meta {
    let published = message
        .date()
        .and_then(|date| dates::parse(&date.to_rfc3339()));
    Meta {
        title: message.subject().unwrap_or_default().to_string(),
        byline: message.from().and_then(sender),
        published,
        lang: None,
        ..Meta::default()
    }
}

/// The name of who wrote, else the address.
fn sender(from: &Address<'_>) -> Option<String> {
    let first = from.first()?;
    let name = first.name().or(first.address())?;
    Some(name.trim().to_string()).filter(|name| !name.is_empty())
}

/// Whether a message is a page that a browser saved: nobody sent it.
fn is_saved_page(message: &Message<'_>) -> bool {
    let related = message.content_type().is_some_and(|kind| {
        kind.subtype()
            .is_some_and(|kind| kind.eq_ignore_ascii_case("related"))
    });
    related && message.message_id().is_none() && message.received().is_none()
}

/// The address that a saved page had.
fn saved_from(message: &Message<'_>) -> Option<String> {
    let part = message
        .html_bodies()
        .find_map(|part| part.content_location());
    let whole = message
        .header("Snapshot-Content-Location")
        .and_then(|value| value.as_text());
    let address = whole.or(part)?.trim();
    let is_web = address.starts_with("http://") || address.starts_with("https://");
    is_web.then(|| address.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::thread;

    const HEAD: &str = "From: Ana Ruiz <ana@a.example>\nSubject: The tide\nMIME-Version: 1.0\n";

    fn letter() -> Hint<'static> {
        Hint {
            name: "tide.eml",
            ..Hint::default()
        }
    }

    #[test]
    fn messages_in_messages_need_no_stack() {
        let within = "Content-Type: message/rfc822\n\n".repeat(15_000);
        let deep = format!("{HEAD}{within}Content-Type: text/plain\n\nIt turns at nine.\n");
        let small = thread::Builder::new().stack_size(256 * 1024);
        let read = small.spawn(move || read(deep.as_bytes(), letter()).is_ok());
        assert!(read.is_ok_and(|read| read.join().is_ok()));
    }

    #[test]
    fn a_message_of_too_many_parts_is_refused_in_a_sentence() {
        let parts = "--b\nContent-Type: text/plain\n\nx\n".repeat(20_001);
        let many = format!("{HEAD}Content-Type: multipart/mixed; boundary=b\n\n{parts}--b--\n");
        let told = match read(many.as_bytes(), letter()) {
            Err(error) => error.to_string(),
            Ok(found) => panic!("{found:?}"),
        };
        assert!(told.contains("more parts than can be read"), "{told}");
    }

    #[test]
    fn a_field_of_a_megabyte_is_cut_and_its_message_read() {
        let pieces: String = (0..100_000).map(|n| format!(";\n n*{n}=x")).collect();
        let long = format!(
            "{HEAD}content-type: text/plain{pieces}\nX-After: y\n\n“It turns at nine,” said Ana Ruiz.\n"
        );
        let short = borne(long.as_bytes()).unwrap_or_default();
        assert!(short.len() < 20_000, "{}", short.len());
        let text = String::from_utf8_lossy(&short);
        assert!(text.starts_with(HEAD) && text.contains("\nX-After: y\n\n“It turns"));
        let Ok(Ingested::Article(article)) = read(long.as_bytes(), letter()) else {
            panic!("not read");
        };
        assert_eq!(article.text, "“It turns at nine,” said Ana Ruiz.");
    }
}
