//! A server of news that speaks the interface of Google Reader: FreshRSS, Miniflux and others.
//!
//! After the API's description in FreshRSS's and Miniflux's manuals: lists of numbers first, then the
//! articles that are not known, then changes by number. Everything that comes from it is as hostile
//! as any page: addresses are those of the web or are left out.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::fetch::{Form, Net, Refusal};
use super::guard;
use crate::ingest::{Hint, Ingested};
use crate::library::{Stream, Unsent};
use crate::model::FeedItem;

const READ: &str = "user/-/state/com.google/read";
const STARRED: &str = "user/-/state/com.google/starred";
const ALL: &str = "user/-/state/com.google/reading-list";

/// Numbers in one answer.
const PAGE: usize = 10_000;

/// Numbers of one list; a server that gives more does not come to an end.
const MOST: usize = 1_000_000;

/// Articles in one question.
pub const BATCH: usize = 100;

/// Whether a change is of one kind.
type Is = fn(&Unsent) -> bool;

/// A server that knows the reader.
#[derive(Debug)]
pub struct Server<'a> {
    net: &'a Net,
    address: &'a str,
    key: String,
}

/// Which numbers are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbers {
    /// Of all that is not read.
    Unread,
    /// Of all favourites.
    Starred,
    /// Of all that came after this time, in seconds since 1970.
    Since(i64),
}

/// An article as the server has it.
#[derive(Clone, Debug, PartialEq)]
pub struct ServerItem {
    /// The server's number for it.
    pub number: i64,
    /// The server's name for its feed.
    pub stream: String,
    /// Its words and facts.
    pub item: FeedItem,
}

/// Logs in; gives the address of the interface, which may lie below the one given, and a token that
/// stands for the password from then on.
///
/// # Errors
/// One sentence when the server does not know the name and password, or is no such server.
pub fn log_in(
    net: &Net,
    address: &str,
    user: &str,
    password: &str,
) -> Result<(String, String), Refusal> {
    let form = [("Email", user.to_owned()), ("Passwd", password.to_owned())];
    let base = address.trim_end_matches('/');
    let mut last = None;
    for below in ["", "/api/greader.php"] {
        let place = format!("{base}{below}");
        let answer = net.call(&format!("{place}/accounts/ClientLogin"), None, Some(&form));
        match answer.map(|bytes| token_in(&bytes)) {
            Ok(Some(token)) => return Ok((place, token)),
            Ok(None) => {}
            Err(refusal) if refusal.why.contains("(401)") || refusal.why.contains("(403)") => {
                last = Some(Refusal::new("does not know this name and password"));
            }
            Err(refusal) => last = last.or(Some(refusal)),
        }
    }
    Err(last.unwrap_or_else(|| {
        Refusal::new(
            "does not speak the interface of Google Reader; it may have to be switched on there",
        )
    }))
}

/// `Auth=…` among the lines of an answer.
fn token_in(bytes: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(bytes);
    let token = text.lines().find_map(|line| line.strip_prefix("Auth="))?;
    let token = token.trim();
    let fits = !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_graphic());
    fits.then(|| token.to_owned())
}

impl<'a> Server<'a> {
    /// The server at `address` with the token that [`log_in`] gave.
    pub fn new(net: &'a Net, address: &'a str, token: &str) -> Self {
        Self {
            net,
            address,
            key: format!("GoogleLogin auth={token}"),
        }
    }

    /// What it follows for the reader.
    ///
    /// # Errors
    /// One sentence.
    pub fn streams(&self) -> Result<Vec<Stream>, Refusal> {
        let answer = self.get("subscription/list?output=json")?;
        let list = answer["subscriptions"].as_array();
        let list = list.ok_or_else(|| Refusal::new("does not say what it follows"))?;
        let streams = list.iter().filter_map(|one| {
            let url = one["url"].as_str().or(one["htmlUrl"].as_str())?;
            let tags = one["categories"].as_array().into_iter().flatten();
            url.starts_with("http").then(|| Stream {
                name: one["id"].as_str().unwrap_or_default().to_owned(),
                url: url.to_owned(),
                title: line(&one["title"]),
                tags: tags
                    .map(|tag| line(&tag["label"]))
                    .filter(|tag| !tag.is_empty())
                    .collect(),
            })
        });
        Ok(streams.filter(|stream| !stream.name.is_empty()).collect())
    }

    /// All numbers of a kind.
    ///
    /// # Errors
    /// One sentence; half a list is none.
    pub fn numbers(&self, which: Numbers) -> Result<HashSet<i64>, Refusal> {
        let question = match which {
            Numbers::Unread => format!("s={ALL}&xt={READ}"),
            Numbers::Starred => format!("s={STARRED}"),
            Numbers::Since(time) => format!("s={ALL}&ot={time}"),
        };
        let mut numbers = HashSet::new();
        let mut behind = String::new();
        loop {
            let answer = self.get(&format!(
                "stream/items/ids?output=json&n={PAGE}&{question}{behind}"
            ))?;
            let refs = answer["itemRefs"].as_array().into_iter().flatten();
            let before = numbers.len();
            numbers.extend(refs.filter_map(|one| number(&one["id"])));
            let more = match &answer["continuation"] {
                Value::String(more) => more.clone(),
                Value::Number(more) => more.to_string(),
                _ => return Ok(numbers),
            };
            if numbers.len() == before || numbers.len() > MOST {
                return Err(Refusal::new("does not come to an end of its list"));
            }
            behind = format!("&c={}", escaped(&more));
        }
    }

    /// The articles of up to [`BATCH`] numbers.
    ///
    /// # Errors
    /// One sentence.
    pub fn items(&self, numbers: &[i64], token: &str) -> Result<Vec<ServerItem>, Refusal> {
        let mut form = vec![("T", token.to_owned()), ("output", "json".to_owned())];
        form.extend(numbers.iter().map(|number| ("i", number.to_string())));
        let answer = self.post("stream/items/contents?output=json", &form)?;
        let answer: Value = serde_json::from_slice(&answer)
            .map_err(|_| Refusal::new("gives articles that cannot be read"))?;
        let items = answer["items"].as_array().into_iter().flatten();
        Ok(items.filter_map(item).collect())
    }

    /// A token that goes with changes.
    ///
    /// # Errors
    /// One sentence.
    pub fn token(&self) -> Result<String, Refusal> {
        let bytes = self.call("token", None)?;
        Ok(String::from_utf8_lossy(&bytes).trim().to_owned())
    }

    /// Tells what is read and starred here.
    ///
    /// # Errors
    /// One sentence; then a part may have been told, which does no harm when it is told again.
    pub fn tell(&self, unsent: &[Unsent], token: &str) -> Result<(), Refusal> {
        let changes: [(&str, &str, Is); 4] = [
            ("a", READ, |one| one.differs.0 && one.read),
            ("r", READ, |one| one.differs.0 && !one.read),
            ("a", STARRED, |one| one.differs.1 && one.starred),
            ("r", STARRED, |one| one.differs.1 && !one.starred),
        ];
        for (verb, tag, is_so) in changes {
            let numbers = unsent.iter().filter(|one| is_so(one));
            let mut form = vec![("T", token.to_owned()), (verb, tag.to_owned())];
            let before = form.len();
            form.extend(numbers.map(|one| ("i", one.number.to_string())));
            if form.len() > before {
                self.post("edit-tag", &form)?;
            }
        }
        Ok(())
    }

    /// No longer follows a feed.
    ///
    /// # Errors
    /// One sentence.
    pub fn unfollow(&self, stream: &str, token: &str) -> Result<(), Refusal> {
        let form = [
            ("T", token.to_owned()),
            ("ac", "unsubscribe".to_owned()),
            ("s", stream.to_owned()),
        ];
        self.post("subscription/edit", &form).map(drop)
    }

    fn get(&self, question: &str) -> Result<Value, Refusal> {
        let bytes = self.call(question, None)?;
        serde_json::from_slice(&bytes).map_err(|_| Refusal::new("answers what cannot be read"))
    }

    fn post(&self, question: &str, form: &Form) -> Result<Vec<u8>, Refusal> {
        self.call(question, Some(form))
    }

    fn call(&self, question: &str, form: Option<&Form>) -> Result<Vec<u8>, Refusal> {
        let place = format!("{}/reader/api/0/{question}", self.address);
        let answer = self.net.call(&place, Some(&self.key), form);
        answer.map_err(|refusal| match refusal.why.contains("(401)") {
            true => Refusal::new("no longer knows this login; log in again with `pullquote sync`"),
            false => refusal,
        })
    }
}

/// `tag:google.com,2005:reader/item/000000000000001f`, or the number itself.
fn number(id: &Value) -> Option<i64> {
    match id {
        Value::Number(number) => number.as_i64(),
        Value::String(id) => match id.rsplit_once('/') {
            Some((_, hex)) => u64::from_str_radix(hex, 16).ok().map(u64::cast_signed),
            None => id.parse().ok(),
        },
        _ => None,
    }
}

fn item(value: &Value) -> Option<ServerItem> {
    Some(ServerItem {
        number: number(&value["id"])?,
        stream: value["origin"]["streamId"].as_str()?.to_owned(),
        item: article(value)?,
    })
}

/// An item in the words of JSON Feed, for the one reader of feeds that there is.
fn article(value: &Value) -> Option<FeedItem> {
    let address = |list: &str| value[list][0]["href"].as_str().map(str::to_owned);
    let url = address("canonical").or_else(|| address("alternate"));
    let words = value["content"]["content"].as_str();
    let words = words.or(value["summary"]["content"].as_str());
    let date = value["published"].as_i64().and_then(|seconds| {
        let time = jiff::Timestamp::from_second(seconds).ok()?;
        Some(time.to_string())
    });
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": value["origin"]["title"],
        "home_page_url": value["origin"]["htmlUrl"],
        "items": [{
            "id": value["id"],
            "url": url,
            "title": value["title"],
            "content_html": words,
            "authors": [{ "name": value["author"] }],
            "date_published": date,
        }],
    });
    let hint = Hint {
        url: url.as_deref(),
        ..Hint::default()
    };
    match guard::read(feed.to_string().as_bytes(), hint) {
        Ok(Ingested::Feed(mut feed)) => feed.items.pop(),
        _ => None,
    }
}

fn line(value: &Value) -> String {
    let text = value.as_str().unwrap_or_default();
    crate::model::clean(text)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// For a query in an address.
fn escaped(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_both_forms() {
        let long = |hex: &str| json!(format!("tag:google.com,2005:reader/item/{hex}"));
        assert_eq!(number(&long("000000000000001f")), Some(31));
        assert_eq!(number(&long("fffffffffffffffe")), Some(-2));
        assert_eq!(number(&json!("-2")), Some(-2));
        assert_eq!(number(&json!(31)), Some(31));
        assert_eq!(number(&json!("tag:x/item/")), None);
    }

    #[test]
    fn an_item_becomes_an_article() {
        let found = item(&json!({
            "id": "tag:google.com,2005:reader/item/000000000000001f",
            "title": "Storm &amp; quay",
            "author": "Ana Ruiz",
            "published": 1_786_363_200,
            "canonical": [{ "href": "https://lamp.example/storm" }],
            "summary": { "content": "<p>“Stay at home,” said <a href='/okafor'>Sean Okafor</a>.</p>" },
            "origin": { "streamId": "feed/7", "title": "The Lamp" },
        }))
        .unwrap();
        let article = &found.item.article;
        assert_eq!((found.number, found.stream.as_str()), (31, "feed/7"));
        assert_eq!(article.text, "“Stay at home,” said Sean Okafor.");
        assert_eq!(article.meta.title, "Storm & quay");
        assert_eq!(article.meta.byline.as_deref(), Some("Ana Ruiz"));
        assert_eq!(article.meta.site.as_deref(), Some("The Lamp"));
        assert_eq!(
            article.meta.published.as_deref(),
            Some("2026-08-10T12:00:00Z")
        );
        assert_eq!(item(&json!({ "id": 3 })), None);
    }
}
