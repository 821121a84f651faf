//! Books, letters and archives as they should be, and as they should not.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::error::Result;
use crate::ingest::{Hint, Ingested, in_book, ingest};
use crate::model::{Article, Feed, MarkKind};

fn read(bytes: &[u8], name: &str) -> Result<Ingested> {
    let hint = Hint {
        name,
        ..Hint::default()
    };
    ingest(bytes, hint)
}

#[track_caller]
fn articles(bytes: &[u8], name: &str) -> Feed {
    match read(bytes, name) {
        Ok(Ingested::Feed(feed)) => *feed,
        other => panic!("no feed: {other:?}"),
    }
}

#[track_caller]
fn article(bytes: &[u8], name: &str) -> Article {
    match read(bytes, name) {
        Ok(Ingested::Article(article)) => *article,
        other => panic!("no article: {other:?}"),
    }
}

#[track_caller]
fn refused(bytes: &[u8], name: &str) -> String {
    match read(bytes, name) {
        Err(error) => error.to_string(),
        Ok(found) => panic!("read: {found:?}"),
    }
}

/// An archive of those files.
fn zipped(files: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in files {
        archive
            .start_file(*name, SimpleFileOptions::default())
            .and_then(|()| archive.write_all(text.as_bytes()).map_err(Into::into))
            .unwrap_or_else(|error| panic!("{error}"));
    }
    let done = archive.finish().unwrap_or_else(|error| panic!("{error}"));
    done.into_inner()
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed
        .write_all(bytes)
        .unwrap_or_else(|error| panic!("{error}"));
    packed.finish().unwrap_or_default()
}

const MESSAGE: &str = "Return-Path: <desk@harbour.example>\r\n\
From: =?utf-8?q?Ana_Ru=C3=ADz?= <ana@harbour.example>\r\n\
To: readers@harbour.example\r\n\
Subject: The quay\r\n opens again\r\n\
Date: Tue, 3 Nov 2026 08:15:00 +0100\r\n\
Message-ID: <1@harbour.example>\r\n\
Content-Type: text/plain; charset=iso-8859-1\r\n\
Content-Transfer-Encoding: quoted-printable\r\n\r\n\
The quay opens on Monday, the harbour master told us on the=\r\n way home.\r\n\r\n\
\"It holds,\" said J=F6rg Brandt.\r\n";

#[test]
fn a_message_is_an_article() {
    let read = article(MESSAGE.as_bytes(), "3.eml");
    assert_eq!(read.meta.title, "The quay opens again");
    assert_eq!(read.meta.byline.as_deref(), Some("Ana Ruíz"));
    assert_eq!(read.meta.published.as_deref(), Some("2026-11-03T07:15:00Z"));
    assert!(read.text.contains("on the way home."), "{}", read.text);
    assert!(
        read.text.ends_with("\"It holds,\" said Jörg Brandt."),
        "{}",
        read.text
    );
}

#[test]
fn a_head_of_a_million_fields_is_cut_and_so_many_parts_are_told() {
    let head = "From: Ana Ruiz <ana@lamp.example>\nSubject: The quay\n";
    let long = format!("{head}{}\nThe quay is shut.\n", "X: y\n".repeat(1_000_000));
    let article = article(long.as_bytes(), "quay.eml");
    assert_eq!(article.meta.title, "The quay");
    assert_eq!(article.text, "The quay is shut.");
    let parts = "--b\n\nx\n".repeat(100_001);
    let many = format!("{head}Content-Type: multipart/mixed; boundary=b\n\n{parts}");
    let told = refused(many.as_bytes(), "quay.eml");
    assert!(told.contains("of more parts than can be read"), "{told}");
    // Rules in words are no parts.
    let lines = format!("{head}\n{}", "-- x\n".repeat(100_001));
    assert!(read(lines.as_bytes(), "quay.eml").is_ok());
}

#[test]
fn a_letter_of_two_kinds_is_read_as_its_page() {
    let message = "MIME-Version: 1.0\nMessage-ID: <2@x>\nFrom: The Ferry Letter <f@ferry.example>\nSubject: Two boats\n\
        Content-Type: multipart/alternative; boundary=\"b\"\n\n--b\nContent-Type: text/plain\n\nplain words\n\
        --b\nContent-Type: text/html; charset=utf-8\n\n<html><head><title>x</title><style>p{}</style></head><body><table><tr><td>\
        <h1>Two boats</h1><p>“Both are <b>late</b>,” said Mara Oduya.</p></td></tr></table>\n--b--\n";
    let read = article(message.as_bytes(), "letter");
    assert_eq!(read.meta.byline.as_deref(), Some("The Ferry Letter"));
    assert!(
        read.text.contains("“Both are late,” said Mara Oduya."),
        "{}",
        read.text
    );
    assert!(!read.text.contains("plain words"));
    assert!(
        read.text.starts_with("“Both"),
        "the title is not said twice: {}",
        read.text
    );
}

#[test]
fn a_memo_of_a_text_stays_a_text() {
    let memo = "From: The mayor\nTo: All\nSubject: The quay\n\nIt opens on Monday.\n";
    assert!(
        article(memo.as_bytes(), "memo.txt")
            .text
            .contains("From: The mayor")
    );
    assert_eq!(article(memo.as_bytes(), "memo.eml").meta.title, "The quay");
}

#[test]
fn a_mailbox_is_a_feed_and_sentences_from_somewhere_end_no_message() {
    let mailbox = "From ana@x Tue Nov  3 08:15:00 2026\nFrom: Ana\nMessage-ID: <1@x>\nSubject: One\n\nFirst words.\n\n\
        From the quay one sees the town: it is near.\n>From here, too.\n\n\
        From bo@x Wed Nov  4 08:15:00 2026\nFrom: Bo\nSubject: Two\nMessage-ID: <2@x>\n\nSecond words.\n";
    let feed = articles(mailbox.as_bytes(), "/home/ana/Mail/letters.mbox");
    assert_eq!(feed.title, "letters");
    let titles: Vec<&str> = feed
        .items
        .iter()
        .map(|item| item.article.meta.title.as_str())
        .collect();
    assert_eq!(titles, ["One", "Two"]);
    let first = &feed.items[0].article.text;
    assert!(
        first.contains("From the quay one sees") && first.ends_with(" From here, too."),
        "{first}"
    );
}

#[test]
fn a_saved_page_is_read_as_the_page_it_was() {
    let page = "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://harbour.example/quay\r\nSubject: The quay\r\n\
        Date: Tue, 3 Nov 2026 08:15:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"b\"\r\n\r\n\
        --b\r\nContent-Type: text/html\r\nContent-Location: https://harbour.example/quay\r\n\r\n\
        <html><head><title>The quay opens</title></head><body><nav><a href='/'>Home</a></nav><article><h1>The quay opens</h1>\
        <p>The quay opens on Monday, after three years of work and two of waiting, the council said.</p>\
        <p>“It holds,” said <a href='/jb'>Jörg Brandt</a>, who had the piles driven, tested and driven again.</p></article></body></html>\r\n--b--\r\n";
    let read = article(page.as_bytes(), "quay.mhtml");
    assert_eq!(read.meta.title, "The quay opens");
    assert_eq!(
        read.meta.url.as_deref(),
        Some("https://harbour.example/quay")
    );
    assert!(!read.text.contains("Home"), "{}", read.text);
}

const CONTAINER: &str =
    "<container><rootfiles><rootfile full-path='O%20/book.opf'/></rootfiles></container>";

/// A book with those contents and one chapter.
fn book(chapter: &str) -> Vec<u8> {
    zipped(&[
        ("META-INF/container.xml", &CONTAINER.replace("O%20", "OPS")),
        (
            "OPS/book.opf",
            "<package><metadata xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>The Tide</dc:title>\
             <dc:creator>Ines Falk</dc:creator><dc:language>en</dc:language><dc:identifier>urn:tide</dc:identifier></metadata>\
             <manifest><item id='c' href='cover.xhtml' media-type='application/xhtml+xml'/>\
             <item id='n' href='nav.xhtml' properties='nav' media-type='application/xhtml+xml'/>\
             <item id='two' href='text/two%20b.xhtml' media-type='application/xhtml+xml'/>\
             <item id='one' href='text/one.xhtml' media-type='application/xhtml+xml'/></manifest>\
             <spine><itemref idref='c'/><itemref idref='one'/><itemref idref='two'/><itemref idref='gone'/></spine></package>",
        ),
        (
            "OPS/cover.xhtml",
            "<html><body><img src='c.png'/></body></html>",
        ),
        (
            "OPS/nav.xhtml",
            "<html><body><nav><ol><li><a href='text/one.xhtml#a'><span>I.</span> Low water</a></li></ol></nav></body></html>",
        ),
        ("OPS/text/one.xhtml", chapter),
        (
            "OPS/text/two b.xhtml",
            "<html><head><title/><script src='x.js'/></head><body><h2>High water</h2><p>The <a id='n'/>tide came.</p></body></html>",
        ),
    ])
}

#[test]
fn a_picture_of_a_book_is_known_by_its_place_there() {
    let bytes = book(
        "<html><body><p>It is low.</p><p><img src='../c%20d.png?x#y' alt='A boat'/></p><p>It is high.</p></body></html>",
    );
    let feed = articles(&bytes, "tide.epub");
    let marks = feed.items[0].article.marks.iter();
    let places = marks.filter_map(|mark| match &mark.kind {
        MarkKind::Image(place) => Some(place.as_str()),
        _ => None,
    });
    assert_eq!(places.collect::<Vec<_>>(), ["OPS/c d.png"]);
    let page = in_book(&bytes, "OPS/nav.xhtml");
    assert!(page.is_some_and(|page| page.starts_with(b"<html>")));
    for (bytes, place) in [
        (&bytes[..], "OPS/c d.png"),
        (&bytes[..], "../OPS/nav.xhtml"),
        (&bytes[..100], "OPS/nav.xhtml"),
        (b"no book", "OPS/nav.xhtml"),
    ] {
        assert_eq!(in_book(bytes, place), None, "{place}");
    }
}

#[test]
fn a_book_is_its_chapters_in_reading_order() {
    let feed = articles(
        &book("<html><body><p>“It is low,” said Ida Kroll.</p></body></html>"),
        "tide.epub",
    );
    assert_eq!(
        (feed.title.as_str(), feed.author.as_deref()),
        ("The Tide", Some("Ines Falk"))
    );
    let titles: Vec<&str> = feed
        .items
        .iter()
        .map(|item| item.article.meta.title.as_str())
        .collect();
    assert_eq!(titles, ["I. Low water", "High water"]);
    assert!(
        feed.items[1].article.text.contains("The tide came."),
        "{:?}",
        feed.items[1]
    );
    assert_eq!(feed.items[0].article.meta.site.as_deref(), Some("The Tide"));
    assert_eq!(feed.items[0].id, "urn:tide#OPS/text/one.xhtml");
    assert_eq!(feed.damage, None);
}

#[test]
fn a_chapter_that_swells_is_left_out_and_told() {
    let bomb = "a ".repeat(super::MOST_OF_ONE / 2 + 1);
    let feed = articles(&book(&bomb), "tide.epub");
    assert_eq!(feed.items.len(), 1);
    assert!(
        feed.damage
            .is_some_and(|damage| damage.contains("one.xhtml is larger"))
    );
}

#[test]
fn a_small_book_is_unpacked_to_no_more_than_its_file_could_hold() {
    let swollen = "a ".repeat(super::MOST_OF_ONE / 2 + 1);
    let chapters = [
        ("a.xhtml", swollen.as_str()),
        ("b.xhtml", &swollen),
        ("c.xhtml", "<p>Low.</p>"),
    ];
    let listed = |form: fn(&str) -> String| -> String {
        chapters.iter().map(|(name, _)| form(name)).collect()
    };
    let package = format!(
        "<package><manifest>{}</manifest><spine>{}</spine></package>",
        listed(|name| format!("<item id='{name}' href='{name}'/>")),
        listed(|name| format!("<itemref idref='{name}'/>")),
    );
    let container = CONTAINER.replace("O%20/", "");
    let mut files = vec![
        ("META-INF/container.xml", container.as_str()),
        ("book.opf", &package),
    ];
    files.extend(chapters);
    // The last would be read if the others had not taken all that there is.
    let told = refused(&zipped(&files), "tide.epub");
    assert!(told.contains("without words"), "{told}");
}

#[test]
fn broken_books_are_refused_in_a_sentence() {
    let whole = book("<p>x</p>");
    assert!(refused(&whole[..whole.len() - 40], "cut.epub").contains("damaged EPUB"));
    let lost = zipped(&[("META-INF/container.xml", CONTAINER)]);
    assert!(refused(&lost, "lost.epub").contains("damaged EPUB"));
    assert!(refused(&zipped(&[("a.txt", "words")]), "a.zip").contains("ZIP"));
}

#[test]
fn deep_contents_and_odd_names_hurt_nobody() {
    let deep = format!(
        "<html><body>{}<p>Deep words.</p></body></html>",
        "<div>".repeat(50_000)
    );
    let feed = articles(&book(&deep), "\u{1b}[31mtide.epub");
    assert!(feed.items[0].article.text.contains("Deep words."));
    assert!(!feed.title.contains('\u{1b}'));
}

fn record(kind: &str, url: &str, body: &str) -> Vec<u8> {
    let media = if kind == "response" {
        "application/http; msgtype=response"
    } else {
        "text/plain"
    };
    format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Record-ID: <urn:{url}>\r\nContent-Type: {media}\r\n\
         Content-Length: {}\r\n\r\n{body}\r\n\r\n",
        body.len()
    )
    .into_bytes()
}

fn answer(fields: &str, body: &str) -> String {
    format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{fields}\r\n{body}")
}

const PAGE: &str = "<html><title>The quay</title><article><h1>The quay</h1><p>The quay opens on Monday, the council said, after three years.</p>\
    <p>“It holds,” said Jörg Brandt, who had the piles driven.</p></article></html>";

fn archive() -> Vec<Vec<u8>> {
    let chunked = format!("{:x}\r\n{PAGE}\r\n0\r\n\r\n", PAGE.len());
    vec![
        record("warcinfo", "", "software: none"),
        record("response", "https://a.example/1", &answer("", PAGE)),
        record("request", "https://a.example/1", "GET / HTTP/1.1"),
        record(
            "response",
            "https://a.example/2",
            "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>Gone</p>",
        ),
        record(
            "response",
            "https://a.example/3",
            &answer("Transfer-Encoding: chunked\r\n", &chunked),
        ),
        record(
            "conversion",
            "https://a.example/4",
            "Plain words of a page, which the council said were many.\n",
        ),
    ]
}

#[test]
fn an_archive_is_its_pages_packed_or_not() {
    let plain = archive().concat();
    let packed: Vec<u8> = archive()
        .iter()
        .flat_map(|record| gzipped(record))
        .collect();
    for bytes in [plain, packed] {
        let feed = articles(&bytes, "news.warc.gz");
        let urls: Vec<&str> = feed
            .items
            .iter()
            .filter_map(|item| item.article.meta.url.as_deref())
            .collect();
        assert_eq!(
            urls,
            [
                "https://a.example/1",
                "https://a.example/3",
                "https://a.example/4"
            ]
        );
        assert_eq!(feed.items[0].article.text, feed.items[1].article.text);
        assert_eq!((feed.title.as_str(), feed.damage), ("news", None));
    }
}

#[test]
fn an_archive_that_breaks_off_keeps_what_stands_before() {
    let mut cut = archive().concat();
    cut.truncate(cut.len() - 30);
    let feed = articles(&cut, "cut.warc");
    assert_eq!(feed.items.len(), 2);
    assert!(feed.damage.is_some());
    let lying = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 18446744073709551615\r\n\r\nHTTP/1.1 200\r\n\r\nx";
    assert!(refused(lying, "lies.warc").contains("web archive"));
    assert!(refused(b"WARC/1.0\r\nno field", "x.warc").contains("web archive"));
}

#[test]
fn notes_in_another_file_of_a_book_stand_behind_their_chapter() {
    let chapter = "<html><body><h1>Low water</h1><p>The lamps<a epub:type='noteref' href='two%20b.xhtml#n1'>1</a> \
        burn,<sup><a href='two%20b.xhtml#n2'>2</a></sup> so far<a epub:type='noteref' href='gone.xhtml#n3'>3</a>. \
        See <a href='two%20b.xhtml#n1'>High water</a>.</p></body></html>";
    let notes = "<p id='n1'><a href='one.xhtml#a'>1.</a> Oil lamps.</p><ol><li><a id='n2'></a>2 Not [all] of them. ↩</li></ol>";
    let bytes = repacked(&book(chapter), |file| {
        file.replace("<p>The <a id='n'/>tide came.</p>", notes)
    });
    let Ok(Ingested::Feed(feed)) = ingest(&bytes, Hint::default()) else {
        panic!("no book");
    };
    let first = &feed.items[0].article;
    assert!(
        first
            .text
            .ends_with("\n\n[1] Oil lamps.\n\n[2] Not [all] of them."),
        "{}",
        first.text
    );
    assert!(
        first.text.contains("lamps[1] burn,[2] so far[3]."),
        "{}",
        first.text
    );
}

#[test]
fn links_of_a_book_lead_to_places_in_it() {
    let chapter = "<html><body><h1>Low water</h1><p><a href='#a'>here</a> <a href='one.xhtml#b'>own</a> \
        <a href='two%20b.xhtml'>next</a> <a href='../nav.xhtml#c'>up</a> <a href='https://quay.example/x'>web</a> \
        <a href='x/../java%73cript:alert(1)'>no</a> <a href='x/../../a%3Ab.xhtml'>as it is</a></p></body></html>";
    let feed = articles(&book(chapter), "tide.epub");
    let marks = feed.items[0].article.marks.iter();
    let links = marks.filter_map(|mark| match &mark.kind {
        MarkKind::Link(address) => Some(address.as_str()),
        _ => None,
    });
    let links: Vec<&str> = links.collect();
    let wanted = [
        "#a",
        "#b",
        "OPS/text/two b.xhtml",
        "OPS/nav.xhtml#c",
        "https://quay.example/x",
        "x/../java%73cript:alert(1)",
        "x/../../a%3Ab.xhtml",
    ];
    assert_eq!(links, wanted);
}

/// The files of the book, in its order.
const PATHS: [&str; 6] = [
    "META-INF/container.xml",
    "OPS/book.opf",
    "OPS/cover.xhtml",
    "OPS/nav.xhtml",
    "OPS/text/one.xhtml",
    "OPS/text/two b.xhtml",
];

/// The same book with its files changed.
fn repacked(bytes: &[u8], change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut archive =
        zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap_or_else(|error| panic!("{error}"));
    let mut files = Vec::new();
    for (index, path) in PATHS.iter().enumerate().take(archive.len()) {
        let mut file = archive
            .by_index(index)
            .unwrap_or_else(|error| panic!("{error}"));
        let mut text = String::new();
        std::io::Read::read_to_string(&mut file, &mut text).unwrap_or_default();
        files.push((*path, change(&text)));
    }
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(name, text)| (*name, text.as_str()))
        .collect();
    zipped(&files)
}

#[test]
fn what_gzip_holds_is_read_packed_twice_too() {
    let page = b"<html><title>Quay</title><p>The quay of Port Almery opens on Monday, says the harbour master.</p>";
    let once = gzipped(page);
    for packed in [once.clone(), gzipped(&once)] {
        assert_eq!(article(&packed, "quay.html.gz").meta.title, "Quay");
    }
    let thrice = gzipped(&gzipped(&once));
    assert!(refused(&thrice, "x.gz").contains("more than twice"));
    assert!(refused(b"\x1f\x8b\x08\0", "x.gz").contains("damaged"));
    let bomb = gzipped(&vec![b'a'; (16 << 20) + 1]);
    assert!(refused(&bomb, "x.gz").contains("16 MB"));
}
