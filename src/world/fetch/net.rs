//! Questions and their answers over HTTP.

use std::io::Read;

use base64::prelude::{BASE64_STANDARD, Engine};
use percent_encoding::percent_decode_str;
use ureq::http::{HeaderMap, StatusCode};
use ureq::unversioned::transport::DefaultConnector;
use url::Url;

use super::answer::{Ask, Cause, Fetched, Known, Limits, Refusal};
use super::names::Names;
use super::sentences::{refused, text, unanswered};

/// Who asks.
const AGENT: &str = concat!("pullquote/", env!("CARGO_PKG_VERSION"));

const ACCEPT: &str = "application/atom+xml, application/rss+xml, application/feed+json, \
    application/xml;q=0.9, text/html;q=0.9, */*;q=0.5";

/// Redirects followed for one question.
const MOST_REDIRECTS: usize = 10;

/// The way out: connections are kept open and shared by all threads.
#[derive(Clone, Debug)]
pub struct Net {
    agent: ureq::Agent,
    limits: Limits,
}

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
            agent: ureq::Agent::with_parts(config, DefaultConnector::default(), Names),
            limits,
        }
    }

    /// Ends what is asked over it and its clones, also while an answer is awaited; it is of no use after that. To find
    /// the host and to reach it may still take up to their own limit.
    pub fn end(self) {
        self.agent.shutdown();
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
            let response = request
                .call()
                .map_err(|error| unanswered(&error, &url, &self.limits))?;
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
            .map_err(|error| unanswered(&error, &url, &self.limits))?
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
            Err(error @ ureq::Error::Timeout(_)) => Err(unanswered(&error, url, &self.limits)),
            Err(_) if bytes.is_empty() => Err(Refusal::new(
                "the answer broke off before its first byte; try again later",
            )),
            Err(_) => {
                let broken = format!("the answer broke off after {} bytes", bytes.len());
                Ok((bytes, Some(broken)))
            }
        }
    }
}

/// A request with its key.
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
fn basic(name: &str, password: &str) -> String {
    let plain = |text: &str| percent_decode_str(text).collect::<Vec<u8>>();
    let both = [plain(name), plain(password)].join(&b':');
    format!("Basic {}", BASE64_STANDARD.encode(both))
}

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

#[cfg(test)]
mod tests {
    use super::*;

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
