//! The network: one polite GET, and a sentence for everything that can go wrong with it.
//!
//! Redirects are followed here and not by the HTTP crate, so that a permanent one is remembered and a
//! circle is told from a long chain. Bodies are bounded after unpacking, and so is the time for all
//! of it. Without the feature `fetch` every address gets one sentence.

use std::time::Duration;

#[cfg(feature = "fetch")]
use std::io::Read;

#[cfg(feature = "fetch")]
use base64::prelude::{BASE64_STANDARD, Engine};
#[cfg(feature = "fetch")]
use percent_encoding::percent_decode_str;
#[cfg(feature = "fetch")]
use ureq::http::{HeaderMap, StatusCode};
#[cfg(feature = "fetch")]
use url::Url;

#[cfg(feature = "fetch")]
use super::clock;

/// Who asks.
#[cfg(feature = "fetch")]
const AGENT: &str = concat!("pullquote/", env!("CARGO_PKG_VERSION"));

#[cfg(feature = "fetch")]
const ACCEPT: &str = "application/atom+xml, application/rss+xml, application/feed+json, \
    application/xml;q=0.9, text/html;q=0.9, */*;q=0.5";

/// Redirects followed for one question.
#[cfg(feature = "fetch")]
const MOST_REDIRECTS: usize = 10;

/// How long a source that says "too many questions" is left alone when it does not say how long.
#[cfg(feature = "fetch")]
const REST: i64 = 15 * 60;

/// The longest rest that a source can ask for.
#[cfg(feature = "fetch")]
const LONGEST_REST: i64 = 7 * 86_400;

/// How long and how much to bear.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Until the connection stands.
    pub connect: Duration,
    /// For all of one question with its answer.
    pub total: Duration,
    /// Bytes of a body, unpacked.
    pub bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            total: Duration::from_secs(30),
            bytes: 16 << 20,
        }
    }
}

/// What the last answer gave, so that the source can say "nothing new".
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Its `ETag`.
    pub etag: Option<String>,
    /// Its `Last-Modified`.
    pub modified: Option<String>,
}

/// An answer with a body.
#[derive(Clone, Debug, Default)]
pub struct Fetched {
    /// The body, unpacked.
    pub bytes: Vec<u8>,
    /// Where it came from in the end.
    pub url: String,
    /// Where the first address has moved for good.
    pub moved: Option<String>,
    /// `Content-Type`.
    pub content_type: Option<String>,
    /// For the next question.
    pub known: Known,
    /// Why the body is not whole: one sentence. What came before is in `bytes`.
    pub broken: Option<String>,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// One sentence that goes on after the address and a colon.
    pub why: String,
    /// Do not ask before this time, in seconds since 1970; `i64::MAX` when it is gone for good.
    pub wait: Option<i64>,
    /// What to do about it, for a program.
    pub cause: Cause,
}

/// What kind of refusal it is, where that decides what is done next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Cause {
    /// Nothing follows from it.
    #[default]
    Other,
    /// The source answered with this status.
    Status(u16),
    /// The answer is larger than is borne.
    TooLarge,
    /// The answer took longer than is borne.
    TooSlow,
    /// What was asked for is at another address.
    Moved(String),
}

/// How a server's interface is asked.
#[derive(Clone, Copy, Debug)]
pub enum Ask<'a> {
    /// GET.
    Get,
    /// POST of a form.
    Form(&'a Form),
    /// POST of JSON.
    Json(&'a str),
    /// DELETE.
    Delete,
}

impl Refusal {
    /// A refusal after which one may ask again at any time.
    pub fn new(why: impl Into<String>) -> Self {
        Self {
            why: why.into(),
            wait: None,
            cause: Cause::Other,
        }
    }

    /// The same of a kind that decides what is done next.
    fn of(cause: Cause, why: impl Into<String>) -> Self {
        let why = why.into();
        Self {
            cause,
            ..Self::new(why)
        }
    }
}

/// What is posted: names and values.
pub type Form = [(&'static str, String)];

/// The way out: connections are kept open and shared by all threads.
#[derive(Clone, Debug)]
pub struct Net {
    #[cfg(feature = "fetch")]
    agent: ureq::Agent,
    #[cfg(feature = "fetch")]
    limits: Limits,
}

#[cfg(not(feature = "fetch"))]
impl Net {
    /// Nothing: this program was built without the network.
    pub fn new(_: Limits) -> Self {
        Self {}
    }

    /// A sentence.
    ///
    /// # Errors
    /// Always.
    pub fn get(&self, _: &str, _: &Known) -> Result<Option<Fetched>, Refusal> {
        Err(Refusal::new(
            "this pullquote was built without the network; save the page and give the file",
        ))
    }

    /// A sentence.
    ///
    /// # Errors
    /// Always.
    pub fn call(&self, _: &str, _: Option<&str>, _: Ask<'_>) -> Result<Vec<u8>, Refusal> {
        Err(Refusal::new("this pullquote was built without the network"))
    }
}

#[cfg(feature = "fetch")]
impl Net {
    /// With proxies as the environment names them (`HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, `NO_PROXY`).
    pub fn new(limits: Limits) -> Self {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .user_agent(AGENT)
            .accept(ACCEPT)
            .timeout_connect(Some(limits.connect))
            .timeout_global(Some(limits.total))
            .max_idle_connections_per_host(2)
            .build();
        Self {
            agent: config.new_agent(),
            limits,
        }
    }

    /// Asks for `address`; none when the source says that nothing has changed since `known`.
    ///
    /// # Errors
    /// One sentence, and how long to wait before the next question when the source says so.
    pub fn get(&self, address: &str, known: &Known) -> Result<Option<Fetched>, Refusal> {
        let mut url = web(address)?;
        let mut seen = vec![url.clone()];
        let mut moved = None;
        let mut only_moved = true;
        loop {
            let (bare, login) = apart(&url);
            let mut request = self.agent.get(bare.as_str());
            if let Some(login) = login {
                request = request.header("Authorization", login);
            }
            if let Some(etag) = &known.etag {
                request = request.header("If-None-Match", etag);
            }
            if let Some(modified) = &known.modified {
                request = request.header("If-Modified-Since", modified);
            }
            let response = request.call().map_err(|error| self.refusal(&error, &url))?;
            let (parts, body) = response.into_parts();
            let status = parts.status;
            if status == StatusCode::NOT_MODIFIED {
                return Ok(None);
            }
            if status.is_redirection() {
                let next = next(&url, &parts.headers)?;
                only_moved &= matches!(status.as_u16(), 301 | 308);
                if only_moved {
                    moved = Some(next.to_string());
                }
                if seen.contains(&next) {
                    return Err(Refusal::new(
                        "redirects in a circle; the address is of no use",
                    ));
                }
                if seen.len() > MOST_REDIRECTS {
                    return Err(Refusal::new(format!(
                        "redirects more than {MOST_REDIRECTS} times; try the address in a browser"
                    )));
                }
                seen.push(next.clone());
                url = next;
                continue;
            }
            if !status.is_success() {
                return Err(refused(status, &parts.headers));
            }
            let header = |name: &str| text(&parts.headers, name);
            let (bytes, broken) = self.read(body, &url)?;
            let whole = broken.is_none();
            return Ok(Some(Fetched {
                bytes,
                // Without name and password: links of the page are made from it.
                url: bare.to_string(),
                moved,
                content_type: header("content-type"),
                known: Known {
                    etag: header("etag").filter(|_| whole),
                    modified: header("last-modified").filter(|_| whole),
                },
                broken,
            }));
        }
    }

    /// Asks a server's interface; `key` is the `Authorization`. Redirects are not followed: neither key
    /// nor password goes to another place.
    ///
    /// # Errors
    /// One sentence; also when the answer is not whole.
    pub fn call(&self, address: &str, key: Option<&str>, ask: Ask<'_>) -> Result<Vec<u8>, Refusal> {
        let url = web(address)?;
        let place = url.as_str();
        let answer = match ask {
            Ask::Get => keyed(self.agent.get(place), key).call(),
            Ask::Delete => keyed(self.agent.delete(place), key).call(),
            Ask::Form(form) => keyed(self.agent.post(place), key)
                .send_form(form.iter().map(|(name, value)| (*name, value.as_str()))),
            Ask::Json(json) => keyed(self.agent.post(place), key)
                .content_type("application/json")
                .send(json),
        };
        let (parts, body) = answer
            .map_err(|error| self.refusal(&error, &url))?
            .into_parts();
        if parts.status.is_redirection() {
            let to = next(&url, &parts.headers)?.to_string();
            let why = format!("has moved to {to}; give that address");
            return Err(Refusal::of(Cause::Moved(to), why));
        }
        if !parts.status.is_success() {
            return Err(refused(parts.status, &parts.headers));
        }
        match self.read(body, &url)? {
            (bytes, None) => Ok(bytes),
            (_, Some(broken)) => Err(Refusal::new(broken)),
        }
    }

    /// The body, and why it is not whole.
    fn read(&self, body: ureq::Body, url: &Url) -> Result<(Vec<u8>, Option<String>), Refusal> {
        let mut bytes = Vec::new();
        let read = body
            .into_reader()
            .take(self.limits.bytes + 1)
            .read_to_end(&mut bytes);
        if bytes.len() as u64 > self.limits.bytes {
            let most = self.limits.bytes.div_ceil(1 << 20);
            let why = format!("larger than {most} MB when unpacked; given up");
            return Err(Refusal::of(Cause::TooLarge, why));
        }
        match read.map_err(ureq::Error::from) {
            Ok(_) => Ok((bytes, None)),
            Err(error @ ureq::Error::Timeout(_)) => Err(self.refusal(&error, url)),
            Err(_) if bytes.is_empty() => Err(Refusal::new(
                "the answer broke off before its first byte; try again later",
            )),
            Err(_) => {
                let broken = format!("the answer broke off after {} bytes", bytes.len());
                Ok((bytes, Some(broken)))
            }
        }
    }

    fn refusal(&self, error: &ureq::Error, url: &Url) -> Refusal {
        let host = url.host_str().unwrap_or_default();
        let slow = match error {
            ureq::Error::Timeout(_) => true,
            ureq::Error::Io(error) => error.kind() == std::io::ErrorKind::TimedOut,
            _ => false,
        };
        let cause = if slow { Cause::TooSlow } else { Cause::Other };
        let why = match error {
            ureq::Error::HostNotFound => unknown(host),
            // How the system says the same.
            ureq::Error::Io(error) if error.to_string().contains("lookup address") => unknown(host),
            ureq::Error::Timeout(ureq::Timeout::Connect | ureq::Timeout::Resolve) => format!(
                "{host} cannot be reached within {}",
                spell(self.limits.connect)
            ),
            ureq::Error::Timeout(_) => {
                format!("took longer than {}; given up", spell(self.limits.total))
            }
            ureq::Error::Io(error) => match error.kind() {
                std::io::ErrorKind::ConnectionRefused => format!("{host} refuses the connection"),
                std::io::ErrorKind::TimedOut => {
                    format!("took longer than {}; given up", spell(self.limits.total))
                }
                _ => format!("the connection to {host} failed ({error})"),
            },
            ureq::Error::Rustls(error) => format!("no safe connection to {host} ({error})"),
            ureq::Error::ConnectProxyFailed(_) | ureq::Error::InvalidProxyUrl => {
                "the proxy named in the environment does not connect; check HTTPS_PROXY".to_owned()
            }
            ureq::Error::Protocol(error) => format!("{host} does not answer in HTTP ({error})"),
            error => format!("cannot be fetched ({error})"),
        };
        Refusal::of(cause, why)
    }
}

/// A request with its key.
#[cfg(feature = "fetch")]
fn keyed<Body>(
    request: ureq::RequestBuilder<Body>,
    key: Option<&str>,
) -> ureq::RequestBuilder<Body> {
    match key {
        Some(key) => request.header("Authorization", key),
        None => request,
    }
}

/// An address without the name and password in it, and these as the header that carries them. They
/// are percent-encoded in an address and plain in the header (RFC 3986, section 3.2.1; RFC 7617).
#[cfg(feature = "fetch")]
fn apart(url: &Url) -> (Url, Option<String>) {
    let mut bare = url.clone();
    if url.username().is_empty() && url.password().is_none() {
        return (bare, None);
    }
    let _ = bare.set_username("");
    let _ = bare.set_password(None);
    let password = url.password().unwrap_or_default();
    (bare, Some(basic(url.username(), password)))
}

/// Name and password, percent-encoded or plain, as the header `Authorization` carries them.
#[cfg(feature = "fetch")]
fn basic(name: &str, password: &str) -> String {
    let plain = |text: &str| percent_decode_str(text).collect::<Vec<u8>>();
    let both = [plain(name), plain(password)].join(&b':');
    format!("Basic {}", BASE64_STANDARD.encode(both))
}

#[cfg(feature = "fetch")]
fn unknown(host: &str) -> String {
    format!("no host is called {host}; check the address and the connection")
}

/// Seconds, or less than one in milliseconds.
#[cfg(feature = "fetch")]
fn spell(time: Duration) -> String {
    if time.as_secs() == 0 {
        format!("{} ms", time.as_millis())
    } else {
        format!("{} s", time.as_secs())
    }
}

#[cfg(feature = "fetch")]
fn web(address: &str) -> Result<Url, Refusal> {
    let url =
        Url::parse(address).map_err(|error| Refusal::new(format!("not an address ({error})")))?;
    match url.scheme() {
        "http" | "https" => Ok(url),
        scheme => Err(Refusal::new(format!(
            "{scheme}: addresses are not fetched, only http and https"
        ))),
    }
}

/// Where a redirect goes.
#[cfg(feature = "fetch")]
fn next(from: &Url, headers: &HeaderMap) -> Result<Url, Refusal> {
    let place = text(headers, "location")
        .ok_or_else(|| Refusal::new("redirects to nowhere; try the address in a browser"))?;
    let mut url = from
        .join(&place)
        .map_err(|error| Refusal::new(format!("redirects to what is not an address ({error})")))?;
    if url.origin() == from.origin() && url.username().is_empty() {
        let _ = url.set_username(from.username());
        let _ = url.set_password(from.password());
    }
    web(url.as_str()).map_err(|_| {
        Refusal::new(format!(
            "redirects to a {}: address, which is not followed",
            url.scheme()
        ))
    })
}

/// The sentence for a status that is no success.
#[cfg(feature = "fetch")]
fn refused(status: StatusCode, headers: &HeaderMap) -> Refusal {
    let code = status.as_u16();
    let why = match code {
        401 | 403 | 407 | 451 => format!("refuses to show this ({code}); it may want a login"),
        404 => "not found (404); it may have moved".to_owned(),
        410 => "gone for good (410); it is not asked again".to_owned(),
        429 => "asked too often (429); it is left alone for a while".to_owned(),
        500.. => format!("its server has a fault ({code}); try again later"),
        _ => format!("answers with the status {code}, which is of no use here"),
    };
    let wait = match code {
        410 => Some(i64::MAX),
        429 | 503 => {
            let now = clock::now().as_second();
            let until = text(headers, "retry-after").and_then(|after| retry_at(&after, now));
            match (until, code) {
                (Some(until), _) => Some(until.min(now + LONGEST_REST)),
                (None, 429) => Some(now + REST),
                (None, _) => None,
            }
        }
        _ => None,
    };
    Refusal {
        why,
        wait,
        cause: Cause::Status(code),
    }
}

/// `Retry-After`: seconds from now, or a date (RFC 9110, section 10.2.3).
#[cfg(feature = "fetch")]
fn retry_at(after: &str, now: i64) -> Option<i64> {
    if let Ok(seconds) = after.trim().parse::<i64>() {
        return Some(now.saturating_add(seconds.max(0)));
    }
    let date = jiff::fmt::rfc2822::DateTimeParser::new()
        .parse_timestamp(after.trim())
        .ok()?;
    Some(date.as_second())
}

#[cfg(feature = "fetch")]
fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    Some(headers.get(name)?.to_str().ok()?.to_owned())
}

#[cfg(all(test, feature = "fetch"))]
mod tests {
    use super::*;

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        assert_eq!(retry_at("120", 1_000), Some(1_120));
        assert_eq!(retry_at("Thu, 01 Jan 1970 01:00:00 GMT", 0), Some(3_600));
        assert_eq!(retry_at("soon", 0), None);
        assert_eq!(retry_at("-5", 10), Some(10));
    }

    #[test]
    fn a_login_in_an_address_is_decoded_and_sent_apart() {
        let url = Url::parse("http://ana:s%25c%3Aret@lamp.example/f.xml").unwrap();
        let (bare, login) = apart(&url);
        assert_eq!(bare.as_str(), "http://lamp.example/f.xml");
        // ana:s%c:ret
        assert_eq!(login.as_deref(), Some("Basic YW5hOnMlYzpyZXQ="));
        assert_eq!(apart(&bare), (bare.clone(), None));
    }

    #[test]
    fn only_the_web_is_fetched() {
        let net = Net::new(Limits::default());
        let why = |address| net.get(address, &Known::default()).unwrap_err().why;
        assert!(why("file:///etc/passwd").starts_with("file: addresses are not fetched"));
        assert!(why("no address").starts_with("not an address"));
    }
}
