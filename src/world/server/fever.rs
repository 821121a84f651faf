//! Fever's interface: Miniflux, FreshRSS, CommaFeed, plugins of others.
//!
//! After its public description ("Fever API", version 3): lists of numbers, articles by number, one mark a
//! question. Feeds cannot be changed through it, articles have no tags, and there is no list of all.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::answers::{is_web, line, narrow, narrowed, read, unknown};
use super::article::{Facts, article};
use super::interface::{Answer, Server, ServerItem, Streams};
use crate::library::{Heard, State, Stream, StreamEdit, Unsent};
use crate::world::fetch::{Ask, Net, Refusal};

/// Articles in one answer, by its description.
const ITEMS: usize = 50;

/// A server that speaks Fever's interface.
#[derive(Debug)]
pub struct Fever<'a> {
    net: &'a Net,
    address: &'a str,
    key: &'a str,
}

impl<'a> Fever<'a> {
    /// The server at `address`, which ends before `?api`, with the key that stands for name and password.
    pub fn new(net: &'a Net, address: &'a str, key: &'a str) -> Self {
        Self { net, address, key }
    }

    /// Whether it is such a server and knows the key.
    ///
    /// # Errors
    /// One sentence.
    pub fn greets(&self) -> Answer<()> {
        self.ask("", &[]).map(drop)
    }

    fn ask(&self, question: &str, more: &[(&'static str, String)]) -> Answer<Value> {
        let mut form = vec![("api_key", self.key.to_owned())];
        form.extend_from_slice(more);
        let place = format!("{}?api{question}", self.address);
        let answer = read(&self.net.call(&place, None, Ask::Form(&form))?)?;
        if answer["api_version"].is_null() {
            return Err(Refusal::new("does not speak Fever's interface"));
        }
        match number(&answer["auth"]) {
            Some(1) => Ok(answer),
            _ => Err(unknown(self.address)),
        }
    }

    fn names(&self, list: &str) -> Answer<HashSet<String>> {
        let answer = self.ask(&format!("&{list}"), &[])?;
        let text = answer[list].as_str();
        let text = text.ok_or_else(|| Refusal::new("does not give the list it was asked for"))?;
        let numbers = text.split(',').map(str::trim).filter(|it| !it.is_empty());
        let names = numbers.map(|it| it.parse::<i64>().ok().map(|it| it.to_string()));
        names
            .collect::<Option<_>>()
            .ok_or_else(|| Refusal::new("gives an article a number that cannot be read"))
    }
}

impl Server for Fever<'_> {
    fn streams(&self) -> Answer<Streams> {
        let answer = self.ask("&feeds", &[])?;
        let list = answer["feeds"].as_array();
        let list = list.ok_or_else(|| Refusal::new("does not say what it follows"))?;
        let groups = self.ask("&groups", &[])?;
        let groups = groups["groups"].as_array().into_iter().flatten();
        let titles: HashMap<i64, String> = groups
            .filter_map(|group| Some((number(&group["id"])?, narrow(&line(&group["title"])))))
            .filter(|(_, title)| !title.is_empty())
            .collect();
        let mut tags: HashMap<i64, Vec<String>> = HashMap::new();
        let members = answer["feeds_groups"].as_array().into_iter().flatten();
        for group in members {
            let Some(title) = number(&group["group_id"]).and_then(|id| titles.get(&id)) else {
                continue;
            };
            let feeds = group["feed_ids"].as_str().unwrap_or_default().split(',');
            let feeds: HashSet<i64> = feeds.filter_map(|it| it.trim().parse().ok()).collect();
            for feed in feeds {
                tags.entry(feed).or_default().push(title.clone());
            }
        }
        let mut streams = Streams {
            whole: true,
            ..Streams::default()
        };
        for one in list {
            let url = one["url"].as_str().filter(|url| is_web(url));
            let (Some(id), Some(url)) = (number(&one["id"]), url) else {
                streams.whole = false;
                continue;
            };
            streams.list.push(Stream {
                name: id.to_string(),
                url: url.to_owned(),
                title: narrow(&line(&one["title"])),
                tags: tags.remove(&id).unwrap_or_default(),
            });
        }
        Ok(streams)
    }

    fn lists(&self, _: Option<i64>) -> Answer<Heard> {
        let unread = self.names("unread_item_ids")?;
        let starred = self.names("saved_item_ids")?;
        Ok(Heard {
            present: &unread | &starred,
            unread,
            starred,
            newest: None,
        })
    }

    fn all(&self) -> Answer<Option<HashSet<String>>> {
        Ok(None)
    }

    fn items(&self, names: &[String]) -> Answer<Vec<ServerItem>> {
        let mut found = Vec::with_capacity(names.len());
        for part in names.chunks(ITEMS) {
            let answer = self.ask(&format!("&items&with_ids={}", part.join(",")), &[])?;
            let items = answer["items"].as_array();
            let items =
                items.ok_or_else(|| Refusal::new("does not give the articles asked for"))?;
            let items = items.iter().filter_map(item);
            found.extend(items.filter(|item| part.contains(&item.name)));
        }
        Ok(found)
    }

    fn tags(&self) -> Answer<Option<HashMap<String, HashSet<String>>>> {
        Ok(None)
    }

    fn tell(&self, unsent: &[Unsent]) -> Answer<()> {
        for one in unsent {
            let read = if one.state.read { "read" } else { "unread" };
            let saved = if one.state.starred {
                "saved"
            } else {
                "unsaved"
            };
            let told = [(one.differs.read, read), (one.differs.starred, saved)];
            for (_, state) in told.into_iter().filter(|(differs, _)| *differs) {
                let mark = [
                    ("mark", "item".to_owned()),
                    ("as", state.to_owned()),
                    ("id", one.name.clone()),
                ];
                self.ask("", &mark)?;
            }
        }
        Ok(())
    }

    fn changes_feeds(&self) -> bool {
        false
    }

    fn tell_tag(&self, _: &[String], _: &str, _: bool) -> Answer<()> {
        Ok(())
    }

    fn follow(&self, _: &str, _: &str, _: Option<&str>) -> Answer<Option<String>> {
        Ok(None)
    }

    fn unfollow(&self, _: &str) -> Answer<()> {
        Ok(())
    }

    fn edit(&self, _: &StreamEdit) -> Answer<()> {
        Ok(())
    }
}

/// A number, which some servers write as text.
fn number(value: &Value) -> Option<i64> {
    value
        .as_i64()
        .or_else(|| value.as_str()?.trim().parse().ok())
}

fn item(value: &Value) -> Option<ServerItem> {
    let name = number(&value["id"])?.to_string();
    let published = number(&value["created_on_time"]).map_or(Value::Null, Value::from);
    let facts = Facts {
        url: value["url"].as_str(),
        title: &narrowed(&value["title"]),
        author: &narrowed(&value["author"]),
        published: &published,
        words: &value["html"],
        site: &Value::Null,
        home: &Value::Null,
    };
    Some(ServerItem {
        item: article(&name, &facts)?,
        stream: number(&value["feed_id"])?.to_string(),
        changed: None,
        state: State {
            read: number(&value["is_read"]) == Some(1),
            starred: number(&value["is_saved"]) == Some(1),
        },
        name,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::item;

    #[test]
    fn signs_of_freshrss_are_narrow_again() {
        let found = item(&json!({
            "id": "1700000000000001", "feed_id": 3, "title": "Lamps ＆ quays ＜now＞", "author": "Ana ＆ Bo",
            "html": "<p>It rained.</p>", "url": "https://lamp.example/1", "is_saved": 0, "is_read": 1,
            "created_on_time": 1_700_000_000,
        }))
        .unwrap();
        let meta = found.item.article.meta;
        assert_eq!(found.name, "1700000000000001");
        assert_eq!(meta.title, "Lamps & quays <now>");
        assert_eq!(meta.byline.as_deref(), Some("Ana & Bo"));
    }
}
