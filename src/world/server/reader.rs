//! Google Reader's interface: FreshRSS, Miniflux, The Old Reader and others.
//!
//! After the API's description in FreshRSS's, Miniflux's and The Old Reader's manuals: lists of names
//! first, then the articles that are not known, then changes by name. An article is always named in
//! the long form: a number alone is decimal for one server and hexadecimal for another.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, PoisonError};

use serde_json::Value;

use super::answers::{escaped, is_web, line, narrow, narrowed, read, unknown, value};
use super::article::{Facts, article};
use super::interface::{Answer, BATCH, CHANGES, Server, ServerItem, Streams};
use crate::library::{Heard, State, Stream, StreamEdit, Unsent};
use crate::world::fetch::{Ask, Cause, Net, Refusal};

const LABEL: &str = "user/-/label/";
const ITEM: &str = "tag:google.com,2005:reader/item/";
const READ: &str = "user/-/state/com.google/read";
const STARRED: &str = "user/-/state/com.google/starred";
const ALL: &str = "user/-/state/com.google/reading-list";

/// Names in one answer.
const PAGE: usize = 10_000;

/// Names of one list; a server that gives more does not come to an end.
const MOST: usize = 1_000_000;

/// How the changes of state are told, in the order of [`CHANGES`].
const TOLD: [(&str, &str); 4] = [("a", READ), ("r", READ), ("a", STARRED), ("r", STARRED)];

/// A server that speaks Google Reader's interface.
#[derive(Debug)]
pub struct Reader<'a> {
    net: &'a Net,
    address: &'a str,
    key: String,
    /// Goes with changes; asked for again when it is no longer good.
    token: Mutex<Option<String>>,
}

impl<'a> Reader<'a> {
    /// The server at `address` with the token that the login gave.
    pub fn new(net: &'a Net, address: &'a str, token: &str) -> Self {
        Self {
            net,
            address,
            key: format!("GoogleLogin auth={token}"),
            token: Mutex::default(),
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
                // Miniflux counts how many it gave.
                Value::Number(more) if more.as_i64() == Some(0) => return Ok(names),
                Value::String(more) if more.is_empty() || more == "0" => return Ok(names),
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
        let mut token = self.token.lock().unwrap_or_else(PoisonError::into_inner);
        let is_used = token.is_some();
        let mut with = |token: &mut Option<String>| {
            let good = match token.take() {
                Some(token) => token,
                None => {
                    let bytes = self.call("token", Ask::Get)?;
                    String::from_utf8_lossy(&bytes).trim().to_owned()
                }
            };
            form.retain(|(name, _)| *name != "T");
            form.insert(0, ("T", good.clone()));
            let answer = self.call(question, Ask::Form(&form))?;
            *token = Some(good);
            Ok(answer)
        };
        match with(&mut token) {
            // A token is good for some minutes, or some changes: a new one tells whether it was that.
            Err(Refusal {
                cause: Cause::Status(401 | 403),
                ..
            }) if is_used => with(&mut token),
            answer => answer,
        }
    }

    fn call(&self, question: &str, ask: Ask<'_>) -> Answer<Vec<u8>> {
        let place = format!("{}/reader/api/0/{question}", self.address);
        let answer = self.net.call(&place, Some(&self.key), ask);
        answer.map_err(|refusal| match refusal.cause {
            Cause::Status(401) => unknown(self.address),
            _ => refusal,
        })
    }

    /// What the server knows of articles now, as far as it has them.
    fn states(&self, unsent: &[Unsent]) -> Answer<HashMap<String, State>> {
        let names: Vec<String> = unsent.iter().map(|one| one.name.clone()).collect();
        if names.len() <= BATCH {
            let items = self.items(&names)?.into_iter();
            return Ok(items.map(|item| (item.name, item.state)).collect());
        }
        let heard = self.lists(None)?;
        let state = |name: String| {
            let state = State {
                read: !heard.unread.contains(&name),
                starred: heard.starred.contains(&name),
            };
            (name, state)
        };
        Ok(names.into_iter().map(state).collect())
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
            newest: None,
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
        // Miniflux takes off what it is told to put on twice: it is told what it does not know.
        let known = self.states(unsent)?;
        let news = unsent.iter().filter_map(|one| {
            let known = known.get(&one.name)?;
            let differs = State {
                read: one.differs.read && one.state.read != known.read,
                starred: one.differs.starred && one.state.starred != known.starred,
            };
            let one = one.clone();
            Some(Unsent { differs, ..one })
        });
        let news: Vec<Unsent> = news.collect();
        for ((verb, tag), is_so) in TOLD.into_iter().zip(CHANGES) {
            let names = news.iter().filter(|one| is_so(one)).map(|one| &one.name);
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

    fn follow(&self, url: &str, title: &str, folder: Option<&str>) -> Answer<Option<String>> {
        // FreshRSS reads the address of the question alone, others the form.
        let question = format!(
            "subscription/quickadd?quickadd={}&output=json",
            escaped(url)
        );
        let answer = self.post(&question, vec![("quickadd", url.to_owned())])?;
        let answer = value(&answer).unwrap_or_default();
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
        let mut form = vec![("ac", "edit".to_owned()), ("s", stream.clone())];
        if !title.is_empty() {
            form.push(("t", title.to_owned()));
        }
        form.extend(folder.map(|folder| ("a", format!("{LABEL}{folder}"))));
        if form.len() > 2 {
            self.post("subscription/edit", form)?;
        }
        Ok(Some(stream))
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
    let labels: Vec<&str> = labels.filter_map(Value::as_str).collect();
    // Servers put the reader's number where the `-` is.
    let has = |state: &str| {
        let end = state.strip_prefix("user/-").unwrap_or(state);
        let mut labels = labels.iter();
        labels.any(|label| label.starts_with("user/") && label.ends_with(end))
    };
    Some(ServerItem {
        item: article(&name, &facts)?,
        name,
        stream: origin["streamId"].as_str().unwrap_or_default().to_owned(),
        changed: None,
        state: State {
            read: has(READ),
            starred: has(STARRED),
        },
    })
}

#[cfg(test)]
mod tests;
