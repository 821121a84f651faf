//! What a page tells machines about its article in JSON-LD.

use html5ever::tendril::StrTendril;
use serde_json::Value;

use crate::ingest::json::{Room, json};

/// The facts of one article. Each may be missing.
#[derive(Debug, Default)]
pub struct LinkedData {
    /// Its headlines, the most likely first.
    pub titles: Vec<String>,
    /// Names of persons or bodies.
    pub authors: Vec<String>,
    /// When it was published, as written.
    pub published: Option<String>,
    /// When it was last changed, as written.
    pub modified: Option<String>,
    /// Who publishes it.
    pub site: Option<String>,
    /// What it says of itself.
    pub excerpt: Option<String>,
    /// Its language.
    pub lang: Option<String>,
    /// All of its words.
    pub body: Option<String>,
}

/// How deep values are looked into.
const DEEPEST: usize = 12;
/// How many values are looked at in all.
const MOST: usize = 20_000;
/// How many values a page may have in all.
const ROOM: usize = 250_000;

/// Reads every block of JSON-LD of a page.
pub fn read(texts: impl Iterator<Item = StrTendril>) -> LinkedData {
    let mut found = LinkedData::default();
    let room = Room::new(ROOM, ROOM);
    let values: Vec<Value> = texts.filter_map(|text| parse(&text, &room)).collect();
    let things = things(&values);
    let articles = things.iter().filter(|thing| has_type(thing, is_article));
    for thing in articles {
        found.take(thing, &things);
    }
    for thing in things
        .iter()
        .filter(|thing| has_type(thing, |t| t == "WebPage"))
    {
        found.published = found
            .published
            .take()
            .or_else(|| text(&thing["datePublished"]));
        found.modified = found
            .modified
            .take()
            .or_else(|| text(&thing["dateModified"]));
    }
    for thing in things
        .iter()
        .filter(|thing| has_type(thing, |t| t == "WebSite"))
    {
        found.site = found.site.take().or_else(|| text(&thing["name"]));
    }
    found
}

/// JSON as pages have it: with line breaks in strings, comments round it, semicolons behind.
fn parse(text: &str, room: &Room) -> Option<Value> {
    let text = text
        .trim()
        .trim_start_matches("<!--")
        .trim_end_matches("-->");
    let text = text
        .trim()
        .trim_end_matches(';')
        .trim_start_matches("//<![CDATA[")
        .trim_end_matches("//]]>");
    let escaped = text.starts_with("{&quot;") || text.starts_with("[{&quot;");
    let decoded = escaped.then(|| crate::ingest::entities::decode(text));
    let text = decoded.as_deref().unwrap_or(text);
    json(text, room).ok()
}

/// Under these stands what is another's: what is reviewed, cited, answered.
const OTHERS: [&str; 9] = [
    "citation",
    "comment",
    "hasPart",
    "isBasedOn",
    "isRelatedTo",
    "itemReviewed",
    "mentions",
    "relatedLink",
    "suggestedAnswer",
];

/// Every object that has a type and is about the page, outermost first.
fn things(values: &[Value]) -> Vec<&Value> {
    let mut things = Vec::new();
    let mut todo: Vec<(&Value, usize)> = values.iter().rev().map(|value| (value, 0)).collect();
    let mut seen = 0;
    while let Some((value, depth)) = todo.pop() {
        seen += 1;
        if depth > DEEPEST || seen > MOST {
            continue;
        }
        match value {
            Value::Array(list) => todo.extend(list.iter().rev().map(|v| (v, depth + 1))),
            Value::Object(map) => {
                if map.contains_key("@type") {
                    things.push(value);
                }
                let own = map
                    .iter()
                    .filter(|(key, _)| !OTHERS.contains(&key.as_str()));
                let own: Vec<&Value> = own.map(|(_, value)| value).collect();
                todo.extend(own.into_iter().rev().map(|value| (value, depth + 1)));
            }
            _ => {}
        }
    }
    things
}

fn has_type(thing: &Value, fits: impl Fn(&str) -> bool) -> bool {
    let name = |value: &Value| {
        value
            .as_str()
            .is_some_and(|t| fits(t.rsplit(['/', ':']).next().unwrap_or(t)))
    };
    match &thing["@type"] {
        Value::Array(types) => types.iter().any(name),
        single => name(single),
    }
}

fn is_article(kind: &str) -> bool {
    kind.ends_with("Article")
        || kind.ends_with("Posting") && kind != "JobPosting"
        || matches!(kind, "Report" | "Review" | "Recipe" | "HowTo")
}

impl LinkedData {
    /// Takes what is not known yet.
    fn take(&mut self, thing: &Value, things: &[&Value]) {
        self.titles.extend(
            [&thing["headline"], &thing["name"]]
                .into_iter()
                .filter_map(text),
        );
        if self.authors.is_empty() {
            self.authors = names(&thing["author"], things);
        }
        if self.authors.is_empty() {
            self.authors = names(&thing["creator"], things);
        }
        let or = |known: &mut Option<String>, value: &Value| {
            if known.is_none() {
                *known = text(value);
            }
        };
        or(&mut self.published, &thing["datePublished"]);
        or(&mut self.published, &thing["dateCreated"]);
        or(&mut self.modified, &thing["dateModified"]);
        or(&mut self.excerpt, &thing["description"]);
        or(&mut self.lang, &thing["inLanguage"]);
        or(&mut self.body, &thing["articleBody"]);
        if self.site.is_none() {
            self.site = names(&thing["publisher"], things).into_iter().next();
        }
    }
}

/// A string that is not blank, decoded as HTML since many pages put references there.
fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.as_str(),
        Value::Array(list) => list.first()?.as_str()?,
        _ => return None,
    };
    let text = crate::ingest::entities::decode(text.trim());
    (!text.is_empty()).then(|| text.into_owned())
}

/// The names of one or several persons: strings, objects with a name, or references to such.
fn names(value: &Value, things: &[&Value]) -> Vec<String> {
    let value = value.get("@list").unwrap_or(value);
    let single = std::slice::from_ref(value);
    let list = value.as_array().map_or(single, Vec::as_slice);
    let name = |person: &Value| match person {
        Value::String(_) => text(person),
        Value::Object(_) => text(&person["name"]).or_else(|| both(person)).or_else(|| {
            let id = person["@id"].as_str()?;
            let same =
                |thing: &&&Value| thing["@id"].as_str() == Some(id) && thing["name"].is_string();
            text(&things.iter().find(same)?["name"])
        }),
        _ => None,
    };
    let mut found: Vec<String> = Vec::new();
    for name in list.iter().take(20).filter_map(name) {
        if !found.contains(&name) {
            found.push(name);
        }
    }
    found
}

/// A name in two parts.
fn both(person: &Value) -> Option<String> {
    let (given, family) = (text(&person["givenName"])?, text(&person["familyName"])?);
    Some(format!("{given} {family}"))
}
