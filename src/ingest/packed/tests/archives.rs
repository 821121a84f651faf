//! Archives of the web (WARC).

use super::*;

pub fn record(kind: &str, url: &str, body: &str) -> Vec<u8> {
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

pub fn answer(fields: &str, body: &str) -> String {
    format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{fields}\r\n{body}")
}

pub const PAGE: &str = "<html><title>The quay</title><article><h1>The quay</h1><p>The quay opens on Monday, the council said, after three years.</p>\
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
