//! Books (EPUB).

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;
use crate::ingest::in_book;
use crate::ingest::packed::MOST_OF_ONE;
use crate::model::MarkKind;

/// An archive of those files.
pub fn zipped(files: &[(&str, &str)]) -> Vec<u8> {
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

pub const CONTAINER: &str =
    "<container><rootfiles><rootfile full-path='O%20/book.opf'/></rootfiles></container>";

/// A book with those contents and one chapter.
pub fn book(chapter: &str) -> Vec<u8> {
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
    let bomb = "a ".repeat(MOST_OF_ONE / 2 + 1);
    let feed = articles(&book(&bomb), "tide.epub");
    assert_eq!(feed.items.len(), 1);
    assert!(
        feed.damage
            .is_some_and(|damage| damage.contains("one.xhtml is larger"))
    );
}

#[test]
fn a_small_book_is_unpacked_to_no_more_than_its_file_could_hold() {
    let swollen = "a ".repeat(MOST_OF_ONE / 2 + 1);
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
fn a_chapter_is_called_as_the_contents_call_it_and_not_by_a_number_of_a_page() {
    let long = format!(
        "<html><body><p>{}</p></body></html>",
        "And so it went on. ".repeat(30)
    );
    let lists = "<nav epub:type='landmarks'><a href='text/one.xhtml'>Begin Reading</a></nav>\
        <nav epub:type='page-list'><ol><li><a href='text/two%20b.xhtml'>7</a></li></ol></nav>\
        <nav epub:type='toc'><ol><li><a href='text/one.xhtml'>Low water</a></li></ol></nav>";
    let bytes = repacked(
        &book("<html><body><p><ruby>水<rt>mizu</rt></ruby>.</p></body></html>"),
        |file| {
            match file {
            _ if file.contains("<nav>") => format!("<html><body>{lists}</body></html>"),
            _ if file.contains("High water") => long.clone(),
            _ => file.replace(
                "<dc:creator>",
                "<dc:creator opf:role='trl'>Tom Reed</dc:creator><meta refines='#i' property='role'>ill</meta>\
                 <dc:creator id='i'>Bo Lind</dc:creator><dc:creator id='a'>",
            ),
        }
        },
    );
    let feed = articles(&bytes, "tide.epub");
    let titles = feed
        .items
        .iter()
        .map(|item| item.article.meta.title.as_str());
    assert_eq!(titles.collect::<Vec<_>>(), ["Low water", "Low water (2)"]);
    assert_eq!(feed.author.as_deref(), Some("Ines Falk"));
    assert_eq!(
        feed.items[0].article.text, "水.",
        "how a sign is read is no word"
    );
}
