//! Web archives (WARC 1.0 and 1.1, ISO 28500), plain or packed record by record with gzip.
//!
//! Read as a stream, one record at a time: archives hold gigabytes, and memory must not follow.

use std::io::{self, BufRead, Read};

use flate2::bufread::{GzDecoder, MultiGzDecoder};

use super::head::{self, Head};
use super::parts::{GZIP, MOST_ITEMS, MOST_OF_ALL, MOST_OF_ONE, gathered, stem, unpack};
use crate::error::Result;
use crate::ingest::feed::fingerprint;
use crate::ingest::hint::{Hint, Ingested};
use crate::ingest::unpacked::unpacked;
use crate::model::{Feed, FeedItem, clean};

/// Whether bytes, of which the first few hundred are enough, begin an archive.
pub fn is_archive(bytes: &[u8]) -> bool {
    const SIGN: &[u8] = b"WARC/";
    let mut first = [0; SIGN.len()];
    bytes.starts_with(SIGN)
        || bytes.starts_with(GZIP)
            && GzDecoder::new(bytes).read_exact(&mut first).is_ok()
            && first == SIGN
}

/// A page as an archive keeps it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// The record's own id.
    pub id: String,
    /// The address that was asked.
    pub url: String,
    /// The `Content-Type` of the page.
    pub media: String,
    /// What the server answered, unpacked; cut at 16 MB.
    pub body: Vec<u8>,
}

impl Record {
    /// The article on the page; none where there are no words, or a feed.
    pub fn article(&self) -> Option<FeedItem> {
        let hint = Hint {
            name: &self.url,
            content_type: Some(&self.media)
                .filter(|media| !media.is_empty())
                .map(String::as_str),
            url: Some(&self.url)
                .filter(|url| !url.is_empty())
                .map(String::as_str),
        };
        let Ok(Ingested::Article(article)) = unpacked(&self.body, hint, &mut drop) else {
            return None;
        };
        let id = [&self.id, &self.url].into_iter().find(|id| !id.is_empty());
        let id = id.map(|id| clean(id).into_owned());
        let words = !article.text.is_empty();
        words.then(|| FeedItem {
            id: id.unwrap_or_else(|| fingerprint(&article)),
            article: *article,
            ..FeedItem::default()
        })
    }
}

/// The pages of an archive, as they come: answers with status 200, resources, and the plain texts of
/// "conversion" records. Ends at the first damage, which [`Records::damage`] then tells.
pub struct Records<'r> {
    from: Box<dyn BufRead + 'r>,
    /// One sentence on where the archive breaks off.
    pub damage: Option<String>,
}

impl<'r> Records<'r> {
    /// Reads from the beginning of an archive.
    ///
    /// # Errors
    /// When its first bytes cannot be read.
    pub fn new(mut from: impl BufRead + 'r) -> io::Result<Self> {
        let packed = from.fill_buf()?.starts_with(GZIP);
        let from: Box<dyn BufRead + 'r> = if packed {
            Box::new(io::BufReader::with_capacity(
                64 << 10,
                MultiGzDecoder::new(from),
            ))
        } else {
            Box::new(from)
        };
        Ok(Self { from, damage: None })
    }

    /// The next record, a page or not.
    fn any(&mut self) -> io::Result<Option<(Head, Vec<u8>)>> {
        let Some(head) = self.head()? else {
            return Ok(None);
        };
        let broken = |what: &str| io::Error::new(io::ErrorKind::InvalidData, what.to_string());
        let length = head
            .get("content-length")
            .and_then(|length| length.parse::<u64>().ok());
        let length = length.ok_or_else(|| broken("no length"))?;
        let mut body = Vec::new();
        if is_wanted(&head) {
            let most = length.min(MOST_OF_ONE as u64);
            (&mut self.from).take(most).read_to_end(&mut body)?;
            if (body.len() as u64) < most {
                return Err(broken("cut"));
            }
        }
        let rest = length - body.len() as u64;
        let passed = io::copy(&mut (&mut self.from).take(rest), &mut io::sink())?;
        if passed < rest {
            return Err(broken("cut"));
        }
        Ok(Some((head, body)))
    }

    /// The head of the next record; none at the end.
    fn head(&mut self) -> io::Result<Option<Head>> {
        let mut lines = Vec::new();
        let broken = || io::Error::new(io::ErrorKind::InvalidData, "no record");
        loop {
            let before = lines.len();
            let room = (head::MOST - before) as u64;
            let read = (&mut self.from).take(room).read_until(b'\n', &mut lines)?;
            let line = lines.get(before..).unwrap_or_default();
            if read == 0 && before == 0 {
                return Ok(None);
            } else if read == 0 {
                return Err(broken());
            } else if before == 0 && line.trim_ascii().is_empty() {
                lines.clear();
            } else if before == 0 && !line.starts_with(b"WARC/") {
                return Err(broken());
            } else if line.trim_ascii().is_empty() {
                break;
            }
        }
        let fields = memchr::memchr(b'\n', &lines).and_then(|at| lines.get(at + 1..));
        fields.and_then(Head::read).map(Some).ok_or_else(broken)
    }
}

impl Iterator for Records<'_> {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        while self.damage.is_none() {
            match self.any() {
                Ok(Some((head, body))) => {
                    if let Some(record) = page(&head, body) {
                        return Some(record);
                    }
                }
                Ok(None) => return None,
                Err(_) => {
                    let damage = "The archive is damaged or breaks off; the pages before are kept.";
                    self.damage = Some(damage.into());
                }
            }
        }
        None
    }
}

/// Whether a record may hold a page.
fn is_wanted(head: &Head) -> bool {
    matches!(
        head.get("warc-type"),
        Some("response" | "resource" | "conversion")
    )
}

fn page(head: &Head, body: Vec<u8>) -> Option<Record> {
    if !is_wanted(head) {
        return None;
    }
    let field = |name: &str| head.get(name).unwrap_or_default();
    let (media, body) = if field("warc-type") == "response" {
        answer(&body)?
    } else {
        (field("content-type").to_string(), body)
    };
    let kind = media
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    let is_words = kind.is_empty() || kind.starts_with("text/") || kind.contains("html");
    let is_code = matches!(kind.as_str(), "text/css" | "text/javascript");
    let url = field("warc-target-uri").trim_matches(['<', '>']);
    // What a site says to those that collect pages.
    let is_code = is_code || url.ends_with("/robots.txt");
    (is_words && !is_code && !body.is_empty()).then(|| Record {
        id: field("warc-record-id").to_string(),
        url: url.to_string(),
        media,
        body,
    })
}

/// The kind and the bytes of what a server answered over HTTP; none unless it is a page.
fn answer(bytes: &[u8]) -> Option<(String, Vec<u8>)> {
    let line = memchr::memchr(b'\n', bytes)?;
    let status = String::from_utf8_lossy(bytes.get(..line)?);
    let is_page =
        status.starts_with("HTTP/") && status.split_ascii_whitespace().nth(1) == Some("200");
    let rest = bytes.get(line + 1..).filter(|_| is_page)?;
    let head = Head::read(rest)?;
    let mut body = rest.get(head.body..)?.to_vec();
    // Many archives keep the fields of the way and have undone what they tell of.
    if head
        .get("transfer-encoding")
        .is_some_and(|way| way.eq_ignore_ascii_case("chunked"))
    {
        body = without_chunks(&body).unwrap_or(body);
    }
    if body.starts_with(GZIP) {
        body = unpack(&body);
    }
    Some((
        head.get("content-type").unwrap_or_default().to_string(),
        body,
    ))
}

/// Undoes chunks (RFC 9112, section 7.1); none if there are none.
fn without_chunks(mut bytes: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::with_capacity(bytes.len());
    loop {
        let line = memchr::memchr(b'\n', bytes)?;
        let size = std::str::from_utf8(bytes.get(..line)?).ok()?;
        let size = size.split(';').next().unwrap_or_default().trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        bytes = bytes.get(line + 1..)?;
        if size == 0 {
            return Some(body);
        }
        let Some(chunk) = bytes.get(..size) else {
            body.extend_from_slice(bytes);
            return Some(body);
        };
        body.extend_from_slice(chunk);
        let rest = bytes.get(size..)?;
        bytes = rest
            .strip_prefix(b"\r\n")
            .or(rest.strip_prefix(b"\n"))
            .unwrap_or(rest);
        if bytes.is_empty() {
            return Some(body);
        }
    }
}

/// Reads a whole archive as a feed of its pages.
///
/// # Errors
/// One sentence when there is none with words.
pub fn read(bytes: &[u8], hint: Hint<'_>) -> Result<Ingested> {
    let mut feed = Feed {
        title: clean(stem(hint.name)).into_owned(),
        ..Feed::default()
    };
    let mut left = MOST_OF_ALL;
    if let Ok(mut records) = Records::new(bytes) {
        for record in records.by_ref() {
            left = left.saturating_sub(record.body.len());
            if left == 0 || feed.items.len() == MOST_ITEMS {
                feed.damage = Some(
                    "The archive is too large to open as a whole; the rest is left out.".into(),
                );
                break;
            }
            feed.items.extend(record.article());
        }
        feed.damage = feed.damage.or(records.damage);
    }
    gathered(feed, hint, "a web archive")
}
