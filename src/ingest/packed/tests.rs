//! Letters, books and archives as they should be, and as they should not.

mod archives;
mod books;
mod hostile;

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::error::Result;
use crate::ingest::{Hint, Ingested, ingest};
use crate::model::{Article, BlockKind, Feed};

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
fn what_a_letter_answers_is_set_off_and_lines_that_flow_are_one() {
    let letter = "\u{feff}Message-ID: <3@x>\nFrom: Ana\nSubject: The quay\n\
        Content-Type: text/plain; charset=utf-8; format=flowed\n\nYes, it opens \non Monday.\n\nBo wrote:\n> Does the \n> quay open?\n>> When?\n";
    let read = article(letter.as_bytes(), "quay.eml");
    let blocks = read
        .blocks
        .iter()
        .map(|block| (block.kind, block.span.of(&read.text)));
    let expected = [
        (BlockKind::Paragraph, "Yes, it opens on Monday."),
        (BlockKind::Paragraph, "Bo wrote:"),
        (BlockKind::BlockQuote, "Does the quay open?"),
        (BlockKind::BlockQuote, "When?"),
    ];
    assert_eq!(blocks.collect::<Vec<_>>(), expected);
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
