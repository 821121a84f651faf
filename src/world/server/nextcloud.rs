//! Nextcloud News, interface v1-3 (its `docs/api/api-v1-3.md`, from version 16 on).
//!
//! There are no lists of names: articles come whole, first what is unread or a favourite, then what has
//! changed since. One that is not among them has not changed, so nothing is said of it. What is too much for one answer
//! comes in smaller parts: fewer articles, or feed by feed.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use serde_json::{Value, json};

use super::answers::{is_web, line, read, unknown, value};
use super::article::{Facts, article};
use super::interface::{Answer, CHANGES, Server, ServerItem, Streams};
use crate::library::{Heard, State, Stream, StreamEdit, Unsent};
use crate::world::fetch::{Ask, Cause, Net, Refusal};

/// Articles in one answer.
const PAGE: usize = 200;

/// Fewer at a time do not help a server that is slow.
const SLOW: usize = 10;

/// Articles in all; a server that gives more does not come to an end.
const MOST: usize = 200_000;

/// A server with Nextcloud News.
#[derive(Debug)]
pub struct Nextcloud<'a> {
    net: &'a Net,
    address: &'a str,
    key: &'a str,
    /// What came with the lists and was not yet asked for.
    came: Mutex<HashMap<String, ServerItem>>,
    too_large: AtomicBool,
}

/// Articles of one answer.
struct Page {
    items: Vec<ServerItem>,
    /// How many it had, with those that cannot be read.
    count: usize,
    /// Its lowest and highest number.
    ends: Option<(i64, i64)>,
}

impl<'a> Nextcloud<'a> {
    /// The server at `address`, which ends in `v1-3`; `key` is the header with name and password.
    pub fn new(net: &'a Net, address: &'a str, key: &'a str) -> Self {
        Self {
            net,
            address,
            key,
            came: Mutex::default(),
            too_large: AtomicBool::new(false),
        }
    }

    /// Whether it is such a server and knows the key.
    ///
    /// # Errors
    /// One sentence.
    pub fn greets(&self) -> Answer<()> {
        match self.get("version")?["version"].as_str() {
            Some(_) => Ok(()),
            None => Err(Refusal::new("has no Nextcloud News")),
        }
    }

    fn get(&self, question: &str) -> Answer<Value> {
        read(&self.call(question, Ask::Get)?)
    }

    fn post(&self, place: &str, body: &Value) -> Answer<Vec<u8>> {
        self.call(place, Ask::Json(&body.to_string()))
    }

    fn call(&self, question: &str, ask: Ask<'_>) -> Answer<Vec<u8>> {
        let place = format!("{}/{question}", self.address);
        let answer = self.net.call(&place, Some(self.key), ask);
        answer.map_err(|refusal| match refusal.cause {
            Cause::Status(401) => unknown(self.address),
            _ => refusal,
        })
    }

    /// The articles of an answer.
    fn articles(&self, question: &str) -> Answer<Page> {
        let answer = self.get(question)?;
        let all = answer["items"].as_array();
        let all = all.ok_or_else(|| Refusal::new("does not give the list it was asked for"))?;
        let numbers = all.iter().filter_map(|it| it["id"].as_i64());
        Ok(Page {
            items: all.iter().filter_map(item).collect(),
            count: all.len(),
            ends: numbers.clone().min().zip(numbers.max()),
        })
    }

    /// All articles of a kind, page by page from the newest on; where one is too large even alone, from the oldest on up
    /// to it, too.
    fn pages(&self, question: &str, heard: &mut Heard) -> Answer<()> {
        for oldest_first in [false, true] {
            match self.pages_from(question, oldest_first, heard) {
                Err(refusal) if refusal.cause == Cause::TooLarge => {
                    self.too_large.store(true, Ordering::Relaxed);
                }
                done => return done,
            }
        }
        Ok(())
    }

    fn pages_from(&self, question: &str, oldest_first: bool, heard: &mut Heard) -> Answer<()> {
        let (mut offset, mut most) = (0, PAGE);
        loop {
            let page = format!(
                "items?{question}&batchSize={most}&offset={offset}&oldestFirst={oldest_first}"
            );
            let page = match self.articles(&page) {
                Err(refusal) if is_too_much(&refusal, most) => {
                    most = (most / 16).max(1);
                    continue;
                }
                page => page?,
            };
            self.take(page.items, heard);
            if page.count < most {
                return Ok(());
            }
            most = (2 * most).min(PAGE);
            let (lowest, highest) = page.ends.unwrap_or_default();
            let (next, goes_on) = match oldest_first {
                true => (highest, highest > offset),
                false => (lowest, offset == 0 || lowest < offset),
            };
            if !goes_on || heard.present.len() > MOST {
                return Err(Refusal::new("does not come to an end of its list"));
            }
            offset = next;
        }
    }

    /// What has changed since; where that is too much, feed by feed, and of a feed where it is too much all.
    fn changed(&self, since: i64, heard: &mut Heard) -> Answer<()> {
        let question = |of: &str| format!("items/updated?lastModified={since}&{of}");
        match self.articles(&question("type=3&id=0")) {
            Err(refusal) if is_too_much(&refusal, PAGE) => {}
            page => {
                self.take(page?.items, heard);
                return Ok(());
            }
        }
        let answer = self.get("feeds")?;
        let feeds = answer["feeds"].as_array().into_iter().flatten();
        for id in feeds.filter_map(|feed| feed["id"].as_i64()) {
            let feed = format!("type=0&id={id}");
            match self.articles(&question(&feed)) {
                Err(refusal) if is_too_much(&refusal, PAGE) => {
                    self.pages(&format!("{feed}&getRead=true"), heard)?;
                }
                page => self.take(page?.items, heard),
            }
        }
        Ok(())
    }

    fn take(&self, items: Vec<ServerItem>, heard: &mut Heard) {
        let mut came = self.came.lock().unwrap_or_else(PoisonError::into_inner);
        for item in items {
            heard.set(&item.name, item.state);
            heard.newest = heard.newest.max(item.changed);
            came.insert(item.name.clone(), item);
        }
    }

    fn folders(&self) -> Answer<HashMap<i64, String>> {
        let answer = self.get("folders")?;
        let folders = answer["folders"].as_array();
        let folders = folders.ok_or_else(|| Refusal::new("does not say what folders it has"))?;
        let folders = folders.iter().filter_map(|it| {
            let name = line(&it["name"]);
            Some((it["id"].as_i64()?, name)).filter(|(_, name)| !name.is_empty())
        });
        Ok(folders.collect())
    }

    /// The number of a folder, which is made where there is none; null for none.
    fn folder(&self, name: Option<&str>) -> Answer<Value> {
        let Some(name) = name else {
            return Ok(Value::Null);
        };
        let known = self.folders()?;
        if let Some((id, _)) = known.iter().find(|(_, it)| it.as_str() == name) {
            return Ok((*id).into());
        }
        let made = self.post("folders", &json!({ "name": name }))?;
        let made = value(&made).unwrap_or_default();
        Ok(made["folders"][0]["id"].clone())
    }
}

impl Server for Nextcloud<'_> {
    fn streams(&self) -> Answer<Streams> {
        let answer = self.get("feeds")?;
        let list = answer["feeds"].as_array();
        let list = list.ok_or_else(|| Refusal::new("does not say what it follows"))?;
        let folders = self.folders()?;
        let mut streams = Streams {
            whole: true,
            ..Streams::default()
        };
        for one in list {
            let url = one["url"].as_str().filter(|url| is_web(url));
            let (Some(id), Some(url)) = (one["id"].as_i64(), url) else {
                streams.whole = false;
                continue;
            };
            let folder = one["folderId"].as_i64().and_then(|id| folders.get(&id));
            streams.list.push(Stream {
                name: id.to_string(),
                url: url.to_owned(),
                title: line(&one["title"]),
                tags: folder.cloned().into_iter().collect(),
            });
        }
        Ok(streams)
    }

    fn lists(&self, since: Option<i64>) -> Answer<Heard> {
        let mut heard = Heard::default();
        match since {
            Some(since) => self.changed(since, &mut heard)?,
            None => {
                self.pages("type=3&id=0&getRead=false", &mut heard)?;
                self.pages("type=2&id=0&getRead=true", &mut heard)?;
            }
        }
        Ok(heard)
    }

    fn all(&self) -> Answer<Option<HashSet<String>>> {
        Ok(None)
    }

    fn by_name(&self) -> bool {
        false
    }

    fn too_large(&self) -> bool {
        self.too_large.load(Ordering::Relaxed)
    }

    fn items(&self, names: &[String]) -> Answer<Vec<ServerItem>> {
        let mut came = self.came.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(names.iter().filter_map(|name| came.remove(name)).collect())
    }

    fn tags(&self) -> Answer<Option<HashMap<String, HashSet<String>>>> {
        Ok(None)
    }

    fn tell(&self, unsent: &[Unsent]) -> Answer<()> {
        let words = ["read", "unread", "star", "unstar"];
        for (what, is_so) in words.into_iter().zip(CHANGES) {
            let ids = unsent.iter().filter(|one| is_so(one));
            let ids: Vec<i64> = ids.filter_map(|one| one.name.parse().ok()).collect();
            if !ids.is_empty() {
                self.post(
                    &format!("items/{what}/multiple"),
                    &json!({ "itemIds": ids }),
                )?;
            }
        }
        Ok(())
    }

    fn tell_tag(&self, _: &[String], _: &str, _: bool) -> Answer<()> {
        Ok(())
    }

    fn follow(&self, url: &str, title: &str, folder: Option<&str>) -> Answer<Option<String>> {
        let folder = self.folder(folder)?;
        let answer = self.post("feeds", &json!({ "url": url, "folderId": folder }))?;
        let answer = value(&answer).unwrap_or_default();
        let Some(id) = answer["feeds"][0]["id"].as_i64() else {
            return Err(Refusal::new("finds no feed there"));
        };
        if !title.is_empty() {
            let place = format!("feeds/{id}/rename");
            self.post(&place, &json!({ "feedTitle": title }))?;
        }
        Ok(Some(id.to_string()))
    }

    fn unfollow(&self, stream: &str) -> Answer<()> {
        self.call(&format!("feeds/{stream}"), Ask::Delete).map(drop)
    }

    fn edit(&self, edit: &StreamEdit) -> Answer<()> {
        let place = format!("feeds/{}", edit.stream);
        if let Some(title) = &edit.title {
            self.post(&format!("{place}/rename"), &json!({ "feedTitle": title }))?;
        }
        if edit.into.is_some() || edit.out_of.is_some() {
            let folder = self.folder(edit.into.as_deref())?;
            self.post(&format!("{place}/move"), &json!({ "folderId": folder }))?;
        }
        Ok(())
    }
}

/// Whether a question for so many articles is to be asked in parts.
fn is_too_much(refusal: &Refusal, most: usize) -> bool {
    match refusal.cause {
        Cause::TooLarge => most > 1,
        Cause::TooSlow => most > SLOW,
        _ => false,
    }
}

fn item(value: &Value) -> Option<ServerItem> {
    let name = value["id"].as_i64()?.to_string();
    let facts = Facts {
        url: value["url"].as_str(),
        title: &value["title"],
        author: &value["author"],
        published: &value["pubDate"],
        words: &value["body"],
        site: &Value::Null,
        home: &Value::Null,
    };
    Some(ServerItem {
        item: article(&name, &facts)?,
        stream: value["feedId"].as_i64()?.to_string(),
        changed: value["lastModified"].as_i64(),
        state: State {
            read: value["unread"] == false,
            starred: value["starred"] == true,
        },
        name,
    })
}
