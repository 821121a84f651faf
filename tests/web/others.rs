//! The tests' server of news by its other interfaces.
//!
//! - `Fever` (its public description, version 3): `POST /fever/?api…` with the MD5 of name and password; at most
//!   50 articles an answer; one mark a question; numbers of articles as one text; a wrong key is `auth` 0 with
//!   status 200. Miniflux has it there, FreshRSS at `/api/fever.php`, with fullwidth signs in titles as elsewhere.
//! - `Nextcloud` (News from version 16 on, interface v1-3): basic authentication, articles whole and by page, what has
//!   changed since (here all there is, as it may be more, unless `dated`), changes as JSON. A feed or folder that is there already is refused
//!   with 409, a feed that is gone with 404.

use serde_json::{Value, json};

use super::news::{Feed, Item, News};
use super::{Answer, Request};

/// `printf 'ana:se&cret' | md5sum`
const FEVER_KEY: &str = "bddc81120618d378b2e242597e0469f1";

/// `printf 'ana:se&cret' | base64`
const BASIC: &str = "Basic YW5hOnNlJmNyZXQ=";

/// Articles in one answer of Fever.
const MOST: usize = 50;

impl News {
    pub fn fever(&mut self, request: &Request) -> Answer {
        let Some(question) = request.path.strip_prefix("/fever/?api") else {
            return Answer::status(404);
        };
        let instead = self.instead.as_ref().and_then(|it| it(&request.path));
        if let Some(answer) = instead {
            return answer;
        }
        let form: Vec<(String, String)> = url::form_urlencoded::parse(request.body.as_bytes())
            .into_owned()
            .collect();
        let one = |name: &str| {
            let found = form.iter().find(|(key, _)| key == name);
            found.map_or("", |(_, value)| value.as_str())
        };
        if one("api_key") != FEVER_KEY {
            return Answer::ok(json!({ "api_version": 3, "auth": 0 }).to_string());
        }
        let mut answer = json!({ "api_version": 3, "auth": 1, "last_refreshed_on_time": 0 });
        if let (Ok(id), "item") = (one("id").parse::<i64>(), one("mark"))
            && let Some(item) = self.items.get_mut(&id)
        {
            match one("as") {
                "read" => item.read = true,
                "unread" => item.read = false,
                "saved" => item.starred = true,
                _ => item.starred = false,
            }
        }
        let ids = |which: fn(&Item) -> bool| {
            let ids = self.items.iter().filter(|(_, item)| which(item));
            let ids: Vec<String> = ids.map(|(id, _)| id.to_string()).collect();
            ids.join(",")
        };
        if question.contains("&unread_item_ids") {
            answer["unread_item_ids"] = ids(|item| !item.read).into();
        }
        if question.contains("&saved_item_ids") {
            answer["saved_item_ids"] = ids(|item| item.starred).into();
        }
        if question.contains("&feeds") {
            let feeds = self.feeds.iter().map(|(id, feed)| {
                json!({ "id": id, "title": self.wide(&feed.title), "url": feed.url, "site_url": "", "is_spark": 0 })
            });
            answer["feeds"] = feeds.collect();
            let groups = self
                .feeds
                .keys()
                .map(|id| json!({ "group_id": id, "feed_ids": id.to_string() }));
            answer["feeds_groups"] = groups.collect();
        }
        if question.contains("&groups") {
            let groups = self.feeds.iter();
            answer["groups"] = groups
                .map(|(id, feed)| json!({ "id": id, "title": feed.folder }))
                .collect();
        }
        if let Some((_, wanted)) = question.split_once("&with_ids=") {
            let wanted = wanted.split(',').filter_map(|id| id.parse::<i64>().ok());
            let items = wanted.take(MOST).filter_map(|id| {
                let item = self.items.get(&id)?;
                Some(json!({
                    "id": id, "feed_id": item.feed, "title": self.wide(&item.title), "author": "",
                    "html": self.words(item), "url": item.link, "created_on_time": item.at,
                    "is_read": i32::from(item.read), "is_saved": i32::from(item.starred),
                }))
            });
            answer["items"] = items.collect();
        }
        Answer::ok(answer.to_string())
    }

    pub fn nextcloud(&mut self, request: &Request) -> Answer {
        let path = request.path.as_str();
        let Some(place) = path.strip_prefix("/index.php/apps/news/api/v1-3/") else {
            return Answer::status(404);
        };
        if request.headers.get("authorization").map(String::as_str) != Some(BASIC) {
            return Answer::status(401);
        }
        if let Some(answer) = self.instead.as_ref().and_then(|it| it(path)) {
            return answer;
        }
        let body: Value = serde_json::from_str(&request.body).unwrap_or_default();
        let (place, question) = place.split_once('?').unwrap_or((place, ""));
        let parts: Vec<&str> = place.split('/').collect();
        match parts[..] {
            ["version"] => give(json!({ "version": "25.0.0" })),
            ["folders"] if request.body.is_empty() => {
                let folders = self.feeds.iter();
                let folders = folders.map(|(id, feed)| json!({ "id": id, "name": feed.folder }));
                give(json!({ "folders": folders.collect::<Vec<_>>() }))
            }
            ["folders"] => {
                self.made = body["name"].as_str().unwrap_or_default().to_owned();
                give(json!({ "folders": [{ "id": 9_000, "name": self.made }] }))
            }
            ["feeds"] if request.body.is_empty() => {
                let feeds = self.feeds.iter().map(|(id, feed)| {
                    json!({ "id": id, "url": feed.url, "title": feed.title, "folderId": id })
                });
                give(json!({ "feeds": feeds.collect::<Vec<_>>() }))
            }
            ["feeds"] => {
                let url = body["url"].as_str().unwrap_or_default().to_owned();
                self.edits.push(format!("follow {url}"));
                if self.feeds.values().any(|feed| feed.url == url) {
                    return Answer::status(409);
                }
                let id = self.feeds.keys().max().copied().unwrap_or(0) + 100;
                let feed = Feed {
                    title: url.clone(),
                    url,
                    folder: self.folder_of(&body),
                    ..Feed::default()
                };
                self.feeds.insert(id, feed);
                give(json!({ "feeds": [{ "id": id }] }))
            }
            ["feeds", id] => {
                self.edits.push(format!("unfollow {id}"));
                if !id.parse().is_ok_and(|id: i64| self.feeds.contains_key(&id)) {
                    return Answer::status(404);
                }
                self.drop_feed(id.parse().unwrap_or(0));
                Answer::ok("")
            }
            ["feeds", id, what] => {
                self.edits.push(format!("{what} {id} {body}"));
                let folder = self.folder_of(&body);
                let Some(feed) = id.parse().ok().and_then(|id: i64| self.feeds.get_mut(&id)) else {
                    return Answer::status(404);
                };
                match what {
                    "rename" => {
                        feed.title = body["feedTitle"].as_str().unwrap_or_default().to_owned()
                    }
                    _ => feed.folder = folder,
                }
                Answer::ok("")
            }
            ["items", ..] if request.body.is_empty() => {
                let number = |name: &str| {
                    let found = question.split('&').find_map(|it| it.strip_prefix(name));
                    found.and_then(|it| it.parse::<i64>().ok()).unwrap_or(0)
                };
                let (offset, since) = (number("offset="), number("lastModified="));
                let most = match number("batchSize=") {
                    0 => usize::MAX,
                    most => most as usize,
                };
                let (kind, feed) = (number("type="), number("id="));
                let unread = question.contains("getRead=false");
                let oldest_first = question.contains("oldestFirst=true");
                let means = |id: i64, it: &Item| {
                    (kind != 2 || it.starred)
                        && (kind != 0 || it.feed == feed)
                        && (!unread || !it.read)
                        && (!self.dated || it.at >= since)
                        && match oldest_first {
                            true => id > offset,
                            false => id < offset || offset == 0,
                        }
                };
                let mut items: Vec<(&i64, &Item)> = self.items.iter().collect();
                if !oldest_first {
                    items.reverse();
                }
                items.retain(|(id, item)| means(**id, item));
                items.truncate(most);
                give(json!({ "items": self.whole(&items) }))
            }
            ["items", what, "multiple"] => {
                for id in body["itemIds"].as_array().into_iter().flatten() {
                    let Some(item) = id.as_i64().and_then(|id| self.items.get_mut(&id)) else {
                        continue;
                    };
                    match what {
                        "read" => item.read = true,
                        "unread" => item.read = false,
                        "star" => item.starred = true,
                        _ => item.starred = false,
                    }
                }
                Answer::ok("")
            }
            _ => Answer::status(404),
        }
    }

    /// The folder that a change puts a feed into.
    fn folder_of(&self, body: &Value) -> String {
        match body["folderId"].as_i64() {
            Some(9_000) => self.made.clone(),
            Some(id) => self.feeds[&id].folder.clone(),
            None => String::new(),
        }
    }

    /// Whole articles.
    fn whole(&self, items: &[(&i64, &Item)]) -> Vec<Value> {
        let items = items.iter().map(|(id, item)| {
            json!({
                "id": id, "guid": item.link, "url": item.link, "title": item.title, "author": "",
                "pubDate": item.at, "body": self.words(item), "feedId": item.feed,
                "unread": !item.read, "starred": item.starred, "lastModified": item.at,
            })
        });
        items.collect()
    }
}

fn give(value: Value) -> Answer {
    Answer::ok(value.to_string())
}
