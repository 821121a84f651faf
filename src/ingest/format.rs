//! Tells by its content what an input is. Names and headers only break ties: they are often wrong.

use super::hint::Hint;

/// What a text is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A web page or a piece of one.
    Html,
    /// RSS, RDF or Atom.
    XmlFeed,
    /// JSON Feed.
    JsonFeed,
    /// A list of subscriptions.
    Opml,
    /// Markdown.
    Markdown,
    /// Nothing but words.
    Text,
}

/// How many bytes at the head are looked at.
const HEAD: usize = 64 * 1024;

/// The format of `text`.
pub fn guess(text: &str, hint: Hint<'_>) -> Format {
    let head = head_of(
        text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']),
        HEAD,
    );
    if head.starts_with(['{', '[']) && is_json_feed(head) {
        return Format::JsonFeed;
    }
    let xml = root_element(&head[document_start(head)..]).and_then(|root| format_of(&root));
    if let Some(format) = xml.filter(|format| matches!(format, Format::XmlFeed | Format::Opml)) {
        return format;
    }
    if let Some(format) = root_element(head).and_then(|root| format_of(&root)) {
        return format;
    }
    // Some other kind of XML: its words are read, not its tags.
    if head.starts_with("<?xml ") {
        return Format::Html;
    }
    let media = hint.content_type.unwrap_or_default().to_ascii_lowercase();
    let tags = count_tags(head);
    if media.contains("html") || head.starts_with('<') && tags > 0 {
        return Format::Html;
    }
    let name = hint.name.to_ascii_lowercase();
    let named = media.contains("markdown") || name.ends_with(".md") || name.ends_with(".markdown");
    let signs = markdown_signs(head) + if named { 2 } else { 0 };
    if signs >= 2 {
        return Format::Markdown;
    }
    let words = || head.split_ascii_whitespace().count();
    if tags >= 3 && !media.contains("text/plain") && tags * 60 > words() {
        return Format::Html;
    }
    Format::Text
}

/// One sentence about bytes that hold no text at all, to follow the input's name.
pub fn not_text(bytes: &[u8]) -> Option<String> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Some("is empty; give a page, a feed or a text".into());
    }
    const PICTURE: &str = "pullquote reads words; try a program that recognises text in pictures";
    const PACKED: &str = "unpack it and give the files inside";
    const SOUND: &str = "pullquote reads words; give its transcript";
    let known: [(&[u8], &str, &str); 19] = [
        (b"\x89PNG", "a PNG picture", PICTURE),
        (b"\xff\xd8\xff", "a JPEG picture", PICTURE),
        (b"GIF8", "a GIF picture", PICTURE),
        (b"BM\0\0", "a BMP picture", PICTURE),
        (b"II*\0", "a TIFF picture", PICTURE),
        (b"MM\0*", "a TIFF picture", PICTURE),
        (
            b"%!PS",
            "a PostScript file",
            "turn it into text first, for example with ps2ascii",
        ),
        (
            b"{\\rtf",
            "an RTF document",
            "save it as text or HTML first",
        ),
        (
            b"\xd0\xcf\x11\xe0",
            "an old Office document",
            "save it as text or HTML first",
        ),
        (
            b"PK\x03\x04",
            "a ZIP file or an Office or EPUB document",
            PACKED,
        ),
        (b"BZh", "bzip2 data", PACKED),
        (b"\xfd7zXZ", "xz data", PACKED),
        (b"\x28\xb5\x2f\xfd", "zstd data", PACKED),
        (b"7z\xbc\xaf", "a 7z archive", PACKED),
        (b"Rar!", "a RAR archive", PACKED),
        (b"ID3", "sound", SOUND),
        (b"OggS", "sound or video", SOUND),
        (b"\x7fELF", "a program", "give a page, a feed or a text"),
        (
            b"SQLite format 3",
            "a database",
            "give a page, a feed or a text",
        ),
    ];
    let found = known.iter().find(|(magic, ..)| bytes.starts_with(magic));
    if let Some((_, what, advice)) = found {
        return Some(format!("is {what}, not an article; {advice}"));
    }
    match bytes.get(..12) {
        Some([b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P']) => {
            Some(format!("is a WebP picture, not an article; {PICTURE}"))
        }
        Some([b'R', b'I', b'F', b'F', ..]) | Some([_, _, _, _, b'f', b't', b'y', b'p', ..]) => {
            Some(format!("is sound or video, not an article; {SOUND}"))
        }
        _ => None,
    }
}

/// Whether decoded text is no text: more than one control character in ten or so.
pub fn is_noise(text: &str) -> bool {
    let head = head_of(text, HEAD);
    // What C1 controls, U+FFFD and controls of ASCII begin with, in UTF-8.
    let suspect = |b: u8| matches!(b, 0..=0x08 | 0x0b | 0x0e..=0x1f | 0x7f | 0xc2 | 0xef);
    // All of them, without an end in between: many bytes are looked at together.
    if !head.bytes().fold(false, |any, b| any | suspect(b)) {
        return false;
    }
    let (mut seen, mut odd) = (0usize, 0usize);
    for c in head.chars() {
        seen += 1;
        let fine = matches!(c, '\n' | '\r' | '\t' | '\u{c}' | '\u{1b}');
        odd += usize::from((c.is_control() && !fine) || c == char::REPLACEMENT_CHARACTER);
    }
    odd * 10 > seen
}

/// The first `limit` bytes of `text`, or a few less to end on a character.
fn head_of(text: &str, limit: usize) -> &str {
    let mut end = text.len().min(limit);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// A feed says so, or holds "items" beside words that only feeds use.
fn is_json_feed(head: &str) -> bool {
    head.contains("jsonfeed.org/version")
        || head.contains("\"items\"")
            && ["content_html", "content_text", "home_page_url", "feed_url"]
                .iter()
                .any(|key| head.contains(key))
}

/// Where an XML document begins: at its declaration, or its first tag. What stands before is junk that
/// some servers send, such as warnings of PHP, which may have tags of its own.
pub fn document_start(source: &str) -> usize {
    let first = source.find('<').unwrap_or(0);
    let near = head_of(&source[first..], 4096);
    match near.find("<?xml ") {
        Some(at) if root_element(&near[..at]).is_none_or(|root| !is_whole(&root)) => first + at,
        _ => first,
    }
}

/// Whether an element is the root of a document, in which declarations can only be words.
fn is_whole(root: &str) -> bool {
    let local = root.rsplit(':').next().unwrap_or(root);
    !matches!(
        local,
        "br" | "b" | "p" | "div" | "font" | "pre" | "a" | "i" | "span" | "strong"
    )
}

/// The name of the first element, in lower case, past declarations and comments. Junk before the
/// first declaration is skipped where a feed or page clearly follows.
fn root_element(head: &str) -> Option<String> {
    let mut rest = head;
    if !rest.starts_with('<') {
        let near = head_of(rest, 1024).to_ascii_lowercase();
        let start = ["<?xml", "<!doctype html", "<html", "<rss", "<feed"]
            .iter()
            .filter_map(|sign| near.find(sign))
            .min()?;
        rest = &rest[start..];
    }
    loop {
        rest = rest[rest.find('<')? + 1..].trim_start();
        let close = match rest.as_bytes().first()? {
            b'?' => "?>",
            b'!' if rest.starts_with("!--") => "-->",
            b'!' if rest[..rest.find('>').unwrap_or(rest.len())].contains('[') => "]>",
            b'!' => ">",
            _ => {
                let end = rest.find(|c: char| !(c.is_alphanumeric() || "-_.:".contains(c)));
                return Some(rest[..end.unwrap_or(rest.len())].to_ascii_lowercase());
            }
        };
        rest = &rest[rest.find(close)? + close.len()..];
    }
}

fn format_of(root: &str) -> Option<Format> {
    let local = root.rsplit(':').next().unwrap_or(root);
    match local {
        "rss" | "rdf" | "feed" | "channel" => Some(Format::XmlFeed),
        // A lone Atom entry; HTML has no such element.
        "entry" => Some(Format::XmlFeed),
        "opml" => Some(Format::Opml),
        _ if TAGS.contains(&local) => Some(Format::Html),
        _ => None,
    }
}

/// Elements that show HTML rather than a `<` in running words.
const TAGS: [&str; 36] = [
    "html",
    "head",
    "body",
    "title",
    "meta",
    "link",
    "script",
    "style",
    "div",
    "span",
    "p",
    "a",
    "br",
    "hr",
    "img",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "table",
    "tr",
    "td",
    "article",
    "section",
    "main",
    "header",
    "nav",
    "blockquote",
    "pre",
    "em",
    "strong",
];

/// How many tags of HTML stand in `text`.
fn count_tags(text: &str) -> usize {
    let tags = memchr::memchr_iter(b'<', text.as_bytes()).filter(|at| {
        let rest = text[at + 1..].trim_start_matches('/');
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(0);
        rest[end..].starts_with(['>', ' ', '/', '\n'])
            && TAGS.contains(&rest[..end].to_ascii_lowercase().as_str())
    });
    tags.count()
}

/// How many kinds of Markdown signs there are; two make Markdown.
fn markdown_signs(head: &str) -> usize {
    let front_matter = head.starts_with("---\n") && head[4..].contains("\n---");
    let mut signs = [false; 6];
    let mut before = "";
    for line in head.lines() {
        let rest = line.trim_start_matches('#');
        signs[0] |= (1..=6).contains(&(line.len() - rest.len())) && rest.starts_with(' ');
        signs[1] |= line.starts_with("```") || line.starts_with("~~~");
        signs[2] |= line.contains("](") && line.contains('[');
        signs[3] |= line.starts_with("> ");
        let bar =
            line.len() >= 3 && (line.bytes().all(|b| b == b'=') || line.bytes().all(|b| b == b'-'));
        signs[4] |= bar && !before.trim().is_empty();
        signs[5] |= line.contains("**") && line.split("**").count() % 2 == 1 && line.len() > 5
            || line.starts_with("| ") && line.ends_with(" |");
        before = line;
    }
    // A heading by `#` is hardly ever anything else.
    let count = signs.iter().filter(|sign| **sign).count();
    count + usize::from(signs[0]) + if front_matter { 2 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Format) {
        assert_eq!(guess(text, Hint::default()), expected, "{text:?}");
    }

    #[test]
    fn feeds_are_told_by_their_root() {
        check(
            "<?xml version='1.0'?><!-- a > b --><rss><channel/></rss>",
            Format::XmlFeed,
        );
        check(
            "\u{feff}\n<feed xmlns='http://www.w3.org/2005/Atom'>",
            Format::XmlFeed,
        );
        check("<rdf:RDF xmlns:rdf='x'>", Format::XmlFeed);
        check("<!DOCTYPE rss [<!ENTITY a 'b'>]><rss>", Format::XmlFeed);
        check("stray words <?xml version='1.0'?><rss>", Format::XmlFeed);
        check("<opml version='2.0'><body/></opml>", Format::Opml);
        check(
            "{\"version\": \"https://jsonfeed.org/version/1.1\"}",
            Format::JsonFeed,
        );
    }

    #[test]
    fn pages_are_told_by_their_tags() {
        check("<!DOCTYPE html><title>x</title>", Format::Html);
        check("<p>Only a piece</p>", Format::Html);
        check(
            "Words first.<br>Then <b>more</b><p>and</p> more<p>",
            Format::Html,
        );
    }

    #[test]
    fn markdown_needs_two_signs_or_a_heading() {
        check("# Harbour news\n\nThe quay is open.", Format::Markdown);
        check("---\ntitle: A\n---\nWords", Format::Markdown);
        check("See [the quay](quay.html).\n\n> Quoted", Format::Markdown);
        check("#hashtag of the day\n\nThe quay is open.", Format::Text);
        check("a < b and b > c, he said. 2 * 3 ** 4", Format::Text);
    }

    #[test]
    fn binary_is_named() {
        assert!(not_text(b"\x89PNG\r\n\x1a\n").is_some_and(|s| s.contains("PNG")));
        assert!(not_text(b" \n ").is_some_and(|s| s.contains("empty")));
        assert!(not_text(b"Words").is_none());
        assert!(is_noise("\u{1}\u{2}\u{3}abc"));
        assert!(!is_noise("a\u{1b}[1mbold\u{1b}[0m word"));
    }
}
