//! Google Reader's interface: FreshRSS, Miniflux, The Old Reader and others.
//!
//! After the API's description in FreshRSS's, Miniflux's and The Old Reader's manuals: lists of names
//! first, then the articles that are not known, then changes by name. An article is always named in
//! the long form: a number alone is decimal for one server and hexadecimal for another.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use serde_json::Value;

use super::{Answer, Facts, Server, ServerItem, Streams, article, escaped, is_web, line, read};
use crate::library::{Heard, State, Stream, StreamEdit, Unsent};
use crate::world::fetch::{Ask, Cause, Net, Refusal};

const STATE: &str = "user/-/state/com.google/";
const LABEL: &str = "user/-/label/";
const ITEM: &str = "tag:google.com,2005:reader/item/";
const READ: &str = "user/-/state/com.google/read";
const STARRED: &str = "user/-/state/com.google/starred";
const ALL: &str = "user/-/state/com.google/reading-list";

/// Names in one answer.
const PAGE: usize = 10_000;

/// Names of one list; a server that gives more does not come to an end.
const MOST: usize = 1_000_000;

/// A change of state: how it is told, and of which articles it is true.
type Change = (&'static str, &'static str, fn(&Unsent) -> bool);

const CHANGES: [Change; 4] = [
    ("a", READ, |one| one.differs.read && one.state.read),
    ("r", READ, |one| one.differs.read && !one.state.read),
    ("a", STARRED, |one| one.differs.starred && one.state.starred),
    ("r", STARRED, |one| {
        one.differs.starred && !one.state.starred
    }),
];

/// A server that speaks Google Reader's interface.
#[derive(Debug)]
pub struct Reader<'a> {
    net: &'a Net,
    address: &'a str,
    key: String,
    /// Goes with changes; asked for once.
    token: OnceLock<String>,
}

impl<'a> Reader<'a> {
    /// The server at `address` with the token that the login gave.
    pub fn new(net: &'a Net, address: &'a str, token: &str) -> Self {
        Self {
            net,
            address,
            key: format!("GoogleLogin auth={token}"),
            token: OnceLock::new(),
        }
    }

    /// All names of a list.
    fn names(&self, question: &str) -> Answer<HashSet<String>> {
        let mut names = HashSet::new();
        let mut behind = String::new();
        loop {
            let answer = self.get(&format!(
                "stream/items/ids?output=json&n={PAGE}&{question}{behind}"
            ))?;
            let refs = answer["itemRefs"].as_array();
            let refs =
                refs.ok_or_else(|| Refusal::new("does not give the list it was asked for"))?;
            let before = names.len();
            for one in refs {
                let name = name(&one["id"]);
                names.insert(name.ok_or_else(|| {
                    Refusal::new("gives an article a name that cannot be read; nothing was changed")
                })?);
            }
            let more = match &answer["continuation"] {
                Value::Null => return Ok(names),
                Value::String(more) if more.is_empty() => return Ok(names),
                Value::String(more) => more.clone(),
                Value::Number(more) => more.to_string(),
                _ => return Err(Refusal::new("does not say how its list goes on")),
            };
            if names.len() == before && !refs.is_empty() || names.len() > MOST {
                return Err(Refusal::new("does not come to an end of its list"));
            }
            if refs.is_empty() {
                return Ok(names);
            }
            behind = format!("&c={}", escaped(&more));
        }
    }

    fn get(&self, question: &str) -> Answer<Value> {
        read(&self.call(question, Ask::Get)?)
    }

    /// Posts a change with the token that goes with it.
    fn post(&self, question: &str, mut form: Vec<(&'static str, String)>) -> Answer<Vec<u8>> {
        let token = match self.token.get() {
            Some(token) => token,
            None => {
                let bytes = self.call("token", Ask::Get)?;
                let token = String::from_utf8_lossy(&bytes).trim().to_owned();
                self.token.get_or_init(|| token)
            }
        };
        form.insert(0, ("T", token.clone()));
        self.call(question, Ask::Form(&form))
    }

    fn call(&self, question: &str, ask: Ask<'_>) -> Answer<Vec<u8>> {
        let place = format!("{}/reader/api/0/{question}", self.address);
        let answer = self.net.call(&place, Some(&self.key), ask);
        answer.map_err(|refusal| match refusal.cause {
            Cause::Status(401) => super::login::unknown(self.address),
            _ => refusal,
        })
    }

    /// The tags that articles have, not the folders of feeds; none where articles have none.
    fn labels(&self) -> Answer<Option<Vec<String>>> {
        let answer = self.get("tag/list?output=json")?;
        let Some(all) = answer["tags"].as_array() else {
            return Ok(None);
        };
        let tags = all.iter().filter(|tag| tag["type"] == "tag");
        let names = tags.filter_map(|tag| label(&tag["id"]));
        let names: Vec<String> = names.collect();
        // FreshRSS has them also when there is none yet.
        let has = !names.is_empty() || self.address.contains("greader.php");
        Ok(has.then_some(names))
    }
}

impl Server for Reader<'_> {
    fn streams(&self) -> Answer<Streams> {
        let answer = self.get("subscription/list?output=json")?;
        let list = answer["subscriptions"].as_array();
        let list = list.ok_or_else(|| Refusal::new("does not say what it follows"))?;
        let mut streams = Streams {
            whole: true,
            ..Streams::default()
        };
        for one in list {
            let name = one["id"].as_str().unwrap_or_default();
            let url = [
                one["url"].as_str(),
                name.strip_prefix("feed/"),
                one["htmlUrl"].as_str(),
            ];
            let url = url.into_iter().flatten().find(|url| is_web(url));
            let (false, Some(url)) = (name.is_empty(), url) else {
                streams.whole = false;
                continue;
            };
            let folders = one["categories"].as_array().into_iter().flatten();
            let folders = folders.map(|folder| narrow(&line(&folder["label"])));
            streams.list.push(Stream {
                name: name.to_owned(),
                url: url.to_owned(),
                title: narrow(&line(&one["title"])),
                tags: folders.filter(|folder| !folder.is_empty()).collect(),
            });
        }
        Ok(streams)
    }

    fn lists(&self, since: Option<i64>) -> Answer<Heard> {
        let unread = self.names(&format!("s={ALL}&xt={READ}"))?;
        let starred = self.names(&format!("s={STARRED}"))?;
        let mut present = &unread | &starred;
        if let Some(since) = since {
            present.extend(self.names(&format!("s={ALL}&ot={since}"))?);
        }
        Ok(Heard {
            unread,
            starred,
            present,
        })
    }

    fn all(&self) -> Answer<Option<HashSet<String>>> {
        self.names(&format!("s={ALL}")).map(Some)
    }

    fn items(&self, names: &[String]) -> Answer<Vec<ServerItem>> {
        let mut form = vec![("output", "json".to_owned())];
        form.extend(named(names));
        let answer = read(&self.post("stream/items/contents?output=json", form)?)?;
        let items = answer["items"].as_array();
        let items = items.ok_or_else(|| Refusal::new("does not give the articles asked for"))?;
        let asked: HashSet<&String> = names.iter().collect();
        let items = items.iter().filter_map(item);
        Ok(items.filter(|item| asked.contains(&item.name)).collect())
    }

    fn tags(&self) -> Answer<Option<HashMap<String, HashSet<String>>>> {
        let Some(labels) = self.labels()? else {
            return Ok(None);
        };
        let mut tags = HashMap::new();
        for label in labels {
            let names = self.names(&format!("s={}", escaped(&format!("{LABEL}{label}"))))?;
            tags.insert(label, names);
        }
        Ok(Some(tags))
    }

    fn tell(&self, unsent: &[Unsent]) -> Answer<()> {
        for (verb, tag, is_so) in CHANGES {
            let names = unsent.iter().filter(|one| is_so(one)).map(|one| &one.name);
            let mut form = vec![(verb, tag.to_owned())];
            form.extend(named(names));
            if form.len() > 1 {
                self.post("edit-tag", form)?;
            }
        }
        Ok(())
    }

    fn tell_tag(&self, names: &[String], tag: &str, on: bool) -> Answer<()> {
        let verb = if on { "a" } else { "r" };
        let mut form = vec![(verb, format!("{LABEL}{tag}"))];
        form.extend(named(names));
        self.post("edit-tag", form).map(drop)
    }

    fn follow(&self, url: &str, title: &str, folder: Option<&str>) -> Answer<()> {
        // FreshRSS reads the address of the question alone, others the form.
        let question = format!(
            "subscription/quickadd?quickadd={}&output=json",
            escaped(url)
        );
        let answer = self.post(&question, vec![("quickadd", url.to_owned())])?;
        let answer: Value = serde_json::from_slice(&answer).unwrap_or_default();
        let stream = match &answer["streamId"] {
            Value::String(stream) if !stream.is_empty() => stream.clone(),
            Value::Number(number) => format!("feed/{number}"),
            _ => {
                let why = line(&answer["error"]);
                return Err(Refusal::new(match why.is_empty() {
                    true => "finds no feed there".to_owned(),
                    false => format!("finds no feed there ({why})"),
                }));
            }
        };
        let mut form = vec![("ac", "edit".to_owned()), ("s", stream)];
        if !title.is_empty() {
            form.push(("t", title.to_owned()));
        }
        form.extend(folder.map(|folder| ("a", format!("{LABEL}{folder}"))));
        match form.len() {
            2 => Ok(()),
            _ => self.post("subscription/edit", form).map(drop),
        }
    }

    fn unfollow(&self, stream: &str) -> Answer<()> {
        let form = vec![("ac", "unsubscribe".to_owned()), ("s", stream.to_owned())];
        self.post("subscription/edit", form).map(drop)
    }

    fn edit(&self, edit: &StreamEdit) -> Answer<()> {
        let mut form = vec![("ac", "edit".to_owned()), ("s", edit.stream.clone())];
        let folder = |folder: &String| format!("{LABEL}{folder}");
        form.extend(edit.title.clone().map(|title| ("t", title)));
        form.extend(edit.into.as_ref().map(|into| ("a", folder(into))));
        form.extend(edit.out_of.as_ref().map(|out| ("r", folder(out))));
        self.post("subscription/edit", form).map(drop)
    }
}

/// Articles as a form names them.
fn named<'a>(
    names: impl IntoIterator<Item = &'a String>,
) -> impl Iterator<Item = (&'static str, String)> {
    names.into_iter().map(|name| ("i", format!("{ITEM}{name}")))
}

/// The hexadecimal digits that name an article: 16 for a number, 24 in The Old Reader. Given in the long
/// form, as a number, as decimal digits with or without a sign, or as the digits themselves.
fn name(id: &Value) -> Option<String> {
    let hex = |digits: &str| {
        let fits = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        (fits && digits.len() <= 32).then(|| format!("{:0>16}", digits.to_ascii_lowercase()))
    };
    let number = |number: u64| format!("{number:016x}");
    match id {
        Value::Number(it) => it
            .as_u64()
            .or(it.as_i64().map(i64::cast_unsigned))
            .map(number),
        Value::String(id) => match id.trim().rsplit_once('/') {
            Some((_, digits)) => hex(digits),
            // Padded to 16 digits as in the long form.
            None if id.len() == 16 && id.starts_with('0') => hex(id),
            None => match (id.trim().parse::<u64>(), id.trim().parse::<i64>()) {
                (Ok(it), _) => Some(number(it)),
                (_, Ok(it)) => Some(number(it.cast_unsigned())),
                _ => hex(id.trim()),
            },
        },
        _ => None,
    }
}

/// What stands behind `user/-/label/`; servers put the reader's number where the `-` is.
fn label(id: &Value) -> Option<String> {
    let (_, label) = id.as_str()?.split_once("/label/")?;
    let label = narrow(&line(&label.into()));
    (!label.is_empty()).then_some(label)
}

/// FreshRSS writes signs that mean something in HTML or in folders in their fullwidth forms
/// (`escapeToUnicodeAlternative` in its `lib_rss.php`). Between ideographs they are what they seem.
fn narrow(text: &str) -> String {
    let wide =
        |c: char| matches!(u32::from(c), 0x2e80..=0x9fff | 0xac00..=0xd7ff | 0xf900..=0xfaff);
    if text.chars().any(wide) {
        return text.to_owned();
    }
    text.chars()
        .map(|c| match c {
            '＆' => '&',
            '＜' => '<',
            '＞' => '>',
            '？' => '?',
            '＂' => '"',
            '＇' => '\'',
            '＼' => '\\',
            '／' => '/',
            '，' => ',',
            '；' => ';',
            '＾' => '^',
            _ => c,
        })
        .collect()
}

fn item(value: &Value) -> Option<ServerItem> {
    let name = name(&value["id"])?;
    let address = |list: &str| value[list][0]["href"].as_str();
    let words = &value["content"]["content"];
    let words = if words.is_string() {
        words
    } else {
        &value["summary"]["content"]
    };
    let origin = &value["origin"];
    let narrowed = |value: &Value| match value.as_str() {
        Some(text) => Value::from(narrow(text)),
        None => Value::Null,
    };
    let facts = Facts {
        url: address("canonical").or_else(|| address("alternate")),
        title: &narrowed(&value["title"]),
        author: &narrowed(&value["author"]),
        published: &value["published"],
        words,
        site: &narrowed(&origin["title"]),
        home: &origin["htmlUrl"],
    };
    let labels = value["categories"].as_array().into_iter().flatten();
    let labels: Vec<String> = labels
        .filter_map(|label| label.as_str().map(str::to_owned))
        .collect();
    let has = |state: &str| {
        let end = format!("/{}", state.strip_prefix("user/-/").unwrap_or(state));
        labels
            .iter()
            .any(|label| label.starts_with("user/") && label.ends_with(&end))
    };
    debug_assert!(READ.starts_with(STATE) && STARRED.starts_with(STATE));
    Some(ServerItem {
        item: article(&name, &facts)?,
        name,
        stream: origin["streamId"].as_str().unwrap_or_default().to_owned(),
        state: State {
            read: has(READ),
            starred: has(STARRED),
        },
        labels,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn names_are_read_in_all_forms() {
        let of = |id: Value| name(&id);
        let long = |digits: &str| json!(format!("{ITEM}{digits}"));
        for id in [
            long("000000000000001f"),
            long("000000000000001F"),
            long("1f"),
            json!(31),
            json!("31"),
            json!("000000000000001f"),
            json!("1f"),
        ] {
            assert_eq!(of(id.clone()).as_deref(), Some("000000000000001f"), "{id}");
        }
        let minus = Some("fffffffffffffffe".to_owned());
        assert_eq!(of(json!(-2)), minus);
        assert_eq!(of(json!("-2")), minus);
        assert_eq!(of(json!("18446744073709551614")), minus);
        assert_eq!(of(json!(18_446_744_073_709_551_614_u64)), minus);
        let object = Some("507f1f77bcf86cd799439011".to_owned());
        assert_eq!(of(json!("507f1f77bcf86cd799439011")), object);
        assert_eq!(of(long("507f1f77bcf86cd799439011")), object);
        for id in [
            json!("tag:x/item/"),
            json!(""),
            json!({}),
            json!(1.5),
            json!(null),
            json!("ferry"),
        ] {
            assert_eq!(of(id.clone()), None, "{id}");
        }
    }

    #[test]
    fn signs_are_narrow_again_but_among_ideographs() {
        assert_eq!(narrow("Q ＆ A ＜now＞？"), "Q & A <now>?");
        assert_eq!(narrow("渡し船，今日？"), "渡し船，今日？");
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
            "categories": ["user/1/state/com.google/reading-list", "user/1/state/com.google/read"],
            "origin": { "streamId": "feed/7", "title": "The Lamp" },
        }))
        .unwrap();
        let article = &found.item.article;
        assert_eq!(found.name, "000000000000001f");
        assert_eq!(found.stream, "feed/7");
        assert_eq!((found.state.read, found.state.starred), (true, false));
        assert_eq!(article.text, "“Stay at home,” said Sean Okafor.");
        assert_eq!(article.meta.title, "Storm & quay");
        assert_eq!(article.meta.byline.as_deref(), Some("Ana Ruiz"));
        assert_eq!(article.meta.site.as_deref(), Some("The Lamp"));
        assert_eq!(
            article.meta.published.as_deref(),
            Some("2026-08-10T12:00:00Z")
        );
        assert_eq!(item(&json!({ "id": [3] })), None);
    }

    #[test]
    fn garbage_in_every_field_is_no_panic() {
        let good = json!({
            "id": 3, "title": "A", "author": "B", "published": 1,
            "canonical": [{ "href": "https://lamp.example/" }], "alternate": [],
            "summary": { "content": "C" }, "content": { "content": "D" },
            "categories": ["user/-/state/com.google/read"],
            "origin": { "streamId": "feed/7", "title": "E", "htmlUrl": "https://lamp.example" },
        });
        let bad = [
            json!(null),
            json!(true),
            json!(-1),
            json!(1e308),
            json!(u64::MAX),
            json!(i64::MIN),
            json!(""),
            json!("\u{1b}[2J"),
            json!("x".repeat(100_000)),
            json!([]),
            json!({}),
            json!([[]]),
            json!(["\u{0}"]),
            json!({ "content": [] }),
            json!([{ "href": 3 }]),
        ];
        for key in good.as_object().unwrap().keys() {
            for value in &bad {
                let mut item_json = good.clone();
                item_json[key] = value.clone();
                let _ = item(&item_json);
            }
        }
    }
}
