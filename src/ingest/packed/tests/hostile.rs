//! Files that were made to do harm, each kind in each format: escapes in every name, 50,000 things in each other, lengths
//! that lie, and a little that unpacks to very much. Of each comes an article or a sentence.

use std::fmt::Debug;

use super::archives::{PAGE, answer, record};
use super::books::{CONTAINER, book, zipped};
use super::*;
use crate::ingest::packed::MOST_OF_ONE;
use crate::ingest::packed::warc::Records;

/// A title of a terminal, a colour in both its forms, a mark that turns the reading round, one that no eye sees.
const EVIL: &str = "Quay\u{1b}]0;P\u{7}\u{1b}[31m\u{9b}1m\u{202e}\u{200b}x";
const DEEP: usize = 50_000;

/// Nothing that was read, and no sentence about it, has anything that a terminal would obey.
#[track_caller]
fn harmless(found: &impl Debug, of: &str) {
    let all = format!("{found:?}");
    for sign in [
        "\\u{1b}",
        "\\u{7}",
        "\\u{9b}",
        "\\u{202e}",
        "\\u{200b}",
        "\\0",
    ] {
        assert!(!all.contains(sign), "{of}: {sign} in {all}");
    }
}

/// What is read is an article, a feed or a sentence, and harmless; gives the articles.
#[track_caller]
fn survives(bytes: &[u8], name: &str) -> Vec<Article> {
    let found = read(bytes, name);
    harmless(&found, name);
    match found {
        Ok(Ingested::Article(article)) => vec![*article],
        Ok(Ingested::Feed(feed)) => feed.items.into_iter().map(|item| item.article).collect(),
        Err(error) => {
            assert_eq!(error.to_string().lines().count(), 1, "{error}");
            Vec::new()
        }
    }
}

/// The same, and these words are in it.
#[track_caller]
fn keeps(bytes: &[u8], name: &str, words: &str) {
    let articles = survives(bytes, name);
    assert!(
        articles.iter().any(|it| it.text.contains(words)),
        "{name}: {articles:?}"
    );
}

/// So many of one thing around some words.
fn nested(open: &str, words: &str, close: &str) -> String {
    format!("{}{words}{}", open.repeat(DEEP), close.repeat(DEEP))
}

/// A letter with that body, and what stands in its head besides.
fn letter(head: &str, body: &str) -> String {
    format!(
        "Message-ID: <1@quay.example>\nFrom: Ana <a@quay.example>\nSubject: Tide\nMIME-Version: 1.0\n{head}\n{body}"
    )
}

fn mailbox(letters: &[&str]) -> String {
    let one = |letter: &&str| format!("From ana@x Tue Nov  3 08:15:00 2026\n{letter}\n\n");
    letters.iter().map(one).collect()
}

/// A page that a browser saved.
fn saved(address: &str, page: &str) -> String {
    format!(
        "From: <Saved by a browser>\nSnapshot-Content-Location: {address}\nSubject: {address}\nMIME-Version: 1.0\n\
         Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\nContent-Location: {address}\n\n{page}\n--b--\n"
    )
}

/// A book whose package and contents are these.
fn bound(package: &str, contents: &str) -> Vec<u8> {
    let container = CONTAINER.replace("O%20/", "");
    let words = "<html><body><p>Low water.</p></body></html>";
    zipped(&[
        ("META-INF/container.xml", &container),
        ("book.opf", package),
        ("nav.xhtml", contents),
        ("toc.ncx", contents),
        ("one.xhtml", words),
        (&format!("{EVIL}.xhtml"), words),
    ])
}

const PACKAGE: &str = "<package><metadata><title>Tide</title></metadata><manifest>\
    <item id='n' href='nav.xhtml' properties='nav'/><item id='t' href='toc.ncx' media-type='application/x-dtbncx+xml'/>\
    <item id='o' href='one.xhtml'/></manifest><spine toc='t'><itemref idref='o'/></spine></package>";

#[test]
fn escapes_in_the_names_of_a_book_reach_nobody() {
    let entity = "Quay&#27;[31m&#x9b;1m&#8238;&#8203;x";
    for evil in [EVIL, entity] {
        let package = format!(
            "<package><metadata><title>{evil}</title><creator>{evil}</creator><language>{evil}</language>\
             <identifier>{evil}</identifier><date>{evil}</date><description>{evil}</description></metadata><manifest>\
             <item id='{evil}' href='{evil}.xhtml'/><item id='g' href='gone%1b[2J.xhtml'/><item id='n' href='nav.xhtml' properties='nav'/>\
             <item id='o' href='one.xhtml'/></manifest><spine><itemref idref='{evil}'/><itemref idref='g'/><itemref idref='o'/></spine></package>"
        );
        let contents =
            format!("<html><body><nav><a href='one.xhtml'>{evil}</a></nav></body></html>");
        keeps(
            &bound(&package, &contents),
            &format!("{EVIL}.epub"),
            "Low water.",
        );
    }
    let chapter = format!(
        "<html><head><title>{EVIL}</title></head><body><h1>{EVIL}</h1><p>Low {entity} <a href='{EVIL}'>x</a> \
         <a href='https://x.example/%1b[2J{EVIL}'>y</a><img src='{EVIL}' alt='{entity}'/></p></body></html>"
    );
    keeps(&book(&chapter), "tide.epub", "Low Quay");
}

#[test]
fn escapes_in_letters_and_saved_pages_reach_nobody() {
    let evil = letter(
        &format!(
            "Subject: {EVIL} =?utf-8?q?=1B[31m=C2=9B1m=E2=80=AE?=\nReply-To: {EVIL} <{EVIL}@x>\nList-Id: {EVIL}\nContent-Type: text/plain; name=\"{EVIL}\"\n"
        ),
        &format!("It turns. {EVIL}\n"),
    );
    let evil = evil
        .replace("<1@quay", &format!("<{EVIL}@quay"))
        .replace("From: Ana", "From: =?utf-8?b?G10wO1AHQW5h?=");
    keeps(evil.as_bytes(), &format!("{EVIL}.eml"), "It turns. Quay");
    let many = mailbox(&[&evil, &evil]);
    keeps(many.as_bytes(), &format!("{EVIL}.mbox"), "It turns. Quay");
    let page = format!(
        "<title>{EVIL}</title><article><h1>Quay &#27;[2J</h1><p>It turns at nine, {EVIL} said, and again at noon.</p></article>"
    );
    for address in [
        &format!("https://x.example/{EVIL}"),
        EVIL,
        "https://x.example/\u{1b}[2J",
    ] {
        keeps(
            saved(address, &page).as_bytes(),
            "quay.mhtml",
            "It turns at nine",
        );
        let kept = record(
            "response",
            address,
            &answer(&format!("X: {EVIL}\r\n"), &page),
        );
        let kept = [record("warcinfo", EVIL, EVIL), kept].concat();
        keeps(&kept, &format!("{EVIL}.warc"), "It turns at nine");
        keeps(&gzipped(&kept), "quay.warc.gz", "It turns at nine");
    }
}

#[test]
fn what_is_packed_deep_in_a_book_is_read_or_told() {
    let package = |deep: &str| PACKAGE.replace("</metadata>", &format!("{deep}</metadata>"));
    let deep = nested("<meta>", "x", "</meta>");
    keeps(&bound(&package(&deep), ""), "tide.epub", "Low water.");
    let entry = "<navPoint><navLabel><text>x</text></navLabel><content src='one.xhtml'/>";
    for contents in [
        nested("<ol><li>", "<a href='one.xhtml'>x</a>", "</li></ol>"),
        nested(entry, "", "</navPoint>"),
        nested("<a href='one.xhtml'>", "x", "</a>"),
    ] {
        keeps(&bound(PACKAGE, &contents), "tide.epub", "Low water.");
    }
    survives(
        &bound(&nested("<package>", PACKAGE, "</package>"), ""),
        "tide.epub",
    );
    for (open, close) in [
        ("<b>", "</b>"),
        ("<blockquote>", "</blockquote>"),
        ("<table><tr><td>", ""),
    ] {
        survives(&book(&nested(open, "Low.", close)), "tide.epub");
    }
}

#[test]
fn what_is_packed_deep_in_letters_and_archives_is_read_or_told() {
    let page = nested("<div>", "<p>It turns at nine.</p>", "</div>");
    keeps(
        letter("Content-Type: text/html\n", &page).as_bytes(),
        "a.eml",
        "It turns",
    );
    let whole = letter("Content-Type: text/html\n", &page);
    keeps(mailbox(&[&whole]).as_bytes(), "a.mbox", "It turns");
    keeps(
        saved("https://x.example/", &page).as_bytes(),
        "a.mhtml",
        "It turns",
    );
    let kept = record("response", "https://x.example/", &answer("", &page));
    keeps(&kept, "a.warc", "It turns");
    keeps(&gzipped(&kept), "a.warc.gz", "It turns");
    // Parts in parts: fewer than are refused, and more.
    for many in [1000, DEEP] {
        let parts: String = (0..many)
            .map(|n| format!("Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n"))
            .collect();
        let words = "Content-Type: text/plain\n\nIt turns.\n";
        let deep = letter(&format!("{parts}{words}"), "");
        survives(deep.as_bytes(), "a.eml");
        survives(
            mailbox(&[&deep, &letter("", "It turns.\n")]).as_bytes(),
            "a.mbox",
        );
        survives(
            deep.replace("Subject:", "Snapshot-Content-Location:")
                .as_bytes(),
            "a.mhtml",
        );
    }
    // Signs of answers, too.
    keeps(
        letter("", &format!("{} It turns.\n", ">".repeat(DEEP))).as_bytes(),
        "a.eml",
        "It turns",
    );
}

#[test]
fn lengths_of_a_book_that_lie_are_told() {
    let whole = book("<html><body><p>Low water.</p></body></html>");
    let first = memchr::memmem::find(&whole, b"PK\x01\x02").unwrap_or_default();
    let end = memchr::memmem::rfind(&whole, b"PK\x05\x06").unwrap_or_default();
    // Of the entries how they are packed, their sums, lengths, names, places; of the end how many there are, and where.
    let places = (0..whole.len() - first).step_by(2).map(|at| first + at);
    for at in places.chain(end..whole.len()).chain((0..60).step_by(2)) {
        for lie in [0, 0xff] {
            let mut lying = whole.clone();
            let last = (at + 4).min(lying.len());
            lying[at..last].fill(lie);
            survives(&lying, "tide.epub");
        }
    }
    let many: Vec<(String, &str)> = (0..20_001).map(|n| (n.to_string(), "")).collect();
    let container = ("META-INF/container.xml", CONTAINER);
    let files = many.iter().map(|(name, text)| (name.as_str(), *text));
    let many: Vec<(&str, &str)> = std::iter::once(container).chain(files).collect();
    assert!(refused(&zipped(&many), "tide.epub").contains("more than 20000 files"));
}

#[test]
fn lengths_of_letters_and_archives_that_lie_are_told() {
    for length in ["0", "-1", "99999999999999999999", "1e9", "x"] {
        let lying = letter(
            &format!("Content-Length: {length}\nLines: {length}\n"),
            "It turns.\n",
        );
        keeps(lying.as_bytes(), "a.eml", "It turns.");
        let after = letter("", "It holds.\n");
        keeps(mailbox(&[&lying, &after]).as_bytes(), "a.mbox", "It holds.");
    }
    for (head, body) in [
        (
            "Content-Type: multipart/mixed; boundary=b\n",
            "--b\n\nIt turns.\n",
        ),
        (
            "Content-Type: multipart/mixed; boundary=\"\"\n",
            "--\n\nIt turns.\n",
        ),
        ("Content-Type: multipart/mixed\n", "It turns.\n"),
        ("Content-Transfer-Encoding: base64\n", "SXQgdHVybnM"),
        (
            "Content-Transfer-Encoding: base64\n",
            "It turns, and is no base64!\n",
        ),
        (
            "Content-Transfer-Encoding: quoted-printable\n",
            "It turns.=\n=4",
        ),
        (
            "Content-Transfer-Encoding: x-uuencode\n",
            "begin 644 x\nM\n",
        ),
        ("Content-Type: text/plain; charset=utf-16\n", "It turns.\n"),
        ("Content-Type: text/plain; charset=nothing\n", "It turns.\n"),
    ] {
        survives(letter(head, body).as_bytes(), "a.eml");
    }
    let response = |length: &str, body: &str| {
        format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://x.example/\r\nContent-Length: {length}\r\n\r\n{body}\r\n\r\n"
        )
    };
    let body = answer("", PAGE);
    for length in [
        "0",
        "1",
        "-1",
        "+9",
        "99999999999999999999",
        "1e9",
        "",
        "17, 17",
    ] {
        let lying = response(length, &body) + &response(&body.len().to_string(), &body);
        survives(lying.as_bytes(), "a.warc");
        survives(&gzipped(lying.as_bytes()), "a.warc.gz");
        let lying = answer(&format!("Content-Length: {length}\r\n"), PAGE);
        keeps(
            &record("response", "https://x.example/", &lying),
            "a.warc",
            "It holds",
        );
    }
    for size in ["ffffffffffffffff", "10000000000000000", "-1", "0", "x", ""] {
        let chunks = answer(
            "Transfer-Encoding: chunked\r\n",
            &format!("{size}\r\n{PAGE}\r\n0\r\n\r\n"),
        );
        survives(&record("response", "https://x.example/", &chunks), "a.warc");
    }
    // What gzip says at its end of its sum and its length.
    let mut sum = gzipped(&record("response", "https://x.example/", &body));
    let last = sum.len();
    sum[last - 8..].fill(0xff);
    keeps(&sum, "a.warc.gz", "It holds");
}

#[test]
fn what_swells_in_an_archive_or_a_book_is_cut() {
    let swollen = gzipped(&vec![b' '; 3 * MOST_OF_ONE]);
    assert!(swollen.len() < 300_000);
    let mut packed = answer("Content-Encoding: gzip\r\n", "").into_bytes();
    packed.extend_from_slice(&swollen);
    let head = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {}\r\n\r\n",
        packed.len()
    );
    let archive = [
        head.as_bytes(),
        &packed,
        b"\r\n\r\n",
        &record("conversion", "x", "It turns at nine, and at noon."),
    ]
    .concat();
    for bytes in [gzipped(&archive), archive] {
        let sizes: Vec<usize> = Records::new(&bytes[..])
            .into_iter()
            .flatten()
            .map(|it| it.body.len())
            .collect();
        assert_eq!(sizes, [MOST_OF_ONE, 30]);
    }
    // The package of a book, which nothing can be read without.
    let package = PACKAGE.replace(
        "</metadata>",
        &format!("<meta>{}</meta></metadata>", " ".repeat(MOST_OF_ONE)),
    );
    assert!(refused(&bound(&package, ""), "tide.epub").contains("damaged EPUB"));
    // Its contents, without which it can.
    let package = PACKAGE.replace(
        "<item id='t' href='toc.ncx' media-type='application/x-dtbncx+xml'/>",
        "",
    );
    keeps(
        &bound(&package, &" ".repeat(MOST_OF_ONE + 1)),
        "tide.epub",
        "Low water.",
    );
}

#[test]
fn a_mailbox_of_too_many_letters_is_read_as_far_as_that() {
    let one = |n: usize| format!("From a@x\nMessage-ID: <{n}@x>\nFrom: A\n\nx\n\n");
    let all: String = (0..=DEEP).map(one).collect();
    let feed = articles(all.as_bytes(), "a.mbox");
    assert_eq!(feed.items.len(), DEEP);
    assert!(
        feed.damage
            .is_some_and(|it| it.contains("more than 50,000"))
    );
}
