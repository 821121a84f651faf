//! The tests' server of news by Google Reader's interface.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::news::{Feed, Item, Kind, News};
use super::{Answer, Request};

const STATE: &str = "user/-/state/com.google/";
const LABEL: &str = "user/-/label/";

/// A form's names and values.
struct Asked(Vec<(String, String)>);

impl Asked {
    fn of(request: &Request) -> Self {
        let question = request.path.split_once('?').map_or("", |(_, it)| it);
        let parse = |text: &str| -> Vec<_> {
            url::form_urlencoded::parse(text.as_bytes())
                .into_owned()
                .collect()
        };
        let mut all = parse(question);
        all.extend(parse(&request.body));
        Self(all)
    }

    fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let with = self.0.iter().filter(move |(key, _)| key == name);
        with.map(|(_, value)| value.as_str())
    }

    fn one<'a>(&'a self, name: &'a str) -> &'a str {
        self.all(name).next().unwrap_or_default()
    }
}

impl News {
    pub fn reader(&mut self, request: &Request) -> Answer {
        let path = request.path.split('?').next().unwrap_or_default();
        let below = match self.kind {
            Kind::FreshRss => "/api/greader.php",
            _ => "",
        };
        if self.off {
            return match path.starts_with("/api/greader.php") {
                true => Answer::status(503),
                false => Answer::redirect(302, "/i/?rid=1"),
            };
        }
        let Some(place) = path.strip_prefix(below) else {
            return Answer::redirect(302, "/i/?rid=1");
        };
        let asked = Asked::of(request);
        let token = format!("ana/{}", self.login);
        if place == "/accounts/ClientLogin" {
            return match (asked.one("Email"), asked.one("Passwd")) {
                ("ana", "se&cret") => Answer::ok(format!("SID=x\nLSID=x\nAuth={token}\n")),
                _ => Answer::status(401),
            };
        }
        let Some(place) = place.strip_prefix("/reader/api/0/") else {
            return Answer::status(404);
        };
        let key = request.headers.get("authorization").map(String::as_str);
        if key != Some(&format!("GoogleLogin auth={token}")) {
            return Answer::status(401);
        }
        if !request.body.is_empty() {
            let (given, used) = self.tokens;
            let number = asked.one("T").strip_prefix("token");
            let number = number.and_then(|it| it.parse::<usize>().ok());
            // Where they do not run out, an earlier one is as good: another program may have asked since.
            let is_good = match self.uses {
                0 => number.is_some_and(|it| (1..=given).contains(&it)),
                uses => number == Some(given) && used < uses,
            };
            if !is_good {
                return Answer::status(401);
            }
            self.tokens.1 += 1;
        }
        let instead = self.instead.as_ref().and_then(|it| it(&request.path));
        instead.unwrap_or_else(|| self.ask(place, &asked, request))
    }

    fn ask(&mut self, place: &str, asked: &Asked, request: &Request) -> Answer {
        match place {
            "token" => {
                self.tokens = (self.tokens.0 + 1, 0);
                Answer::ok(format!("token{}\n", self.tokens.0))
            }
            "subscription/list" => {
                let feeds = self.feeds.iter().map(|(number, feed)| {
                    json!({
                        "id": self.stream(*number), "title": self.wide(&feed.title), "url": feed.url,
                        "htmlUrl": "http://127.0.0.1:1/",
                        "categories": [{ "id": format!("{LABEL}{}", feed.folder), "label": feed.folder }],
                    })
                });
                give(json!({ "subscriptions": feeds.collect::<Vec<_>>() }))
            }
            "tag/list" => {
                let labels: BTreeSet<_> = self.items.values().flat_map(|it| &it.labels).collect();
                let labels = labels
                    .into_iter()
                    .map(|it| json!({ "id": format!("{LABEL}{it}"), "type": "tag" }));
                let folders = self.feeds.values().map(
                    |feed| json!({ "id": format!("{LABEL}{}", feed.folder), "type": "folder" }),
                );
                let starred = [json!({ "id": format!("{STATE}starred") })];
                let tags: Vec<Value> = starred.into_iter().chain(folders).chain(labels).collect();
                give(json!({ "tags": tags }))
            }
            "stream/items/ids" => self.names(asked),
            "stream/items/contents" => match self.named(asked) {
                Some(numbers) => {
                    let items: Vec<Value> = numbers.iter().map(|it| self.item(*it)).collect();
                    give(json!({ "items": items }))
                }
                None => none_there(),
            },
            "edit-tag" => self.edit_tag(asked),
            "subscription/quickadd" => {
                let question = request.path.split_once('?').map_or("", |(_, it)| it);
                if self.kind == Kind::FreshRss && !question.contains("quickadd=") {
                    return Answer::status(400);
                }
                let mut url = asked.one("quickadd").to_owned();
                if let Some((end, found)) = self.finds
                    && let Some(start) = url.strip_suffix(end)
                {
                    url = format!("{start}{found}");
                }
                self.edits.push(format!("follow {url}"));
                if url.contains("nothing") {
                    return give(json!({ "numResults": 0, "error": "no feed" }));
                }
                let known = self.feeds.iter().find(|(_, feed)| feed.url == url);
                let number = known.map(|(number, _)| *number);
                match self.kind {
                    Kind::FreshRss if number.is_some() => {
                        return give(json!({ "numResults": 0, "error": "already subscribed" }));
                    }
                    Kind::Miniflux | Kind::OldMiniflux if number.is_some() => {
                        return Answer::status(500);
                    }
                    _ => {}
                }
                let number = number.unwrap_or_else(|| {
                    let number = self.feeds.keys().max().copied().unwrap_or(0) + 100;
                    let title = url.clone();
                    self.feeds.insert(
                        number,
                        Feed {
                            title,
                            url,
                            ..Feed::default()
                        },
                    );
                    number
                });
                give(json!({ "numResults": 1, "streamId": self.stream(number) }))
            }
            "subscription/edit" => self.edit_feed(asked),
            _ => Answer::status(404),
        }
    }

    /// A page of the names of a stream, the newest first.
    fn names(&self, asked: &Asked) -> Answer {
        let (stream, since) = (asked.one("s"), asked.one("ot").parse::<i64>().ok());
        let unread = asked.all("xt").any(|it| it.ends_with("/read"));
        let label = stream.strip_prefix(LABEL);
        let folder = |item: &Item| self.feeds.get(&item.feed).map(|it| it.folder.as_str());
        let has = |item: &Item, label: &str| match self.has_folder(label) {
            true => folder(item) == Some(label),
            false => item.labels.contains(label),
        };
        let means = |item: &Item| {
            (!unread || !item.read)
                && (!stream.ends_with("/starred") || item.starred)
                && label.is_none_or(|label| has(item, label))
                && since.is_none_or(|since| item.at >= since)
        };
        let found: Vec<i64> = self
            .items
            .iter()
            .rev()
            .filter(|(_, item)| means(item))
            .map(|(number, _)| *number)
            .collect();
        let start: usize = asked.one("c").parse().unwrap_or(0);
        let most = asked.one("n").parse().unwrap_or(20).min(self.page);
        let refs = found.iter().skip(start).take(most);
        let refs = refs.map(|number| match self.kind {
            Kind::OldReader => json!({ "id": object(*number) }),
            _ => json!({ "id": number.to_string() }),
        });
        let mut answer = json!({ "itemRefs": refs.collect::<Vec<_>>() });
        if start + most < found.len() {
            answer["continuation"] = (start + most).to_string().into();
        }
        give(answer)
    }

    /// The numbers that `i=` means; none where an old Miniflux has none of them.
    fn named(&self, asked: &Asked) -> Option<Vec<i64>> {
        let hex = |text: &str| u64::from_str_radix(text, 16).ok().map(u64::cast_signed);
        let number = |text: &str| match text.rsplit_once('/') {
            Some((_, digits)) if self.kind == Kind::OldReader => {
                let end = digits.strip_prefix(&object(0)[..16])?;
                hex(end)
            }
            Some((_, digits)) => hex(digits),
            None => match self.kind {
                Kind::OldReader => hex(text.strip_prefix(&object(0)[..16])?),
                Kind::OldMiniflux => hex(text),
                Kind::Miniflux if text.len() == 16 && text.starts_with('0') => hex(text),
                _ => text.parse().ok(),
            },
        };
        let numbers = asked.all("i").filter_map(number);
        let numbers: Vec<i64> = numbers.filter(|it| self.items.contains_key(it)).collect();
        (!numbers.is_empty() || self.kind != Kind::OldMiniflux).then_some(numbers)
    }

    fn edit_tag(&mut self, asked: &Asked) -> Answer {
        let Some(numbers) = self.named(asked) else {
            return none_there();
        };
        let toggles = matches!(self.kind, Kind::Miniflux | Kind::OldMiniflux);
        for (verb, on) in [("a", true), ("r", false)] {
            for tag in asked.all(verb) {
                let label = tag.strip_prefix(LABEL);
                if label.is_some() && self.kind != Kind::FreshRss {
                    return Answer::status(400);
                }
                if label.is_some_and(|label| self.has_folder(label)) {
                    continue;
                }
                for number in &numbers {
                    let Some(item) = self.items.get_mut(number) else {
                        continue;
                    };
                    match (label, tag.rsplit('/').next()) {
                        (Some(label), _) if on => drop(item.labels.insert(label.to_owned())),
                        (Some(label), _) => drop(item.labels.remove(label)),
                        (None, Some("read")) => item.read = on && !(toggles && item.read),
                        (None, Some("starred")) => {
                            item.starred = on && !(toggles && item.starred);
                        }
                        _ => {}
                    }
                }
            }
        }
        Answer::ok("OK")
    }

    fn has_folder(&self, name: &str) -> bool {
        self.feeds.values().any(|feed| feed.folder == name)
    }

    fn edit_feed(&mut self, asked: &Asked) -> Answer {
        let stream = asked.one("s");
        let found = self.feeds.keys().find(|it| self.stream(**it) == stream);
        let Some(&number) = found else {
            return Answer::status(400);
        };
        match asked.one("ac") {
            "unsubscribe" => {
                self.edits.push(format!("unfollow {number}"));
                self.drop_feed(number);
            }
            "edit" => {
                let folder = |key| asked.all(key).next().map(|it| it.replace(LABEL, ""));
                let (into, out) = (folder("a"), folder("r"));
                let in_folders = matches!(self.kind, Kind::Miniflux | Kind::OldMiniflux);
                let Some(feed) = self.feeds.get_mut(&number) else {
                    return Answer::status(400);
                };
                let mut told = format!("edit {number}");
                if let Some(title) = asked.all("t").next() {
                    told.push_str(&format!(" t={title}"));
                    feed.title = title.to_owned();
                }
                if let Some(into) = into {
                    told.push_str(&format!(" a={into}"));
                    feed.folder = into;
                } else if out.is_some() && !in_folders {
                    feed.folder = String::new();
                }
                told.extend(out.map(|out| format!(" r={out}")));
                self.edits.push(told);
            }
            _ => return Answer::status(400),
        }
        Answer::ok("OK")
    }

    fn item(&self, number: i64) -> Value {
        let item = &self.items[&number];
        let feed = self.feeds.get(&item.feed).cloned().unwrap_or_default();
        let id = match self.kind {
            Kind::OldReader => object(number),
            _ => format!("{number:016x}"),
        };
        let user = match self.kind {
            Kind::FreshRss => "user/-/",
            _ => "user/7/",
        };
        let states = [("read", item.read), ("starred", item.starred)];
        let states = states.iter().filter(|(_, on)| *on);
        let states = states.map(|(it, _)| format!("{user}state/com.google/{it}"));
        let labels = item.labels.iter().map(|it| format!("{user}label/{it}"));
        let list = format!("{user}state/com.google/reading-list");
        let categories: Vec<String> = [list].into_iter().chain(states).chain(labels).collect();
        json!({
            "id": format!("tag:google.com,2005:reader/item/{id}"),
            "title": self.wide(&item.title), "published": item.at,
            "crawlTimeMsec": (item.at * 1000).to_string(),
            "canonical": [{ "href": item.link }], "alternate": [{ "href": item.link }],
            "summary": { "content": self.words(item) },
            "categories": categories,
            "origin": { "streamId": self.stream(item.feed), "title": self.wide(&feed.title) },
        })
    }

    fn stream(&self, number: i64) -> String {
        match self.kind {
            Kind::OldReader => format!("feed/{}", object(number)),
            _ => format!("feed/{number}"),
        }
    }
}

/// 24 hex digits for a number, as The Old Reader names things.
fn object(number: i64) -> String {
    format!("507f1f77bcf86cd7{number:08x}")
}

fn give(value: Value) -> Answer {
    Answer::ok(value.to_string())
}

/// What an old Miniflux says where it has none of the articles.
fn none_there() -> Answer {
    Answer {
        body: br#"{"error_message": "no items returned from the database"}"#.to_vec(),
        ..Answer::status(500)
    }
}
